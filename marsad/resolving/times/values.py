"""Time phrases as TIMEX3 values: what they are, dates, durations, sets or references.

Claims need days; a value also keeps what has none ("five years" is `P5Y`, "now"
`PRESENT_REF`) and how fine a date is told (`1989-Q3`, `1998-W12`, `199`). ISO-TimeML
(Pustejovsky et al. 2010) and the TimeML guidelines 1.2.1 give the forms. Dates of days
come from the table that claims use, so that measuring values measures that table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from marsad.resolving.times.days import MONTHS, WEEKDAYS, plus, plus_months
from marsad.resolving.times.days import day as day_of
from marsad.resolving.times.forms import (
    duration,
    forms,
    how_often,
    number,
    reference,
    whole,
    year_or_decade,
)
from marsad.resolving.times.holidays import holiday
from marsad.resolving.times.phrases import tell
from marsad.resolving.times.rules import Seen
from marsad.resolving.times.table import table

_SENTENCE = 90  # characters beside a phrase that tell whether it is to come
_NEXT, _SOON, _LATER = 2, 4, 6
"""Months to a month told without its year and still to come: beside a verb of what is
over, beside none, and where the words tell of what is to come."""
_DAYS_TO_A_FEAST = 30  # the same for a day with a name, beside neither
_OF_YEAR = re.compile(r" (?:this|last|next) year\b")
_SENTENCE_END = re.compile(r"[.!?]['\"”’)]*\s")
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?![\d-])")
_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4}
_STEPS = {
    "last": -1,
    "previous": -1,
    "prior": -1,
    "next": 1,
    "following": 1,
    "coming": 1,
    "past": -1,
}
_FROM_TOLD = frozenset({"that", "same", "following"})  # from the date told before
_YEARS = {"year": 1, "decade": 10, "century": 100}
_BACK = frozenset({"ago", "earlier", "before", "prior", "previously"})
_SEASON_ENDS = {"spring": 6, "summer": 9, "fall": 12, "autumn": 12, "winter": 3}
_A_YEAR = 300  # days: a stretch of more is told as a year


def timex_values(
    text: str, written: date, spans: Sequence[tuple[int, int]]
) -> list[str | None]:
    """The TIMEX3 values of the phrases at these offsets, in their order; None where a
    phrase has none that is known. `written` is the day of the text."""
    known = _Values(text, written)
    return [known.value(*span) for span in spans]


def find_values(text: str) -> list[tuple[int, int]]:
    """The offsets of all time phrases of a text, those without days included; "from
    August to October" is two, as TimeML has it, and so is "1995 and 1997"."""
    found = [span for m in table().moment.finditer(text) for span in _parted(m)]
    found += [match.span() for match in forms().find.finditer(text)]
    untold = [match.span() for match in forms().patterns["no_time"].finditer(text)]
    found = [f for f in found if not any(a <= f[0] < b for a, b in untold)]
    out: list[tuple[int, int]] = []
    for start, end in sorted(found, key=lambda s: (s[0], -s[1])):
        if out and start < out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


def _parted(match: re.Match[str]) -> Iterator[tuple[int, int]]:
    """The offsets of a phrase; of each of two that "and" joins."""
    (start, end), joined = match.span(), match[0].find(" and ")
    if joined < 0:
        yield start, end
        return
    yield start, start + joined
    second = start + joined + len(" and ")
    if table().moment.fullmatch(match.string, second, end):
        yield second, end


