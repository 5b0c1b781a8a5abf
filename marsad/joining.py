"""Control of places, put together from the blocks it was computed in.

Each block tells its places from its own first to its own last day. Put together, all
are told over the same days: the first state of a place reaches back and its last is
carried forward, as within one block. A place that is told of in several blocks (a long
war is divided into stretches of days) has one line: each stretch counts from the first
day on which something is told in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from marsad.model import ControlRow

Rows = Sequence[ControlRow]


def joined_control(parts: Iterable[Rows]) -> tuple[ControlRow, ...]:
    """The rows of all parts over the same days, one line for each place."""
    told = [part for part in parts if part]
    if len(told) < 2:
        return tuple(row for part in told for row in part)
    first = min(row.start for part in told for row in part)
    last = max(row.end for part in told for row in part)
    lines: dict[tuple[object, ...], list[Rows]] = {}
    for part in told:
        for key, rows in _by_place(_stretched(part, first, last)).items():
            lines.setdefault(key, []).append(rows)
    return tuple(row for line in lines.values() for row in _one_line(line))


def _stretched(part: Rows, first: date, last: date) -> list[ControlRow]:
    begins, ends = min(r.start for r in part), max(r.end for r in part)
    return [
        replace(
            row,
            start=first if row.start == begins else row.start,
            end=last if row.end == ends else row.end,
        )
        for row in part
    ]


def _by_place(rows: Rows) -> dict[tuple[object, ...], list[ControlRow]]:
    found: dict[tuple[object, ...], list[ControlRow]] = {}
    for row in rows:
        place = row.place
        name = place.name or place.mention
        key = (name, place.level, place.lat, place.lon)
        found.setdefault(key, []).append(row)
    return found


def _one_line(stretches: list[Rows]) -> list[ControlRow]:
    """The rows of one place: of each stretch until something is told in the next."""
    ordered = sorted(stretches, key=_first_told)
    line = list(ordered[0])
    for stretch in ordered[1:]:
        since = _first_told(stretch)
        before = [row for row in line if row.start < since]
        line = [replace(r, end=min(r.end, since - timedelta(1))) for r in before]
        line += [
            replace(r, start=max(r.start, since)) for r in stretch if r.end >= since
        ]
    return line


def _first_told(rows: Rows) -> date:
    """The first day of a state that was told, and is not inferred."""
    return min((r.start for r in rows if r.told is not None), default=date.max)
