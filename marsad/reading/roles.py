"""Who does and who suffers, where the network marked the words but the wording or the
codebook decides the role (corpora guide, hard cases and settled rules).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from marsad.codebook import kinds
from marsad.model import Mention, Span, Speaker, Stance
from marsad.reading.agents import (
    backed,
    credited,
    overlapping,
    partner,
    subject,
    told,
)
from marsad.reading.cues import cues
from marsad.reading.joined import one_by_one
from marsad.reading.phrases import REACH, Phrase, object_after
from marsad.reading.segment import Sentence
from marsad.reading.speech import is_passive
from marsad.reading.subjects import subject_before
from marsad.reading.words import Word, stem

_ACCUSING = frozenset(("accused", "accuses", "accusing", "blamed", "blames", "accuse"))
_BACKING = frozenset(("backed", "supported", "assisted", "aided"))
_FLIGHT = frozenset(
    stem(w)
    for w in (
        *("fled", "flee", "fleeing", "streamed", "poured", "escaped", "returned"),
        *("displaced", "left", "leave", "crossed", "arrived", "sought", "uprooted"),
    )
)
_PARTNERS = frozenset(("talks", "agreement"))
_HELD = re.compile(r"-(?:held|controlled|ruled|occupied|led|run)$")
_NEAR = 5
"""Words after an anchor in which "between" belongs to it."""


@dataclass(frozen=True, slots=True)
class Roles:
    """The actors of a claim, its speakers, and the rules that set them ("" : the
    network)."""

    initiator: tuple[Mention, ...]
    target: tuple[Mention, ...]
    speakers: tuple[Speaker, ...]
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Seen:
    """What the rules look at: a claim's kind and its anchor in its sentence."""

    kind: str
    text: str
    sentence: Sentence
    anchor: Phrase


def settle(roles: Roles, seen: Seen) -> Roles:
    """`roles` with what the codebook asks for."""
    for rule in (
        _one_by_one,
        _cut,
        _told,
        _credited,
        _subject,
        _backers,
        _backed,
        _counters,
        _accusers,
        _sufferers,
        _fought,
        _between,
        _runaways,
        _parts,
        _partners,
        _partner,
        _claimed,
        _spoken,
    ):
        roles = rule(roles, seen)
    return roles


def _named(roles: Roles, rule: str) -> Roles:
    return replace(roles, rules=(*roles.rules, rule))


def _one_by_one(roles: Roles, seen: Seen) -> Roles:
    """As in "the UN and USA": each actor for itself."""
    doers = one_by_one(roles.initiator, seen.text)
    others = one_by_one(roles.target, seen.text)
    if (doers, others) == (roles.initiator, roles.target):
        return roles
    made = replace(roles, initiator=doers, target=others)
    return _named(made, "actors: each name for itself")


def _cut(roles: Roles, _: Seen) -> Roles:
    """As in "[Kurdish]-controlled territory": not the participle."""
    doers = tuple(
        Mention(
            m.text[: found.start()], Span(m.span.start, m.span.start + found.start())
        )
        if m.span and (found := _HELD.search(m.text))
        else m
        for m in roles.initiator
    )
    if doers == roles.initiator:
        return roles
    return _named(replace(roles, initiator=doers), "initiator: who holds")


def _told(roles: Roles, seen: Seen) -> Roles:
    """As in "Turkish air strikes", "shot down by Syria": theirs, not that of whoever
    else is named."""
    found = told(seen.kind, seen.sentence.words, seen.anchor)
    return roles if found is None else _only(roles, seen, *found)


def _credited(roles: Roles, seen: Seen) -> Roles:
    """As in "an attack claimed by X": who is believed to have done it (corpora guide,
    settled rule 13)."""
    if roles.initiator or not kinds()[seen.kind].violent:
        return roles
    found = credited(seen.sentence.words, seen.anchor)
    return roles if found is None else _only(roles, seen, found, "who is credited")


def _subject(roles: Roles, seen: Seen) -> Roles:
    """As in "police fired into the crowd", where the network marks nobody."""
    if roles.initiator:
        return roles
    found = subject(seen.kind, seen.sentence.words, seen.anchor)
    if found is None or overlapping(roles.target, found.span(seen.sentence.words)):
        return roles
    return _only(roles, seen, found, "the subject")


