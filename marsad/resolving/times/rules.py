"""What each rule of the table makes of a phrase's parts: the days it speaks of.

Every function takes the parts (named groups of the pattern), the moment it is read
from, and its rule; it gives the days, or None where the calendar has no such day.
Rules for `when` are those of the annotation guide.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from marsad.resolving.times.days import (
    MONTHS,
    WEEKDAYS,
    Days,
    day,
    month,
    plus,
    plus_months,
    week,
    year,
)
from marsad.resolving.times.table import Rule, table

Parts = dict[str, str]
_HALF_DAY = 12  # hours: fewer of them do not change the day
_SLACK = 3  # days by which a report may be dated too early for its own text


@dataclass(frozen=True, slots=True)
class Seen:
    """The moment a phrase is read from: the day of publication, the days of the event
    told before it (None: not known), and whether it tells of what is yet to come."""

    published: date
    previous: Days | None = None
    ahead: bool = False


def _number(words: str) -> int | None:
    plain = " ".join(words.split())
    return int(plain) if plain.isdigit() else table().numbers.get(plain)


def _ordinal(words: str) -> int | None:
    digits = re.match(r"\d+", words)
    return int(digits[0]) if digits else table().numbers.get(words)


def _month_number(name: str) -> int:
    return MONTHS[name.rstrip(".").casefold()]


def _day_number(word: str) -> int:
    found = re.match(r"\d+", word)
    return int(found[0]) if found else 0


def _nearest_year(number: int, of_day: int, seen: Seen) -> int:
    """The year that a month (and day) without one means: the latest not after
    publication, or the nearest where the text tells of what is to come."""
    here = seen.published
    years = [here.year - 1, here.year, here.year + 1]
    options = [d for y in years if (d := day(y, number, min(of_day, 28)))]
    if seen.ahead:
        return min(options, key=lambda d: abs((d - here).days)).year
    past = [d for d in options if (d - here).days <= _SLACK]
    return max(past).year if past else here.year


def _latest_weekday(name: str, seen: Seen) -> date | None:
    back = (seen.published.weekday() - WEEKDAYS[name.casefold()]) % 7
    return plus(seen.published, 7 - back if seen.ahead and back else -back)


def iso_date(parts: Parts, _seen: Seen, _rule: Rule) -> Days | None:
    """2024-11-27."""
    found = day(int(parts["y"]), int(parts["m"]), int(parts["d"]))
    return (found, found) if found else None


def day_month(parts: Parts, seen: Seen, _rule: Rule) -> Days | None:
    """27 November 2024; November 27."""
    number, of_day = _month_number(parts["month"]), _day_number(parts["day"])
    written = parts.get("year")
    its_year = int(written) if written else _nearest_year(number, of_day, seen)
    found = day(its_year, number, of_day)
    return (found, found) if found else None


def day_range(parts: Parts, seen: Seen, _rule: Rule) -> Days | None:
    """Between 27 and 30 November; November 27-30."""
    number, last = _month_number(parts["month"]), _day_number(parts["day2"])
    written = parts.get("year")
    its_year = int(written) if written else _nearest_year(number, last, seen)
    first = day(its_year, number, _day_number(parts["day1"]))
    end = day(its_year, number, last)
    return (first, end) if first and end and first <= end else None


def dayth(parts: Parts, seen: Seen, _rule: Rule) -> Days | None:
    """The 27th of this month."""
    here = seen.published
    found = day(here.year, here.month, _day_number(parts["dayth"]))
    return (found, found) if found else None


def weekday_day(parts: Parts, seen: Seen, _rule: Rule) -> Days | None:
    """Wednesday the 27th: the latest day that is both."""
    wanted = WEEKDAYS[parts["weekday"].casefold()]
    for back in range(0, 400):
        at = plus(seen.published, -back)
        if at and at.weekday() == wanted and at.day == _day_number(parts["dayth"]):
            return at, at
    return None


def weekday(parts: Parts, seen: Seen, _rule: Rule) -> Days | None:
    """A weekday is the latest such day not after publication."""
    at = _latest_weekday(parts["weekday"], seen)
    which = parts.get("which", "")
    if which in {"next", "the next"} and not seen.ahead:
        at = plus(at, 7)
    if which == "the following" and not seen.ahead and seen.previous:
        first = seen.previous[1] or seen.published
        ahead = (WEEKDAYS[parts["weekday"].casefold()] - first.weekday() - 1) % 7 + 1
        at = plus(first, ahead)
    if which in {"last", "past", "this past"} and at == seen.published:
        at = plus(at, -7)
    return (at, at) if at else None


def weekday_last_week(parts: Parts, seen: Seen, _rule: Rule) -> Days | None:
    """Tuesday last week."""
    name = parts.get("weekday") or parts["weekday2"]
    monday = plus(week(seen.published)[0], -7)
    at = plus(monday, WEEKDAYS[name.casefold()])
    return (at, at) if at else None


def weekday_range(parts: Parts, seen: Seen, _rule: Rule) -> Days | None:
    """Between Wednesday and Friday."""
    end = _latest_weekday(parts["weekday2"], seen)
    if end is None:
        return None
    names = parts["weekday1"].casefold(), parts["weekday2"].casefold()
    back = (WEEKDAYS[names[1]] - WEEKDAYS[names[0]]) % 7
    return plus(end, -back), end


def night_to(parts: Parts, seen: Seen, _rule: Rule) -> Days | None:
    """Overnight into Friday: Thursday and Friday."""
    end = _latest_weekday(parts["weekday2"], seen)
    return (plus(end, -1), end) if end else None


def days_from_publication(_parts: Parts, seen: Seen, rule: Rule) -> Days | None:
    """Yesterday, overnight, tomorrow."""
    return plus(seen.published, rule.shift[0]), plus(seen.published, rule.shift[1])


def days_from_previous(_parts: Parts, seen: Seen, rule: Rule) -> Days | None:
    """A day earlier, the same night: counted from the event told before."""
    if seen.previous is None or None in seen.previous:
        return None
    first, last = seen.previous
    if first != last and rule.shift[0] < 0:
        last = first
    elif first != last and rule.shift[0] > 0:
        first = last
    return plus(first, rule.shift[0]), plus(last, rule.shift[1])


def _back(start: date, count: int, unit: str) -> Days | None:
    """`count` units before `start`, as wide as the unit is coarse."""
    if unit in {"minute", "hour"}:
        at = plus(start, -(count // 24)) if unit == "hour" else start
        return at, at
    if unit in {"day", "night"}:
        at = plus(start, -count)
        return at, at
    if unit == "week":
        at = plus(start, -7 * count)
        return (plus(at, -3), plus(at, 3)) if count > 1 else (at, at)
    if unit == "month":
        there = plus_months(start, -count)
        return month(there.year, there.month) if there else None
    return year(start.year - count)


def ago(parts: Parts, seen: Seen, _rule: Rule) -> Days | None:
    """Three days ago."""
    count = _number(parts["number"])
    return None if count is None else _back(seen.published, count, parts["unit"])


def count_from_previous(parts: Parts, seen: Seen, _rule: Rule) -> Days | None:
    """Two days later; a week earlier."""
    count = _number(parts["number"])
    if count is None or seen.previous is None:
        return None
    later = parts["way"] in {"later", "afterwards"}
    start = seen.previous[1] if later else seen.previous[0]
    if start is None:
        return None
    if parts["unit"] in {"minute", "hour"} and count < _HALF_DAY:
        return start, start
    return _back(start, -count if later else count, parts["unit"])


def vague_past(_parts: Parts, seen: Seen, _rule: Rule) -> Days | None:
    """For weeks, in recent days: it ends at publication, its start is not told."""
    return None, seen.published


def vague_future(_parts: Parts, seen: Seen, _rule: Rule) -> Days | None:
    """In the coming days: no end is told."""
    return (seen.published, None) if seen.ahead else None


def refused(_parts: Parts, _seen: Seen, _rule: Rule) -> Days | None:
    """Seasons, feasts and fiscal years are not guessed at."""
    return None


def _stretch(count: int, unit: str, end: date) -> date | None:
    if unit == "hour":
        return plus(end, -max(1, count // 24)) if count >= 12 else end
    if unit == "month":
        return plus_months(end, -count)
    if unit == "year":
        return plus_months(end, -12 * count)
    scale = {"minute": 0, "day": 1, "night": 1, "week": 7}[unit]
    return plus(end, -count * scale)


def stretch_back(parts: Parts, seen: Seen, _rule: Rule) -> Days | None:
    """The past three days; for two weeks; the past week."""
    count = _number(parts.get("number") or "1")
    if count is None:
        return None
    unit = parts.get("unit") or parts["unit2"]
    return _stretch(count, unit, seen.published), seen.published


def straight(parts: Parts, seen: Seen, _rule: Rule) -> Days | None:
    """For a third straight day; on its fifth day: the first day counts."""
    count = _ordinal(parts["ordinal"])
    if count is None:
        return None
    unit = parts.get("unit") or "day"
    return _stretch(count - 1, unit, seen.published), seen.published


def stretch_ahead(parts: Parts, seen: Seen, _rule: Rule) -> Days | None:
    """In the next three days."""
    count = _number(parts.get("number") or parts.get("number2") or "")
    unit = parts.get("unit") or parts.get("unit2") or "day"
    if count is None or not seen.ahead:
        return None  # "in a day" of what has happened says how long it took
    if unit == "hour":
        return seen.published, plus(seen.published, max(1, count // 24))
    return seen.published, _stretch(-count, unit, seen.published)


def calendar_span(parts: Parts, seen: Seen, _rule: Rule) -> Days | None:
    """Calendar stretches: this week, earlier this month, last year, the weekend."""
    which, span = parts.get("which") or "last", parts.get("span") or "weekend"
    step = {"last": -1, "previous": -1, "next": 1}.get(which, 0)
    here = seen.published
    if span == "weekend":
        return _weekend(which, here, ahead=seen.ahead)
    if span == "week":
        days = week(plus(here, 7 * step) or here)
    elif span == "month":
        there = plus_months(here, step) or here
        days = month(there.year, there.month)
    else:
        days = year(here.year + step)
    if step:
        return days
    if seen.ahead or parts.get("edge") == "later":
        return here, days[1]
    return days[0], here


def _weekend(which: str, here: date, *, ahead: bool) -> Days | None:
    saturday = plus(week(here)[0], 5)
    if saturday is None:
        return None
    coming = ahead or which == "next"
    if saturday > here and not coming:
        saturday = plus(saturday, -7)
    return saturday, plus(saturday, 1)


_EDGES = {
    "early": (1, 10),
    "start of": (1, 10),
    "beginning of": (1, 10),
    "first half of": (1, 15),
    "mid": (11, 20),
    "middle of": (11, 20),
    "second half of": (16, 31),
    "late": (21, 31),
    "end of": (21, 31),
}


def month_(parts: Parts, seen: Seen, _rule: Rule) -> Days | None:
    """November; late November; mid-November 2024; last November."""
    number = _month_number(parts["month"])
    written, part = parts.get("year"), parts.get("part")
    its_year = int(written) if written else _nearest_year(number, 1, seen)
    if parts.get("which") == "last" and (its_year, number) == (
        seen.published.year,
        seen.published.month,
    ):
        its_year -= 1
    first, last = month(its_year, number)
    if part is None or first is None or last is None:
        return (first, last) if first else None
    low, high = _EDGES[" ".join(part.split())]
    return day(its_year, number, low), day(its_year, number, min(high, last.day))


def month_range(parts: Parts, seen: Seen, _rule: Rule) -> Days | None:
    """January to March 2024."""
    m1, m2 = _month_number(parts["month1"]), _month_number(parts["month2"])
    written = parts.get("year2") or parts.get("year1")
    y2 = int(written) if written else _nearest_year(m2, 1, seen)
    first = parts.get("year1")
    y1 = int(first) if first else y2 - (m1 > m2)
    start, end = month(y1, m1)[0], month(y2, m2)[1]
    return (start, end) if start and end and start <= end else None


def year_(parts: Parts, _seen: Seen, _rule: Rule) -> Days | None:
    """2019; late 2019."""
    number, part = int(parts["year"]), parts.get("part")
    if part is None:
        return year(number)
    low, high = _EDGES[" ".join(part.split())]
    first = day(number, (low - 1) // 10 * 4 + 1, 1)
    third = 6 if high == 15 else (high - 1) // 10 * 4 + 4
    return first, month(number, min(third, 12))[1]


def year_range(parts: Parts, _seen: Seen, _rule: Rule) -> Days | None:
    """2014-2016."""
    start, end = year(int(parts["year1"]))[0], year(int(parts["year2"]))[1]
    return (start, end) if start and end and start <= end else None


def decade(parts: Parts, _seen: Seen, _rule: Rule) -> Days | None:
    """The 1990s."""
    first = int(parts["decade"])
    return year(first)[0], year(first + 9)[1]


def since_then(_parts: Parts, seen: Seen, _rule: Rule) -> Days | None:
    """Since then: from the event before to publication."""
    if seen.previous is None or seen.previous[0] is None:
        return None
    return seen.previous[0], seen.published


TAKES: dict[str, Callable[[Parts, Seen, Rule], Days | None]] = {
    f.__name__.rstrip("_"): f
    for f in (
        iso_date, day_month, day_range, dayth, weekday_day, weekday,
        weekday_last_week, weekday_range, night_to, days_from_publication,
        days_from_previous, ago, count_from_previous, vague_past, vague_future,
        refused, stretch_back, straight, stretch_ahead, calendar_span, month_,
        month_range, year_, year_range, decade, since_then,
    )
}  # fmt: skip
"""The table's `take` to its function."""
