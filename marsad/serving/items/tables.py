"""Lists as GeoJSON and CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from typing import Any

import numpy as np

from marsad.serving.shelf import Mask, Shelf
from marsad.serving.view import View
from marsad.telling.places import radius_of
from marsad.telling.safe import cell

INCIDENT_COLUMNS = (
    *("id", "title", "type", "kind", "section", "grade", "reason", "start", "end"),
    *("place.name", "place.mention", "place.lat", "place.lon", "place.radius_km"),
    *("place.country", "sides", "tolls", "claims", "documents", "origins"),
    *("origin_names", "disputed", "denied", "first_known", "last_known"),
)
CLAIM_COLUMNS = (
    *("id", "ref", "kind", "status", "denies", "when.start", "when.end"),
    *("initiator", "target", "places", "figures", "speakers", "origin.name"),
    *("origin.voice", "origin.side", "group.id", "group.grade", "confidence"),
    *("document.id", "document.outlet", "document.published", "document.title"),
    *("document.url", "anchor", "quote"),
)
CONTROL_COLUMNS = (
    *("key", "place.name", "place.mention", "place.lat", "place.lon", "start", "end"),
    *("holder", "basis", "inferred", "told", "before", "note", "evidence"),
)


def features(view: View, shelf: Shelf[Any], mask: Mask) -> bytes:
    """A FeatureCollection (RFC 7946) of things with a `place`; what is not located has
    null geometry. Properties are the fields of the list's items."""
    rows = [_feature(shelf, int(at)) for at in np.flatnonzero(mask)]
    head = json.dumps({"type": "FeatureCollection", "as_of": view.as_of.isoformat()})
    return head.encode()[:-1] + b', "features": [' + b",\n".join(rows) + b"]}"


def _feature(shelf: Shelf[Any], at: int) -> bytes:
    place = shelf.things[at].place
    geometry = None
    if place is not None and place.lat is not None and place.lon is not None:
        geometry = {"type": "Point", "coordinates": [place.lon, place.lat]}
    head: dict[str, Any] = {
        "type": "Feature",
        "id": shelf.ids[at],
        "geometry": geometry,
    }
    if geometry and place:
        head["radius_km"] = radius_of(place)
    return json.dumps(head).encode()[:-1] + b', "properties": ' + shelf.row(at) + b"}"


def csv_table(shelf: Shelf[Any], mask: Mask, columns: Sequence[str]) -> str:
    """The chosen fields of a list's items, one a line (RFC 4180); cells that a
    spreadsheet would run are disarmed."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    for at in np.flatnonzero(mask):
        row = json.loads(shelf.row(int(at)))
        writer.writerow([_cell(_field(row, name)) for name in columns])
    return out.getvalue()


def _field(row: Any, path: str) -> Any:
    for part in path.split("."):
        row = row.get(part) if isinstance(row, dict) else None
    return row


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, list):
        return cell("; ".join(_words(item) for item in value))
    return cell(str(value))


def _words(item: Any) -> str:
    """A slot of a claim or a toll in few words."""
    if not isinstance(item, dict):
        return str(item)
    if "what" in item:
        low, high = ("" if item[end] is None else item[end] for end in ("low", "high"))
        return f"{item['what']} {item['who']} {low}..{high}"
    return str(item.get("text") or item.get("mention") or "")
