"""Days with a name: the table [holidays] of `lexicons/times_values.toml`.

For the values of time phrases only. A claim is never dated by a feast: the day of one
differs between calendars, and the text does not tell whose it is.
"""

from __future__ import annotations

import re
from datetime import date

from marsad.resolving.times.days import WEEKDAYS, day, month, plus
from marsad.resolving.times.forms import forms

_FIXED = re.compile(r"(?P<month>\d\d)-(?P<day>\d\d)")
_MOVED = re.compile(r"easter(?P<days>[+-]\d+)")
_NTH = re.compile(
    r"(?P<nth>[1-4]|last) (?P<weekday>\w+) of (?P<month>\d\d)(?:, (?P<days>[+-]\d+))?"
)


def holiday(name: str, year: int) -> date | None:
    """The day of a holiday in a year; None where no table has that name.

    Raises ValueError where the table has a rule that cannot be read.
    """
    for pattern, rule in forms().holidays:
        if pattern.fullmatch(name):
            return _day(rule, year)
    return None


def _day(rule: str, year: int) -> date | None:
    if match := _FIXED.fullmatch(rule):
        return day(year, int(match["month"]), int(match["day"]))
    if match := _MOVED.fullmatch(rule):
        return plus(easter(year), int(match["days"]))
    if match := _NTH.fullmatch(rule):
        first, last = month(year, int(match["month"]))
        weekday = WEEKDAYS[match["weekday"]]
        if first is None or last is None:
            return None
        if match["nth"] == "last":
            found = plus(last, -((last.weekday() - weekday) % 7))
        else:
            ahead = (weekday - first.weekday()) % 7 + 7 * (int(match["nth"]) - 1)
            found = plus(first, ahead)
        return plus(found, int(match["days"] or 0))
    raise ValueError(f"no rule of a holiday: {rule}")


def easter(year: int) -> date | None:
    """Easter Sunday of the Gregorian calendar (Oudin's algorithm of 1940); None before
    that calendar."""
    if not 1583 <= year <= 9999:
        return None
    golden, century = year % 19, year // 100
    skipped = century - century // 4 - (8 * century + 13) // 25
    moon = (skipped + 19 * golden + 15) % 30
    moon -= (moon // 28) * (1 - (29 // (moon + 1)) * ((21 - golden) // 11))
    sunday = (year + year // 4 + moon + 2 - century + century // 4) % 7
    ahead = moon - sunday
    number = 3 + (ahead + 40) // 44
    return day(year, number, ahead + 28 - 31 * (number // 4))
