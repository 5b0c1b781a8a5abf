"""Standing ties: one per ordered pair of actors."""

from __future__ import annotations

from collections.abc import Iterable

from marsad.fusing.drafts import Draft
from marsad.fusing.facts import Fact


def is_tie(fact: Fact) -> bool:
    """The claim tells of standing support of one actor for another."""
    return fact.family == "relation" and bool(fact.doers and fact.targets)


def relation_drafts(facts: Iterable[Fact]) -> list[Draft]:
    """One draft per ordered pair of parties."""
    by: dict[tuple[str, str], Draft] = {}
    for fact in facts:
        pair = (min(fact.doers), min(fact.targets))
        by.setdefault(pair, Draft("relation")).facts.append(fact)
    return list(by.values())
