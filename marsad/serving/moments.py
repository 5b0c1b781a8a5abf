"""Moments and boxes as they stand in a query."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field

YEARS = range(1800, 2200)
"""Years that a question can be about."""


def _moment(value: object) -> object:
    """A moment with its zone, a day (its end, UTC), or `now`."""
    if not isinstance(value, str):
        return value
    if value == "now":
        return datetime.now(UTC)
    # A plus sign that was not encoded arrives as a space.
    text = value.strip().replace(" ", "+") if "T" in value else value.strip()
    try:
        if "T" not in text:
            return datetime.combine(date.fromisoformat(text), time(23, 59, 59), UTC)
        moment = datetime.fromisoformat(text)
    except ValueError as wrong:
        raise ValueError("write it as 2024-11-29T12:00Z, as a day, or now") from wrong
    if moment.tzinfo is None:
        raise ValueError("has no time zone; add Z for UTC, or +03:00")
    return _utc(moment)


def _utc(moment: datetime) -> datetime:
    # Near the ends of the calendar a zone leads out of it.
    return moment.astimezone(UTC) if moment.year in YEARS else moment


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
    AfterValidator(_asked),
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
