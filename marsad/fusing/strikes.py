"""Strikes: one attack, or one wave of attacks, on one place on one day."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from marsad.fusing.backing import aim_of
from marsad.fusing.drafts import Draft, gather
from marsad.fusing.facts import IN_MIND, Fact, content_words, days_apart
from marsad.fusing.parties import party_keys
from marsad.model import What

_PLANTED = frozenset({"bombing", "suicide_bombing"})
_TAKING = frozenset({"abduction", "looting"})
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
    alike = _same_toll(a, b) or bool(_struck(a) & _struck(b))
    if not alike and _different(a, b):
        return None  # a place in common makes no two attacks one
    value = place - 1.0
    together = a.claim.document_id == b.claim.document_id
    if not (alike or together or (a.spot and b.spot)):
        value -= 0.6  # raids told of no place may be any of that day
    if "damage" in {a.kind, b.kind} and a.kind != b.kind and not (alike or together):
        value -= 0.6  # damage tells of the attack that its own report tells of
    value += _manner(a, b)
    if _same_toll(a, b):
        value += 0.5
    if _hit(a) & _hit(b):
        value += 0.4
    return value


def _manner(a: Fact, b: Fact) -> float:
    """How alike they are in days, means and doers."""
    value = 0.0
    if a.end != b.end or not _one_start(a, b):
        value -= 0.3
    if a.kind == b.kind:
        value += 0.3
    elif {a.kind, b.kind} & _TAKING:
        value -= 0.5  # who is carried off is not shot at
    elif {a.kind, b.kind} & _PLANTED and {a.kind, b.kind} & _FIRE:
        value -= 1.0
    if {a.kind, b.kind} == {"abduction"} and _others_taken(a, b):
        value -= 0.8
    if a.doers and b.doers:
        value += 0.3 if a.doers & b.doers else -0.3
    return value


def _others_taken(a: Fact, b: Fact) -> bool:
    """Whom one says was carried off the other does not name, nor where."""
    if a.spot is not None and b.spot is not None:
        return False
    return bool(_struck(a) and _struck(b)) and not _struck(a) & _struck(b)


def _one_start(a: Fact, b: Fact) -> bool:
    """A first day that is not told fits any."""
    return a.start is None or b.start is None or a.start == b.start


def _different(a: Fact, b: Fact) -> bool:
    """By other doers, or on other targets: people who bear arms and people who do not,
    or sites of which each has its own name."""
    ours, theirs = _resolved_doers(a), _resolved_doers(b)
    if ours and theirs and not ours & theirs:
        return True
    if "rebel" in (made := {_sort_of_doer(a), _sort_of_doer(b)}) and "state" in made:
        return True  # "terrorists" may be any group, but no state's forces
    if {aim_of(a), aim_of(b)} == {"armed", "civil"}:
        return True
    sites = a.spot is not None and b.spot is not None and a.spot != b.spot
    return sites and all(f.spot and f.spot.level == "site" for f in (a, b))


@lru_cache(maxsize=IN_MIND)
def _resolved_doers(fact: Fact) -> frozenset[str]:
    """Who did it, without words that stand for nobody known ("fighter jets")."""
    return party_keys(m for m in fact.claim.initiator if m.actor)


@lru_cache(maxsize=IN_MIND)
def _sort_of_doer(fact: Fact) -> str | None:
    """The type of the actors who did it, where all are of one."""
    types = {m.actor.type for m in fact.claim.initiator if m.actor}
    return types.pop() if len(types) == 1 else None


@lru_cache(maxsize=IN_MIND)
def _struck(fact: Fact) -> frozenset[str]:
    """The words for what was struck: targets, and sites that have a name."""
    told = zip(fact.claim.places, fact.places, strict=True)
    sites = [p.mention for p, spot in told if spot.level == "site"]
    return content_words(" ".join([*(m.text for m in fact.claim.target), *sites]))


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
    return bool(_toll(a) & _toll(b))


@lru_cache(maxsize=IN_MIND)
def _toll(fact: Fact) -> frozenset[tuple[What, int | None, int | None]]:
    told = fact.figures(What.KILLED, What.WOUNDED)
    return frozenset((f.what, f.low, f.high) for f in told)


@lru_cache(maxsize=IN_MIND)
def _hit(fact: Fact) -> frozenset[str]:
    mentions = [m.text for m in fact.claim.target]
    places = [p.mention for p in fact.claim.places]
    return content_words(" ".join([*mentions, *places]))
