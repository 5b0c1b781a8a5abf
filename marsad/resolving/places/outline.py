"""Areas on the map as well-known text: reading, writing, measuring.

Only what places need: polygons without holes, lines, and their middle, size and
distance, on a sphere near enough to flat for a province (OGC 06-103r4 for the form).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from math import asin, cos, pi, radians, sin, sqrt

KM = 111.2  # kilometres in a degree of latitude
Point = tuple[float, float]
"""Latitude and longitude; well-known text has them the other way round."""
Ring = tuple[Point, ...]
_RING = re.compile(r"\(([^()]+)\)")


@lru_cache(maxsize=2_000)
def rings(wkt: str) -> tuple[Ring, ...]:
    """The outer rings of a POLYGON or MULTIPOLYGON, the points of a LINESTRING."""
    return tuple(
        tuple((float(y), float(x)) for x, y in (p.split() for p in part.split(",")))
        for part in _RING.findall(wkt)
    )


def polygon(ring: Iterable[Point]) -> str:
    """A ring as well-known text, closed, to 0.001 degree."""
    points = list(ring)
    return f"POLYGON(({_corners([*points, points[0]])}))"


def line(points: Iterable[Point]) -> str:
    """A line as well-known text."""
    return f"LINESTRING({_corners(points)})"


def joined(texts: Iterable[str]) -> str:
    """Several areas as one MULTIPOLYGON."""
    parts = ",".join(f"(({_corners(r)}))" for text in texts for r in rings(text))
    return f"MULTIPOLYGON({parts})"


def _corners(points: Iterable[Point]) -> str:
    return ",".join(f"{lon:.3f} {lat:.3f}" for lat, lon in points)


def distance(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance in kilometres (haversine, radius 6371 km)."""
    p1, p2 = radians(lat1), radians(lat2)
    half = sin((p2 - p1) / 2) ** 2
    half += cos(p1) * cos(p2) * sin(radians(lon2 - lon1) / 2) ** 2
    return 12742 * asin(min(1.0, sqrt(half)))


def moved(lat: float, lon: float, bearing: float, km: float) -> Point:
    """The point so many kilometres away, `bearing` in degrees from north."""
    angle = radians(bearing)
    up = lat + km * cos(angle) / KM
    aside = lon + km * sin(angle) / (KM * max(0.1, cos(radians(lat))))
    return max(-90.0, min(90.0, up)), (aside + 180) % 360 - 180


def holds(wkt: str, lat: float, lon: float) -> bool:
    """Whether the point is inside the area (even-odd rule)."""
    inside = False
    for ring in rings(wkt):
        for (y1, x1), (y2, x2) in zip(ring, (*ring[1:], ring[0]), strict=True):
            if (y1 > lat) != (y2 > lat):
                inside ^= lon < (x2 - x1) * (lat - y1) / (y2 - y1) + x1
    return inside


def bounds(wkt: str) -> tuple[float, float, float, float]:
    """South, west, north and east of an area."""
    points = [p for ring in rings(wkt) for p in ring]
    lats, lons = [p[0] for p in points], [p[1] for p in points]
    return min(lats), min(lons), max(lats), max(lons)


def middle(areas: Sequence[str]) -> tuple[float, float, float]:
    """Middle (lat, lon) of some areas, weighted by size, and the radius in km of the
    circle that is as large as all of them."""
    weight = lat = lon = 0.0
    for ring in (r for wkt in areas for r in rings(wkt)):
        size, y, x = _centroid(ring)
        weight, lat, lon = weight + size, lat + size * y, lon + size * x
    if not weight:
        first = rings(areas[0])[0][0]
        return *first, 1.0
    return lat / weight, lon / weight, sqrt(weight / pi)


def _centroid(ring: Ring) -> tuple[float, float, float]:
    """Size in square kilometres and middle of one ring."""
    shrink = cos(radians(sum(y for y, _ in ring) / len(ring)))
    double = cx = cy = 0.0
    for (y1, x1), (y2, x2) in zip(ring, (*ring[1:], ring[0]), strict=True):
        cross = x1 * y2 - x2 * y1
        double, cx, cy = double + cross, cx + (x1 + x2) * cross, cy + (y1 + y2) * cross
    if not double:
        return 0.0, *ring[0]
    return abs(double) / 2 * shrink * KM * KM, cy / (3 * double), cx / (3 * double)


def clipped(wkt: str, bearing: float, share: float = 0.5) -> str | None:
    """The part of an area that lies towards a bearing: what is beyond the line across
    it that leaves `share` of its reach on that side. None where nothing is left."""
    angle = radians(bearing)
    north, east = cos(angle), sin(angle)
    parts = rings(wkt)
    shrink = cos(radians(sum(y for y, _ in parts[0]) / len(parts[0])))

    def reach(point: Point) -> float:
        return point[0] * north + point[1] * shrink * east

    far = [reach(p) for ring in parts for p in ring]
    limit = max(far) - share * (max(far) - min(far))
    kept = [r for ring in parts if len(r := _beyond(ring, reach, limit)) > 2]
    if not kept:
        return None
    text = ",".join(f"(({_corners([*r, r[0]])}))" for r in kept)
    return f"MULTIPOLYGON({text})" if len(kept) > 1 else f"POLYGON{text}"


def _beyond(ring: Ring, reach, limit: float) -> list[Point]:  # type: ignore[no-untyped-def]
    """A ring cut along a line (Sutherland and Hodgman 1974)."""
    out: list[Point] = []
    for a, b in zip(ring, (*ring[1:], ring[0]), strict=True):
        inside_a, inside_b = reach(a) >= limit, reach(b) >= limit
        if inside_a:
            out.append(a)
        if inside_a != inside_b:
            t = (limit - reach(a)) / (reach(b) - reach(a))
            out.append((a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])))
    return out


def sector(lat: float, lon: float, bearing: float, near: float, far: float) -> str:
    """The area between two distances (km) within 45 degrees of a bearing."""
    angles = (-45, -22.5, 0, 22.5, 45)
    outer = [moved(lat, lon, bearing + a, far) for a in angles]
    inner = [moved(lat, lon, bearing + a, near) for a in reversed(angles)]
    return polygon([*outer, *(inner if near else [(lat, lon)])])


def ring_around(lat: float, lon: float, km: float) -> str:
    """A circle as a polygon of sixteen corners."""
    return polygon(moved(lat, lon, 22.5 * i, km) for i in range(16))


def along(points: Sequence[Point]) -> tuple[Point, float]:
    """The middle of a line by its length, and how far its ends lie from it (km)."""
    steps = [distance(*a, *b) for a, b in itertools.pairwise(points)]
    half, at = sum(steps) / 2, points[0]
    for (a, b), step in zip(itertools.pairwise(points), steps, strict=True):
        if step >= half:
            t = half / step if step else 0.0
            at = (a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1]))
            break
        half -= step
    return at, max(distance(*at, *p) for p in points)
