"""The record for other tools: claims as JSON lines or CSV, incidents as GeoJSON.

Days are written as they stand, never turned into moments: no zone can shift them.

* jsonl: a claim a line, in corpus form (`corpus_form.claim_row`) with its `ref`, claim
  id, `document`, `speakers` (in words), `origin`, and the `group` it belongs to.
* csv: the same flat, one claim a line (RFC 4180, but no line breaks inside cells),
  lists joined by `; `, cells that a spreadsheet would run disarmed.
* geojson: a FeatureCollection (RFC 7946), one incident a line; what is not located has
  null geometry. `radius_km` and `precision` tell how far off the point may be.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, Literal

from marsad.corpus_form import claim_row
from marsad.model import Claim, Figure, Group, Incident, Picture, Place, When
from marsad.telling.attribution import chain_words
from marsad.telling.incidents import section_of
from marsad.telling.index import Index
from marsad.telling.places import place_name, radius_of
from marsad.telling.safe import cell, clean, link

Export = Literal["jsonl", "csv", "geojson"]
Row = dict[str, Any]
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")

COLUMNS = (
    *("claim", "id", "document", "outlet", "published", "title", "url"),
    *("kind", "status", "start", "end", "initiator", "target"),
    *("place", "lat", "lon", "radius_km", "level", "country", "other_places"),
    "inherited_place",
    *("figures", "speakers", "origin", "origin_voice", "origin_side"),
    *("group", "group_type", "grade", "confidence", "anchor", "quote"),
)


def export(picture: Picture, format: Export) -> Iterator[str]:  # noqa: A002
    """`picture` in `format`, line by line, without line ends."""
    index = Index.of(picture)
    if format == "geojson":
        return _geojson(index)
    return _csv(index) if format == "csv" else _jsonl(index)


def _jsonl(index: Index) -> Iterator[str]:
    for claim in index.picture.claims.values():
        document, origin = index.document(claim), index.origin(claim)
        published = document.published
        row: Row = {
            "ref": claim.ref,
            "claim_id": claim.id,
            "document": {
                "id": document.id,
                "doc_id": document.key,
                "outlet": document.source.name,
                "published": published.raw if published else None,
                "title": document.title,
                "url": document.url,
                "language": document.language,
                "sha256": document.sha256,
            },
            **claim_row(claim),
            "speakers": chain_words(index, claim),
            "origin": {
                "name": origin.name,
                "voice": origin.voice,
                "side": origin.side,
            },
            "group": _group_row(index.group_of.get(claim.id)),
        }
        yield _encodable(json.dumps(row, ensure_ascii=False))


def _csv(index: Index) -> Iterator[str]:
    yield _csv_line(COLUMNS)
    for claim in index.picture.claims.values():
        row = _flat(index, claim)
        yield _csv_line([_cell(row[name]) for name in COLUMNS])


def _flat(index: Index, claim: Claim) -> Row:
    document, origin = index.document(claim), index.origin(claim)
    group = index.group_of.get(claim.id)
    first, *others = claim.places or (None,)
    when = claim.when or When(None, None)
    return {
        "claim": claim.ref,
        "id": claim.id,
        "document": document.key,
        "outlet": document.source.name,
        "published": document.published.raw if document.published else "",
        "title": document.title,
        "url": link(document.url) or "",
        "kind": claim.kind,
        "status": claim.status.value,
        "start": when.start.isoformat() if when.start else "",
        "end": when.end.isoformat() if when.end else "",
        "initiator": "; ".join(m.text for m in claim.initiator),
        "target": "; ".join(m.text for m in claim.target),
        **_flat_place(first),
        "other_places": "; ".join(place_name(p) for p in others if p),
        "inherited_place": "; ".join(map(place_name, claim.inherited)),
        "figures": "; ".join(map(_figure_words, claim.figures)),
        "speakers": chain_words(index, claim),
        "origin": origin.name,
        "origin_voice": origin.voice,
        "origin_side": origin.side or "",
        "group": group.id if group else "",
        "group_type": _type(group) if group else "",
        "grade": group.grade.value if group else "",
        "confidence": "" if claim.confidence is None else claim.confidence,
        "anchor": claim.anchor,
        "quote": claim.quote,
    }


def _flat_place(place: Place | None) -> Row:
    names = ("lat", "lon", "radius_km", "level", "country")
    if place is None:
        return {"place": "", **dict.fromkeys(names, "")}
    told = {name: getattr(place, name) for name in names}
    return {
        "place": place_name(place),
        **{name: "" if value is None else value for name, value in told.items()},
    }


def _figure_words(figure: Figure) -> str:
    """`killed civilians 4..4`; an open end is left empty: `killed 21..`."""
    low = "" if figure.low is None else figure.low
    high = "" if figure.high is None else figure.high
    about = "~" if figure.approx else ""
    return f"{figure.what} {figure.who} {about}{low}..{high}"


def _geojson(index: Index) -> Iterator[str]:
    yield '{"type": "FeatureCollection", "features": ['
    incidents = index.incidents
    for number, incident in enumerate(incidents, 1):
        feature = json.dumps(_feature(index, incident), ensure_ascii=False)
        yield _encodable(feature) + ("," if number < len(incidents) else "")
    yield "]}"


def _feature(index: Index, incident: Incident) -> Row:
    place = incident.place
    geometry = None
    if place is not None and place.lat is not None and place.lon is not None:
        geometry = {"type": "Point", "coordinates": [place.lon, place.lat]}
    claims = index.claims(incident.claims)
    documents = {c.document_id for c in claims}
    return {
        "type": "Feature",
        "id": incident.id or None,
        "geometry": geometry,
        "properties": {
            "title": clean(incident.title),
            "type": incident.type,
            "section": section_of(incident, claims) if claims else None,
            "place": clean(place_name(place)) if place else None,
            "precision": place.level.value if place and place.level else None,
            "radius_km": radius_of(place) if place and geometry else None,
            "start": incident.start.isoformat() if incident.start else None,
            "end": incident.end.isoformat() if incident.end else None,
            "grade": incident.grade.value,
            "reason": clean(incident.reason),
            "origins": [clean(o.name) for o in incident.origins],
            "documents": len(documents),
            "disputed": sorted(
                {o.about for o in incident.oppositions if o.type == "dispute"}
            ),
            "tolls": [
                {"what": t.what.value, "who": t.who, "low": t.low, "high": t.high}
                for t in incident.tolls
            ],
            "claims": [c.ref for c in claims],
        },
    }


def _group_row(group: Group | None) -> Row | None:
    if group is None:
        return None
    return {
        "id": group.id or None,
        "type": _type(group),
        "title": group.title,
        "grade": group.grade.value,
    }


def _type(group: Group) -> str:
    """`strike`, `place` ... for an incident, else `series` or `relation`."""
    return group.type if isinstance(group, Incident) else type(group).__name__.lower()


def _cell(value: object) -> str:
    """Numbers as they are (a longitude may be negative), words disarmed."""
    return str(value) if isinstance(value, int | float) else cell(str(value))


def _csv_line(cells: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="").writerow(cells)
    return line.getvalue()


def _encodable(line: str) -> str:
    """`line` with what UTF-8 cannot hold, or readers take for a line end, escaped."""
    return _ESCAPED.sub(lambda m: f"\\u{ord(m[0]):04x}", line)
