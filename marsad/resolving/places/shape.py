"""A place put on the map: the gazetteer's entry shifted and widened as the words tell.

"Northern Syria" and "20 km east of Goma" are not where their names are; every place
carries the radius within which the true spot may lie, and the words for why.
"""

from __future__ import annotations

from dataclasses import replace
from math import cos, radians, sin

from marsad.model import Level, Place
from marsad.resolving.places.choose import distance
from marsad.resolving.places.describe import Description, peelings
from marsad.resolving.places.gazetteer import Entry, named
from marsad.resolving.places.spelling import LONGEST

_KM = 111.2  # kilometres in a degree of latitude
_BROAD = {Level.COUNTRY, Level.PROVINCE}
_SAME_KM = {Level.COUNTRY: 600.0, Level.PROVINCE: 150.0}
_LIKELY_KM = 40.0  # an annotator's point and the gazetteer's may be so far apart


def is_given(place: Place) -> bool:
    """Whether it came with coordinates (an annotator's): those are kept."""
    return place.lat is not None and place.lon is not None


def nearest(place: Place) -> Entry | None:
    """The gazetteer's entry of a place that an annotator put on the map."""
    if place.lat is None or place.lon is None or len(place.mention) > LONGEST:
        return None
    best: tuple[float, Entry] | None = None
    for told in peelings(place.mention):
        for entry in named(told.name):
            away = distance(place.lat, place.lon, entry.lat, entry.lon)
            if away <= _SAME_KM.get(entry.level, _LIKELY_KM):
                penalty = 0.0 if entry.level is place.level else 20.0
                if best is None or away + penalty < best[0]:
                    best = (away + penalty, entry)
        if best:
            return best[1]
    return None


def filled(place: Place) -> Place:
    """An annotator's place with its gazetteer name; nothing given is changed."""
    entry = nearest(place)
    if entry is None:
        return place
    return replace(
        place,
        name=place.name or entry.name,
        level=place.level or entry.level,
        radius_km=place.radius_km or entry.radius_km,
        country=place.country or entry.country or None,
        gazetteer_id=place.gazetteer_id or entry.id,
    )


def placed(place: Place, entry: Entry, told: Description) -> Place:
    """The place at `entry`, shifted and widened by what the mention tells."""
    lat, lon, radius = entry.lat, entry.lon, entry.radius_km + told.wider
    level = entry.level
    if told.bearing is not None:
        lat, lon, radius = _shifted(entry, told)
        if level is Level.COUNTRY:
            level = Level.PROVINCE
        elif level in {Level.CITY, Level.TOWN}:
            level = Level.DISTRICT
    elif told.level is Level.SITE:
        level = Level.SITE
    basis = "gazetteer" if entry.spelled else "gazetteer, by its consonants"
    return replace(
        place,
        name=entry.name,
        level=place.level or level,
        lat=round(lat, 4),
        lon=round(lon, 4),
        radius_km=round(radius, 1),
        country=entry.country or None,
        gazetteer_id=entry.id,
        basis=": ".join((basis, ", ".join(told.says))) if told.says else basis,
    )


def _shifted(entry: Entry, told: Description) -> tuple[float, float, float]:
    """Where "northern Syria", "west of Aleppo" or "20 km east of Goma" lies."""
    bearing = radians(told.bearing or 0.0)
    if told.km is not None:
        far, radius = told.km, max(3.0, 0.25 * told.km)
    elif entry.level in _BROAD and told.side == "in":
        far, radius = 0.7 * entry.radius_km, 0.6 * entry.radius_km
    else:
        far, radius = 0.5 * entry.radius_km, entry.radius_km + 15.0
    lat = entry.lat + far * cos(bearing) / _KM
    lon = entry.lon + far * sin(bearing) / (_KM * max(0.1, cos(radians(entry.lat))))
    return max(-90.0, min(90.0, lat)), (lon + 180) % 360 - 180, radius


def spread(place: Place, entries: list[Entry]) -> Place:
    """One place for several: their middle, with a radius that takes them all in."""
    lat = sum(e.lat for e in entries) / len(entries)
    lon = sum(e.lon for e in entries) / len(entries)
    radius = max(distance(lat, lon, e.lat, e.lon) + e.radius_km for e in entries)
    return replace(
        place,
        name=" and ".join(e.name for e in entries),
        level=place.level or entries[0].level,
        lat=round(lat, 4),
        lon=round(lon, 4),
        radius_km=round(radius, 1),
        country=entries[0].country or None,
        basis="gazetteer: the middle of several",
    )