def _partner(roles: Roles, seen: Seen) -> Roles:
    """As in "negotiating with the two sides": they are party to it."""
    if seen.kind != "talks":
        return roles
    found = partner(seen.sentence.words, seen.anchor)
    span = found.span(seen.sentence.words) if found else None
    if span is None or overlapping(roles.initiator, span):
        return roles
    other = Mention(seen.text[span.start : span.end], span)
    made = replace(roles, initiator=_joined(roles.initiator, (other,)))
    return _named(made, "initiator: with whom")


def _only(roles: Roles, seen: Seen, found: Phrase, why: str) -> Roles:
    span = found.span(seen.sentence.words)
    here = overlapping(roles.initiator, span)
    doers = here or (Mention(seen.text[span.start : span.end], span),)
    if doers == roles.initiator:
        return roles
    return _named(replace(roles, initiator=doers), f"initiator: {why}")


def _before(seen: Seen, mention: Mention) -> list[str]:
    """The two words before a mention of the claim's own sentence."""
    if mention.span is None:
        return []
    words = seen.sentence.words
    return [w.low for w in words if w.end <= mention.span.start][-2:]


def _backers(roles: Roles, seen: Seen) -> Roles:
    """As in "rebels backed by Turkey seized X": who backs is not who seizes."""
    if seen.kind == "support":
        return roles
    doers = tuple(
        m
        for m in roles.initiator
        if not (
            (before := _before(seen, m))[-1:] == ["by"]
            and len(before) > 1
            and before[0] in _BACKING
        )
    )
    if doers == roles.initiator or not doers:
        return roles
    return _named(replace(roles, initiator=doers), "initiator: not who backs")


def _backed(roles: Roles, seen: Seen) -> Roles:
    """As in "rebels backed by Turkey": they are who is backed."""
    if seen.kind != "support" or roles.target:
        return roles
    found = backed(seen.sentence.words, seen.anchor)
    span = found.span(seen.sentence.words) if found else None
    if span is None or overlapping(roles.initiator, span):
        return roles
    other = Mention(seen.text[span.start : span.end], span)
    return _named(replace(roles, target=(other,)), "target: who is backed")


def _counters(roles: Roles, seen: Seen) -> Roles:
    """As in "the army counted 13 attacks on its posts": who counts is not who did."""
    if seen.kind in cues().spoken:
        return roles
    counted = {s.span for s in roles.speakers} - {None}
    doers = tuple(
        m
        for m in roles.initiator
        if m.span not in counted or _next(seen, m) not in cues().tallying
    )
    if doers == roles.initiator:
        return roles
    return _named(replace(roles, initiator=doers), "initiator: not who counts")


def _accusers(roles: Roles, seen: Seen) -> Roles:
    """As in "the army accused the militia of shelling a hospital": not who accuses."""
    if seen.kind in cues().spoken:
        return roles
    doers = tuple(m for m in roles.initiator if _next(seen, m) not in _ACCUSING)
    if doers == roles.initiator or not doers:
        return roles
    return _named(replace(roles, initiator=doers), "initiator: not who accuses")


def _sufferers(roles: Roles, seen: Seen) -> Roles:
    """As in "Russian forces were repelled", who stand in both roles: they suffer it."""
    words = seen.sentence.words
    if not is_passive(words, seen.anchor.first):
        return roles
    start = words[seen.anchor.first].start
    hit = {m.span for m in roles.target if m.span and m.span.end <= start}
    doers = tuple(m for m in roles.initiator if m.span not in hit)
    if doers == roles.initiator:
        return roles
    return _named(replace(roles, initiator=doers), "initiator: not who suffers")


def _next(seen: Seen, mention: Mention) -> str:
    """The word after a mention of the claim's own sentence."""
    if mention.span is None:
        return ""
    words = (w for w in seen.sentence.words if w.start >= mention.span.end)
    return next((w.low for w in words if w.low[0].isalnum()), "")


def _fought(roles: Roles, seen: Seen) -> Roles:
    """As in "they clashed with B", "fighting between A and B": B is the target."""
    if seen.kind != "armed_clash" or len(roles.initiator) <= 1:
        return roles
    between = _after(seen, 1) == ["between"]
    moved = tuple(
        m
        for number, m in enumerate(roles.initiator)
        if _before(seen, m)[-1:] in (["with"], ["against"]) or (between and number)
    )
    stay = tuple(m for m in roles.initiator if m not in moved)
    if not moved or not stay:
        return roles
    made = replace(roles, initiator=stay, target=_joined(roles.target, moved))
    return _named(made, "target: who is fought")


