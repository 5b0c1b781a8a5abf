"""The gazetteer: names to the places that bear them.

GeoNames' places from 500 inhabitants, provinces, districts and countries in one SQLite
file, what the user added from GeoNames' dumps in another (`added.py`), and above both
our own sourced rows (`supplement.py`). Opened read-only, one connection a thread.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from math import sqrt
from pathlib import Path

from marsad.model import Level
from marsad.resolving.places import outline, supplement
from marsad.resolving.places.spelling import fold, keys, skeleton
from marsad.resolving.places.unpack import added_file, gazetteer_file

_COLUMNS = (
    "gid, level, place.name, lat, lon, radius, people, place.country, province, "
    "district, rank"
)
_SHORT = 2  # letters: a Latin key so short is an abbreviation, in capitals and ours
_SETTLED = {Level.CITY, Level.TOWN}


@dataclass(frozen=True, slots=True)
class Entry:
    """One place of the gazetteer. `radius_km` is its own extent; `people` its
    inhabitants (0: not known); `province` and `district` GeoNames' codes; `rank` from
    3 (capital) to -2 (given up). `spelled` is false where only the consonants of the
    name matched; `units` are what one of our regions is made of; `source` says where a
    row of ours is from."""

    id: str
    name: str
    level: Level
    lat: float
    lon: float
    radius_km: float
    people: int
    country: str
    province: str = ""
    district: str = ""
    rank: int = 0
    ours: bool = False
    spelled: bool = True
    units: tuple[str, ...] = ()
    source: str = ""


@lru_cache(maxsize=20_000)
def named(name: str) -> tuple[Entry, ...]:
    """Every place that bears this name, in any spelling; the closest spelling only."""
    for key in keys(name):
        if len(key) <= _SHORT and key.isascii() and not _abbreviates(name):
            continue
        rows = supplement.by_key().get(key, ())
        if seen := [*map(_ours, rows), *_of_geonames(key)]:
            return _once(seen)
    return ()


def _abbreviates(name: str) -> bool:
    """Whether so short a name is written as an abbreviation: "US", "Ky."."""
    return name.isupper() or name.strip().endswith(".")


def _of_geonames(key: str) -> list[Entry]:
    """What bears a folded name in GeoNames' files, or by our further names."""
    found = _wholes(supplement.further_names().get(key, ()))
    if len(key) > _SHORT or not key.isascii():
        found += _by_key(key)
    return found


