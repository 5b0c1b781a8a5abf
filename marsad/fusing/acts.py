"""Acts and single events without a front: talks, demands, routes, losses, aid."""

from __future__ import annotations

from collections.abc import Iterable

from marsad.fusing.drafts import Draft, gather
from marsad.fusing.facts import Fact, content_words, days_apart
from marsad.fusing.lexicon import any_of
from marsad.sayings import SAYINGS
from marsad.spots import REACH_KM, Spot

NEWS_DAYS = 7  # what is said without a day is of the week before its report
_SAYING = SAYINGS | {"sanction"}


def act_drafts(facts: Iterable[Fact]) -> list[Draft]:
    """Incidents of type act: one matter of the same speakers within two days."""
    return gather("act", facts, one_act, keys=_keys)


def event_drafts(type_: str, facts: Iterable[Fact]) -> list[Draft]:
    """Incidents of type route, loss, arrest, aid or flight."""
    blocks: dict[str, list[Fact]] = {}
    for fact in facts:
        blocks.setdefault(fact.theatre, []).append(fact)
    return [d for b in blocks.values() for d in gather(type_, b, one_event)]


def _keys(fact: Fact) -> frozenset[str]:
    """What claims of one act share: somebody who does it, or the front of a truce."""
    truce = {f"truce of {fact.theatre}"} if fact.actors and _truce(fact) else set()
    return fact.actors | truce


def one_act(a: Fact, b: Fact) -> float | None:
    """Evidence that two claims tell of one political act."""
    if days_apart(a, b) > 2 or _told_apart(a, b) or not _may_be_one(a, b):
        return None
    value = -1.0 + (0.8 if a.actors & b.actors else 0.3)
    if a.objects & b.objects:
        value += 0.4
    elif a.objects and b.objects:
        value -= 0.4
    if _one_truce(a, b):
        value += 0.5
    value += 0.3 if a.kind == b.kind or _denial(a, b) else 0.0
    value += min(1.0, 3 * _likeness(a, b))
    if a.spot and b.spot:
        if a.spot.holds(b.spot) or b.spot.holds(a.spot):
            value += 0.4
        else:
            value -= 0.6
    if a.claim.document_id == b.claim.document_id:
        value += 0.2
    return value


def _told_apart(a: Fact, b: Fact) -> bool:
    """Sayings of which one has no day: it was news when it was told, and is none of
    what was said weeks before."""
    if a.kind not in SAYINGS or b.kind not in SAYINGS:
        return False
    ours, theirs = a.day or a.published, b.day or b.published
    if ours is None or theirs is None or not (a.day is None or b.day is None):
        return False
    return abs(ours - theirs) > NEWS_DAYS


def _may_be_one(a: Fact, b: Fact) -> bool:
    """Of one kind, or sayings, and by and to nobody unlike."""
    if _one_truce(a, b):
        return True
    sayings = {a.kind, b.kind} <= _SAYING
    if a.kind != b.kind and not sayings and not _denial(a, b):
        return False
    if a.actors and b.actors and not a.actors & b.actors:
        return False
    ours, theirs = a.actors | a.objects, b.actors | b.objects
    return a.kind in _SAYING or not ours or not theirs or bool(ours & theirs)


def _denial(a: Fact, b: Fact) -> bool:
    """Another's denial, which may call the act by another name."""
    one_voice = a.origin and b.origin and a.origin.key == b.origin.key
    return a.denied != b.denied and not one_voice


def _one_truce(a: Fact, b: Fact) -> bool:
    """A front has one truce at a time, whoever is said to have made it."""
    return _truce(a) and _truce(b) and a.theatre == b.theatre


def _truce(fact: Fact) -> bool:
    said = fact.claim.anchor
    return fact.kind == "agreement" and bool(any_of("truces").search(said))


def one_event(a: Fact, b: Fact) -> float | None:
    """Evidence that two claims tell of one closing, loss, arrest, aid or flight."""
    if days_apart(a, b) > 1:
        return None
    value = -0.8 + min(1.0, 3 * _likeness(a, b))
    fled = a.family == "flight" and bool(_leaders(a) & _leaders(b))
    if fled:
        value += 1.0  # one and the same person, whence and whither
    elif a.spot and b.spot:
        if a.spot.key == b.spot.key or _one_site(a.spot, b.spot):
            value += 1.0
        elif a.spot.holds(b.spot) or b.spot.holds(a.spot):
            value += 0.3
        else:
            return None
    if a.doers and b.doers and a.family != "route":  # who cut it, who diverted it
        value += 0.4 if a.doers & b.doers else -0.6
    if a.targets and b.targets:
        value += 0.4 if a.targets & b.targets else -0.2
    return value


def _leaders(fact: Fact) -> frozenset[str]:
    """Persons in office who flee."""
    fled = fact.claim.target or fact.claim.initiator
    return frozenset(m.actor.id for m in fled if m.actor and m.actor.type == "official")


def _one_site(a: Spot, b: Spot) -> bool:
    """A road or a depot is called many things: sites on one point are one."""
    apart = a.km(b) if a.level == b.level == "site" else None
    return apart is not None and apart <= REACH_KM["site"]


def _likeness(a: Fact, b: Fact) -> float:
    ours, theirs = content_words(a.claim.quote), content_words(b.claim.quote)
    union = len(ours | theirs)
    return len(ours & theirs) / union if union else 0.0
