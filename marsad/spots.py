"""Which mentions of places mean the same place.

Names are compared without the words that only tell a part ("the western edge of X"),
by their consonants (Saraqeb, Saraqib), and only within reach of each other. Towns that
stand close but have names of their own stay apart: an airport is not its city.
"""

from __future__ import annotations

import math
import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from marsad.model import Claim, Level, Place

# How far the middle of a place may lie from a point said to be in it, in km. The
# coordinates of annotated places are right to about 0.1 degree (11 km).
REACH_KM = {
    "site": 6.0,
    "town": 8.0,
    "city": 14.0,
    "district": 40.0,
    "province": 100.0,
    "country": 600.0,
}
_CELL_DEGREES = {
    "site": 0.4,
    "settlement": 0.4,
    "district": 1.0,
    "province": 2.0,
    "country": 12.0,
}
SAME_CITY_KM = 3.0  # no two cities have their middles closer than that
_SIZE = {level: n for n, level in enumerate(REACH_KM)}
_TOKEN = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Spot:
    """One place, whatever it is called. `lat`/`lon` None: known by name only."""

    key: str
    name: str
    level: str
    lat: float | None
    lon: float | None
    country: str | None = None

    def namesake(self, other: Spot) -> bool:
        """A province and the city it is called after, however they are spelt."""
        return bool(self.name) and skeleton(self.name) == skeleton(other.name)

    def km(self, other: Spot) -> float | None:
        """Distance in km, None where either is not located."""
        if self.lat is None or self.lon is None:
            return None
        if other.lat is None or other.lon is None:
            return None
        return distance_km((self.lat, self.lon), (other.lat, other.lon))

    def holds(self, other: Spot) -> bool:
        """`other` is this place or lies within its reach and is no larger."""
        if self.key == other.key:
            return True
        if _SIZE[self.level] < _SIZE[other.level]:
            return False
        apart = self.km(other)
        return apart is not None and apart <= REACH_KM[self.level]


def distance_km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance of two (lat, lon) points in degrees."""
    r = math.radians
    h = (
        math.sin(r(b[0] - a[0]) / 2) ** 2
        + math.cos(r(a[0])) * math.cos(r(b[0])) * math.sin(r(b[1] - a[1]) / 2) ** 2
    )
    return 12742 * math.asin(min(1.0, math.sqrt(h)))


@cache
def _parts() -> frozenset[str]:
    text = files("marsad").joinpath("lexicons/spots.toml").read_text("utf-8")
    lists = tomllib.loads(text)
    return frozenset([*lists["parts"], *lists["articles"]])


@lru_cache(maxsize=50_000)
def bare_name(text: str) -> str:
    """The name without part words, accents and articles; "" where nothing is left."""
    plain = unicodedata.normalize("NFKD", text.casefold()).replace("’s", "")
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    tokens = (t for t in _TOKEN.findall(plain.replace("'s", "")) if len(t) > 1)
    kept = [t for t in tokens if t not in _parts()]
    return " ".join(kept)


@lru_cache(maxsize=50_000)
def skeleton(name: str) -> str:
    """Consonants of a bare name, doubled ones once: spellings of one name agree."""
    ordered = "".join(sorted(name.split()))
    bare = re.sub(r"[aeiouyʿʾ]", "", ordered).replace("ph", "f").replace("gh", "g")
    return re.sub(r"(.)\1+", r"\1", bare) or name


def label_of(place: Place) -> str:
    """What to call a place: as reports write it where that is its name, else the
    gazetteer's name, never with an article."""
    mention = re.sub(
        r"^(?:the|a|an)\s+", "", place.mention.strip(), flags=re.IGNORECASE
    )
    if not place.name:
        return mention
    level = (place.level or Level.TOWN).value
    if level in {"site", "district", "province"}:
        return mention if _proper(mention) else place.name
    whole = bare_name(mention).split()
    parts = len(_TOKEN.findall(mention)) - len(whole)
    return mention if whole and not parts and _proper(mention) else place.name


@lru_cache(maxsize=50_000)
def _proper(mention: str) -> str:
    """Only the proper name in a mention ("his residence" has none: its point tells),
    where the script has capitals."""
    if mention == mention.swapcase():
        return mention
    return " ".join(w for w in mention.split() if w != w.lower())


