"""Groups in the form of the corpora (docs: grouping rules), claims by their refs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from marsad.model import Claim, Incident, Opposition, Picture, Point, Relation, Series

Row = dict[str, Any]


def groups_row(picture: Picture) -> Row:
    """All groups of a fused picture as one JSON object."""
    claims = picture.claims
    return {
        "incidents": [
            _incident(n, g, claims) for n, g in enumerate(picture.incidents or (), 1)
        ],
        "series": [
            _series(n, g, claims) for n, g in enumerate(picture.series or (), 1)
        ],
        "relations": [
            _relation(n, g, claims) for n, g in enumerate(picture.relations or (), 1)
        ],
        "none": [claims[c].ref for c in picture.homeless],
        "arcs": [
            {"id": arc, "title": arc}
            for arc in sorted({g.arc for g in picture.incidents or () if g.arc})
        ],
    }


def _incident(number: int, group: Incident, claims: Mapping[str, Claim]) -> Row:
    place = group.place
    return {
        "id": group.id or f"e{number}",
        "type": group.type,
        "title": group.title,
        "start": _iso(group.start),
        "end": _iso(group.end),
        "place": (place.name or place.mention) if place else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "arc": group.arc,
        "grade": group.grade.value,
        "reason": group.reason,
        "claims": _refs(group.claims, claims),
        "oppositions": [_opposition(o, claims) for o in group.oppositions],
    }


def _series(number: int, group: Series, claims: Mapping[str, Claim]) -> Row:
    """Points of its own claims; those of other tallies stand under `also`."""
    own = set(group.claims)
    seen: set[str] = set()
    points, also = [], []
    for point in group.points:
        row = _point(point, claims)
        if point.claim in own and point.claim not in seen:
            seen.add(point.claim)
            points.append(row)
        else:
            also.append(row)
    return {
        "id": group.id or f"s{number}",
        "title": group.title,
        "theatre": group.theatre,
        "what": group.what.value,
        "who": group.who,
        "grade": group.grade.value,
        "reason": group.reason,
        "points": points,
        "also": also,
        "oppositions": [_opposition(o, claims) for o in group.oppositions],
    }


def _relation(number: int, group: Relation, claims: Mapping[str, Claim]) -> Row:
    return {
        "id": group.id or f"r{number}",
        "from": group.giver,
        "to": group.receiver,
        "tie": group.tie,
        "claims": _refs(group.claims, claims),
    }


def _point(point: Point, claims: Mapping[str, Claim]) -> Row:
    return {
        "claim": claims[point.claim].ref,
        "as_of": _iso(point.as_of),
        "origin": point.origin,
        "low": point.low,
        "high": point.high,
        "since": _iso(point.since),
        "scope": point.scope,
    }


def _opposition(opposition: Opposition, claims: Mapping[str, Claim]) -> Row:
    return {
        "about": opposition.about,
        "type": opposition.type,
        "sides": [_refs(side, claims) for side in opposition.sides],
        "note": opposition.note,
    }


def _refs(ids: Iterable[str], claims: Mapping[str, Claim]) -> list[str]:
    return [claims[i].ref for i in ids]


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
