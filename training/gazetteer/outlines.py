"""Outlines of provinces and countries from Natural Earth, simplified.

A province's country is GeoNames', told by `gn_a1_code`, not Natural Earth's: its lines
give Crimea to Russia.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from math import cos, pi, radians, sqrt

from shapely import unary_union
from shapely.affinity import scale
from shapely.geometry import MultiPolygon, Point, Polygon, shape
from shapely.prepared import prep

KM = 111.2  # kilometres in a degree of latitude
PROVINCE_POINTS, COUNTRY_POINTS = 40, 140  # corners that an outline may have
SAMPLE = 20  # towns that tell whether an outline is the right one
ISLET = 0.02  # of the whole: smaller parts are left out
WITHOUT_CODE = {"SO-SOL": "SO", "CY-CYN": "CY"}
"""Parts that Natural Earth draws as countries and GeoNames counts to one."""
MOVED = {"IL.WE": "PS.WE"}
"""Divisions whose code in Natural Earth is not GeoNames'."""

NAMES = ("name", "name_en", "name_ar", "name_uk", "name_ru", "name_fr", "name_tr")
Area = Polygon | MultiPolygon


@dataclass(frozen=True)
class Outline:
    """A division: `code` is GeoNames', `area` in degrees, `names` in all languages."""

    code: str
    area: Area
    english: str
    names: frozenset[str]
    number: int


def read(packed: bytes) -> dict[str, Outline]:
    """Outlines by GeoNames code ("SY.09"); parts of one division are joined."""
    parts: dict[str, list[Outline]] = defaultdict(list)
    for feature in json.loads(packed)["features"]:
        told, drawn = feature["properties"], feature.get("geometry")
        code = told.get("gn_a1_code") or ""
        if len(code) < 4:
            country = WITHOUT_CODE.get(told.get("code_hasc"), code[:2])
            code = f"{country}.?{told.get('adm1_code')}" if country.isalpha() else ""
        code = MOVED.get(code, code)
        if code[2:3] != "." or not drawn:
            continue
        names = {told[t] for t in NAMES if told.get(t)}
        names |= set((told.get("name_alt") or "").split("|")) - {""}
        english = told.get("name_en") or told.get("name") or ""
        area = shape(drawn).buffer(0)
        number = int(told.get("ne_id") or 0)
        parts[code].append(Outline(code, area, english, frozenset(names), number))
    return {code: _joined(found) for code, found in parts.items()}


def _joined(parts: list[Outline]) -> Outline:
    largest = max(parts, key=lambda p: p.area.area)
    whole = unary_union([p.area for p in parts])
    return Outline(largest.code, whole, largest.english, largest.names, largest.number)


def of_countries(outlines: Iterable[Outline]) -> dict[str, Area]:
    """The outline of each country: its provinces in one."""
    by_country: dict[str, list[Area]] = defaultdict(list)
    for outline in outlines:
        by_country[outline.code[:2]].append(outline.area.buffer(0.01))
    return {iso: unary_union(areas) for iso, areas in by_country.items()}


def around(area: Area, points: list[tuple[float, float]]) -> bool:
    """Whether at least half of the points (lat, lon) lie in an area: codes have been
    given anew, and an outline may be that of the division that bore one before."""
    asked = points[:: 1 + len(points) // SAMPLE]
    known = prep(area)
    inside = sum(known.contains(Point(lon, lat)) for lat, lon in asked)
    return 2 * inside >= len(asked)


def middle(area: Area) -> tuple[float, float]:
    """Latitude and longitude of the middle of the largest part."""
    parts = list(area.geoms) if isinstance(area, MultiPolygon) else [area]
    point = max(parts, key=lambda p: p.area).centroid
    return point.y, point.x


def radius_km(area: Area) -> float:
    """Of the circle that is as large as the area."""
    lat = area.centroid.y
    return sqrt(scale(area, xfact=cos(radians(lat))).area / pi) * KM


def wkt(area: Area, points: int) -> str:
    """Well-known text of the outline with at most about so many corners, rounded to
    0.01 degree (a kilometre)."""
    parts = list(area.geoms) if isinstance(area, MultiPolygon) else [area]
    kept = [Polygon(p.exterior) for p in parts if p.area >= ISLET * area.area]
    tolerance = 0.01
    while True:
        drawn = [p.simplify(tolerance) for p in kept]
        if sum(len(p.exterior.coords) for p in drawn) <= points or tolerance > 2:
            break
        tolerance *= 1.5
    rings = ",".join(f"(({_corners(p)}))" for p in drawn)
    return f"MULTIPOLYGON({rings})" if len(drawn) > 1 else f"POLYGON{rings}"


def _corners(part: Polygon) -> str:
    return ",".join(f"{x:.2f} {y:.2f}" for x, y in part.exterior.coords)
