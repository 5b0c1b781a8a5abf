"""What the map and the timeline of a brief show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import timedelta
from statistics import median

from marsad.model import Incident
from marsad.telling.incidents import SECTIONS, section_of
from marsad.telling.places import distance_km, place_name, radius_of
from marsad.telling.safe import clean
from marsad.telling.scope import Scope
from marsad.telling.shapes import Day, Line, Mark

WIDEST = 60.0  # km: a circle wider than this says nothing on a map of one front
BACK = 13  # days before the last one asked for on the timeline

Drawn = tuple[str, Incident, Line]


def marks(told: Iterable[Drawn]) -> tuple[tuple[Mark, ...], tuple[str, ...]]:
    """The incidents on the map, and the names of those that cannot be drawn: not
    located, told of a wide area, or far from all others. Politics is not drawn."""
    found: list[Mark] = []
    off: list[str] = []
    for section, incident, line in told:
        if section == "politics":
            continue
        place = incident.place
        if place is None or place.lat is None or place.lon is None:
            off.append(f"{line.head} (not located)")
        elif radius_of(place) > WIDEST:
            off.append(f"{line.head} (a wide area: {clean(place_name(place))})")
        else:
            found.append(
                Mark(
                    line.key,
                    clean(place_name(place)),
                    section,
                    incident.grade,
                    place.lat,
                    place.lon,
                    radius_of(place),
                    f"{line.head} ({line.where_when})",
                )
            )
    near, far = _together(found)
    off += [f"{mark.detail} (far from the rest)" for mark in far]
    return tuple(near), tuple(off)


def days(scope: Scope) -> tuple[Day, ...]:
    """Incidents by the first day that is known of them, for the two weeks up to the
    last day asked for (or all days asked for)."""
    end = scope.question.end
    first = min(scope.question.start, end - timedelta(days=BACK))
    counts: dict[int, Counter[str]] = {}
    for incident in scope.index.incidents:
        if incident.start is None or not first <= incident.start <= end:
            continue
        claims = scope.index.claims(incident.claims)
        if claims and any(scope.near(c) for c in claims):
            number = (incident.start - first).days
            counts.setdefault(number, Counter())[section_of(incident, claims)] += 1
    return tuple(
        Day(
            first + timedelta(days=number),
            tuple((s, counts.get(number, Counter())[s]) for s in SECTIONS),
            first + timedelta(days=number) >= scope.question.start,
        )
        for number in range((end - first).days + 1)
    )


def _together(found: list[Mark]) -> tuple[list[Mark], list[Mark]]:
    """Marks near enough to share a map, and those that would shrink it to nothing."""
    if len(found) < 3:
        return found, []
    lat, lon = median(m.lat for m in found), median(m.lon for m in found)
    away = [distance_km(lat, lon, m.lat, m.lon) for m in found]
    limit = max(300.0, 5 * median(away))
    return (
        [m for m, d in zip(found, away, strict=True) if d <= limit],
        [m for m, d in zip(found, away, strict=True) if d > limit],
    )
