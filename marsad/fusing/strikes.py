"""Strikes: one attack, or one wave of attacks, on one place on one day."""

from __future__ import annotations

from collections.abc import Iterable

from marsad.fusing.drafts import Draft, gather
from marsad.fusing.facts import Fact, content_words, days_apart
from marsad.model import What

_PLANTED = frozenset({"bombing", "suicide_bombing"})
_FIRE = frozenset({"air_strike", "drone_strike", "shelling", "chemical_attack"})


def strike_drafts(facts: Iterable[Fact]) -> list[Draft]:
    """Incidents of type strike out of claims of attacks and what they did."""
    blocks: dict[str, list[Fact]] = {}
    for fact in facts:
        blocks.setdefault(_cell(fact), []).append(fact)
    return [d for block in blocks.values() for d in gather("strike", block, one_wave)]


def _cell(fact: Fact) -> str:
    return fact.theatre


def one_wave(a: Fact, b: Fact) -> float | None:
    """Evidence that two claims tell of one wave of attacks."""
    if days_apart(a, b) > 0:
        return None
    place = _nearness(a, b)
    if place is None:
        return None
    value = place - 1.0
    if a.start != b.start or a.end != b.end:
        value -= 0.3
    if a.kind == b.kind:
        value += 0.3
    elif {a.kind, b.kind} & _PLANTED and {a.kind, b.kind} & _FIRE:
        value -= 1.0
    if a.doers and b.doers:
        value += 0.3 if a.doers & b.doers else -0.3
    if _same_toll(a, b):
        value += 0.5
    common = content_words(_hit(a)) & content_words(_hit(b))
    if common:
        value += 0.4
    return value


def _nearness(a: Fact, b: Fact) -> float | None:
    if a.spot is None or b.spot is None:
        return 0.8
    if a.spot.key == b.spot.key:
        return 1.5 if a.fine else 1.2
    if any(s.key == b.spot.key for s in a.spots) or any(
        s.key == a.spot.key for s in b.spots
    ):
        return 1.2
    if a.spot.holds(b.spot) or b.spot.holds(a.spot):
        return 0.9 if a.fine and b.fine else 0.5
    return None


def _same_toll(a: Fact, b: Fact) -> bool:
    ours = {(f.what, f.low, f.high) for f in a.figures(What.KILLED, What.WOUNDED)}
    theirs = {(f.what, f.low, f.high) for f in b.figures(What.KILLED, What.WOUNDED)}
    return bool(ours & theirs)


def _hit(fact: Fact) -> str:
    mentions = [m.text for m in fact.claim.target]
    return " ".join([*mentions, *(p.mention for p in fact.claim.places)])
