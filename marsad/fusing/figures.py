"""Figures set against each other: tolls, displaced, places taken (rules 4-6)."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import reduce
from itertools import combinations, groupby
from operator import and_
from typing import Literal

from marsad.fusing.counts import (
    Count,
    counts_of,
    ranges_conflict,
    same_origin,
    without_parts,
)
from marsad.fusing.facts import Fact
from marsad.model import Opposition, What

_ABOUT = {
    What.KILLED: "killed",
    What.WOUNDED: "wounded",
    What.DISPLACED: "displaced",
}
Comparable = Callable[[Count, Count], bool]
Kind = Literal["dispute", "revision", "differs"]
_TOGETHER_DAYS = 1


def incident_figures(facts: Sequence[Fact]) -> tuple[Opposition, ...]:
    """Figures of one event: the day is the event's."""
    counts = without_parts(counts_of(facts, What.KILLED, What.WOUNDED))
    return _by_scope(counts, _of_one_event, _scope_key)


def series_figures(
    counts: Sequence[Count], *, needs_one_place: bool
) -> tuple[Opposition, ...]:
    """Figures of a running count: comparable where they run over the same days. What
    an outlet says in its own voice may be anybody's word: it disputes nobody's."""

    def comparable(a: Count, b: Count) -> bool:
        if needs_one_place and not set(a.fact.spots) & set(b.fact.spots):
            return False
        return _same_days(a, b)

    sourced = [c for c in counts if c.fact.day is not None and c.named]
    return _by_scope(sourced, comparable, _scope_and_day)


def _of_one_event(a: Count, b: Count) -> bool:
    """Of one kind of attack; a toll that is higher the day after has only grown."""
    if a.fact.kind != b.fact.kind:
        return False
    less, more = sorted((a, b), key=lambda c: (c.low, c.high))
    if less.fact.published is None or more.fact.published is None:
        return True
    return more.fact.published <= less.fact.published


def _same_days(a: Count, b: Count) -> bool:
    """As of one day, and since one day unless both tell a state."""
    if a.fact.day != b.fact.day:
        return False
    if a.what is What.PLACES_TAKEN:
        return a.fact.kind == b.fact.kind and _one_stretch(a, b)
    return _one_stretch(a, b)


def _one_stretch(a: Count, b: Count) -> bool:
    if a.fact.kind == b.fact.kind == "control":
        return True
    return a.fact.start is not None and a.fact.start == b.fact.start


def _told_together(a: Count, b: Count) -> bool:
    ours, theirs = a.fact.published, b.fact.published
    return (
        ours is not None and theirs is not None and abs(ours - theirs) <= _TOGETHER_DAYS
    )


def _scope_key(count: Count) -> tuple[str, str, int]:
    return (count.what.value, count.scope, 0)


def _scope_and_day(count: Count) -> tuple[str, str, int]:
    return (count.what.value, count.scope, count.fact.day or 0)


def _by_scope(
    counts: Sequence[Count],
    comparable: Comparable,
    key: Callable[[Count], tuple[str, str, int]],
) -> tuple[Opposition, ...]:
    found = []
    for (what, scope, _), same in groupby(sorted(counts, key=key), key=key):
        members = sorted(same, key=lambda c: (c.low, c.high, c.fact.id))
        about = _ABOUT.get(What(what), "other")
        name = f"{what.replace('_', ' ')} ({scope})"
        against = _conflicts(members, comparable)
        both: tuple[Kind, ...] = ("dispute", "revision")
        told = [_sides(about, kind, members, against[kind], name) for kind in both]
        if not any(told):
            told = [_sides(about, "differs", members, against["differs"], name)]
        found += [o for o in told if o is not None]
    return tuple(found)


def _conflicts(
    members: Sequence[Count], comparable: Comparable
) -> dict[Kind, list[int]]:
    """Which later members each is against, as bits, by what that makes them: a dispute
    (of two origins), a revision (of one), or what only differs."""
    found: dict[Kind, list[int]] = {
        kind: [0] * len(members) for kind in ("dispute", "revision", "differs")
    }
    for (i, a), (j, b) in combinations(enumerate(members), 2):
        if ranges_conflict(a, b):
            kind = _kind(a, b, comparable)
            if kind is not None:
                found[kind][i] |= 1 << j
    return found


def _kind(a: Count, b: Count, comparable: Comparable) -> Kind | None:
    """What two counts are to each other whose ranges share no number."""
    if comparable(a, b):
        return "revision" if same_origin(a, b) else "dispute"
    if same_origin(a, b) or not (a.named and b.named and _told_together(a, b)):
        return None
    return "differs"  # of one scope by name, but not of one stretch of days


def _sides(
    about: str, type_: Kind, members: Sequence[Count], against: list[int], name: str
) -> Opposition | None:
    """The lower and the higher side, every count of one against all of the other,
    cut where that sets most claims against each other. `against`: bits of the later
    members that each is against."""
    best: tuple[int, list[Count], list[Count]] = (0, [], [])
    for cut in range(1, len(members)):
        rows = [n for n in range(cut) if against[n] >> cut]
        if not rows:
            continue
        common = reduce(and_, (against[n] for n in rows))
        left = [members[n] for n in rows]
        right = [b for n, b in enumerate(members[cut:], cut) if common >> n & 1]
        size = len(_ids(left)) * len(_ids(right))
        if size > best[0]:
            best = (size, left, right)
    _, left, right = best
    if not left:
        return None
    note = f"{name}: {_range(left)} against {_range(right)}"
    return Opposition(about, type_, (_ids(left), _ids(right)), note)


def _ids(counts: Sequence[Count]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(c.fact.id for c in counts))


def _range(counts: Sequence[Count]) -> str:
    low, high = min(c.low for c in counts), max(c.high for c in counts)
    if math.isinf(high):
        return f"{low:.0f} or more"
    return f"{low:.0f}" if low == high else f"{low:.0f} to {high:.0f}"
