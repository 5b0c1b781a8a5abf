"""Places that are lines: roads, borders, what lies between two places, where two roads
meet.

Roads are towns in their order (`lexicons/places/roads.csv`, each with its source): a
chain good enough to say near which towns, not a map of the asphalt.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from itertools import product

from marsad.model import Level, Place
from marsad.resolving.places import outline
from marsad.resolving.places.borders import border
from marsad.resolving.places.context import Context
from marsad.resolving.places.describe import lexicon
from marsad.resolving.places.gazetteer import Entry, unit
from marsad.resolving.places.outline import Point, distance
from marsad.resolving.places.spelling import LONGEST, fold
from marsad.resolving.places.supplement import read

_ASIDE_KM = 5.0  # how far beside a road or a line an event may lie
_MEETING_KM = 3.0  # the same of the point where two roads meet
_LONGEST_KM = 150.0  # to the ends of a border: in a longer one it could be anywhere
_FAR_KM = 25.0  # roads whose nearest towns are further apart do not meet
Lookup = Callable[[str], Entry | None]


@dataclass(frozen=True, slots=True)
class Road:
    """A road as the towns along it."""

    name: str
    country: str
    towns: tuple[Entry, ...]

    @property
    def points(self) -> list[Point]:
        """Where its towns are."""
        return [(t.lat, t.lon) for t in self.towns]


@cache
def _roads() -> dict[str, tuple[Road, ...]]:
    out: dict[str, list[Road]] = {}
    for row in read("roads.csv"):
        codes = [
            t if ":" in t else f"{row['country']}:{t}" for t in row["towns"].split("|")
        ]
        towns = tuple(e for e in map(unit, codes) if e)
        road = Road(row["name"], row["country"], towns)
        for name in (row["name"], *filter(None, row["aliases"].split("|"))):
            out.setdefault(fold(name), []).append(road)
    return {key: tuple(roads) for key, roads in out.items()}


def stretch(place: Place, context: Context, lookup: Lookup) -> Place | None:
    """The line that a mention means; None where it means none. `lookup` tells which
    place a name means in the document; a road is only believed where the document
    speaks of its country."""
    said = " ".join(place.mention.split())
    if len(said) > LONGEST:
        return None
    for kind, pattern in lexicon().lines:
        match = pattern.fullmatch(said)
        if match is None:
            continue
        if kind == "meeting":
            found = _meeting(place, match["a"], match["b"], context)
        elif kind == "road":
            found = _along(place, match["a"], context)
        elif kind == "border":
            found = _border(place, match.groupdict(), context)
        else:
            found = _between(place, match["a"], match["b"], lookup)
        if found:
            return found
    return None


def _named(name: str, context: Context) -> list[Road]:
    """The roads of that name, that of the country most spoken of first."""
    roads = _roads().get(fold(name.strip().removeprefix("the ")), ())
    known = [(context.share(road.country), road) for road in roads]
    known.sort(key=lambda k: -k[0])
    return [road for share, road in known if share > 0]


def _along(place: Place, name: str, context: Context) -> Place | None:
    for road in _named(name, context):
        return _line(place, road.points, road.name, road.country, "a road by its towns")
    return None


def _between(place: Place, a: str, b: str, lookup: Lookup) -> Place | None:
    one, other = lookup(a.strip()), lookup(b.strip())
    if one is None or other is None or one.id == other.id:
        return None
    points = [(one.lat, one.lon), (other.lat, other.lon)]
    name = f"{one.name} to {other.name}"
    return _line(place, points, name, one.country, "the stretch between two places")


def _border(
    place: Place, told: dict[str, str | None], context: Context
) -> Place | None:
    """A border, where its ends or the places named tell well enough which part."""
    a, b = told.get("a") or told.get("c"), told.get("b") or told.get("d")
    line = border(a, b, context)
    found = _line(place, line, place.mention, "", "a border by the outlines")
    return found if found and (found.radius_km or 0) <= _LONGEST_KM else None


def _line(
    place: Place, points: list[Point], name: str, country: str, why: str
) -> Place | None:
    if len(points) < 2:
        return None
    (lat, lon), half = outline.along(points)
    return replace(
        place,
        name=name,
        level=place.level or (Level.DISTRICT if half < 60 else Level.PROVINCE),
        lat=round(lat, 4),
        lon=round(lon, 4),
        radius_km=round(half + _ASIDE_KM, 1),
        country=country or None,
        basis=f"gazetteer: {why}",
        shape=outline.line(points),
        precision=5 if half > _FAR_KM else 2,
    )


def _meeting(place: Place, a: str, b: str, context: Context) -> Place | None:
    """Where two roads come nearest to each other."""
    for one, other in product(_named(a, context), _named(b, context)):
        p, q = min(product(one.towns, other.towns), key=lambda t: _apart(*t))
        if one.name == other.name or _apart(p, q) > _FAR_KM:
            continue
        lat, lon = (p.lat + q.lat) / 2, (p.lon + q.lon) / 2
        radius = _apart(p, q) / 2 + _MEETING_KM
        return replace(
            place,
            name=f"{one.name} and {other.name}",
            level=place.level or Level.SITE,
            lat=round(lat, 4),
            lon=round(lon, 4),
            radius_km=round(radius, 1),
            country=one.country or None,
            basis=f"gazetteer: two roads meet by {p.name}",
            precision=1 if radius <= 15 else 2,
        )
    return None


def _apart(a: Entry, b: Entry) -> float:
    return distance(a.lat, a.lon, b.lat, b.lon)
