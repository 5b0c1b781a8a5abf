"""Tolls as ranges: what each origin last said, and the claims that set the bounds.

A later figure of an origin replaces its earlier one; scopes are never summed; a part
told beside its whole does not lower the range. Of a running count only the figures
that run over the whole time and are as late as the latest of any origin are compared.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from datetime import date

from marsad.fusing.counts import CASUALTIES, Count, counts_of, without_parts
from marsad.fusing.facts import Fact
from marsad.fusing.scopes import ALL
from marsad.model import Toll, What

CURRENT_DAYS = 1  # a count this much older than the latest still stands beside it


def incident_tolls(facts: Iterable[Fact]) -> tuple[Toll, ...]:
    """The toll of one event, by thing and scope, the widest scope first."""
    told = [f for f in facts if f.asserted]
    return _tolls(without_parts(counts_of(told, *CASUALTIES)))


def series_tolls(counts: Sequence[Count]) -> tuple[Toll, ...]:
    """The toll of a running count as of its latest day, by thing and scope."""
    by: dict[tuple[str, str], list[Count]] = {}
    for count in counts:
        by.setdefault((count.what.value, count.scope), []).append(count)
    current = [c for same in by.values() for c in _current(same)]
    return _tolls(current)


def _current(counts: list[Count]) -> list[Count]:
    """The counts that run over the whole time, up to about the latest day."""
    starts = [c.fact.start for c in counts if c.fact.start is not None]
    since = min(starts, default=None)
    whole = [
        c
        for c in counts
        if since is None or c.fact.start is None or c.fact.start - since <= CURRENT_DAYS
    ]
    latest = max((c.fact.day or 0 for c in whole), default=0)
    current = [c for c in whole if latest - (c.fact.day or latest) <= CURRENT_DAYS]
    return [c for c in current if c.named or not _fallen(c, whole)] or current


def _fallen(count: Count, counts: Iterable[Count]) -> bool:
    """Fewer than somebody named had counted by an earlier day: a count that runs does
    not fall, and nobody stands for this one."""
    return any(
        c.named and count.high < c.low and (c.fact.day or 0) < (count.fact.day or 0)
        for c in counts
    )


def _tolls(counts: Sequence[Count]) -> tuple[Toll, ...]:
    by: dict[tuple[What, str], list[Count]] = {}
    for count in counts:
        by.setdefault((count.what, count.scope), []).append(count)
    order = {what: n for n, what in enumerate(What)}
    most = {key: max(c.low for c in same) for key, same in by.items()}
    keys = sorted(by, key=lambda k: (order[k[0]], k[1] != ALL, -most[k], k[1]))
    return tuple(_toll(what, who, last_words(by[what, who])) for what, who in keys)


def last_words(counts: Iterable[Count]) -> list[Count]:
    """Of each origin its last count: the latest as-of day, then the latest published,
    then the largest."""
    last: dict[str, Count] = {}
    for count in sorted(counts, key=_moment):
        last[count.origin] = count
    return list(last.values())


def _moment(count: Count) -> tuple[int, int, float, str]:
    fact = count.fact
    return (fact.day or 0, fact.published or 0, count.low, fact.id)


def _toll(what: What, who: str, counts: list[Count]) -> Toll:
    plain = [c for c in counts if not c.loose] or counts
    lowest = min(plain, key=lambda c: (c.low, c.fact.id))
    highest = _highest(counts)
    high = lowest.high if highest is lowest else highest.top
    days = [c.fact.day for c in counts if c.fact.day is not None]
    return Toll(
        what,
        who,
        int(lowest.low),
        None if math.isinf(high) else int(high),
        lowest.fact.id,
        highest.fact.id,
        date.fromordinal(max(days)) if days else None,
        tuple(dict.fromkeys(c.voice for c in counts)),
    )


def _highest(counts: list[Count]) -> Count:
    """The count with the highest upper end; "at least 500" leaves the range open only
    where nobody counts as many or more."""
    ended = [c for c in counts if not math.isinf(c.top)]
    top = max(ended, key=lambda c: (c.high, c.low, c.fact.id), default=None)
    over = [c for c in counts if math.isinf(c.top) and (not top or c.low > top.high)]
    if top is None or over:
        return max(over, key=lambda c: (c.low, c.fact.id))
    return top
