"""Who suffers what a claim tells: rules of the wording and the codebook on its target
(corpora guide, hard cases and settled rules).
"""

from __future__ import annotations

from dataclasses import replace

from marsad.model import Mention
from marsad.reading.agents import backed, overlapping
from marsad.reading.cues import cues
from marsad.reading.phrases import REACH, object_after
from marsad.reading.seen import Roles, Seen, joined, named, words_after, words_before
from marsad.reading.words import Word, stem

_FLIGHT = frozenset(
    stem(w)
    for w in (
        *("fled", "flee", "fleeing", "streamed", "poured", "escaped", "returned"),
        *("displaced", "left", "leave", "crossed", "arrived", "sought", "uprooted"),
    )
)
_NEAR = 5
"""Words after an anchor in which "between" belongs to it."""


def backed_by(roles: Roles, seen: Seen) -> Roles:
    """As in "rebels backed by Turkey": they are who is backed."""
    if seen.kind != "support" or roles.target:
        return roles
    found = backed(seen.sentence.words, seen.anchor)
    span = found.span(seen.sentence.words) if found else None
    if span is None or overlapping(roles.initiator, span):
        return roles
    other = Mention(seen.text[span.start : span.end], span)
    return named(replace(roles, target=(other,)), "target: who is backed")


def fought(roles: Roles, seen: Seen) -> Roles:
    """As in "they clashed with B", "fighting between A and B": B is the target."""
    if seen.kind != "armed_clash" or len(roles.initiator) <= 1:
        return roles
    between = words_after(seen, 1) == ["between"]
    moved = tuple(
        m
        for number, m in enumerate(roles.initiator)
        if words_before(seen, m)[-1:] in (["with"], ["against"]) or (between and number)
    )
    stay = tuple(m for m in roles.initiator if m not in moved)
    if not moved or not stay:
        return roles
    made = replace(roles, initiator=stay, target=joined(roles.target, moved))
    return named(made, "target: who is fought")


def between(roles: Roles, seen: Seen) -> Roles:
    """As in "clashes between the government and rebels", of whom the second was not
    found: he is the target."""
    if seen.kind != "armed_clash" or roles.target:
        return roles
    after = words_after(seen, _NEAR)
    if "between" not in after:
        return roles
    start = seen.anchor.last + after.index("between") + 1
    words = seen.sentence.words
    reach = range(start, min(len(words), start + REACH))
    joined = next((n for n in reach if words[n].low == "and"), None)
    found = None if joined is None else object_after(words, joined + 1)
    if found is None:
        return roles
    span = found.span(words)
    other = Mention(seen.text[span.start : span.end], span)
    if any(m.text.lower() == other.text.lower() for m in roles.initiator):
        return roles
    return named(replace(roles, target=(other,)), "target: the second of two")


def parts(roles: Roles, seen: Seen) -> Roles:
    """As in "69 civilians, 26 of them children": the target is the whole."""
    words = seen.sentence.words
    kept: list[Mention] = []
    part = False
    for mention in roles.target:
        before = words_before(seen, mention)
        part = before[-2:] in (["of", "them"], ["of", "whom"]) or (
            part and _close(words, mention)
        )
        if not part:
            kept.append(mention)
    if not kept or len(kept) == len(roles.target):
        return roles
    return named(replace(roles, target=tuple(kept)), "target: the whole")


def _close(words: tuple[Word, ...], mention: Mention) -> bool:
    """Whether "and 11" stands right before the mention."""
    if mention.span is None:
        return False
    lows = [w.low for w in words if w.end <= mention.span.start][-3:]
    return bool({"and", ","} & set(lows)) and len(lows) > 1


def runaways(roles: Roles, seen: Seen) -> Roles:
    """Those who flee or return are the target of displacement (settled rule 10)."""
    words = seen.sentence.words[seen.anchor.first : seen.anchor.last]
    flight = any(stem(w.low) in _FLIGHT for w in words)
    if seen.kind != "displacement" or not flight:
        return roles
    moved = tuple(m for m in roles.initiator if _people(m))
    if not moved:
        return roles
    stay = tuple(m for m in roles.initiator if m not in moved)
    made = replace(roles, initiator=stay, target=joined(roles.target, moved))
    return named(made, "target: who flees")


def _people(mention: Mention) -> bool:
    """Not an armed force: those withdraw."""
    lows = set(mention.text.lower().split())
    return not lows & cues().parties
