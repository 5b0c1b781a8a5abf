"""Moments and boxes as they stand in a query."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field

from marsad.moments import YEARS, moment_of


def _moment(value: object) -> object:
    # A plus sign that was not encoded arrives as a space.
    return moment_of(value.replace(" ", "+")) if isinstance(value, str) else value


def _asked(value: date) -> date:
    if value.year not in YEARS:
        raise ValueError(f"the year must be {YEARS.start} to {YEARS.stop - 1}")
    return value


def corners(box: str) -> tuple[float, float, float, float]:
    """West, south, east and north of a box as it stands in a query. Raises ValueError
    where it is none."""
    try:
        west, south, east, north = (float(part) for part in box.split(","))
    except ValueError as wrong:
        raise ValueError("write it as west,south,east,north in degrees") from wrong
    on_earth = abs(west) <= 180 and abs(east) <= 180
    if not (on_earth and -90 <= south <= north <= 90):
        raise ValueError("degrees: -180 to 180 east, -90 to 90 north, south first")
    return west, south, east, north


def _box(box: str) -> str:
    corners(box)
    return box


Moment = Annotated[
    datetime,
    BeforeValidator(_moment, json_schema_input_type=str),
    Field(
        description="A moment with its zone, a day (its end, UTC), or `now`",
        examples=["2024-11-29T12:00Z"],
    ),
]
Day = Annotated[date, AfterValidator(_asked), Field(examples=["2024-11-30"])]
Box = Annotated[
    str,
    AfterValidator(_box),
    Field(
        max_length=100,
        description="west,south,east,north in degrees; west > east crosses the 180th "
        "meridian",
        examples=["35.5,35.0,38.5,37.0"],
    ),
]
"""A box as it stands in a query; `corners` tells which."""
