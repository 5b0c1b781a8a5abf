"""Which theatre of war a claim is told of: the country, else the surroundings.

Tolls and fighting told of a whole front are gathered by theatre. Where the places of
claims carry a country, that is the theatre; where they do not, points within
`THEATRE_KM` of a busier one share its theatre. A claim without a place is told of the
theatre that its document is mostly about.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from babel import Locale

from marsad.model import Claim, Level, Place
from marsad.spots import distance_km, label_of

THEATRE_KM = 400.0
Point = tuple[float, float]
_RANK = {Level.COUNTRY: 0, Level.PROVINCE: 1, Level.DISTRICT: 2}


def theatres_of(claims: Sequence[Claim]) -> dict[str, str]:
    """Theatre key by claim id; a claim of which nothing is known has none."""
    lands = _Lands(claims)
    own: dict[str, str] = {}
    told: dict[str, Counter[str]] = {}
    for claim in claims:
        for place in claim.places[:1]:
            key = lands.theatre(place)
            if key:
                own[claim.id] = key
                told.setdefault(claim.document_id, Counter())[key] += 1
    mostly = {
        d: min(c.items(), key=lambda kv: (-kv[1], kv[0]))[0] for d, c in told.items()
    }
    for claim in claims:
        if claim.id not in own and claim.document_id in mostly:
            own[claim.id] = mostly[claim.document_id]
    return own


def theatre_names(claims: Sequence[Claim], theatres: dict[str, str]) -> dict[str, str]:
    """What to call each theatre: its country or province as most often named; where no
    claim names one the country itself, never one of its towns."""
    named: dict[str, Counter[tuple[bool, int, str]]] = {}
    for claim in claims:
        for place in claim.places:
            theatre = theatres.get(claim.id)
            if theatre:
                size = _RANK.get(place.level or Level.TOWN, 3)
                seen = named.setdefault(theatre, Counter())
                label = label_of(place)
                nameless = label == label.lower()
                seen[(nameless, size, label)] += 1
    return {t: _name(t, c) for t, c in named.items()}


def _name(theatre: str, named: Counter[tuple[bool, int, str]]) -> str:
    best = min(named.items(), key=lambda kv: (*kv[0][:2], -kv[1], kv[0][2]))[0]
    country = Locale("en").territories.get(theatre)
    narrow = best[1] > _RANK[Level.PROVINCE]
    return str(country) if narrow and country else best[2]


class _Lands:
    """Which country is where, as the located places of the claims tell it."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        self._countries: dict[Point, Counter[str]] = {}
        bare: Counter[Point] = Counter()
        for claim in claims:
            for place in claim.places:
                point = _cell(place)
                if point and place.country:
                    seen = self._countries.setdefault(point, Counter())
                    seen[place.country] += 1
                elif point:
                    bare[point] += 1
        self._known: dict[Point, str | None] = {}
        self._leaders: list[Point] = []
        for point, _ in sorted(bare.items(), key=lambda kv: (-kv[1], kv[0])):
            self._known[point] = self._country(point) or self._surroundings(point)

    def theatre(self, place: Place) -> str | None:
        """The theatre of a place, None where nothing tells where it is."""
        point = _cell(place)
        if place.country or point is None:
            return place.country
        return self._known[point]

    def _country(self, point: Point) -> str | None:
        """The country of the nearest place that has one, within reach."""
        near = [(distance_km(point, p), p) for p in self._countries]
        apart, nearest = min(near, default=(THEATRE_KM + 1, point))
        if apart > THEATRE_KM:
            return None
        seen = self._countries[nearest]
        return min(seen, key=lambda c: (-seen[c], c))

    def _surroundings(self, point: Point) -> str:
        """The busiest point within reach, where no country is known at all."""
        for lead in self._leaders:
            if distance_km(point, lead) <= THEATRE_KM:
                return f"{lead[0]:.1f},{lead[1]:.1f}"
        self._leaders.append(point)
        return f"{point[0]:.1f},{point[1]:.1f}"


def _cell(place: Place) -> Point | None:
    """The place to a degree, None where it is not located."""
    if place.lat is None or place.lon is None:
        return None
    return (round(place.lat), round(place.lon))
