"""Starting maps: who held what before the first report, from a table a user has.

A CSV file in UTF-8 with a header. Needed in every row: `place`, `lat`, `lon` (degrees,
WGS84), `holder`, `day` (YYYY-MM-DD); as wanted `level` (site, town, city, district,
province; town where empty), `radius_km`, `country`, `published` (the day on which the
map came out, its own day where empty: before that it counts in no picture), `note`.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from marsad.errors import InputError
from marsad.ids import mint
from marsad.model import Holding, Level, Place, Published

NEEDED = ("place", "lat", "lon", "holder", "day")
WANTED = ("level", "radius_km", "country", "published", "note")


def read_map(path: Path, source: str) -> list[Holding]:
    """The rows of a starting map. `source` says whose map it is.

    Raises InputError, with the line, where the file or a row cannot be used."""
    try:
        text = path.read_text("utf-8-sig")
    except OSError as wrong:
        raise InputError(f"{path} cannot be read: {wrong.strerror}") from wrong
    except UnicodeDecodeError as wrong:
        raise InputError(f"{path} is not UTF-8 text; save it as such") from wrong
    found = list(_rows(text, path, source))
    if not found:
        raise InputError(f"{path} has no rows; it needs {', '.join(NEEDED)}")
    return found


def _rows(text: str, path: Path, source: str) -> Iterator[Holding]:
    table = csv.DictReader(io.StringIO(text), skipinitialspace=True)
    header = [name.strip().casefold() for name in table.fieldnames or ()]
    missing = [name for name in NEEDED if name not in header]
    if missing:
        raise InputError(
            f"{path} has no column {', '.join(missing)}; it needs {', '.join(NEEDED)} "
            f"and may have {', '.join(WANTED)}"
        )
    table.fieldnames = header
    seen: dict[tuple[str, date], int] = {}
    for row in table:
        line = table.line_num
        try:
            told = _row({k: (v or "").strip() for k, v in row.items() if k}, source)
        except ValueError as wrong:
            raise InputError(f"{path}:{line}: {wrong}; nothing was loaded") from wrong
        key = (told.id, told.day)
        if key in seen:
            raise InputError(
                f"{path}:{line}: {told.place.mention} on {told.day} stands already in "
                f"line {seen[key]}; nothing was loaded"
            )
        seen[key] = line
        yield told


def _row(row: Mapping[str, str], source: str) -> Holding:
    """One row. Raises ValueError that says what is wrong with it."""
    for name in NEEDED:
        if not row.get(name):
            raise ValueError(f"no {name}")
    place = Place(
        row["place"],
        name=row["place"],
        level=_level(row.get("level") or "town"),
        lat=_number(row, "lat", 90),
        lon=_number(row, "lon", 180),
        radius_km=_number(row, "radius_km", 2000) if row.get("radius_km") else None,
        country=row.get("country") or None,
        basis="starting map",
    )
    day = _day(row["day"])
    published = _day(row["published"]) if row.get("published") else day
    return Holding(
        mint("m", source, row["place"], str(place.lat), str(place.lon), str(day)),
        place,
        row["holder"],
        day,
        source,
        Published.on(max(day, published)).known_from,
        row.get("note") or "",
    )


def _number(row: Mapping[str, str], name: str, most: float) -> float:
    try:
        value = float(row[name])
    except ValueError:
        raise ValueError(f"{name} {row[name]!r} is not a number") from None
    if not -most <= value <= most:
        raise ValueError(f"{name} {row[name]!r} is not within {-most:g} to {most:g}")
    return value


def _level(word: str) -> Level:
    """A level. A country is refused: nobody holds it as one place."""
    known = [level for level in Level if level is not Level.COUNTRY]
    if word.casefold() not in known:
        raise ValueError(f"level {word!r} is none of {', '.join(known)}")
    return Level(word.casefold())


def _day(word: str) -> date:
    try:
        return date.fromisoformat(word)
    except ValueError:
        raise ValueError(f"{word!r} is not a day; write it as 2024-11-26") from None