class Atlas:
    """The places of a set of claims, and further ones, told apart once."""

    def __init__(self, claims: Iterable[Claim], places: Iterable[Place] = ()) -> None:
        further = [self._id(p) for p in places]
        self._spots: dict[tuple[str, str, float | None, float | None], Spot] = {}
        self._cells: dict[tuple[str, int, int], list[Spot]] = {}
        self._named: dict[str, Spot] = {}
        told = Counter(self._id(p) for c in claims for p in c.places)
        self._settle(told + Counter(further))

    def spots(self, claim: Claim) -> tuple[Spot, ...]:
        """Where each place of a claim is, in the order told."""
        return tuple(self._spots[self._id(p)] for p in claim.places)

    def spot(self, place: Place) -> Spot:
        """Where one of these places is."""
        return self._spots[self._id(place)]

    @staticmethod
    def _id(place: Place) -> tuple[str, str, float | None, float | None]:
        level = (place.level or Level.TOWN).value
        # a site or a district near a town is not the town that the gazetteer found
        by_mention = not place.name or level in {"site", "district"}
        words = place.mention if by_mention else place.name or ""
        if level in {"town", "city"} and place.lat is not None:
            words = _proper(words)
        return (bare_name(words), level, place.lat, place.lon)

    def _settle(
        self, seen: Counter[tuple[str, str, float | None, float | None]]
    ) -> None:
        """Large and often named places first; each later one joins or is new."""
        order = sorted(
            seen, key=lambda k: (not k[0], k[2] is None, -_SIZE[k[1]], -seen[k], str(k))
        )
        for key in order:
            name, level, lat, lon = key
            home = self._home(name, level, lat, lon)
            if home is None:
                label = name or "unnamed place"
                home = Spot(f"{label}/{level}/{lat}/{lon}", label, level, lat, lon)
                self._keep(home)
            self._spots[key] = home

    def _keep(self, spot: Spot) -> None:
        self._named.setdefault(spot.name, spot)
        if spot.lat is not None and spot.lon is not None:
            cell = _cell(spot.level, spot.lat, spot.lon)
            self._cells.setdefault(cell, []).append(spot)

    def _home(
        self, name: str, level: str, lat: float | None, lon: float | None
    ) -> Spot | None:
        if lat is None or lon is None:
            return self._named.get(name) if name else None
        best: tuple[float, str, Spot] | None = None
        kind, row, column = _cell(level, lat, lon)
        around = [(row + i, column + j) for i in (-1, 0, 1) for j in (-1, 0, 1)]
        for i, j in around:
            for spot in self._cells.get((kind, i, j), ()):
                if spot.lat is None or spot.lon is None:
                    continue
                if abs(spot.lat - lat) > _CELL_DEGREES[kind] / 3:
                    continue
                apart = distance_km((lat, lon), (spot.lat, spot.lon))
                if _same_place(name, level, spot, apart):
                    rank = (apart, spot.key, spot)
                    best = min(best, rank) if best else rank
        return best[2] if best else None


def _same_place(name: str, level: str, spot: Spot, apart: float) -> bool:
    """A mention `apart` km from `spot`, with `name` bare of part words, means it. Both
    are of one class: a named site is not its town, nor a district its province."""
    if apart > max(REACH_KM[level], REACH_KM[spot.level]) / (2 if _broad(level) else 1):
        return False
    if not name or not spot.name or skeleton(name) == skeleton(spot.name):
        return True
    if level == spot.level == "city" and apart <= SAME_CITY_KM:
        return True
    ours, theirs = set(name.split()), set(spot.name.split())
    if level == "site":
        return bool(ours & theirs)  # "a dormitory of the university", "the university"
    return not _broad(level) and (ours <= theirs or ours >= theirs)


def _cell(level: str, lat: float, lon: float) -> tuple[str, int, int]:
    """The class of a place and the cell of the map it is in; whatever may be the same
    place is in the next cell at the furthest (up to 75 degrees of latitude)."""
    kind = "settlement" if level in {"town", "city"} else level
    size = _CELL_DEGREES[kind]
    return (kind, math.floor(lat / size), math.floor(lon / size))


def _broad(level: str) -> bool:
    return level in {"district", "province", "country"}
