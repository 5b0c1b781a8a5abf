"""What every answer is made of: pages, references to groups, problems."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Generic, Literal, TypeVar

from fastapi import Path
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from marsad.model import Grade


class Shape(BaseModel):
    """An answer or a request; unknown fields of a request are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def _storable(text: str) -> str:
    if "\x00" in text:
        raise ValueError("holds a NUL character")
    return text


Word = Annotated[str, AfterValidator(_storable)]
"""A text that every database can be asked about."""
Name = Annotated[str, Path(min_length=1, max_length=300), AfterValidator(_storable)]
"""An id in a path."""
T = TypeVar("T")


class Page(Shape, Generic[T]):
    """One page of a list. `next` is the cursor of the next page, null on the last;
    `total` counts everything that fits; `revision` is the picture's."""

    as_of: datetime
    revision: int
    total: int
    next: str | None = None
    items: list[T]


class GroupRef(Shape):
    """An incident, series or relation by name."""

    id: str
    form: Literal["incident", "series", "relation"]
    type: str
    title: str
    grade: Grade


class FieldError(Shape):
    """What is wrong with one part of a request."""

    where: str
    message: str


class Problem(Shape):
    """Every error looks like this (RFC 9457, `application/problem+json`). `code` is a
    stable word for programs, `detail` a sentence for people that says what to do."""

    type: str = "about:blank"
    title: str
    status: int
    code: str
    detail: str
    errors: list[FieldError] = Field(default_factory=list)
