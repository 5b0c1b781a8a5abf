"""`/v1/agreements`, `/v1/routes`, `/v1/losses`, `/v1/displacement`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Response
from pydantic import Field

from marsad.model import Agreement, Flow, Loss, Route
from marsad.serving.asked import Asked, Reading
from marsad.serving.items.states import (
    agreement_shelf,
    flow_shelf,
    loss_shelf,
    route_shelf,
)
from marsad.serving.moments import Box, corners
from marsad.serving.narrowing import Days, Text
from marsad.serving.shapes import Page
from marsad.serving.shelf import Shelf
from marsad.serving.view import View

router = APIRouter(tags=["states"])


class Standing(Days):
    """What states over time are narrowed by."""

    bbox: Box | None = None
    place: Text | None = Field(None, description="Name or gazetteer id.")
    actor: Text | None = Field(None, description="Party, side, or who is counted.")
    sort: Literal["newest", "oldest"] = "newest"


Wanted = Annotated[Standing, Query()]


@router.get("/agreements", response_model=Page[Agreement])
def list_agreements(asked: Reading, wanted: Wanted) -> Response:
    """Agreements, what was agreed, and who says that who broke them."""
    return _listed(asked, wanted, agreement_shelf)


@router.get("/routes", response_model=Page[Route])
def list_routes(asked: Reading, wanted: Wanted) -> Response:
    """Roads, crossings, airports and towns that were cut off or opened."""
    return _listed(asked, wanted, route_shelf)


@router.get("/losses", response_model=Page[Loss])
def list_losses(asked: Reading, wanted: Wanted) -> Response:
    """Materiel captured, destroyed or lost."""
    return _listed(asked, wanted, loss_shelf)


@router.get("/displacement", response_model=Page[Flow])
def list_displacement(asked: Reading, wanted: Wanted) -> Response:
    """People who fled, returned or are displaced."""
    return _listed(asked, wanted, flow_shelf)


def _listed(
    asked: Asked, wanted: Standing, shelf_of: Callable[[View], Shelf[Any]]
) -> Response:
    def make(view: View) -> bytes:
        shelf = shelf_of(view)
        mask = shelf.touching(wanted.first, wanted.last)
        if wanted.bbox is not None and shelf.spots is not None:
            mask &= shelf.spots.within(corners(wanted.bbox), len(shelf))
        for field in ("place", "actor"):
            if value := getattr(wanted, field):
                mask &= shelf.names[field].holding(value, len(shelf))
        return asked.page(view, shelf, mask, wanted)

    return asked.answer(make)
