"""`/v1/sources`, `/v1/actors`, `/v1/places`."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Response
from pydantic import Field

from marsad.errors import NotFound
from marsad.serving.asked import Reading
from marsad.serving.items.actors import actor_detail, actor_shelf, named_actors
from marsad.serving.items.places import place_detail, place_shelf, told_places
from marsad.serving.items.sources import published, source_detail, source_shelf
from marsad.serving.moments import Box, corners
from marsad.serving.narrowing import Narrow, Text, Words, called, words
from marsad.serving.shapes import (
    ActorDetail,
    ActorItem,
    Page,
    PlaceDetail,
    PlaceItem,
    SourceDetail,
    SourceItem,
)
from marsad.serving.shapes.common import Name
from marsad.serving.view import View

router = APIRouter()


class Sources(Narrow):
    """What sources are narrowed by."""

    text: Text | None = Field(None, description="Part of the name or owner.")
    side: Words
    reliability: list[Literal["A", "B", "C", "D", "E", "F"]] = Field(
        default_factory=list
    )
    sort: Literal["most", "name", "newest"] = "most"


@router.get("/sources", response_model=Page[SourceItem], tags=["sources"])
def list_sources(asked: Reading, wanted: Annotated[Sources, Query()]) -> Response:
    """Publishers whose documents count."""

    def make(view: View) -> bytes:
        shelf = source_shelf(view)
        mask = called(shelf, "source", wanted.text)
        mask &= words(shelf, wanted, "side", "reliability")
        return asked.page(view, shelf, mask, wanted)

    return asked.answer(make)


@router.get("/sources/{id}", response_model=SourceDetail, tags=["sources"])
def one_source(asked: Reading, id: Name) -> Response:  # noqa: A002
    """A source opened: what it reported first, and was contradicted in."""

    def make(view: View) -> SourceDetail:
        told = published(view).get(id)
        if told is None:
            raise NotFound(f"no source of this picture goes by {id}")
        return source_detail(view, told)

    return asked.answer(make)


class Actors(Narrow):
    """What actors are narrowed by."""

    text: Text | None = Field(None, description="Part of a name or alias, or an id.")
    side: Words
    type: Words
    country: Words
    sort: Literal["most", "name"] = "most"


@router.get("/actors", response_model=Page[ActorItem], tags=["actors"])
def list_actors(asked: Reading, wanted: Annotated[Actors, Query()]) -> Response:
    """Known actors that claims name."""

    def make(view: View) -> bytes:
        shelf = actor_shelf(view)
        mask = called(shelf, "actor", wanted.text)
        mask &= words(shelf, wanted, "side", "type", "country")
        return asked.page(view, shelf, mask, wanted)

    return asked.answer(make)


@router.get("/actors/{id}", response_model=ActorDetail, tags=["actors"])
def one_actor(asked: Reading, id: Name) -> Response:  # noqa: A002
    """An actor opened: parts, ties, days, incidents."""

    def make(view: View) -> ActorDetail:
        named = named_actors(view).get(id)
        if named is None:
            raise NotFound(f"no actor of this picture goes by {id}")
        return actor_detail(view, named)

    return asked.answer(make)


class Places(Narrow):
    """What places are narrowed by."""

    text: Text | None = Field(None, description="Part of a name, or a gazetteer id.")
    bbox: Box | None = None
    level: Words
    country: Words
    sort: Literal["most", "name"] = "most"


@router.get("/places", response_model=Page[PlaceItem], tags=["places"])
def list_places(asked: Reading, wanted: Annotated[Places, Query()]) -> Response:
    """Named places that claims tell of, with who holds them now."""

    def make(view: View) -> bytes:
        shelf = place_shelf(view)
        mask = called(shelf, "place", wanted.text)
        mask &= words(shelf, wanted, "level", "country")
        if wanted.bbox is not None and shelf.spots is not None:
            mask &= shelf.spots.within(corners(wanted.bbox), len(shelf))
        return asked.page(view, shelf, mask, wanted)

    return asked.answer(make)


@router.get("/places/{key}", response_model=PlaceDetail, tags=["places"])
def one_place(asked: Reading, key: Name) -> Response:
    """A place opened: who held it when, and what happened there."""

    def make(view: View) -> PlaceDetail:
        told = told_places(view).get(key)
        if told is None:
            raise NotFound(f"no place of this picture goes by {key}")
        return place_detail(view, key, told)

    return asked.answer(make)
