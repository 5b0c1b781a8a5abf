"""Which of the places that bear a name a document means, with the reasons.

Ranked by the document's countries, its other places, the level words of the mention
and the kind of place; the number of inhabitants only breaks what these leave open.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from math import asin, cos, log10, radians, sin, sqrt, tanh

from marsad.model import Level
from marsad.resolving.places.countries import country_of
from marsad.resolving.places.gazetteer import Entry, country, named, sounding_like
from marsad.resolving.places.spelling import fold

_BY_LEVEL = {
    Level.COUNTRY: 6.0,
    Level.PROVINCE: 1.2,
    Level.DISTRICT: -0.6,
    Level.CITY: 0.0,
    Level.TOWN: 0.0,
    Level.SITE: 0.0,
}
_SETTLED = {Level.CITY, Level.TOWN}
_DIVISIONS = {Level.PROVINCE, Level.DISTRICT}
_PEOPLE = 0.7  # points for each tenfold of inhabitants: they only break near-ties
_OURS = 2.0  # points of our own rows: places of wars, written down because they matter
_NEAR_KM = 150.0
_KNOWN = 1_000  # inhabitants: a place below needs its country spoken of
_FAMOUS = 200_000  # the same where the name is borne in several countries
_NAMESAKE = -4.5  # a province or district named after a town: the town is meant
_SEAT = 0.04  # of a province's inhabitants: a town with fewer did not name it
_SHARE = 0.3  # of the countries' mentions: enough for a match of consonants only
_ALIKE = 0.7  # likeness of two spellings (difflib) whose consonants are the same


@dataclass(frozen=True, slots=True)
class Context:
    """What a document tells of where its story is: how often each country is spoken
    of, and the places already known in it."""

    countries: Counter[str]
    places: tuple[Entry, ...] = ()

    def share(self, iso: str) -> float:
        """The part of all mentions of countries that one has (0 to 1)."""
        total = sum(self.countries.values())
        return self.countries[iso] / total if total else 0.0

    def main(self) -> str | None:
        """The country most spoken of."""
        return self.countries.most_common(1)[0][0] if self.countries else None


def choose(
    name: str, context: Context, level: Level | None = None, inside: str | None = None
) -> Entry | None:
    """The place meant by `name`; None where none is known or none can be believed.

    `level` is what the mention's words tell of it, `inside` the name of a country or
    province that it is said to lie in ("Homs, Syria").
    """
    if not _is_name(name):
        return None
    options = list(named(name))
    iso = country_of(name)
    if iso and (whole := country(iso)) and whole not in options:
        options.append(whole)
    if not options:
        options = [
            entry
            for iso, _ in context.countries.most_common(3)
            if context.share(iso) >= _SHARE
            for entry in sounding_like(name, iso)
            if SequenceMatcher(None, fold(name), fold(entry.name)).ratio() >= _ALIKE
        ]
    within = _containers(inside)
    seats = {e.country: 0 for e in options if e.level in _SETTLED}
    for entry in options:
        if entry.level in _SETTLED:
            seats[entry.country] = max(seats[entry.country], entry.people)
    scored = [
        (_score(e, context, level, within, seats), e.people, e.id, e) for e in options
    ]
    if not scored:
        return None
    best = max(scored, key=lambda s: s[:3])[3]
    alone = len({e.country for e in options}) == 1
    return best if _believed(best, context, within, alone=alone) else None


def _is_name(words: str) -> bool:
    """Whether a word begins with a capital, or with a letter of a script without."""
    return any(w[0].isalpha() and not w[0].islower() for w in words.split() if w)


def _containers(inside: str | None) -> set[tuple[str, str]]:
    """Country and province codes of the places called `inside`."""
    if not inside:
        return set()
    return {
        (e.country, e.province if e.level is not Level.COUNTRY else "")
        for e in named(inside)
        if e.level in {Level.COUNTRY, Level.PROVINCE}
    }


def _lies_in(entry: Entry, within: set[tuple[str, str]]) -> bool:
    return any(entry.country == c and p in {"", entry.province} for c, p in within)


def _score(
    entry: Entry,
    context: Context,
    level: Level | None,
    within: set[tuple[str, str]],
    seats: dict[str, int],
) -> float:
    points = _BY_LEVEL[entry.level] + _PEOPLE * log10(entry.people + 30)
    share = context.share(entry.country)
    points += _OURS * entry.ours
    points += 3.0 * share + (0.8 if share else 0.0)
    seat = seats.get(entry.country, -1)
    if level is None and entry.level in _DIVISIONS and seat >= _SEAT * entry.people:
        points += _NAMESAKE
    if level:
        points += 3.0 if _fits(entry.level, level) else -1.5
    if within:
        points += 4.0 if _lies_in(entry, within) else 0.0
    known = [p for p in context.places if p.id != entry.id and p.level != Level.COUNTRY]
    if any((p.country, p.province) == (entry.country, entry.province) for p in known):
        points += 1.0
    if entry.level not in {Level.COUNTRY, Level.PROVINCE}:
        near = sum(distance_km(entry, p) <= _NEAR_KM for p in known)
        points += 1.5 * tanh(near / 2)
    return points


def _fits(have: Level, told: Level) -> bool:
    return have is told or (have in _SETTLED and told in _SETTLED)


def _believed(
    entry: Entry, context: Context, within: set[tuple[str, str]], *, alone: bool
) -> bool:
    """A small place in a country that the document does not speak of is a namesake.
    `alone`: no other country has a place of that name."""
    if entry.ours or entry.level is Level.COUNTRY or not context.countries:
        return True
    if context.countries[entry.country] or _lies_in(entry, within):
        return True
    if any(p.country == entry.country for p in context.places):
        return True
    return entry.people > (_KNOWN if alone else _FAMOUS)


def distance_km(a: Entry, b: Entry) -> float:
    """Great-circle distance."""
    return distance(a.lat, a.lon, b.lat, b.lon)


def distance(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance in kilometres (haversine, radius 6371 km)."""
    p1, p2 = radians(lat1), radians(lat2)
    half = sin((p2 - p1) / 2) ** 2
    half += cos(p1) * cos(p2) * sin(radians(lon2 - lon1) / 2) ** 2
    return 12742 * asin(min(1.0, sqrt(half)))
