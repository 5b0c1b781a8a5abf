"""Counts over incidents and claims: for the time bar, and for what can be asked for."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, datetime

import numpy as np

from marsad.serving.items.claims import claim_shelf, document_shelf
from marsad.serving.items.incidents import facts, incident_shelf
from marsad.serving.shapes import DayCount, Stats
from marsad.serving.shapes.found import Moment
from marsad.serving.shelf import Mask
from marsad.serving.view import View, remembered

MOMENTS = 5000
"""So many moments are told at most, the latest."""


def stats(view: View, fits: Mask, claims: Mask, as_of: datetime) -> Stats:
    """Counts of the incidents and claims that fit."""
    shelf = incident_shelf(view)
    chosen = shelf.picked(fits)
    told = claim_shelf(view).picked(claims)
    origins = {o.key for i in chosen for o in i.origins if o.voice == "named"}
    documents = {c.document_id for c in told}
    return Stats(
        as_of=as_of,
        revision=view.revision,
        incidents=len(chosen),
        claims=len(told),
        documents=len(documents),
        sources=len({view.picture.documents[d].source.id for d in documents}),
        origins=len(origins),
        disputes=sum(o.type == "dispute" for i in chosen for o in i.oppositions),
        undated=sum(i.start is None and i.end is None for i in chosen),
        unplaced=sum(i.place is None or i.place.lat is None for i in chosen),
        kinds=claim_shelf(view).names["kind"].counts(claims),
        types=shelf.names["type"].counts(fits),
        sections=shelf.names["section"].counts(fits),
        grades=shelf.names["grade"].counts(fits),
        sides=shelf.names["side"].counts(fits),
        days=_days(view, fits),
        moments=_moments(view),
    )


def _days(view: View, fits: Mask) -> list[DayCount]:
    """Incidents by their first day, with the documents published on each day."""
    counted: dict[date, dict[str, Counter[str]]] = defaultdict(
        lambda: {"sections": Counter(), "grades": Counter(), "types": Counter()}
    )
    shelf = incident_shelf(view)
    for at in np.flatnonzero(fits):
        incident = shelf.things[int(at)]
        day = incident.start or incident.end
        if day is not None:
            counted[day]["grades"][incident.grade.value] += 1
            counted[day]["types"][incident.type] += 1
            counted[day]["sections"][facts(view, incident).section] += 1
    published = _published(view)
    return [
        DayCount(
            day=day,
            total=counted[day]["types"].total(),
            published=published.get(day, 0),
            **{name: dict(counts) for name, counts in counted[day].items()},
        )
        for day in sorted(counted.keys() | published.keys())
    ]


@remembered
def _published(view: View) -> dict[date, int]:
    documents = document_shelf(view).things
    return dict(Counter(d.published.day for d in documents if d.published))


@remembered
def _moments(view: View) -> list[Moment]:
    documents = document_shelf(view).things
    counted = Counter(d.published.known_from for d in documents if d.published)
    latest = sorted(counted.items())[-MOMENTS:]
    return [Moment(at=at, documents=number) for at, number in latest]
