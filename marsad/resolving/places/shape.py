"""A place put on the map: the gazetteer's entry shifted and widened as the words tell.

"Northern Syria" and "20 km east of Goma" are not where their names are; every place
carries the radius within which the true spot may lie, its area where it has one, how
exact it is (UCDP's `where_prec`), and the words for why.
"""

from __future__ import annotations

from dataclasses import replace

from marsad.model import Level, Place
from marsad.resolving.places import outline
from marsad.resolving.places.choose import Choice
from marsad.resolving.places.describe import Description, peelings
from marsad.resolving.places.gazetteer import Entry, named, outline_of, peopled_middle
from marsad.resolving.places.outline import distance
from marsad.resolving.places.spelling import LONGEST

_BROAD = {Level.COUNTRY, Level.PROVINCE}
_SETTLED = {Level.CITY, Level.TOWN}
_SAME_KM = {Level.COUNTRY: 600.0, Level.PROVINCE: 150.0}
_LIKELY_KM = 40.0  # an annotator's point and the gazetteer's may be so far apart
_PART = 1 / 3  # of an area's reach: what "the north of it" takes in
_EXACT_KM = 15.0  # UCDP: an exact location, a town or its immediate surroundings
_NEAR_KM = 25.0  # UCDP: within 25 km of a known point
_MOST_REASONS = 3


def settled(entry: Entry) -> Choice:
    """A place that is known without a choice."""
    return Choice(entry, (), 0.0)


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
    level = place.level or entry.level
    radius = place.radius_km or entry.radius_km
    return replace(
        place,
        name=place.name or entry.name,
        level=level,
        radius_km=radius,
        country=place.country or entry.country or None,
        gazetteer_id=place.gazetteer_id or entry.id,
        precision=place.precision or exactness(level, radius, entry.country),
    )


def placed(place: Place, choice: Choice, told: Description) -> Place:
    """The place chosen, shifted and widened by what the mention tells."""
    entry = choice.entry
    lat, lon, radius = entry.lat, entry.lon, entry.radius_km + told.wider
    level, area = entry.level, _area(entry)
    if told.bearing is not None:
        lat, lon, radius, area = _shifted(entry, told)
        if level is Level.COUNTRY:
            level = Level.PROVINCE
        elif level in _SETTLED:
            level = Level.DISTRICT
    elif told.level is Level.SITE:
        level = Level.SITE
    elif told.wider and level not in _BROAD:
        area = outline.ring_around(lat, lon, radius)
    level = place.level or level
    part = told.bearing is not None and entry.level is Level.COUNTRY
    return replace(
        place,
        name=entry.name,
        level=level,
        lat=round(lat, 4),
        lon=round(lon, 4),
        radius_km=round(radius, 1),
        country=entry.country or None,
        gazetteer_id=entry.id,
        basis=_basis(choice, told),
        shape=area,
        precision=5 if part else exactness(level, radius, entry.country),
    )


def exactness(level: Level, radius_km: float, country: str | None) -> int:
    """UCDP GED's `where_prec` (codebook 23.1): 1 exact, 2 within 25 km, 3 district,
    4 province, 5 part of a country or a line, 6 country, 7 beyond any country."""
    if level is Level.COUNTRY:
        return 6 if country else 7
    if level is Level.PROVINCE:
        return 4 if country else 7
    if level is Level.DISTRICT and radius_km > _NEAR_KM:
        return 3
    if radius_km <= _EXACT_KM and level is not Level.DISTRICT:
        return 1
    return 2 if radius_km <= _NEAR_KM else 3


def _area(entry: Entry) -> str | None:
    """The outline of a province or region; a country's code says enough."""
    return None if entry.level is Level.COUNTRY else outline_of(entry)


def _basis(choice: Choice, told: Description) -> str:
    entry = choice.entry
    head = "our gazetteer" if entry.ours else "gazetteer"
    if not entry.spelled:
        head += ", by its consonants"
    words = [*told.says, *choice.reasons][:_MOST_REASONS]
    namesakes = {(e.country, e.province) for e in choice.others}
    if choice.reasons and namesakes - {(entry.country, entry.province)}:
        words.append(f"one of {len(choice.others) + 1} of that name")
    return f"{head}: {'; '.join(words)}" if words else head


def _shifted(entry: Entry, told: Description) -> tuple[float, float, float, str | None]:
    """Where "northern Syria", "west of Aleppo" or "20 km east of Goma" lies: middle,
    radius and area."""
    bearing = told.bearing or 0.0
    if told.km is not None:
        lat, lon = outline.moved(entry.lat, entry.lon, bearing, told.km)
        radius = max(3.0, 0.25 * told.km)
        return lat, lon, radius, outline.ring_around(lat, lon, radius)
    whole = outline_of(entry)
    inside = told.side == "in" or entry.level is Level.COUNTRY  # "the east of Syria"
    if inside and whole:
        part = outline.clipped(whole, bearing, _PART)
        if part:
            return *_middle(part, entry.country), part
    if entry.level in _BROAD and inside:
        far, radius = 0.7 * entry.radius_km, 0.6 * entry.radius_km
    else:
        far, radius = 0.5 * entry.radius_km, entry.radius_km + 15.0
    lat, lon = outline.moved(entry.lat, entry.lon, bearing, far)
    inner = 0.0 if inside else 0.5 * entry.radius_km
    area = outline.sector(entry.lat, entry.lon, bearing, inner, far + radius)
    return lat, lon, radius, area


def _middle(area: str, country: str) -> tuple[float, float, float]:
    """Where in an area things are likely to happen, and how far off that may be."""
    lat, lon, radius = outline.middle([area])
    peopled = peopled_middle(area, country)
    if peopled is None:
        return lat, lon, radius
    return *peopled, radius + distance(lat, lon, *peopled)


def spread(place: Place, entries: list[Entry]) -> Place:
    """One place for several: their middle, with a radius that takes them all in."""
    lat = sum(e.lat for e in entries) / len(entries)
    lon = sum(e.lon for e in entries) / len(entries)
    radius = max(distance(lat, lon, e.lat, e.lon) + e.radius_km for e in entries)
    areas = [a for e in entries if (a := _area(e))]
    level = place.level or entries[0].level
    return replace(
        place,
        name=" and ".join(e.name for e in entries),
        level=level,
        lat=round(lat, 4),
        lon=round(lon, 4),
        radius_km=round(radius, 1),
        country=entries[0].country or None,
        basis="gazetteer: the middle of several",
        shape=outline.joined(areas) if len(areas) == len(entries) else None,
        precision=max(exactness(level, radius, entries[0].country), 2),
    )
