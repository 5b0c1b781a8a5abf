"""All incidents as columns: what a map, a time bar and a list need, and no more."""

from __future__ import annotations

from datetime import date, datetime

import numpy as np

from marsad.codebook import kinds
from marsad.model import Incident, Level, What
from marsad.serving.items.incidents import (
    GRADES,
    disputed,
    facts,
    incident_shelf,
)
from marsad.serving.shapes import Columns
from marsad.serving.shelf import Mask
from marsad.serving.view import View, remembered
from marsad.telling.incidents import SECTIONS
from marsad.telling.places import place_name, radius_of
from marsad.telling.safe import clean

EPOCH = date(1970, 1, 1)


@remembered
def _words(view: View) -> dict[str, list[str]]:
    shelf = incident_shelf(view)
    everything = shelf.all()
    return {
        "level": [level.value for level in Level],
        "type": sorted(shelf.names["type"].counts(everything)),
        "kind": [*kinds(), *sorted({i.type for i in shelf.things} - kinds().keys())],
        "section": list(SECTIONS),
        "grade": list(GRADES),
        "side": list(shelf.names["side"].counts(everything)),
    }


@remembered
def _rows(view: View) -> list[tuple[object, ...]]:
    """The columns of every incident, one row each."""
    words = _words(view)
    at = {field: {w: n for n, w in enumerate(ws)} for field, ws in words.items()}
    return [_row(view, incident, at) for incident in incident_shelf(view).things]


def _row(
    view: View, incident: Incident, at: dict[str, dict[str, int]]
) -> tuple[object, ...]:
    told = facts(view, incident)
    place, (first, last) = incident.place, told.known
    located = place is not None and place.lat is not None and place.lon is not None
    killed = [t.low or t.high for t in incident.tolls if t.what is What.KILLED]
    return (
        incident.id,
        clean(incident.title),
        clean(place_name(place)) if place else None,
        round(place.lat, 4) if located and place and place.lat is not None else None,
        round(place.lon, 4) if located and place and place.lon is not None else None,
        round(radius_of(place), 1) if located and place else None,
        at["level"].get(place.level.value, -1) if place and place.level else -1,
        at["type"].get(incident.type, -1),
        at["kind"].get(told.kind, -1),
        at["section"][told.section],
        at["grade"][incident.grade.value],
        at["side"].get(told.side, -1),
        _day(incident.start),
        _day(incident.end),
        _seconds(first),
        _seconds(last),
        sum(1 for o in incident.origins if o.voice == "named"),
        told.documents,
        bool(disputed(incident)),
        max((k for k in killed if k is not None), default=None),
        round(float(told.weight), 2),
    )


FIELDS = (
    *("id", "title", "place", "lat", "lon", "radius_km", "level", "type", "kind"),
    *("section", "grade", "side", "start", "end", "first_known", "last_known"),
    *("origins", "documents", "disputed", "killed", "consequence"),
)


def columns(view: View, mask: Mask, as_of: datetime) -> Columns:
    """The incidents of `mask`, as columns, by first day."""
    rows, order = _rows(view), incident_shelf(view).order("oldest").positions
    chosen = [rows[at] for at in order[np.flatnonzero(mask[order])]]
    turned: list[list[object]] = [list(column) for column in zip(*chosen, strict=True)]
    return Columns.model_construct(
        as_of=as_of,
        revision=view.revision,
        total=len(chosen),
        words=_words(view),
        **dict(zip(FIELDS, turned or [[] for _ in FIELDS], strict=True)),  # type: ignore[arg-type]
    )


def _day(day: date | None) -> int | None:
    return None if day is None else (day - EPOCH).days


def _seconds(moment: datetime | None) -> int | None:
    return None if moment is None else int(moment.timestamp())
