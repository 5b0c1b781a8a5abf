"""`/v1/stats` and `/v1/review`."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Response
from pydantic import Field

from marsad.model import Grade
from marsad.serving.asked import Reading
from marsad.serving.items.counting import stats
from marsad.serving.items.incidents import incident_shelf
from marsad.serving.items.review import review_shelf
from marsad.serving.narrowing import Claims, Incidents, Narrow
from marsad.serving.routes import claims, incidents
from marsad.serving.shapes import Page, ReviewItem, Stats
from marsad.serving.view import View

router = APIRouter(tags=["stats"])


@router.get("/stats", response_model=Stats)
def count(asked: Reading, wanted: Annotated[Incidents, Query()]) -> Response:
    """Counts of the incidents and claims that fit, by day, kind, grade and side; and
    the moments at which the picture grew."""

    def make(view: View) -> Stats:
        told = Claims.model_validate(
            wanted.model_dump(
                include=set(Claims.model_fields) - {"sort", "first", "last"}
            )
            | {"from": wanted.first, "to": wanted.last}
        )
        fits = incidents.fitting(view, wanted)
        return stats(view, fits, claims.fitting(view, told), asked.as_of)

    return asked.answer(make)


class Queue(Narrow):
    """What the review queue is narrowed by."""

    grade: list[Grade] = Field(default_factory=list)
    sort: Literal["score"] = "score"


@router.get("/review", response_model=Page[ReviewItem])
def review(asked: Reading, wanted: Annotated[Queue, Query()]) -> Response:
    """What nobody has judged yet: least support and most consequence first."""

    def make(view: View) -> bytes:
        shelf = review_shelf(view)
        mask = shelf.all()
        if wanted.grade:
            every = incident_shelf(view)
            fits = every.names["grade"].exactly(wanted.grade, len(every))
            mask &= [bool(fits[every.position[name]]) for name in shelf.ids]
        return asked.page(view, shelf, mask, wanted)

    return asked.answer(make)
