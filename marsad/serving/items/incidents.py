"""Incidents: in a list, and opened."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

import numpy as np

from marsad.model import Claim, Incident, Mention, Place
from marsad.serving.items.claims import (
    actor_names,
    group_ref,
    sides,
    speaker_names,
)
from marsad.serving.items.opened import group_body
from marsad.serving.shapes import GroupRef, IncidentDetail, IncidentItem, Party
from marsad.serving.shelf import NAN, Names, Shelf, Spots, fold, ordinal
from marsad.serving.view import View, judged, of_incident, remembered
from marsad.telling.attribution import denies, shown_name
from marsad.telling.incidents import section_of
from marsad.telling.order import consequence
from marsad.telling.places import distance_km, place_name
from marsad.telling.safe import clean

GRADES = ("confirmed", "fair", "weak", "contested", "discounted")
"""Strongest first."""
SUPPORT = {"discounted": 0, "contested": 1, "weak": 2, "fair": 3, "confirmed": 4}
"""How well a grade supports: the review queue begins with the least."""

NEAR_KM, NEAR_DAYS = 25.0, 3
"""How near an incident of the same type must be to be offered as the same one."""


def incident_item(view: View, incident: Incident) -> IncidentItem:
    """An incident as a list tells it."""
    claims = view.index.claims(incident.claims)
    kinds = Counter(c.kind for c in claims)
    first, last = view.known(incident)
    named = [o for o in incident.origins if o.voice == "named"]
    return IncidentItem.model_validate(
        {
            "id": incident.id,
            "title": clean(incident.title),
            "type": incident.type,
            "kind": kinds.most_common(1)[0][0] if kinds else incident.type,
            "kinds": [kind for kind, _ in kinds.most_common()],
            "section": section_of(incident, claims) if claims else "politics",
            "grade": incident.grade,
            "reason": clean(incident.reason),
            "start": incident.start,
            "end": incident.end,
            "place": incident.place,
            "parties": parties(claims),
            "sides": sorted(s for s in set().union(*map(sides, claims)) if s),
            "tolls": incident.tolls,
            "claims": len(claims),
            "documents": len({c.document_id for c in claims}),
            "origins": len(named),
            "origin_names": [clean(o.name) for o in incident.origins[:6]],
            "disputed": disputed(incident),
            "denied": any(map(denies, claims)),
            "first_known": first,
            "last_known": last,
            "arc": incident.arc,
            "consequence": round(consequence(incident, claims), 3),
            "judged": any(c in judged(view) for c in incident.claims),
        }
    )


def disputed(incident: Incident) -> list[str]:
    """What the disputes of an incident are about."""
    return sorted({o.about for o in incident.oppositions if o.type == "dispute"})


def parties(claims: Iterable[Claim]) -> list[Party]:
    """Who did it and who suffered it, those named most first; at most four of each.

    Who holds a place does nothing to it, where more is told than that."""
    out: list[Party] = []
    roles: tuple[Literal["initiator", "target"], ...] = ("initiator", "target")
    told = list(claims)
    done = [c for c in told if c.kind != "control"] or told
    for role in roles:
        counted: Counter[tuple[str | None, str, str | None]] = Counter(
            _who(mention)
            for claim in (done if role == "initiator" else told)
            for mention in getattr(claim, role)
        )
        out += [
            Party(role=role, actor=actor, name=name, side=side)
            for (actor, name, side), _ in counted.most_common(4)
        ]
    return out


def _who(mention: Mention) -> tuple[str | None, str, str | None]:
    actor = mention.actor
    if actor is None:
        return None, clean(mention.text), None
    return actor.id, shown_name(actor.name), actor.side


@dataclass(frozen=True, slots=True)
class Facts:
    """What an incident is narrowed and ordered by, and drawn with. `known`: when the
    first and the latest of its documents became known; `kind` and `side` are those told
    most, and first."""

    names: Mapping[str, Collection[str | None]]
    days: tuple[float, float]
    weight: float
    known: tuple[datetime | None, datetime | None]
    section: str
    kind: str
    side: str
    documents: int


@of_incident
def facts(view: View, incident: Incident) -> Facts:
    """The facts of an incident."""
    claims = view.index.claims(incident.claims)
    kinds = Counter(c.kind for c in claims)
    section = section_of(incident, claims) if claims else "politics"
    about = disputed(incident)
    acting = [m for c in claims for m in (*c.initiator, *c.target)]
    told_sides = [side for c in claims for side in sorted(s for s in sides(c) if s)]
    return Facts(
        names={
            "type": [incident.type],
            "grade": [incident.grade.value],
            "section": [section],
            "kind": kinds.keys(),
            "status": {c.status.value for c in claims},
            "disputed": [*about, "any"] if about else [],
            "actor": actor_names(acting),
            "source": set().union(*(speaker_names(view, c) for c in claims)),
            "side": set(told_sides),
            "place": place_names(incident.place) if incident.place else [],
        },
        days=_days(view, incident),
        weight=consequence(incident, claims),
        known=view.known(incident),
        section=section,
        kind=kinds.most_common(1)[0][0] if kinds else "",
        side=told_sides[0] if told_sides else "",
        documents=len({c.document_id for c in claims}),
    )


@remembered
def incident_shelf(view: View) -> Shelf[Incident]:
    """All incidents."""
    incidents = view.index.incidents
    names = {field: Names() for field in _NAMED}
    spots, span = Spots(), np.full((len(incidents), 2), NAN)
    weight = np.zeros(len(incidents))
    for at, incident in enumerate(incidents):
        told = facts(view, incident)
        span[at], weight[at] = told.days, told.weight
        for field, bearing in told.names.items():
            names[field].add(at, bearing)
        if incident.place is not None:
            spots.add(at, incident.place.lat, incident.place.lon)
    known = [facts(view, i).known for i in incidents]
    support = [SUPPORT[i.grade.value] for i in incidents]
    return Shelf(
        incidents,
        [i.id for i in incidents],
        lambda i: incident_item(view, i).model_dump_json().encode(),
        {
            "newest": lambda: -span[:, 1],
            "oldest": lambda: span[:, 0],
            "known": lambda: (-k[1].timestamp() if k[1] else NAN for k in known),
            "consequence": lambda: -weight,
            "support": lambda: (
                s * 1000 - w for s, w in zip(support, weight, strict=True)
            ),
        },
        names,
        span[:, 0],
        span[:, 1],
        spots,
    )


_NAMED = (
    *("type", "grade", "section", "kind", "status", "disputed"),
    *("actor", "source", "side", "place"),
)


def place_names(place: Place) -> list[str | None]:
    """What a place can be asked for by."""
    return [place.gazetteer_id, fold(place.mention), fold(place.name or "")]


def _days(view: View, incident: Incident) -> tuple[float, float]:
    """The days an incident touches; where nobody tells, those of its reports."""
    first, last = ordinal(incident.start or incident.end), ordinal(incident.end)
    if incident.start is None and incident.end is None:
        published = [
            d.published.day
            for c in view.index.claims(incident.claims)
            if (d := view.index.document(c)).published is not None
        ]
        first = ordinal(min(published, default=None))
        last = ordinal(max(published, default=None))
    elif incident.end is None:
        last = first
    return first, max(first, last)


def incident_detail(view: View, incident: Incident) -> IncidentDetail:
    """An incident opened."""
    return IncidentDetail(
        **dict(incident_item(view, incident)),
        **group_body(view, incident),
        related=related(view, incident),
    )


def related(view: View, incident: Incident, most: int = 8) -> list[GroupRef]:
    """Others of its arc, or of its type near it in place and time, nearest first."""
    shelf = incident_shelf(view)
    at = shelf.position[incident.id]
    if shelf.first is None or shelf.last is None:
        return []
    apart = np.maximum(
        shelf.first - shelf.last[at], shelf.first[at] - shelf.last
    )  # days between them; 0 and less where they overlap
    found: list[tuple[bool, float, float, str, Incident]] = []
    for other_at in np.flatnonzero(apart <= NEAR_DAYS):
        other = shelf.things[int(other_at)]
        if other.id == incident.id:
            continue
        of_arc = bool(incident.arc) and other.arc == incident.arc
        away = _distance(incident.place, other.place)
        near = away is not None and away <= NEAR_KM and other.type == incident.type
        if of_arc or near:
            days = max(0.0, float(apart[other_at]))
            found.append((not near, away or 0.0, days, other.id, other))
    return [group_ref(other) for *_, other in sorted(found)[:most]]


def _distance(one: Place | None, other: Place | None) -> float | None:
    if one is None or other is None:
        return None
    if None in (one.lat, one.lon, other.lat, other.lon):
        same = fold(place_name(one)) == fold(place_name(other))
        return 0.0 if same else None
    return distance_km(
        one.lat or 0.0, one.lon or 0.0, other.lat or 0.0, other.lon or 0.0
    )
