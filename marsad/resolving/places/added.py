"""What a user adds to the gazetteer: GeoNames' own dumps, read as a stream.

Takes a country's file or all of them (`SY.txt`, `allCountries.txt`: 19 columns) and
`alternateNamesV2.txt` (further names), plain or in their zip, from
https://download.geonames.org/export/dump/ (CC BY 4.0), into an SQLite file of the
shipped one's form in the user's data folder. Batches are whole: what was interrupted
goes on where it stopped when the same file is given again.
"""

from __future__ import annotations

import hashlib
import io
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import islice
from math import sqrt
from pathlib import Path

from marsad.errors import InputError
from marsad.resolving.places.spelling import fold, skeleton, without_article
from marsad.resolving.places.unpack import added_file, gazetteer_file

BATCH = 20_000  # lines to a transaction
PLACE_COLUMNS, NAME_COLUMNS = 19, 4  # at least, of the two forms
SKIPPED = frozenset(
    ["link", "wkdt", "post", "iata", "icao", "faac", "abbr", "unlc", "phon", "piny"]
)
"""What stands where a name's language should, and is no name."""
SITES = frozenset(
    [
        *("AIRB", "AIRF", "AIRP", "AIRS", "CMP", "CMPL", "CMPO", "CMPRF", "BDG", "DAM"),
        *(
            "FT",
            "GATE",
            "HSP",
            "INSM",
            "MSQE",
            "NOV",
            "PRN",
            "PRT",
            "PS",
            "PSH",
            "UNIV",
        ),
        *("MKT", "MN", "OILF", "OILR", "GASF", "MILB", "NVB", "CSTM", "RSTN", "MT"),
        *("MTS", "HLL", "HLLS", "PASS", "ISL", "ISLS", "VAL", "PEN", "LK", "RGN"),
        "AREA",
    ]
)
"""Feature codes of places that are neither settlements nor divisions."""
WIDE = {"RGN": 40.0, "AREA": 20.0, "VAL": 15.0, "MTS": 30.0, "ISLS": 20.0, "LK": 10.0}
RANKS = {"PPLC": 3, "PPLA": 2, "PPLA2": 1, "PPLX": -1, "PPLH": -2, "PPLQ": -2}
SCHEMA = """
create table if not exists place(id integer primary key, gid int unique, level text,
  name text, lat real, lon real, radius real, people int, country text, province text,
  district text, rank int);
create table if not exists name(key text, place int, primary key(key, place))
  without rowid;
create table if not exists bones(country text, key text, place int,
  primary key(country, key, place)) without rowid;
create table if not exists source(digest text primary key, file text, lines int,
  kept int, done int);
"""


@dataclass(frozen=True, slots=True)
class Added:
    """How far a file was read: lines so far, places or names kept, whether to the end.
    `share` of the file's bytes (0 to 1)."""

    lines: int
    kept: int
    done: bool
    share: float = 1.0


def add(path: Path, progress: Callable[[Added], None], batch: int = BATCH) -> Added:
    """Add a dump to the user's gazetteer, going on where an earlier run stopped;
    `progress` is told after each batch.

    Raises InputError where the file cannot be read or is no dump of GeoNames.
    """
    digest = _digest(path)
    target = added_file()
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with closing(sqlite3.connect(target)) as base:
        base.executescript(SCHEMA)
        now = _so_far(base, digest)
        if now.done:
            return now
        with _lines(path) as (lines, share):
            source = islice(lines, now.lines, None)
            while rows := list(islice(source, batch)):
                kept = _keep(base, rows, path, now.lines)
                now = Added(now.lines + len(rows), now.kept + kept, False, share())
                _remember(base, digest, path, now)
                progress(now)
        now = Added(now.lines, now.kept, True)
        _remember(base, digest, path, now)
    return now


def sources() -> list[tuple[str, int, int, bool]]:
    """File, lines read, places or names kept, and whether whole, of what was added."""
    if not added_file().is_file():
        return []
    with closing(sqlite3.connect(added_file())) as base:
        rows = base.execute("select file, lines, kept, done from source order by file")
        return [(file, lines, kept, bool(done)) for file, lines, kept, done in rows]


def _digest(path: Path) -> str:
    """What tells a file from another: its size and its beginning."""
    try:
        with path.open("rb") as file:
            start = file.read(65_536)
        size = path.stat().st_size
    except OSError as wrong:
        raise InputError(f"{path} cannot be read: {wrong.strerror}") from wrong
    return hashlib.sha256(start + str(size).encode()).hexdigest()


def _so_far(base: sqlite3.Connection, digest: str) -> Added:
    query = "select lines, kept, done from source where digest = ?"
    row = base.execute(query, (digest,)).fetchone()
    return Added(row[0], row[1], bool(row[2])) if row else Added(0, 0, False)


def _remember(base: sqlite3.Connection, digest: str, path: Path, now: Added) -> None:
    base.execute(
        "insert or replace into source values(?,?,?,?,?)",
        (digest, path.name, now.lines, now.kept, int(now.done)),
    )
    base.commit()


