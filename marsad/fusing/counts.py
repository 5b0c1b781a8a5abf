"""Figures as fusing compares them: one count, of one scope, by one origin, as of a day.

When two counts conflict (grouping rules, *Oppositions* and 6): their ranges share no
number. A lower bound conflicts only with lower figures that have an upper end.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from marsad.fusing.facts import Fact
from marsad.fusing.lexicon import any_of
from marsad.fusing.scopes import ALL, FAMILIES, FURTHER, HELD
from marsad.model import Figure, What

CASUALTIES = (What.KILLED, What.WOUNDED, What.MISSING)
PEOPLE = frozenset({*CASUALTIES, What.CAPTURED, What.DETAINED})
_TOTALS = frozenset({What.PLACES_TAKEN, What.DISPLACED, What.STRIKES})
_MORE_THAN = re.compile(r"\bmore than\b", re.IGNORECASE)
_ANYBODY, _NOBODY = "", "-"
APPROX = 0.1  # "about 50" does not conflict with 47
LOOSE = 2.0  # a range whose ends are this far apart is a word


@dataclass(frozen=True, eq=False)
class Count:
    """One figure of one fact. `scope` is who it counts (`scopes.SCOPES`, or "all").

    What it says is worked out once: a count is held against many."""

    fact: Fact
    figure: Figure
    scope: str

    @property
    def what(self) -> What:
        """What it counts."""
        return self.figure.what

    @cached_property
    def low(self) -> float:
        """The least it says, 0 where it does not."""
        return float(self.figure.low or 0)

    @cached_property
    def high(self) -> float:
        """The most it says, infinite where it does not."""
        return math.inf if self.figure.high is None else float(self.figure.high)

    @property
    def top(self) -> float:
        """The most it says as a bound of a toll: "tens of thousands" has no end that
        anybody told."""
        return math.inf if self.loose else self.high

    @cached_property
    def loose(self) -> bool:
        """A range as wide as "dozens" (24 to 99) stands for a word, not for a count."""
        low, high = self.figure.low, self.figure.high
        return low is not None and high is not None and high >= LOOSE * max(low, 1)

    @cached_property
    def origin(self) -> str:
        """The key of the origin, the claim's own id where it has none."""
        origin = self.fact.origin
        return origin.key if origin else self.fact.id

    @cached_property
    def named(self) -> bool:
        """Somebody's word who can be told from others."""
        return self.fact.origin is not None and self.fact.origin.voice == "named"

    @property
    def voice(self) -> str:
        """What to call the origin."""
        return self.fact.origin.name if self.fact.origin else ""


def counts_of(facts: Iterable[Fact], *what: What) -> list[Count]:
    """The counts of `facts`: the first of each thing and scope in a claim, which is
    its whole; what follows of the same scope is a part of it. The wounded whom relief
    carried, or did not reach, it did not wound."""
    out = []
    for fact in facts:
        seen: set[tuple[What, str]] = set()
        for figure, who in zip(fact.claim.figures, fact.scopes, strict=True):
            scope = _scope(fact, figure, who)
            if (
                figure.what in what
                and (figure.what, scope) not in seen
                and _counts(figure)
                and not (fact.family == "aid" and figure.what in CASUALTIES)
            ):
                seen.add((figure.what, scope))
                out.append(Count(fact, figure, scope))
    return out


def _scope(fact: Fact, figure: Figure, who: str) -> str:
    """Who is counted, of people; else only what keeps two counts from being one."""
    what = figure.what
    if what in PEOPLE:
        return who
    if what is What.PLACES_TAKEN and fact.kind == "control":
        return HELD
    if what in _TOTALS and _on_top(fact, figure):
        return FURTHER
    return FAMILIES if who == FAMILIES else ALL


def _on_top(fact: Fact, figure: Figure) -> bool:
    """Told beside an earlier count, on top of it: "14 more", "another 12"."""
    number = _MORE_THAN.sub("", figure.text)
    return bool(
        any_of("on_top").search(number) or any_of("further").search(fact.claim.quote)
    )


def _counts(figure: Figure) -> bool:
    """It is a number, and what it numbers can be what it is said to be: nobody kills
    villages."""
    if figure.what in PEOPLE and any_of("no_people").search(figure.who):
        return False
    return figure.low is not None or figure.high is not None


def ranges_conflict(a: Count, b: Count) -> bool:
    """No number satisfies both. A loose word ("dozens") claims no upper end."""
    return _exceeds(a, b) or _exceeds(b, a)


def _exceeds(more: Count, less: Count) -> bool:
    room = 1 + (APPROX if more.figure.approx or less.figure.approx else 0.0)
    return not less.loose and more.low > less.high * room


def same_origin(a: Count, b: Count) -> bool:
    """On one and the same word."""
    return a.origin == b.origin


def without_parts(counts: Iterable[Count]) -> list[Count]:
    """Leave out a count that is told of a part: its document has a larger one on the
    same word, or on nobody's in particular, or it is nobody's itself."""
    kept = list(counts)
    largest: dict[tuple[str, str, What], float] = {}
    for c in kept:
        for voice in (c.origin, _ANYBODY, *(() if c.named else (_NOBODY,))):
            key = (c.fact.claim.document_id, voice, c.what)
            largest[key] = max(largest.get(key, 0.0), c.low)

    def whole(c: Count) -> bool:
        voices = (c.origin, _NOBODY) if c.named else (_ANYBODY,)
        told = ((c.fact.claim.document_id, voice, c.what) for voice in voices)
        return all(c.low >= largest.get(key, 0.0) for key in told)

    return [c for c in kept if whole(c) or _own_scope(c, kept)]


def without_shares(counts: Iterable[Count]) -> list[Count]:
    """Leave out, of one running count, what one document counts as of one day and of
    one scope on one word beside a larger number: a share, or what was counted of it in
    a smaller place."""
    kept = list(counts)
    largest: dict[tuple[object, ...], float] = {}
    for c in kept:
        key = _one_word(c)
        largest[key] = max(largest.get(key, 0.0), c.low)
    return [c for c in kept if c.low >= largest[_one_word(c)]]


def _one_word(c: Count) -> tuple[object, ...]:
    return (c.fact.claim.document_id, c.origin, c.what, c.scope, c.fact.day)


def _own_scope(count: Count, others: list[Count]) -> bool:
    """A part that is named as one ("two of them students") is a count of its own: it
    stands in the claim of the whole."""
    return any(
        o.fact.id == count.fact.id and o.scope != count.scope and o.low >= count.low
        for o in others
    )
