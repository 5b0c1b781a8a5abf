"""Arithmetic on calendar days that never leaves the calendar: None, not an error."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

Days = tuple[date | None, date | None]
"""First and last day, inclusive; an end that is not told is None."""

MONTHS = {name.casefold(): n for n, name in enumerate(calendar.month_name) if name}
MONTHS |= {name.casefold(): n for n, name in enumerate(calendar.month_abbr) if name}
MONTHS["sept"] = 9
WEEKDAYS = {name.casefold(): n for n, name in enumerate(calendar.day_name)}


def day(year: int, month: int, number: int) -> date | None:
    """That day, or None where the calendar has none (31 February, year 0)."""
    try:
        return date(year, month, number)
    except ValueError:
        return None


def plus(start: date | None, days: int) -> date | None:
    """`start` and `days` more (or fewer), None beyond the calendar's ends."""
    try:
        return None if start is None else start + timedelta(days=days)
    except OverflowError:
        return None


def plus_months(start: date, months: int) -> date | None:
    """The same day so many months on, or the month's last where it has fewer days."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        return None
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(start.day, last))


def month(year: int, number: int) -> Days:
    """First and last day of a month; nothing where there is no such month."""
    first = day(year, number, 1)
    if first is None:
        return None, None
    return first, date(year, number, calendar.monthrange(year, number)[1])


def year(number: int) -> Days:
    """First and last day of a year."""
    return day(number, 1, 1), day(number, 12, 31)


def week(some_day: date) -> Days:
    """Monday and Sunday of the week that holds `some_day` (ISO 8601)."""
    monday = plus(some_day, -some_day.weekday())
    return monday, plus(monday, 6)
