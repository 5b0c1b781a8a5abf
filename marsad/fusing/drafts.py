"""Groups in the making, and the one way in which facts are gathered into them.

`gather` takes facts one by one, in the order of their days, and puts each where the
mean affinity with *all* that is in a group is highest, if that is above zero; else it
opens a new group. So a group is compared as a whole: two claims are never joined
because a third is like both.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from marsad.fusing.facts import UNTOLD_DAYS, Fact, span_of
from marsad.model import What

Affinity = Callable[[Fact, Fact], float | None]
Keys = Callable[[Fact], frozenset[str]]
REACH_DAYS = 3
LONG_DAYS = 14
_KEYLESS = ""
WITNESSES = 24  # of a larger group so many, evenly spread, speak for all


@dataclass(eq=False, slots=True)
class Draft:
    """Facts that belong together: `type` is a type of incident, series or relation.

    `what` and `who` tell what a series counts."""

    type: str
    facts: list[Fact] = field(default_factory=list)
    what: What | None = None
    who: str = ""

    def start(self) -> int | None:
        """The first day known."""
        days = [f.start for f in self.facts if f.start is not None]
        return min(days) if days else None

    def end(self) -> int | None:
        """The last day known."""
        days = [f.day for f in self.facts if f.day is not None]
        return max(days) if days else None


def gather(
    type_: str, facts: Iterable[Fact], affinity: Affinity, keys: Keys | None = None
) -> list[Draft]:
    """Drafts of one type. `affinity` of two facts is a weight of evidence that they
    tell of one event (0: no evidence), or None where they cannot; it must be None where
    more than `REACH_DAYS` lie between them, and where both have `keys` but share none.
    """
    drafts: list[Draft] = []
    over: list[float] = []  # the last day on which a draft can still grow
    by_key: dict[str, list[int]] = {}
    for fact in facts:
        best: tuple[float, int] | None = None
        span = span_of(fact)
        start = span[0] if span else -math.inf
        own = keys(fact) if keys else frozenset()
        for number in _candidates(own, by_key, len(drafts)):
            if start > over[number]:
                continue
            value = _mean(fact, drafts[number].facts, affinity)
            if value is not None and value > 0 and (best is None or value > best[0]):
                best = (value, number)
        number = best[1] if best else len(drafts)
        if best is None:
            drafts.append(Draft(type_))
            over.append(-math.inf)
        drafts[number].facts.append(fact)
        last = span[1] + REACH_DAYS if span else math.inf
        over[number] = max(over[number], last)
        for key in own or {_KEYLESS}:
            by_key.setdefault(key, []).append(number)
    return drafts


def _candidates(
    own: frozenset[str], by_key: dict[str, list[int]], count: int
) -> Iterable[int]:
    """Numbers of the drafts that a fact may join, each once, the earliest first."""
    if not own:
        return range(count)
    found = {n for key in (*own, _KEYLESS) for n in by_key.get(key, ())}
    return sorted(found)


def _mean(fact: Fact, group: list[Fact], affinity: Affinity) -> float | None:
    step = max(1, len(group) // WITNESSES)
    total, count = 0.0, 0
    for other in group[::step]:
        value = affinity(fact, other)
        if value is None:
            return None
        total += value
        count += 1
    return total / count


def runs(type_: str, facts: Iterable[Fact], gap: int) -> list[Draft]:
    """Drafts of facts of one place, split where more than `gap` days pass untold.

    What stretches over more than `LONG_DAYS` bridges no gap: it counts by its end. A
    fact of unknown time joins the run last before its publication, if one is near."""
    dated = [f for f in facts if f.day is not None]
    drafts: list[Draft] = []
    until = 0
    for fact in sorted(dated, key=lambda f: (first_day(f), f.day or 0, f.id)):
        if not drafts or first_day(fact) - until > gap:
            drafts.append(Draft(type_))
            until = 0
        drafts[-1].facts.append(fact)
        until = max(until, fact.day or 0)
    spans = [(min(map(first_day, d.facts)), d.end() or 0, d) for d in drafts]
    for fact in facts:
        if fact.day is not None:
            continue
        near = [(_since(fact, *s[:2]), n) for n, s in enumerate(spans)]
        apart, number = min(near, default=(math.inf, 0))
        if apart > UNTOLD_DAYS:
            on = fact.published or 0
            spans.append((on, on, Draft(type_)))
            number = len(spans) - 1
        spans[number][2].facts.append(fact)
    return [draft for _, _, draft in spans]


def long_told(fact: Fact) -> bool:
    """It is told over more than `LONG_DAYS`, or from no known day on."""
    return fact.start is None or (fact.day or 0) - fact.start > LONG_DAYS


def first_day(fact: Fact) -> int:
    """Where a run takes a fact up: an open start, or one long past, is not told."""
    if fact.start is None or long_told(fact):
        return fact.day or 0
    return fact.start


def _since(fact: Fact, start: int, end: int) -> float:
    """Days from a run to the publication of a fact of unknown time."""
    if fact.published is None:
        return 0
    return max(0, fact.published - end, start - fact.published)