@contextmanager
def _lines(path: Path) -> Iterator[tuple[Iterator[str], Callable[[], float]]]:
    """The lines of a file or of the one text in a zip, and how much has been read."""
    if not zipfile.is_zipfile(path):
        size = max(1, path.stat().st_size)
        with path.open("rb") as file:
            text = io.TextIOWrapper(file, "utf-8", errors="replace")
            yield iter(text), lambda: file.tell() / size
        return
    with zipfile.ZipFile(path) as packed:
        inside = [i for i in packed.infolist() if i.filename.endswith(".txt")]
        inside = [i for i in inside if i.filename != "readme.txt"]
        if len(inside) != 1:
            raise InputError(f"{path}: one .txt is looked for in it, not {len(inside)}")
        with packed.open(inside[0]) as file:
            size = max(1, inside[0].file_size)
            text = io.TextIOWrapper(
                file,  # type: ignore[arg-type]
                "utf-8",
                errors="replace",
            )
            yield iter(text), lambda: file.tell() / size


def _keep(base: sqlite3.Connection, rows: list[str], path: Path, before: int) -> int:
    """Put one batch in; how many of its lines were kept."""
    split = [line.rstrip("\r\n").split("\t") for line in rows]
    try:
        if len(split[0]) >= PLACE_COLUMNS:
            return sum(_place(base, parts) for parts in split)
        if len(split[0]) >= NAME_COLUMNS and split[0][1].isdigit():
            return _names(base, split)
    except (ValueError, IndexError) as wrong:
        raise InputError(
            f"{path}, after line {before}: no line of a GeoNames dump ({wrong})"
        ) from wrong
    raise InputError(
        f"{path} is no dump of GeoNames: give a country's file (SY.txt), "
        "allCountries.txt or alternateNamesV2.txt, or the zip of one"
    )


def _place(base: sqlite3.Connection, parts: list[str]) -> bool:
    """One line of a country's file; False where it is not of a kind kept."""
    gid, name, plain, others, lat, lon, kind, code, iso = parts[:9]
    number, people = int(gid), int(parts[14] or 0)
    if kind == "P":
        level = "city" if people >= 100_000 else "town"
        radius = 4.0 + 0.006 * sqrt(people)
    elif code in {"ADM2", "ADM3", "ADM4", "ADMD"}:
        level, radius = "district", 15.0
    elif code in SITES:
        level, radius = "site", WIDE.get(code, 2.0)
        level = "district" if code in WIDE else level
    else:
        return False
    row = base.execute(
        "insert or replace into place(gid, level, name, lat, lon, radius, people,"
        " country, province, district, rank) values(?,?,?,?,?,?,?,?,?,?,?)"
        " returning id",
        (
            number, level, name, float(lat), float(lon), round(radius, 1), people,
            iso, parts[10], parts[11], RANKS.get(code, 0),
        ),
    ).fetchone()  # fmt: skip
    _spell(base, row[0], iso, {name, plain, *others.split(",")})
    return True


def _spell(base: sqlite3.Connection, number: int, iso: str, names: set[str]) -> None:
    """Put in the keys that a place is found by."""
    folded = {fold(n) for n in names if len(n) > 2}
    keys = folded | {without_article(k) for k in folded}
    base.executemany(
        "insert or ignore into name values(?,?)",
        ((key, number) for key in keys if len(key) > 1),
    )
    base.executemany(
        "insert or ignore into bones values(?,?,?)",
        ((iso, bones, number) for bones in {skeleton(n) for n in names} - {""}),
    )


def _names(base: sqlite3.Connection, split: list[list[str]]) -> int:
    """Lines of alternateNamesV2: names of places that the gazetteer has."""
    told: dict[int, set[str]] = {}
    for parts in split:
        if parts[2] not in SKIPPED:
            told.setdefault(int(parts[1]), set()).add(parts[3])
    kept = 0
    for gid, names in told.items():
        row = base.execute("select id, country from place where gid = ?", (gid,))
        if found := row.fetchone():
            _spell(base, found[0], found[1], names)
            kept += len(names)
    return kept + _names_of_shipped(base, told)


def _names_of_shipped(base: sqlite3.Connection, told: dict[int, set[str]]) -> int:
    """Names of places that only the shipped file has: these are copied over."""
    columns = (
        "gid, level, name, lat, lon, radius, people, country, province, district, rank"
    )
    kept, gids = 0, sorted(told)
    with closing(
        sqlite3.connect(f"{gazetteer_file().as_uri()}?mode=ro", uri=True)
    ) as shipped:
        shipped.execute("create temp table wanted(gid int primary key)")
        shipped.executemany("insert into wanted values(?)", ((g,) for g in gids))
        rows = shipped.execute(
            f"select {columns} from place where gid in (select gid from wanted)"  # noqa: S608
            " and level in ('city', 'town', 'district')"
        ).fetchall()
    for row in rows:
        known = {fold(n) for n in told[row[0]]}
        found = base.execute(
            f"insert or ignore into place({columns}) values(?,?,?,?,?,?,?,?,?,?,?)"
            " returning id",
            row,
        ).fetchone()
        if found:
            _spell(base, found[0], row[7], {row[2], *told[row[0]]})
            kept += len(known)
    return kept
