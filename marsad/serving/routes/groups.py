"""`/v1/tolls`, `/v1/relations`, `/v1/control`, `/v1/disputes`."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Response
from pydantic import Field

from marsad.errors import NotFound
from marsad.model import Grade, Relation, Series, What
from marsad.serving.asked import Reading
from marsad.serving.items import tables
from marsad.serving.items.counted import (
    relation_detail,
    relation_shelf,
    toll_detail,
    toll_shelf,
)
from marsad.serving.items.disputes import dispute_shelf
from marsad.serving.items.places import control_shelf
from marsad.serving.moments import Box, Day, corners
from marsad.serving.narrowing import Days, Narrow, Text, Words
from marsad.serving.routes.incidents import FORMS, group_named
from marsad.serving.shapes import (
    ControlItem,
    DisputeItem,
    Page,
    RelationDetail,
    RelationItem,
    TollDetail,
    TollItem,
)
from marsad.serving.shapes.common import Name
from marsad.serving.shelf import Mask
from marsad.serving.view import View

router = APIRouter()


# -- running counts -------------------------------------------------------------------


class Tolls(Days):
    """What running counts are narrowed by."""

    what: list[What] = Field(default_factory=list)
    grade: list[Grade] = Field(default_factory=list)
    place: Text | None = Field(None, description="Its theatre.")
    sort: Literal["newest", "largest"] = "largest"


@router.get("/tolls", response_model=Page[TollItem], tags=["tolls"])
def list_tolls(asked: Reading, wanted: Annotated[Tolls, Query()]) -> Response:
    """Running counts with their ranges and every value told. Ranges of overlapping
    scopes are never to be added up."""

    def make(view: View) -> bytes:
        shelf = toll_shelf(view)
        mask = shelf.touching(wanted.first, wanted.last)
        for field in ("what", "grade"):
            if values := getattr(wanted, field):
                mask &= shelf.names[field].exactly(values, len(shelf))
        if wanted.place:
            mask &= shelf.names["place"].holding(wanted.place, len(shelf))
        return asked.page(view, shelf, mask, wanted)

    return asked.answer(make)


@router.get("/tolls/{id}", response_model=TollDetail, tags=["tolls"])
def one_toll(asked: Reading, id: Name) -> Response:  # noqa: A002
    """A running count opened."""

    def make(view: View) -> TollDetail:
        found = group_named(asked.desk, view, id)
        if not isinstance(found, Series):
            raise NotFound(f"{id} is no running count; GET /v1/ids/{id} tells what")
        return toll_detail(view, found)

    return asked.answer(make)


# -- ties -----------------------------------------------------------------------------


class Relations(Days):
    """What ties are narrowed by; days are those of the reports."""

    actor: Text | None = None
    grade: list[Grade] = Field(default_factory=list)
    sort: Literal["newest", "largest"] = "newest"


@router.get("/relations", response_model=Page[RelationItem], tags=["relations"])
def list_relations(asked: Reading, wanted: Annotated[Relations, Query()]) -> Response:
    """Standing ties between two actors."""

    def make(view: View) -> bytes:
        shelf = relation_shelf(view)
        mask = shelf.touching(wanted.first, wanted.last)
        if wanted.actor:
            mask &= shelf.names["actor"].holding(wanted.actor, len(shelf))
        if wanted.grade:
            mask &= shelf.names["grade"].exactly(wanted.grade, len(shelf))
        return asked.page(view, shelf, mask, wanted)

    return asked.answer(make)


@router.get("/relations/{id}", response_model=RelationDetail, tags=["relations"])
def one_relation(asked: Reading, id: Name) -> Response:  # noqa: A002
    """A tie opened."""

    def make(view: View) -> RelationDetail:
        found = group_named(asked.desk, view, id)
        if not isinstance(found, Relation):
            raise NotFound(f"{id} is no tie; GET /v1/ids/{id} tells what it is")
        return relation_detail(view, found)

    return asked.answer(make)


# -- control --------------------------------------------------------------------------


class Control(Days):
    """What control is narrowed by. `on`: who held what on that day; `changed`: only
    rows that begin with another holder, in the days asked for."""

    on: Day | None = None
    bbox: Box | None = None
    place: Text | None = None
    holder: Text | None = None
    basis: Words
    changed: bool = False
    sort: Literal["newest", "oldest", "place"] = "newest"


@router.get(
    "/control", response_model=Page[ControlItem], tags=["control"], responses=FORMS
)
def list_control(asked: Reading, wanted: Annotated[Control, Query()]) -> Response:
    """Who held which place from when to when; as GeoJSON and CSV all at once."""
    form = asked.form("json", "geojson", "csv")

    def make(view: View) -> bytes | str:
        shelf, mask = control_shelf(view), _held(view, wanted)
        if form == "geojson":
            return tables.features(view, shelf, mask)
        if form == "csv":
            return tables.csv_table(shelf, mask, tables.CONTROL_COLUMNS)
        return asked.page(view, shelf, mask, wanted)

    return asked.answer(make, form)


def _held(view: View, wanted: Control) -> Mask:
    shelf = control_shelf(view)
    size = len(shelf)
    mask = shelf.touching(wanted.on or wanted.first, wanted.on or wanted.last)
    if wanted.bbox is not None and shelf.spots is not None:
        mask &= shelf.spots.within(corners(wanted.bbox), size)
    for field in ("place", "holder"):
        if value := getattr(wanted, field):
            mask &= shelf.names[field].holding(value, size)
    if wanted.basis:
        mask &= shelf.names["basis"].exactly(wanted.basis, size)
    if wanted.changed:
        mask &= shelf.names["changed"].exactly(["yes"], size)
        begins = wanted.on or wanted.first
        if begins is not None and shelf.first is not None:
            mask &= shelf.first >= begins.toordinal()
    return mask


# -- disputes -------------------------------------------------------------------------


class Disputes(Narrow):
    """What oppositions are narrowed by."""

    type: list[Literal["dispute", "revision", "differs"]] = Field(default_factory=list)
    about: Words
    place: Text | None = None
    group: Text | None = None
    sort: Literal["newest", "consequence"] = "consequence"


@router.get("/disputes", response_model=Page[DisputeItem], tags=["disputes"])
def list_disputes(asked: Reading, wanted: Annotated[Disputes, Query()]) -> Response:
    """Claims set against each other, side by side."""

    def make(view: View) -> bytes:
        shelf = dispute_shelf(view)
        mask = shelf.all()
        for field in ("type", "about"):
            if values := getattr(wanted, field):
                mask &= shelf.names[field].exactly(values, len(shelf))
        if wanted.group:
            mask &= shelf.names["group"].exactly([wanted.group], len(shelf))
        if wanted.place:
            mask &= shelf.names["place"].holding(wanted.place, len(shelf))
        return asked.page(view, shelf, mask, wanted)

    return asked.answer(make)