def _once(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Each place once, and none of GeoNames' that one of our rows tells again."""
    by_id = {e.id: e for e in reversed(list(entries))}
    ours = [e for e in by_id.values() if e.ours]
    return tuple(
        e
        for e in reversed(by_id.values())
        if e.ours or not any(_same(e, mine) for mine in ours)
    )


def _same(theirs: Entry, mine: Entry) -> bool:
    if theirs.country != mine.country:
        return False
    if {theirs.level, mine.level} <= _SETTLED:
        return outline.distance(theirs.lat, theirs.lon, mine.lat, mine.lon) < 5
    return theirs.level is mine.level and bool(mine.units)


def bears(entry: Entry, name: str) -> bool:
    """Whether a name is the place's own, however it is written in Latin letters, and
    not one of its others (a town's former name is often another town's own)."""
    if entry.ours or fold(entry.name) == fold(name):
        return True
    bones = skeleton(name)
    return bool(bones) and bones == skeleton(entry.name)


@lru_cache(maxsize=5_000)
def sounding_like(name: str, country: str) -> tuple[Entry, ...]:
    """Places of one country whose name has the same consonants."""
    bones = skeleton(name)
    if not bones:
        return ()
    ours = supplement.by_bones().get((country, bones), ())
    return _once(
        [
            *(replace(_ours(row), spelled=False) for row in ours),
            *_by_bones(country, bones),
        ]
    )


def in_geonames(name: str, country: str) -> list[Entry]:
    """Places of one country that GeoNames' files know by this name or one with the same
    consonants, as if we had no rows of our own."""
    spelled = (e for key in keys(name) for e in _by_key(key) if e.country == country)
    bones = skeleton(name)
    return [*spelled, *(_by_bones(country, bones) if bones else ())]


@cache
def country(iso: str) -> Entry | None:
    """The country of an ISO 3166-1 code of two letters."""
    return next(iter(_wholes((iso,))), None)


@lru_cache(maxsize=2_000)
def unit(code: str) -> Entry | None:
    """A country ("ML"), a province by GeoNames' code ("SD.47"), or the largest town, or
    else district, of that name in a country ("SY:Douma"), one whose own it is first."""
    iso, _, name = code.partition(":")
    if not name:
        return next(iter(_wholes((code,))), None)
    for key in keys(name):
        rows = supplement.by_key().get(key, ())
        points = [_ours(row) for row in rows if not row.units]
        found = [e for e in (*points, *_of_geonames(key)) if e.country == iso]
        if found:
            return max(
                found,
                key=lambda e: (e.level in _SETTLED, bears(e, name), e.people, e.id),
            )
    return next(iter(sounding_like(name, iso)), None)


@lru_cache(maxsize=500)
def outline_of(entry: Entry) -> str | None:
    """The outline of a country, a province, or a region made of such, as well-known
    text; None where none is known."""
    if entry.units and entry.level is Level.SITE:
        return None
    if entry.units:
        parts = [outline_of(u) for u in map(unit, entry.units) if u]
        drawn = [p for p in parts if p]
        whole = len(drawn) == len(entry.units)
        return (
            (drawn[0] if len(drawn) == 1 else outline.joined(drawn)) if whole else None
        )
    if entry.level not in {Level.COUNTRY, Level.PROVINCE} or entry.ours:
        return None
    number = int(entry.id.partition(":")[2]) * (1 if entry.id[0] == "g" else -1)
    row = _bases()[0].execute(
        "select wkt from outline join place on place.id = outline.place"
        " where gid = ? and level in ('country', 'province')",
        (number,),
    )
    found = row.fetchone()
    return str(found[0]) if found else None


@lru_cache(maxsize=500)
def peopled_middle(wkt: str, iso: str) -> outline.Point | None:
    """The middle of the people who live in an area of a country, towns weighed by the
    root of their inhabitants: where in it things are likely to happen."""
    weight = lat = lon = 0.0
    for people, y, x in _towns(iso):
        if outline.holds(wkt, y, x):
            part = sqrt(people)
            weight, lat, lon = weight + part, lat + part * y, lon + part * x
    return (lat / weight, lon / weight) if weight else None


@lru_cache(maxsize=20)
def _towns(iso: str) -> list[tuple[int, float, float]]:
    """Inhabitants and point of the towns of a country that have a thousand or more."""
    query = (
        "select people, lat, lon from place"
        " where country = ? and level in ('city', 'town') and people >= 1000"
    )
    return _bases()[0].execute(query, (iso,)).fetchall()


@cache
def largest_cities(iso: str) -> tuple[Entry, ...]:
    """The three capitals and seats of provinces of a country that have the most
    inhabitants, the first first: others are mostly quarters and suburbs."""
    query = (
        f"select {_COLUMNS} from place where country = ?"  # noqa: S608
        " and level in ('city', 'town') and rank > 0 order by people desc, gid limit 3"
    )
    return tuple(_entry(row) for row in _bases()[0].execute(query, (iso,)))


@lru_cache(maxsize=20_000)
def country_at(lat: float, lon: float) -> str:
    """The code of the country in whose outline a point lies, else of the town nearest
    within about 50 km; "" in the open sea."""
    for iso, wkt, (south, west, north, east) in _countries():
        near = south <= lat <= north and west <= lon <= east
        if near and outline.holds(wkt, lat, lon):
            return iso
    town = _bases()[0].execute(
        "select country from place where lat between ? and ? and lon between ? and ?"
        " order by abs(lat - ?) + abs(lon - ?) limit 1",
        (lat - 0.5, lat + 0.5, lon - 0.5, lon + 0.5, lat, lon),
    )
    found = town.fetchone()
    return str(found[0]) if found else ""


@cache
def _countries() -> list[tuple[str, str, tuple[float, float, float, float]]]:
    """Code, outline and bounds of every country."""
    query = (
        "select country, wkt from outline join place on place.id = outline.place"
        " where level = 'country'"
    )
    return [(iso, wkt, outline.bounds(wkt)) for iso, wkt in _bases()[0].execute(query)]


def country_names() -> list[tuple[str, str]]:
    """Every folded name of a country, with its ISO code."""
    return list(_bases()[0].execute("select key, country from nation"))


def sizes(file: Path) -> dict[str, int]:
    """How many places of each level a gazetteer file holds."""
    with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)) as base:
        rows = base.execute("select level, count(*) from place group by 1 order by 2")
        return {str(level): int(number) for level, number in rows}


