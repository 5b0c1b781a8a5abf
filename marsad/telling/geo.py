"""Rows on the map: GeoJSON (RFC 7946) of any table whose rows have a point."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

Row = Mapping[str, Any]


def geojson(rows: Iterable[Row]) -> str:
    """A FeatureCollection, one row a feature and a line: `lat` and `lon` (WGS84) are
    its point, all other fields its properties. A row without a point has null geometry:
    it is told, not put somewhere."""
    features = [json.dumps(_feature(r), ensure_ascii=False, default=str) for r in rows]
    told = ",\n".join(features)
    return f'{{"type": "FeatureCollection", "features": [\n{told}\n]}}\n'


def _feature(row: Row) -> dict[str, Any]:
    lat, lon = row.get("lat"), row.get("lon")
    located = lat is not None and lon is not None
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [lon, lat]} if located else None,
        "properties": {k: v for k, v in row.items() if k not in {"lat", "lon"}},
    }
