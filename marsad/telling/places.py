"""Names of places compared, distances, and the area that "near NAME" means."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from difflib import get_close_matches
from math import asin, cos, radians, sin, sqrt

from marsad.errors import NotFound
from marsad.model import Level, Picture, Place
from marsad.spots import label_of
from marsad.telling.lexicon import lexicon
from marsad.telling.phrases import moment_words

EARTH_KM = 6371.0
REACH_KM = 15.0  # a described place goes by a named one so near
_NEARBY = frozenset({Level.TOWN, Level.CITY, Level.SITE})
_ARTICLE = re.compile(r"\b(?:al|el|an|ar|as|ash|at|ad|az|the)[\s-]+")
_OTHER = re.compile(r"[^\w]+")


def place_name(place: Place) -> str:
    """What a place is called: as the document writes it, which may be narrower than
    any name ("the countryside east of X"); by name where it only points back."""
    return place.name if place.name and points_back(place) else place.mention


def points_back(place: Place) -> bool:
    """Whether a place is mentioned by common nouns only ("the city"), or described by
    another that only a pronoun names."""
    return _names_nothing(place.mention)


def is_named(place: Place) -> bool:
    """Whether a place has a name, its own or one it was resolved to."""
    return not _names_nothing(place_name(place))


def is_described(place: Place) -> bool:
    """Whether a place without a name is told by what it is ("the point where it meets
    the coast road"): more than that it is an area."""
    words = place.mention.casefold().split()
    plain = {*lexicon()["places"]["generic"], *lexicon()["places"]["pronouns"]}
    return not is_named(place) and any(w not in plain for w in words)


def called(place: Place, others: Iterable[Place]) -> str:
    """What to call a place outside its sentence: its name without an article. One that
    is only described goes by the nearest of the named `others` within reach, and by its
    own words in quotation marks."""
    if not is_described(place):
        return label_of(place)
    near = [
        (distance_km(place.lat, place.lon, o.lat, o.lon), place_name(o))
        for o in others
        if is_named(o) and o.level in _NEARBY
        if place.lat is not None and place.lon is not None
        if o.lat is not None and o.lon is not None
    ]
    km, name = min(near, default=(REACH_KM, ""))
    words = f"“{place.mention}”"
    return f"near {name} ({words})" if name and km < REACH_KM else words


def _names_nothing(name: str) -> bool:
    generic, words = lexicon()["places"]["generic"], name.casefold().split()
    pronouns = lexicon()["places"]["pronouns"]
    return all(w in generic for w in words) or any(w in pronouns for w in words)


def fold(name: str) -> str:
    """`name` without case, diacritics, articles (`al-`), hyphens and spaces."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return _OTHER.sub("", _ARTICLE.sub("", plain)) or _OTHER.sub("", plain)


def distance_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Great-circle distance (haversine) on a sphere of 6,371 km."""
    here, there = radians(lat), radians(other_lat)
    a = (
        sin((there - here) / 2) ** 2
        + cos(here) * cos(there) * sin(radians(other_lon - lon) / 2) ** 2
    )
    return 2 * EARTH_KM * asin(min(1.0, sqrt(a)))


def radius_of(place: Place) -> float:
    """How far from its point a place may lie, in km: its own, else by its level."""
    if place.radius_km is not None:
        return place.radius_km
    return float(lexicon()["nearness"][(place.level or Level.TOWN).value])


@dataclass(frozen=True)
class Area:
    """In or near a named place: of that name, or within its radius, or named as a
    part of it ("east of NAME")."""

    name: str
    folded: str
    centre: tuple[float, float] | None
    radius_km: float
    _known: dict[Place, bool] = field(default_factory=dict)

    @classmethod
    def of(cls, picture: Picture, name: str) -> Area:
        """The area called `name`, located by the places that the picture tells of.

        Raises NotFound, with the nearest names, where nothing is called so.
        """
        places = _places(picture)
        folded = fold(name)
        same = [p for p in places if folded and folded in _names(p)]
        if not same and not any(folded and folded in fold(p.mention) for p in places):
            raise NotFound(_unknown(name, places, picture.as_of))
        # The smallest of that name is what people mean: the town, not its province.
        same.sort(key=lambda p: (radius_of(p), p.mention))
        for place in same:
            if place.lat is not None and place.lon is not None:
                near = lexicon()["nearness"][(place.level or Level.TOWN).value]
                return cls(name, folded, (place.lat, place.lon), float(near))
        return cls(name, folded, None, 0.0)

    def holds(self, place: Place) -> bool:
        """Whether `place` is in or near the area."""
        if place not in self._known:
            self._known[place] = self._holds(place)
        return self._known[place]

    def holds_any(self, places: Iterable[Place | None]) -> bool:
        """Whether one of `places` is in or near the area."""
        return any(place is not None and self.holds(place) for place in places)

    def _holds(self, place: Place) -> bool:
        if self.folded in _names(place) or self.folded in fold(place.mention):
            return True
        if self.centre is None or place.lat is None or place.lon is None:
            return False
        if radius_of(place) > 2 * self.radius_km:
            return False  # a wide area that only happens to have its middle here
        return distance_km(*self.centre, place.lat, place.lon) <= self.radius_km


def _names(place: Place) -> set[str]:
    return {fold(name) for name in (place.name, place.mention) if name}


def _places(picture: Picture) -> list[Place]:
    told = {p for claim in picture.claims.values() for p in claim.places}
    told.update(i.place for i in picture.incidents or () if i.place)
    return list(told)


def _unknown(name: str, places: list[Place], as_of: datetime) -> str:
    names = {fold(n): n for p in places if (n := place_name(p))}
    close = get_close_matches(fold(name), names, n=3, cutoff=0.6)
    meant = ", ".join(sorted(names[c] for c in close))
    hint = f"did you mean {meant}?" if meant else "see marsad incidents"
    known = moment_words(as_of)
    return f"no report known by {known} tells of a place called {name!r}; {hint}"
