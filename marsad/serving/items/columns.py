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
from marsad.serving.view import View, of_incident, remembered
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
    numbers = [{word: n for n, word in enumerate(words[field])} for field in WORDS]
    rows = []
    for incident in incident_shelf(view).things:
        said, before, after = _told(view, incident)
        told = (n.get(word, -1) for n, word in zip(numbers, said, strict=True))
        rows.append((*before, *told, *after))
    return rows


Cells = tuple[object, ...]


@of_incident
def _told(view: View, incident: Incident) -> tuple[tuple[str, ...], Cells, Cells]:
    """The words of an incident in the order of `WORDS`, and the cells before and after
    them."""
    told = facts(view, incident)
    place, (first, last) = incident.place, told.known
    located = place is not None and place.lat is not None and place.lon is not None
    killed = [t.low or t.high for t in incident.tolls if t.what is What.KILLED]
    level = place.level.value if place and place.level else ""
    words = (level, incident.type, told.kind, told.section, incident.grade.value)
    before = (
        incident.id,
        clean(incident.title),
        clean(place_name(place)) if place else None,
        round(place.lat, 4) if located and place and place.lat is not None else None,
        round(place.lon, 4) if located and place and place.lon is not None else None,
        round(radius_of(place), 1) if located and place else None,
    )
    after = (
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
    return (*words, told.side), before, after


WORDS = ("level", "type", "kind", "section", "grade", "side")
"""The fields that are numbers of words."""
FIELDS = (
    *("id", "title", "place", "lat", "lon", "radius_km", *WORDS),
    *("start", "end", "first_known", "last_known"),
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
