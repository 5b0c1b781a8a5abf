"""What lists are narrowed to, as it stands in a query, and how."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

import numpy as np
from pydantic import BaseModel, ConfigDict, Field

from marsad.model import Grade, Status
from marsad.serving.moments import Box, Day, Moment, corners
from marsad.serving.paging import MOST
from marsad.serving.shapes.common import Word
from marsad.serving.shelf import Mask, Shelf

Text = Annotated[Word, Field(min_length=1, max_length=200)]
Words = Annotated[list[Text], Field(default_factory=list, max_length=40)]


class Narrow(BaseModel):
    """What every list takes. Unknown parameters are refused, so that a slip of the pen
    never passes for a filter."""

    model_config = ConfigDict(extra="forbid")

    as_of: Moment | None = None
    format: Literal["json", "geojson", "csv"] | None = None
    limit: int = Field(50, ge=1, le=MOST, description="Items of one page.")
    cursor: str | None = Field(
        None, max_length=500, description="`next` of the page before."
    )


class Days(Narrow):
    """Lists that stand in time. A thing of unknown date counts on the day of its
    reports."""

    first: Day | None = Field(None, alias="from", description="First day.")
    last: Day | None = Field(None, alias="to", description="Last day.")


class Happenings(Days):
    """What incidents and claims are narrowed by. Of one parameter given several times
    one must fit; names match in part, whatever the case and accents, ids whole."""

    bbox: Box | None = None
    kind: Words
    status: list[Status] = Field(default_factory=list)
    grade: list[Grade] = Field(default_factory=list)
    actor: Text | None = Field(None, description="Who does it or suffers it.")
    side: Words = Field(default_factory=list, description="Side of who is in it.")
    source: Text | None = Field(None, description="Outlet, speaker or origin.")
    place: Text | None = Field(None, description="Name or gazetteer id.")
    text: Text | None = Field(None, description="Words of the sentence or title.")


class Incidents(Happenings):
    """What incidents are narrowed by."""

    type: Words
    section: Words
    disputed: bool | None = Field(None, description="Only with, or without, a dispute.")
    sort: Literal["newest", "oldest", "known", "consequence", "support"] = "newest"


class Claims(Happenings):
    """What claims are narrowed by."""

    document: Text | None = Field(None, description="Id of a document.")
    sort: Literal["newest", "oldest", "day"] = "newest"


def days(shelf: Shelf[Any], first: date | None, last: date | None) -> Mask:
    """Those of a shelf that touch the days asked for."""
    return shelf.touching(first, last)


def happenings(shelf: Shelf[Any], wanted: Happenings) -> Mask:
    """Those of a shelf of incidents or claims that fit, but for `text`."""
    size, mask = len(shelf), shelf.touching(wanted.first, wanted.last)
    if wanted.bbox is not None and shelf.spots is not None:
        mask &= shelf.spots.within(corners(wanted.bbox), size)
    mask &= words(shelf, wanted, "kind", "status", "grade", "side")
    for field in ("actor", "source", "place"):
        value = getattr(wanted, field)
        if value:
            mask &= _borne(shelf, field, value)
    return mask


def words(shelf: Shelf[Any], wanted: Narrow, *fields: str) -> Mask:
    """Those that bear one of the words asked for in each field, where any are."""
    mask = shelf.all()
    for field in fields:
        if values := getattr(wanted, field):
            mask &= shelf.names[field].exactly(values, len(shelf))
    return mask


def called(shelf: Shelf[Any], name: str, text: str | None) -> Mask:
    """Those of which a `name` (of a place, an actor) holds `text`; all where None."""
    return shelf.names[name].holding(text, len(shelf)) if text else shelf.all()


def _borne(shelf: Shelf[Any], field: str, value: str) -> Mask:
    """Those that bear a name: who says a claim is its outlet, a speaker, or what it
    rests on, which stands apart where claims are listed."""
    fields = [field, *(["origin"] if field == "source" else [])]
    out = np.zeros(len(shelf), dtype=np.bool_)
    for name in fields:
        if name in shelf.names:
            out |= shelf.names[name].holding(value, len(shelf))
    return out
