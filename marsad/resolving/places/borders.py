"""Borders of countries as lines: "the Syria-Turkey border", "its border with Iran".

The line is where one country's outline runs along another's, and of it the part by
which the document names places. A border told with one country only is that with the
other country that the document speaks of most.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache

from marsad.model import Level
from marsad.resolving.places import outline
from marsad.resolving.places.context import Context
from marsad.resolving.places.countries import country_of, people_of
from marsad.resolving.places.gazetteer import Entry, country, outline_of
from marsad.resolving.places.outline import KM, Point, distance
from marsad.resolving.places.spelling import fold

_STEP_KM = 20.0  # corners of an outline are no further apart, when filled up
_ALONG_KM = 40.0  # two outlines, drawn with few corners each, run along one another
_GAP_KM = 120.0  # a longer way between two stretches is no border of theirs
_BESIDE_KM = 60.0  # a place so far from a border, beyond its own extent, is by it
_SURE = 0.5  # of a vote: what a name is likely to mean
_SPOKEN = 6  # countries most spoken of, among which a neighbour is looked for
_SHORT = {"indo": "IN", "pak": "PK", "afghan": "AF", "sino": "CN", "russo": "RU"}
"""Countries as they are written before a hyphen."""


def border(a: str | None, b: str | None, context: Context) -> list[Point]:
    """The border between two countries told by name or people, or of one of them (None:
    not told) with another that the document speaks of; nothing where they have none."""
    told = [_country(name) for name in (a, b) if name]
    if None in told or (len(told) == 2 and told[0] == told[1]):
        return []
    spoken = [iso for iso in context.countries(_SPOKEN) if iso not in told]
    for pair in _pairs([iso for iso in told if iso], spoken):
        if line := between(*pair):
            return _by_named(line, context)
    return []


def _by_named(line: Sequence[Point], context: Context) -> list[Point]:
    """The part of a border by which the document names places; all of it where none."""
    named = [
        vote.entry
        for votes in context.votes.values()
        for vote in votes
        if vote.entry.level is not Level.COUNTRY and vote.weight >= _SURE
    ]
    kept = [
        (lat, lon)
        for lat, lon in line
        if any(
            distance(lat, lon, e.lat, e.lon) < e.radius_km + _BESIDE_KM for e in named
        )
    ]
    return kept if len(kept) > 1 else list(line)


def _pairs(told: list[str], spoken: list[str]) -> Iterator[tuple[str, str]]:
    if len(told) == 2:
        yield told[0], told[1]
    elif told:
        yield from ((told[0], other) for other in spoken)
    else:
        yield from itertools.combinations(spoken[:2], 2)


def _country(name: str) -> str | None:
    plain = name.strip().removeprefix("the ").removesuffix("'s").removesuffix("’s")
    return country_of(plain) or people_of(plain) or _SHORT.get(fold(plain))


@lru_cache(maxsize=200)
def between(a: str, b: str) -> tuple[Point, ...]:
    """The line along which two countries (ISO codes) meet, its longest stretch where
    there are several; nothing where they do not meet."""
    one, other = country(a), country(b)
    if one is None or other is None:
        return ()
    theirs = sorted(corner for ring in _filled(other) for corner in ring)
    stretches: list[list[Point]] = []
    for ring in _filled(one):
        near = [p for p in ring if _runs_along(p, theirs)]
        stretches += _unbroken(near)
    found = max(stretches, key=_length, default=[])
    return tuple(found) if len(found) > 1 else ()


def _filled(entry: Entry) -> list[list[Point]]:
    """The rings of a country's outline with no two corners far apart."""
    out = []
    for ring in outline.rings(outline_of(entry) or ""):
        points: list[Point] = []
        for (y1, x1), (y2, x2) in itertools.pairwise(ring):
            parts = max(1, round(distance(y1, x1, y2, x2) / _STEP_KM))
            points += [
                (y1 + (y2 - y1) * n / parts, x1 + (x2 - x1) * n / parts)
                for n in range(parts)
            ]
        out.append(points)
    return out


def _runs_along(point: Point, corners: list[Point]) -> bool:
    """Whether one of `corners`, sorted from south to north, is near."""
    lat, lon = point
    reach = _ALONG_KM / KM
    first = bisect_left(corners, (lat - reach,))
    last = bisect_right(corners, (lat + reach,))
    return any(distance(lat, lon, y, x) < _ALONG_KM for y, x in corners[first:last])


def _unbroken(points: list[Point]) -> list[list[Point]]:
    """A ring's points cut where the way to the next is long; the first stretch goes on
    from the last where the ring closes in it."""
    out: list[list[Point]] = []
    for point in points:
        if out and distance(*out[-1][-1], *point) < _GAP_KM:
            out[-1].append(point)
        else:
            out.append([point])
    if len(out) > 1 and distance(*out[-1][-1], *out[0][0]) < _GAP_KM:
        out[0] = out.pop() + out[0]
    return out


def _length(points: list[Point]) -> float:
    return sum(distance(*p, *q) for p, q in itertools.pairwise(points))
