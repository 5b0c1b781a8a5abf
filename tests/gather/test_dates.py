"""Publication dates: what is read, what is refused, and that nothing is relabelled."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.gather.dates import parse_published
from marsad.model import Published

DAY = date(2024, 11, 29)


@pytest.mark.parametrize(
    "raw",
    [
        "2024-11-29",
        "2024/11/29",
        "20241129",
        "29 November 2024",
        "29 Nov. 2024",
        "29th of November, 2024",
        "Nov 29, 2024",
        "November 29 2024",
        "Friday, 29 November 2024",
        "29/11/2024",
        "11/29/2024",
        "29.11.2024",
        "29-Nov-2024",
    ],
)
def test_a_day_counts_from_its_end(raw: str) -> None:
    published = parse_published(raw)
    assert (published.day, published.precision, published.zone) == (DAY, "day", None)
    assert published.known_from == datetime(2024, 11, 29, 23, 59, 59, tzinfo=UTC)
    assert published.raw == raw


@pytest.mark.parametrize(
    ("raw", "known_from", "zone", "precision"),
    [
        ("2024-11-29T14:30:05Z", (29, 14, 30, 5), "Z", "second"),
        ("2024-11-29T14:30:05.123+03:00", (29, 11, 30, 5), "+03:00", "second"),
        ("2024-11-29 14:30 +0300", (29, 11, 30, 0), "+0300", "minute"),
        ("20241129T143005Z", (29, 14, 30, 5), "Z", "second"),
        ("20241129143005", (30, 2, 30, 5), None, "second"),
        (
            "Fri, 29 Nov 2024 23:30:00 -0500 (EST)",
            (30, 4, 30, 0),
            "-0500 (EST)",
            "second",
        ),
        ("Fri, 29 Nov 2024 14:30:00 GMT", (29, 14, 30, 0), "GMT", "second"),
        ("Nov 29, 2024 at 3:45 p.m. EET", (29, 13, 45, 0), "EET", "minute"),
        ("29 November 2024, 14:30 GMT+2", (29, 12, 30, 0), "GMT+2", "minute"),
        ("November 29, 2024 12:05 AM UTC", (29, 0, 5, 0), "UTC", "minute"),
        ("2024-11-29T14:30", (30, 2, 30, 0), None, "minute"),
        ("29 November 2024 14:30 IST", (30, 2, 30, 0), None, "minute"),
    ],
)
def test_a_time(
    raw: str, known_from: tuple[int, int, int, int], zone: str | None, precision: str
) -> None:
    published = parse_published(raw)
    assert published.known_from == datetime(2024, 11, *known_from, tzinfo=UTC)
    assert published.day == DAY
    assert (published.zone, published.precision) == (zone, precision)


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        ("03/04/2024", "day/month or month/day"),
        ("2024-02-30", "no day of the calendar"),
        ("31/31/2024", "no day of the calendar"),
        ("0001-01-01", "year"),
        ("1970-01-01T00:00:00Z", "zero"),
        ("2024-11-29T25:00:00Z", "time of day"),
        ("2024-11-29T14:61", "time of day"),
        ("29 Nov 2024 13:00 pm", "time of day"),
        ("2024-11-29T14:30+25:00", "time zone"),
        ("29 November 2024 by our desk", "more than a date"),
        ("2024-11-29 14:30 / updated 16:00", "no time zone"),
        ("yesterday", "no date"),
        ("", "no date"),
        ("2024", "no date"),
        ("1" * 1000, "too long"),
    ],
)
def test_what_tells_no_single_date_is_refused(raw: str, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        parse_published(raw)


@given(
    st.datetimes(datetime(1971, 1, 1), datetime(2900, 1, 1)),
    st.integers(-14 * 60, 14 * 60),
)
def test_iso_stamps_keep_their_moment_and_day(moment: datetime, minutes: int) -> None:
    zoned = moment.replace(microsecond=0, tzinfo=timezone(timedelta(minutes=minutes)))
    published = parse_published(zoned.isoformat())
    assert published.known_from == zoned
    assert published.day == moment.date()
    assert published.known_from.tzinfo is UTC


@given(st.dates(date(1900, 1, 1), date(2900, 1, 1)))
def test_iso_days_are_published_on_that_day(day: date) -> None:
    assert parse_published(day.isoformat()) == Published.on(day)


@given(st.text(max_size=120))
def test_any_text_is_a_date_or_a_value_error(raw: str) -> None:
    try:
        published = parse_published(raw)
    except ValueError:
        return
    assert published.raw == raw
