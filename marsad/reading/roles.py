"""Who does what, where the network marked the words but the wording or the codebook
decides the role (corpora guide, hard cases and settled rules); `targets` tells who
suffers it.
"""

from __future__ import annotations

import re
from dataclasses import replace

from marsad.codebook import kinds
from marsad.model import Mention, Span, Speaker, Stance
from marsad.reading.agents import (
    credited,
    overlapping,
    partner,
    subject,
    told,
)
from marsad.reading.cues import cues
from marsad.reading.joined import one_by_one
from marsad.reading.phrases import Phrase
from marsad.reading.seen import Roles, Seen, joined, named, word_after, words_before
from marsad.reading.speech import is_passive
from marsad.reading.subjects import subject_before
from marsad.reading.targets import backed_by, between, fought, parts, runaways

_ACCUSING = frozenset(("accused", "accuses", "accusing", "blamed", "blames", "accuse"))
_BACKING = frozenset(("backed", "supported", "assisted", "aided"))
_BROKERED = frozenset(("brokered", "mediated", "sponsored"))
_HOSTING = frozenset(("hosted", "hosts", "hosting", "brokered", "mediated"))
_PARTNERS = frozenset(("talks", "agreement"))
_HELD = re.compile(r"-(?:held|controlled|ruled|occupied|led|run)$")


def settle(roles: Roles, seen: Seen) -> Roles:
    """`roles` with what the codebook asks for."""
    for rule in (
        _one_by_one,
        _owners,
        _cut,
        _told,
        _credited,
        _subject,
        _backers,
        backed_by,
        _counters,
        _tellers,
        _mediators,
        _sufferers,
        fought,
        between,
        runaways,
        parts,
        _partners,
        _partner,
        _claimed,
        _spoken,
    ):
        roles = rule(roles, seen)
    return roles


def _one_by_one(roles: Roles, seen: Seen) -> Roles:
    """As in "the UN and USA": each actor for itself."""
    doers = one_by_one(roles.initiator, seen.text)
    others = one_by_one(roles.target, seen.text)
    if (doers, others) == (roles.initiator, roles.target):
        return roles
    made = replace(roles, initiator=doers, target=others)
    return named(made, "actors: each name for itself")


def _owners(roles: Roles, seen: Seen) -> Roles:
    """As in "Colombia's ELN rebels", of whom both were marked: the rebels."""

    def kept(actors: tuple[Mention, ...]) -> tuple[Mention, ...]:
        starts = {m.span.start for m in actors if m.span}
        return tuple(
            m
            for m in actors
            if m.span is None
            or seen.text[m.span.end : m.span.end + 3] not in ("'s ", "’s ")
            or m.span.end + 3 not in starts
        )

    made = replace(roles, initiator=kept(roles.initiator), target=kept(roles.target))
    return roles if made == roles else named(made, "actors: not whose they are")


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
    return named(replace(roles, initiator=doers), "initiator: who holds")


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
    made = replace(roles, initiator=joined(roles.initiator, (other,)))
    return named(made, "initiator: with whom")


def _only(roles: Roles, seen: Seen, found: Phrase, why: str) -> Roles:
    span = found.span(seen.sentence.words)
    here = overlapping(roles.initiator, span)
    doers = here or (Mention(seen.text[span.start : span.end], span),)
    if doers == roles.initiator:
        return roles
    return named(replace(roles, initiator=doers), f"initiator: {why}")


def _backers(roles: Roles, seen: Seen) -> Roles:
    """As in "rebels backed by Turkey seized X": who backs is not who seizes."""
    if seen.kind == "support":
        return roles
    doers = tuple(
        m
        for m in roles.initiator
        if not (
            (before := words_before(seen, m))[-1:] == ["by"]
            and len(before) > 1
            and before[0] in _BACKING
        )
    )
    if doers == roles.initiator or not doers:
        return roles
    return named(replace(roles, initiator=doers), "initiator: not who backs")


def _counters(roles: Roles, seen: Seen) -> Roles:
    """As in "the army counted 13 attacks on its posts": who counts is not who did."""
    if seen.kind in cues().spoken:
        return roles
    counted = {s.span for s in roles.speakers} - {None}
    doers = tuple(
        m
        for m in roles.initiator
        if m.span not in counted or word_after(seen, m) not in cues().tallying
    )
    if doers == roles.initiator:
        return roles
    return named(replace(roles, initiator=doers), "initiator: not who counts")


def _tellers(roles: Roles, seen: Seen) -> Roles:
    """As in "the army accused the militia of shelling a hospital", "the minister says
    NATO will send troops": not who accuses another, or says it of him."""
    if seen.kind in cues().spoken or seen.kind in _PARTNERS:
        return roles
    starts = {m.span.start for m in roles.initiator if m.span}
    doers = tuple(m for m in roles.initiator if not _tells_of(seen, m, starts))
    if doers == roles.initiator or not doers:
        return roles
    return named(replace(roles, initiator=doers), "initiator: not who tells of it")


def _tells_of(seen: Seen, mention: Mention, others: set[int]) -> bool:
    """Whether a verb of saying stands after the mention, and another one after that."""
    if mention.span is None:
        return False
    after = [w for w in seen.sentence.words if w.start >= mention.span.end]
    telling = after[:1] and after[0].low in _ACCUSING | cues().speech.keys()
    behind = after[2:3] if [w.low for w in after[1:2]] == ["that"] else after[1:2]
    return bool(telling) and any(w.start in others for w in behind)


def _mediators(roles: Roles, seen: Seen) -> Roles:
    """As in "a truce brokered by the UN", "Uganda hosted talks": no party to it."""
    held = seen.sentence.words[seen.anchor.first : seen.anchor.last]
    brokering = any(w.low in _BROKERED | _HOSTING for w in held)
    if seen.kind not in _PARTNERS | {"violation"} or brokering:
        return roles
    doers: list[Mention] = []
    mediates = False
    for mention in roles.initiator:
        before = words_before(seen, mention)
        brokered = before[-1:] == ["by"] and before[0] in _BROKERED
        mediates = brokered or (mediates and before[-1:] == ["and"])
        if not mediates and word_after(seen, mention) not in _HOSTING:
            doers.append(mention)
    if len(doers) == len(roles.initiator):
        return roles
    return named(replace(roles, initiator=tuple(doers)), "initiator: not who mediates")


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
    return named(replace(roles, initiator=doers), "initiator: not who suffers")


def _partners(roles: Roles, seen: Seen) -> Roles:
    """All parties to talks and agreements are initiators (hard case 14)."""
    if seen.kind not in _PARTNERS or not roles.target:
        return roles
    made = replace(roles, initiator=joined(roles.initiator, roles.target), target=())
    return named(made, "initiator: all parties")


def _claimed(roles: Roles, seen: Seen) -> Roles:
    """Who claims responsibility did it."""
    words = seen.sentence.words[seen.anchor.first : seen.anchor.last]
    if "responsibility" not in {w.low for w in words} or not roles.speakers:
        return roles
    doer = roles.speakers[-1]
    made = replace(roles, initiator=(Mention(doer.mention, doer.span),))
    return named(made, "initiator: who claims responsibility")


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
    return named(made, "initiator: who speaks")


def _names(seen: Seen, phrase: Phrase) -> bool:
    held = seen.sentence.words[phrase.first : phrase.last]
    return any(w.capital and w.low not in cues().determiners for w in held)