# -- rows to entries --------------------------------------------------------------


def _by_key(key: str) -> list[Entry]:
    query = (
        f"select {_COLUMNS} from place join name on name.place = place.id"  # noqa: S608
        " where name.key = ?"
    )
    return [_entry(row) for base in _bases() for row in base.execute(query, (key,))]


def _by_bones(country: str, bones: str) -> list[Entry]:
    query = (
        f"select {_COLUMNS} from place join bones on bones.place = place.id"  # noqa: S608
        " where bones.country = ? and bones.key = ?"
    )
    rows = (row for base in _bases() for row in base.execute(query, (country, bones)))
    return [_entry(row, spelled=False) for row in rows]


def _wholes(codes: Iterable[str]) -> list[Entry]:
    """Countries and provinces by their codes."""
    query = (
        f"select {_COLUMNS} from place where country = ? and province = ?"  # noqa: S608
        " and level in ('country', 'province')"
    )
    found = []
    for code in codes:
        iso, _, province = code.partition(".")
        found += _bases()[0].execute(query, (iso, province)).fetchall()
    return [_entry(row) for row in found]


def _entry(
    row: tuple[int, str, str, float, float, float, int, str, str, str, int],
    *,
    spelled: bool = True,
) -> Entry:
    gid, level, *rest = row
    name = f"geonames:{gid}" if gid > 0 else f"naturalearth:{-gid}"
    return Entry(name, rest[0], Level(level), *rest[1:], spelled=spelled)  # type: ignore[arg-type,misc]


@lru_cache(maxsize=2_000)
def _ours(row: supplement.Row) -> Entry:
    """A row of ours; a region's point and radius are those of its units."""
    entry = Entry(
        row.id, row.name, row.level, row.lat, row.lon, row.radius_km, 0, row.country,
        ours=True, units=row.units, source=row.source,
    )  # fmt: skip
    return _measured(entry) if row.units else entry


def _measured(region: Entry) -> Entry:
    units = [u for u in map(unit, region.units) if u]
    if not units:
        raise LookupError(f"{region.name}: none of its units is in the gazetteer")
    whole = region.level in {Level.PROVINCE, Level.COUNTRY}
    people = sum(u.people for u in units) if whole else 0
    drawn = None if region.radius_km else outline_of(region)
    if drawn:
        lat, lon, radius = outline.middle([drawn])
    else:
        lat = sum(u.lat for u in units) / len(units)
        lon = sum(u.lon for u in units) / len(units)
        radius = max(
            outline.distance(lat, lon, u.lat, u.lon) + u.radius_km for u in units
        )
    radius = region.radius_km or radius
    province = units[0].province if len({u.province for u in units}) == 1 else ""
    return replace(
        region, lat=round(lat, 4), lon=round(lon, 4), radius_km=round(radius, 1),
        people=people, province=province,
    )  # fmt: skip


# -- files ------------------------------------------------------------------------

_threads = threading.local()


def _bases() -> tuple[sqlite3.Connection, ...]:
    """The connections of this thread: the shipped file, then what the user added."""
    bases: tuple[sqlite3.Connection, ...] | None = getattr(_threads, "bases", None)
    if bases is None:
        files = [gazetteer_file()]
        if (added := added_file()).is_file():
            files.append(added)
        bases = tuple(
            sqlite3.connect(f"{file.as_uri()}?mode=ro&immutable=1", uri=True)
            for file in files
        )
        _threads.bases = bases
    return bases