def _between(roles: Roles, seen: Seen) -> Roles:
    """As in "clashes between the government and rebels", of whom the second was not
    found: he is the target."""
    if seen.kind != "armed_clash" or roles.target:
        return roles
    after = _after(seen, _NEAR)
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
    return _named(replace(roles, target=(other,)), "target: the second of two")


def _parts(roles: Roles, seen: Seen) -> Roles:
    """As in "69 civilians, 26 of them children": the target is the whole."""
    words = seen.sentence.words
    kept: list[Mention] = []
    part = False
    for mention in roles.target:
        before = _before(seen, mention)
        part = before[-2:] in (["of", "them"], ["of", "whom"]) or (
            part and _close(words, mention)
        )
        if not part:
            kept.append(mention)
    if not kept or len(kept) == len(roles.target):
        return roles
    return _named(replace(roles, target=tuple(kept)), "target: the whole")


def _close(words: tuple[Word, ...], mention: Mention) -> bool:
    """Whether "and 11" stands right before the mention."""
    if mention.span is None:
        return False
    lows = [w.low for w in words if w.end <= mention.span.start][-3:]
    return bool({"and", ","} & set(lows)) and len(lows) > 1


def _after(seen: Seen, count: int) -> list[str]:
    """The first words after the anchor."""
    last = seen.anchor.last
    return [w.low for w in seen.sentence.words[last : last + count]]


def _runaways(roles: Roles, seen: Seen) -> Roles:
    """Those who flee or return are the target of displacement (settled rule 10)."""
    words = seen.sentence.words[seen.anchor.first : seen.anchor.last]
    flight = any(stem(w.low) in _FLIGHT for w in words)
    if seen.kind != "displacement" or not flight:
        return roles
    moved = tuple(m for m in roles.initiator if _people(m))
    if not moved:
        return roles
    stay = tuple(m for m in roles.initiator if m not in moved)
    made = replace(roles, initiator=stay, target=_joined(roles.target, moved))
    return _named(made, "target: who flees")


def _partners(roles: Roles, seen: Seen) -> Roles:
    """All parties to talks and agreements are initiators (hard case 14)."""
    if seen.kind not in _PARTNERS or not roles.target:
        return roles
    made = replace(roles, initiator=_joined(roles.initiator, roles.target), target=())
    return _named(made, "initiator: all parties")


def _claimed(roles: Roles, seen: Seen) -> Roles:
    """Who claims responsibility did it."""
    words = seen.sentence.words[seen.anchor.first : seen.anchor.last]
    if "responsibility" not in {w.low for w in words} or not roles.speakers:
        return roles
    doer = roles.speakers[-1]
    made = replace(roles, initiator=(Mention(doer.mention, doer.span),))
    return _named(made, "initiator: who claims responsibility")


def _spoken(roles: Roles, seen: Seen) -> Roles:
    """Who demands, accuses or threatens is both initiator and source (settled rule
    3); the subject of the verb where neither was found."""
    if seen.kind not in cues().spoken:
        return roles
    initiator, speakers = roles.initiator, roles.speakers
    if not initiator and not speakers:
        subject = subject_before(seen.sentence.words, seen.anchor.first)
        if subject is None or not _names(seen, subject):
            return roles
        span = subject.span(seen.sentence.words)
        initiator = (Mention(seen.text[span.start : span.end], span),)
    if not initiator:
        initiator = tuple(Mention(s.mention, s.span) for s in speakers[-1:])
    if not speakers:
        speakers = tuple(Speaker(m.text, Stance.SAYS, m.span) for m in initiator[:1])
    if (initiator, speakers) == (roles.initiator, roles.speakers):
        return roles
    made = replace(roles, initiator=initiator, speakers=speakers)
    return _named(made, "initiator: who speaks")


def _names(seen: Seen, phrase: Phrase) -> bool:
    held = seen.sentence.words[phrase.first : phrase.last]
    return any(w.capital and w.low not in cues().determiners for w in held)


def _people(mention: Mention) -> bool:
    """Not an armed force: those withdraw."""
    lows = set(mention.text.lower().split())
    return not lows & cues().parties


def _joined(
    some: tuple[Mention, ...], more: tuple[Mention, ...]
) -> tuple[Mention, ...]:
    return tuple({m.text.lower(): m for m in (*some, *more)}.values())
