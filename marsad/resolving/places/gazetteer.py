"""The gazetteer: names to the places that bear them.

GeoNames' places from 500 inhabitants, provinces, districts and countries in one
SQLite file, and above it our own sourced supplement (`lexicons/places.csv`), whose
rows win. Opened read-only, one connection a thread.
"""

from __future__ import annotations

import csv
import sqlite3
import threading
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from marsad.model import Level
from marsad.resolving.places.spelling import fold, keys, skeleton, without_article
from marsad.resolving.places.unpack import gazetteer_file

_COLUMNS = "gid, level, place.name, lat, lon, radius, people, place.country, province"
_SHORT = 2  # letters: a Latin key so short is a postal code, unless it is our own
_DEFAULT_RADIUS = {  # kilometres, for rows of the supplement that give none
    Level.SITE: 2.0,
    Level.TOWN: 4.0,
    Level.CITY: 8.0,
    Level.DISTRICT: 20.0,
    Level.PROVINCE: 80.0,
    Level.COUNTRY: 400.0,
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One place of the gazetteer. `radius_km` is its own extent; `people` its
    inhabitants (0: not known); `province` GeoNames' first-order code. `spelled` is
    false where only the consonants of the name matched."""

    id: str
    name: str
    level: Level
    lat: float
    lon: float
    radius_km: float
    people: int
    country: str
    province: str = ""
    ours: bool = False
    spelled: bool = True


@lru_cache(maxsize=20_000)
def named(name: str) -> tuple[Entry, ...]:
    """Every place that bears this name, in any spelling; the closest spelling only."""
    ours, seen = _supplement(), []
    for key in keys(name):
        seen = list(ours.get(key, ()))
        if len(key) > _SHORT or not key.isascii():
            seen += _by_key(key)
        if seen:
            break
    return tuple(dict.fromkeys(seen))


@lru_cache(maxsize=5_000)
def sounding_like(name: str, country: str) -> tuple[Entry, ...]:
    """Towns of one country whose name has the same consonants."""
    bones = skeleton(name)
    if not bones:
        return ()
    found = _base().execute(
        f"select {_COLUMNS} from place join bones on bones.place = place.id"  # noqa: S608
        " where bones.country = ? and bones.key = ?",
        (country, bones),
    )
    return tuple(_entry(row, spelled=False) for row in found)


@cache
def country(iso: str) -> Entry | None:
    """The country of an ISO 3166-1 code of two letters."""
    for entries in _supplement().values():
        for entry in entries:
            if entry.level is Level.COUNTRY and entry.country == iso:
                return entry
    row = _base().execute(
        f"select {_COLUMNS} from place where country = ? and level = 'country'",  # noqa: S608
        (iso,),
    )
    found = row.fetchone()
    return _entry(found) if found else None


def country_names() -> list[tuple[str, str]]:
    """Every folded name of a country, with its ISO code."""
    return list(_base().execute("select key, country from nation"))


def _by_key(key: str) -> list[Entry]:
    found = _base().execute(
        f"select {_COLUMNS} from place join name on name.place = place.id"  # noqa: S608
        " where name.key = ?",
        (key,),
    )
    return [_entry(row) for row in found]


def _entry(
    row: tuple[int, str, str, float, float, float, int, str, str],
    *,
    spelled: bool = True,
) -> Entry:
    gid, level, name, lat, lon, radius, people, iso, province = row
    return Entry(
        f"geonames:{gid}", name, Level(level), lat, lon, radius, people, iso, province,
        spelled=spelled,
    )  # fmt: skip


_threads = threading.local()


def _base() -> sqlite3.Connection:
    """The connection of this thread."""
    base: sqlite3.Connection | None = getattr(_threads, "base", None)
    if base is None:
        address = f"{gazetteer_file().as_uri()}?mode=ro&immutable=1"
        base = sqlite3.connect(address, uri=True)
        _threads.base = base
    return base


@cache
def _supplement() -> dict[str, list[Entry]]:
    """Our own rows by folded name."""
    out: dict[str, list[Entry]] = defaultdict(list)
    text = files("marsad").joinpath("lexicons/places.csv").read_text("utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    for row in csv.DictReader(lines):
        level = Level(row["level"])
        radius = float(row["radius_km"]) if row["radius_km"] else _DEFAULT_RADIUS[level]
        entry = Entry(
            f"marsad:{fold(row['name']).replace(' ', '-')}-{row['country'].lower()}",
            row["name"], level, float(row["lat"]), float(row["lon"]), radius, 0,
            row["country"], ours=True,
        )  # fmt: skip
        names = {fold(n) for n in [row["name"], *row["aliases"].split("|")]} - {""}
        for key in names | {without_article(n) for n in names}:
            if key and entry not in out[key]:
                out[key].append(entry)
    return out
