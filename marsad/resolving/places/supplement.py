"""Our own rows above GeoNames': `lexicons/places/*.csv`, each with its source.

- `villages.csv`, `airfields.csv`, `sites.csv`, `quarters.csv`, `fronts.csv`,
  `regions.csv`: name, aliases, level, country, source, and either a point (lat, lon;
  radius_km where it is not that of the level) or `units`: what of the gazetteer it is
  made of, lies in or lies by. A unit is a country ("ML"), a province by GeoNames' code
  ("SD.47") or a town or district ("SY:Douma");
- `names.csv`: further names of countries and provinces: unit, aliases, source;
- `peoples.csv`: regions and provinces by the words for who lives there: name, country,
  people, source;
- `roads.csv`: towns along a road in their order (see `stretches.py`).
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from marsad.model import Level
from marsad.resolving.places.spelling import airfield, fold, skeleton, without_article

PLACES = (
    *("regions.csv", "sites.csv", "quarters.csv", "fronts.csv"),
    *("villages.csv", "airfields.csv"),
)
POINT_COLUMNS = (
    *("name", "aliases", "level", "lat", "lon", "country", "radius_km", "source"),
)
RADIUS_KM = {  # of rows that give none
    Level.SITE: 2.0,
    Level.TOWN: 4.0,
    Level.CITY: 8.0,
    Level.DISTRICT: 20.0,
    Level.PROVINCE: 80.0,
    Level.COUNTRY: 400.0,
}


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a lexicon of places; one with `units` has no point of its own, and a
    radius only (0: none) where the units' does not tell how far off it may be."""

    name: str
    level: Level
    country: str
    source: str
    lat: float = 0.0
    lon: float = 0.0
    radius_km: float = 0.0
    units: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The id of the place in the gazetteer."""
        point = "" if self.units else f"@{self.lat:.2f},{self.lon:.2f}"
        return f"marsad:{fold(self.name).replace(' ', '-')}-{self.country}{point}"


def read(name: str) -> Iterator[dict[str, str]]:
    """The rows of one file of `lexicons/places`; lines that begin with # are notes."""
    folder = files("marsad").joinpath("lexicons/places")
    lines = folder.joinpath(name).read_text("utf-8").splitlines()
    return csv.DictReader(line for line in lines if not line.startswith("#"))


def counts() -> dict[str, int]:
    """How many rows each file of the lexicon has."""
    return {
        name: sum(1 for _ in read(name))
        for name in (*PLACES, "names.csv", "peoples.csv", "roads.csv")
    }


@cache
def by_key() -> dict[str, tuple[Row, ...]]:
    """Every row by each of its folded names."""
    out: dict[str, list[Row]] = defaultdict(list)
    for row, names in places():
        folded = {fold(n) for n in names} - {""}
        folded |= {airfield(n) for n in folded} - {""}
        for key in folded | {without_article(n) for n in folded} - {""}:
            out[key].append(row)
    return {key: tuple(rows) for key, rows in out.items()}


@cache
def by_bones() -> dict[tuple[str, str], tuple[Row, ...]]:
    """Places by country and the consonants of a name (spelling.skeleton)."""
    out: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row, names in places():
        for bones in {skeleton(n) for n in names} - {""}:
            out[row.country, bones].append(row)
    return {key: tuple(rows) for key, rows in out.items()}


@cache
def places() -> tuple[tuple[Row, tuple[str, ...]], ...]:
    """Every row with all its names."""
    return tuple(_rows())


def _rows() -> Iterator[tuple[Row, tuple[str, ...]]]:
    for file in PLACES:
        for line in read(file):
            level, units = Level(line["level"]), line.get("units")
            radius = float(line.get("radius_km") or 0)
            row = Row(
                line["name"], level, line["country"], line["source"],
                0.0 if units else float(line["lat"]),
                0.0 if units else float(line["lon"]),
                radius or (0.0 if units else RADIUS_KM[level]),
                tuple(units.split("|")) if units else (),
            )  # fmt: skip
            yield row, (row.name, *filter(None, line["aliases"].split("|")))


@cache
def further_names() -> dict[str, tuple[str, ...]]:
    """Folded names to the units ("US.SC") that bear them."""
    out: dict[str, list[str]] = defaultdict(list)
    for row in read("names.csv"):
        for name in filter(None, row["aliases"].split("|")):
            out[fold(name)].append(row["unit"])
    return {key: tuple(units) for key, units in out.items()}


@cache
def peoples() -> dict[str, tuple[str, str]]:
    """Folded words for the people of a region ("abkhaz", "texans") to its name and
    country."""
    out = {}
    for row in read("peoples.csv"):
        for word in row["people"].split("|"):
            for form in (word, f"{word}s"):
                out[fold(form)] = row["name"], row["country"]
    return out
