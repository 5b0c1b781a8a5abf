"""Standing ties: one per ordered pair of actors."""

from __future__ import annotations

from collections.abc import Iterable

from marsad.fusing.drafts import Draft
from marsad.fusing.facts import FINE, Fact
from marsad.model import Mention, Status

_PARTIES = frozenset({"state", "rebel", "militia", "political", "official"})


def is_tie(fact: Fact) -> bool:
    """The claim tells of standing support of one known party for another. Help that
    was given once, or goes on at one place, is a deed and no tie."""
    return (
        fact.family == "relation"
        and fact.claim.status is Status.ONGOING
        and not any(s.level in {*FINE, "district"} for s in fact.spots)
        and bool(fact.doers and fact.targets)
        and not fact.doers & fact.targets
        and _resolved(fact.claim.initiator)
        and _resolved(fact.claim.target)
    )


def _resolved(mentions: Iterable[Mention]) -> bool:
    return all(m.actor is not None and m.actor.type in _PARTIES for m in mentions)


def relation_drafts(facts: Iterable[Fact]) -> list[Draft]:
    """One draft per ordered pair of parties."""
    by: dict[tuple[str, str], Draft] = {}
    for fact in facts:
        pair = (min(fact.doers), min(fact.targets))
        by.setdefault(pair, Draft("relation")).facts.append(fact)
    return list(by.values())