class _Values:
    """The values of one document, asked for in their order: "the quarter" is the last
    one told."""

    def __init__(self, text: str, written: date) -> None:
        self._text = text
        self._here = written
        self._quarter: tuple[int, int] | None = None
        self._told: date | None = None  # first day of the last date told
        self._past = False  # whether the phrase asked for is told as over

    def value(self, start: int, end: int) -> str | None:
        """The value of the phrase at these offsets."""
        value = self._value(start, end)
        if match := _DATE.match(value or ""):
            self._told = day_of(int(match[1]), int(match[2] or 1), int(match[3] or 1))
        return value

    def _value(self, start: int, end: int) -> str | None:
        phrase = " ".join(self._text[start:end].casefold().split()).strip(" ,.;:\"'")
        phrase = phrase.replace("’", "'").replace("—", "-")
        plain = forms().patterns["edges"].sub("", phrase) or phrase
        if of_year := _OF_YEAR.match(self._text, end):
            plain += of_year[0] if whole("month", plain) else ""
        ahead = self._is_ahead(start, end)
        self._past = self._is_past(start, end)
        return (
            self._of_quarter(plain, ahead)
            or self._clock(plain, end, ahead)
            or _each(plain)
            or self._part(plain, ahead)
            or reference(plain)
            or self._holiday(plain, ahead)
            or self._half(plain)
            or self._week_of(plain, ahead)
            or self._span(plain, ahead)
            or self._counted(plain)
            or how_often(plain, self._text[max(0, start - 25) : start])
            or self._season(plain)
            or self._month(plain, ahead)
            or year_or_decade(plain)
            or (duration(plain) if whole("stretch", plain) else None)
            or self._dated(plain, ahead)
            or duration(plain)
        )

    def _is_ahead(self, start: int, end: int) -> bool:
        """Whether the words beside a phrase tell of what is yet to come."""
        came, coming = self._verbs(start)
        if coming is not None:
            return came is None or came < coming
        after = _SENTENCE_END.split(self._text[end : end + 50])[0]
        ahead = forms().patterns["ahead"].search(after)
        told = forms().patterns["happened"].search(after)
        later = ahead is not None and (told is None or ahead.start() < told.start())
        return came is None and later

    def _is_past(self, start: int, end: int) -> bool:
        """Whether a verb beside a phrase tells of what is over."""
        if self._is_ahead(start, end):
            return False
        after = _SENTENCE_END.split(self._text[end : end + 50])[0]
        happened = forms().patterns["happened"].search(after)
        return self._verbs(start)[0] is not None or happened is not None

    def _verbs(self, start: int) -> tuple[int | None, int | None]:
        """Where the last verb before `start` in its sentence stands that tells of what
        happened, and the last of what is to come; None: there is none."""
        patterns = forms().patterns
        before = self._text[max(0, start - _SENTENCE) : start]
        before = _SENTENCE_END.split(before)[-1]
        came = [m.start() for m in patterns["happened"].finditer(before)]
        coming = [m.start() for m in patterns["ahead"].finditer(before)]
        return (came[-1] if came else None), (coming[-1] if coming else None)

    # -- dates ------------------------------------------------------------------------

    def _dated(self, plain: str, ahead: bool) -> str | None:
        """Days, months and years by the table of claims."""
        before = self._told or self._here
        seen = Seen(self._here, (before, before), ahead)
        if match := whole("day_beside", plain):
            days = tell(match["day"], seen)
            at = plus(days.days[0], -1 if match["before"] else 1) if days else None
            return at.isoformat() if at else None
        for form in dict.fromkeys((plain, forms().patterns["bare"].sub("", plain))):
            told = tell(form, seen)
            if told and not told.vague and (value := _of_days(told.days)):
                return value
        return None

    def _month(self, plain: str, ahead: bool) -> str | None:
        """A month, or a day of one, without its year: the nearest."""
        match = whole("month", plain)
        if match is None:
            return None
        wanted = MONTHS[match["month"].rstrip(".")]
        until = (wanted - self._here.month) % 12
        year = self._here.year - (wanted > self._here.month)
        if of := match["of"]:
            year = self._here.year + _STEPS.get(of, 0)
        elif match["last"]:
            year -= until == 0
        elif match["this"]:
            year = self._here.year
        elif 0 < until <= (_LATER if ahead else _NEXT if self._past else _SOON):
            year += 1
        if not match["day"]:
            return f"{year:04}-{wanted:02}"
        found = day_of(year, wanted, int(match["day"]))
        return found.isoformat() if found else None

    def _holiday(self, plain: str, ahead: bool) -> str | None:
        """A day with a name: the next where the words tell of what is to come, else the
        last, or the next where that is very near."""
        match = whole("holiday", plain)
        if match is None:
            return None
        told, year = match["year"] or "", self._here.year
        if told:
            year = int(told) if told.isdigit() else year + _STEPS.get(told[:4], 0)
            found = holiday(match["name"], year)
            return found.isoformat() if found else None
        near = 0 if self._past or match["which"] == "last" else _DAYS_TO_A_FEAST
        limit = plus(self._here, 366 if ahead else near) or self._here
        days = [holiday(match["name"], year + n) for n in (-1, 0, 1)]
        known = [d for d in days if d]
        if ahead and (coming := [d for d in known if self._here <= d <= limit]):
            return coming[0].isoformat()
        return next((d.isoformat() for d in reversed(known) if d <= limit), None)

    def _span(self, plain: str, ahead: bool) -> str | None:
        """A calendar year, month, week, weekend or decade: this, the last, the next."""
        if whole("whole_year", plain):
            return f"{self._here.year:04}"
        match = whole("span", plain)
        if match is None:
            return None
        which, unit = match["which"], match["unit"]
        if which == "the" and unit not in {"week", "weekend"}:
            return None
        step = _STEPS.get(which, 0)
        if unit == "weekend" and not (ahead or step) and self._here.weekday() < 5:
            step = -1
        told = self._told if which in _FROM_TOLD else None
        return self._grain(unit, step, told)

    def _half(self, plain: str) -> str | None:
        """Half of a year."""
        match = whole("half", plain)
        if match is None:
            return None
        step = _STEPS.get(match["which"] or "", 0)
        year = int(match["year"] or self._here.year + step)
        return f"{year:04}-H{1 if match['one'] else 2}"

    def _week_of(self, plain: str, ahead: bool) -> str | None:
        """The week of March 6."""
        match = whole("week_of", plain)
        day = self._month(match["day"], ahead) if match else None
        return f"{date.fromisoformat(day):%G-W%V}" if day else None

    def _counted(self, plain: str) -> str | None:
        """Two years ago, a week later: as fine as its unit."""
        if whole("year_ago", plain):
            if self._quarter:
                return f"{self._quarter[0] - 1}-Q{self._quarter[1]}"
            return self._grain("year", -1)
        match = whole("counted", plain.replace("a couple of", "two"))
        count = number(match["number"]) if match else None
        if match is None or count is None:
            return None
        return self._grain(match["unit"], -count if match["way"] in _BACK else count)

    def _grain(self, unit: str, step: int, start: date | None = None) -> str | None:
        """So many units from the day of writing, or `start`, no finer than the unit."""
        start = start or self._here
        if unit in _YEARS:
            year = start.year + step * _YEARS[unit]
            if not 0 < year < 10_000:
                return None
            return f"{year:04}" if unit == "year" or abs(step) > 1 else f"{year // 10}"
        if unit == "month":
            then = plus_months(start, step)
            return f"{then:%Y-%m}" if then else None
        if unit in {"week", "weekend", "fortnight"}:
            then = plus(start, step * (14 if unit == "fortnight" else 7))
            tail = "-WE" if unit == "weekend" else ""
            return f"{then:%G-W%V}{tail}" if then else None
        then = plus(start, step if unit in {"day", "night"} else 0)
        return then.isoformat() if then else None

    def _of_quarter(self, plain: str, ahead: bool) -> str | None:
        """Quarters of business years."""
        year, now = self._here.year, (self._here.month - 1) // 3 + 1
        if match := whole("quarter", plain):
            self._quarter = self._nth_quarter(match, now, ahead)
        elif whole("this_quarter", plain):
            self._quarter = (year, now)
        elif self._quarter and (match := whole("quarter_of", plain)):
            return f"{match['year']}-Q{self._quarter[1]}"
        elif plain == "next quarter":
            self._quarter = (year + (now == 4), now % 4 + 1)
        elif whole("latest_quarter", plain):
            last = (year - (now == 1), now - 1 or 4)
            self._quarter = self._quarter or last
        elif self._quarter and whole("quarter_before", plain):
            return f"{self._quarter[0] - 1}-Q{self._quarter[1]}"
        else:
            return None
        return f"{self._quarter[0]}-Q{self._quarter[1]}"

    def _nth_quarter(
        self, match: re.Match[str], now: int, ahead: bool
    ) -> tuple[int, int]:
        """The year and number of a quarter; without a year, the last one over."""
        year, nth = self._here.year, _QUARTERS[match["nth"]]
        told = match["before"] or match["year"] or ""
        if told.isdigit():
            return int(told), nth
        if match["last"] or told.startswith("last"):
            return year - 1, nth
        if match["next"] or told.startswith("next"):
            return year + 1, nth
        return year - (nth > now and not ahead and not told), nth

    # -- parts of the day and of the year ----------------------------------------------

    def _clock(self, plain: str, end: int, ahead: bool) -> str | None:
        """The hour of a day; the day may stand behind: "9 a.m. (0600 GMT) Friday"."""
        match = forms().patterns["clock"].match(plain)
        if match is None:
            return None
        rest = plain[match.end() :]
        after = forms().patterns["day_behind"].match(self._text, end)
        beside = self._day_told(after["day"].casefold(), ahead) if after else None
        day = self._day_told(rest, ahead) if rest else beside or self._here.isoformat()
        if day is None:
            return None
        if match["noon"]:
            return f"{day}T{'24:00' if match['noon'] == 'midnight' else '12:00'}"
        hour = int(match["h"]) % 12 + (12 if match["half"] == "p" else 0)
        return f"{day}T{hour:02}:{match['m'] or '00'}"

    def _part(self, plain: str, ahead: bool) -> str | None:
        """The morning or night of a day."""
        match = whole("part", plain)
        if match is None:
            return None
        words = f"{match['day']} {match['rest']}".strip()
        words = re.sub(r"^(?:this|the|later|earlier|early|late)\b ?", "", words).strip()
        when: str | None = self._here.isoformat()
        if words in {"last", "yesterday"}:
            when = self._grain("day", -1)
        elif words and words not in {"this", "the"}:
            when = self._day_told(words, ahead)
        return f"{when}T{forms().parts[match['part']]}" if when else None

    def _day_told(self, words: str, ahead: bool) -> str | None:
        return self._month(words, ahead) or self._dated(words, ahead)

    def _season(self, plain: str) -> str | None:
        """A season of a year; the last one that is over is "last"."""
        match = whole("season", plain)
        if match is None:
            return None
        name, year = match["name"], int(match["year"] or self._here.year)
        if not match["year"]:
            over = self._here.month > _SEASON_ENDS[name]
            year += ("next" in plain) - ("last" in plain and not over)
        return f"{year}-{forms().seasons[name]}"


def _each(plain: str) -> str | None:
    """Every Thursday, Tuesday nights, each July: no day of one year."""
    match = whole("each", plain)
    if match is None or not (
        plain.startswith(("each ", "every ")) or plain.endswith("s")
    ):
        return None
    part = f"T{forms().parts[match['part']]}" if match["part"] else ""
    if match["month"]:
        return f"XXXX-{MONTHS[match['month'].rstrip('.')]:02}{part}"
    return f"XXXX-WXX-{WEEKDAYS[match['weekday']] + 1}{part}"


def _of_days(days: tuple[date | None, date | None]) -> str | None:
    """A stretch of days as the coarsest date that is just that stretch."""
    first, last = days
    if first is None or last is None:
        return None
    if first == last:
        return first.isoformat()
    if (first.year, first.month) == (last.year, last.month):
        return f"{first:%Y-%m}"
    if first.year == last.year and (last - first).days > _A_YEAR:
        return f"{first.year:04}"
    return first.isoformat()
