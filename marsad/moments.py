"""Moments as people write them, in a query or on the command line."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

YEARS = range(1800, 2200)
"""Years that a question can be about."""


def moment_of(text: str) -> datetime:
    """A moment with its zone (`2024-11-29T12:00Z`), a day (its end, UTC), or `now`.

    Raises ValueError, which says what is wrong as the end of a sentence that begins
    with the text."""
    if text == "now":
        return datetime.now(UTC)
    try:
        if "T" not in text and " " not in text:
            return end_of(_asked(datetime.strptime(text, "%Y-%m-%d")).date())
        moment = _asked(datetime.fromisoformat(text))
    except ValueError as wrong:
        raise ValueError(
            "is not a moment; write it as 2024-11-29T12:00Z, as a day, or now"
        ) from wrong
    if moment.tzinfo is None:
        raise ValueError("has no time zone; add Z for UTC, or +03:00")
    return moment.astimezone(UTC)


def _asked(moment: datetime) -> datetime:
    if moment.year not in YEARS:
        raise ValueError(f"the year must be {YEARS.start} to {YEARS.stop - 1}")
    return moment


def end_of(day: date) -> datetime:
    """The last second of a day, UTC: what is dated to that day counts by then."""
    return datetime.combine(day, time(23, 59, 59), tzinfo=UTC)
