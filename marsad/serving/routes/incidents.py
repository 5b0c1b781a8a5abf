"""`/v1/incidents`: the list, the map's columns, one opened."""

from __future__ import annotations

from typing import Annotated, Any

import numpy as np
from fastapi import APIRouter, Query, Response

from marsad.errors import NotFound
from marsad.model import Incident
from marsad.serving.asked import MEDIA, Asked, Reading
from marsad.serving.desk import Desk
from marsad.serving.items import tables
from marsad.serving.items.claims import claim_shelf, claim_texts
from marsad.serving.items.columns import columns
from marsad.serving.items.incidents import incident_detail, incident_shelf
from marsad.serving.narrowing import Incidents, happenings, words
from marsad.serving.shapes import Columns, IncidentDetail, IncidentItem, Page
from marsad.serving.shapes.common import Name
from marsad.serving.shelf import Mask
from marsad.serving.view import View, groups
from marsad.store import find
from marsad.store import groups as kept

router = APIRouter(tags=["incidents"])
Wanted = Annotated[Incidents, Query()]
FORMS: dict[int | str, dict[str, Any]] = {
    200: {"content": {MEDIA["geojson"]: {}, "text/csv": {}}}
}


def fitting(view: View, wanted: Incidents) -> Mask:
    """The incidents that fit."""
    shelf = incident_shelf(view)
    size, mask = len(shelf), happenings(shelf, wanted)
    mask &= words(shelf, wanted, "type", "section")
    if wanted.disputed is not None:
        disputed = shelf.names["disputed"].exactly(["any"], size)
        mask &= disputed if wanted.disputed else ~disputed
    if wanted.text:
        mask &= _telling(view, wanted.text)
    return mask


def _telling(view: View, words: str) -> Mask:
    """The incidents of which a claim holds all of `words`."""
    shelf, claims = incident_shelf(view), claim_shelf(view)
    out = np.zeros(len(shelf), dtype=np.bool_)
    for claim in claims.picked(claim_texts(view).holding(words)):
        group = view.index.group_of.get(claim.id)
        if isinstance(group, Incident):
            out[shelf.position[group.id]] = True
    return out


@router.get("/incidents", response_model=Page[IncidentItem], responses=FORMS)
def list_incidents(asked: Reading, wanted: Wanted) -> Response:
    """Incidents that fit, a page at a time; as GeoJSON and CSV all of them at once."""
    form = asked.form("json", "geojson", "csv")

    def make(view: View) -> bytes | str:
        shelf, mask = incident_shelf(view), fitting(view, wanted)
        if form == "geojson":
            return tables.features(view, shelf, mask)
        if form == "csv":
            return tables.csv_table(shelf, mask, tables.INCIDENT_COLUMNS)
        return asked.page(view, shelf, mask, wanted)

    return asked.answer(make, form)


@router.get("/map", response_model=Columns)
def map_incidents(asked: Reading, wanted: Wanted) -> Response:
    """Every incident that fits as columns: for the map, the time bar and the list."""
    return asked.answer(lambda view: columns(view, fitting(view, wanted), asked.as_of))


@router.get("/incidents/{id}", response_model=IncidentDetail)
def one_incident(asked: Reading, id: Name) -> Response:  # noqa: A002
    """An incident opened. The id of one that was merged leads to where it went."""
    return asked.answer(lambda view: _opened(asked, view, id))


def _opened(asked: Asked, view: View, name: str) -> IncidentDetail:
    found = group_named(asked.desk, view, name)
    if not isinstance(found, Incident):
        raise NotFound(f"{name} is no incident; GET /v1/ids/{name} tells what it is")
    return incident_detail(view, found)


def group_named(desk: Desk, view: View, name: str) -> Any:
    """The group of a view that goes by `name`, merged ids followed. Raises NotFound."""
    known = groups(view)
    if name not in known:
        with desk.store.reading() as db:
            named = find.resolve_id(db, name)
            heir = kept.follow(db, named.id) if named.form == "group" else ""
        if heir not in known:
            raise NotFound(
                f"{name} is not in the picture of {view.as_of:%Y-%m-%d %H:%M}"
            )
        name = heir
    return known[name]
