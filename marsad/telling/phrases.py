"""Days, numbers, lists and counts in plain English."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime

from marsad.model import Figure
from marsad.telling.lexicon import lexicon
from marsad.telling.safe import clean

MONTHS = [
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "May",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Oct",
    "Nov",
    "Dec",
]


def day_words(day: date, year: bool = True) -> str:
    """`29 Nov 2024`; without the year where the reader knows it."""
    words = f"{day.day} {MONTHS[day.month - 1]}"
    return f"{words} {day.year}" if year else words


def days_words(start: date | None, end: date | None, known_year: int) -> str:
    """The days `start` to `end`, open ends told; `known_year` is left out."""

    def one(day: date) -> str:
        return day_words(day, day.year != known_year)

    if start is None and end is None:
        return "date not told"
    if start is None or end is None:
        return f"by {one(end)}" if end else f"since {one(start)}" if start else ""
    if start == end:
        return one(start)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{one(end)}"
    return f"{one(start)} – {one(end)}"


def moment_words(moment: datetime) -> str:
    """`2024-11-29 12:00 UTC`."""
    return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M UTC")


def range_words(low: int | None, high: int | None) -> str:
    """A count with its open ends: `at least 4`, `up to 9`, `4 to 9`, `4`."""
    if low is None and high is None:
        return "a number not told"
    if low is None or high is None:
        return f"up to {high:,}" if high is not None else f"at least {low:,}"
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"


def span_words(ranges: Sequence[tuple[int | None, int | None]]) -> str:
    """The span of several counts: from the least to the greatest number told.

    `277 to 311`; `or more` follows where the greatest number is itself a lower bound.
    """
    bounds = [n for pair in ranges for n in pair if n is not None]
    if len(set(ranges)) == 1 or not bounds:
        return range_words(*ranges[0]) if ranges else range_words(None, None)
    least, most = min(bounds), max(bounds)
    open_top = any(low == most and high is None for low, high in ranges)
    told = f"{least:,}" if least == most else f"{least:,} to {most:,}"
    return f"{told} or more" if open_top else told


_ONE_OF = {"children": "child", "women": "woman", "men": "man", "people": "person"}


def singular(who: str) -> str:
    """One of `who`: the last word of "Syrian soldiers" without its plural."""
    first, space, last = who.rpartition(" ")
    if last.casefold() in _ONE_OF:
        return f"{first}{space}{_ONE_OF[last.casefold()]}"
    plural = last.endswith("s") and not last.endswith(("ss", "us"))
    return f"{first}{space}{last[:-1] if plural else last}"


def figure_words(figure: Figure) -> str:
    """A figure: the number where it is exact, else the document's own words."""
    if figure.low is not None and figure.low == figure.high:
        return f"about {figure.low:,}" if figure.approx else f"{figure.low:,}"
    if not figure.text:
        return range_words(figure.low, figure.high)
    words = clean(figure.text[:1].lower() + figure.text[1:])
    return f"“{words.removesuffix(' of')}”"


def is_vague(figure: Figure) -> bool:
    """Whether a figure is words that only stand for a range ("tens of thousands"): its
    ends are a reading of the words, and nobody told them."""
    words = figure.text.casefold().split()
    numbered = any(c.isdigit() for c in figure.text)
    return not numbered and any(w in lexicon()["vague"]["words"] for w in words)


def points_at(who: str) -> bool:
    """Whether those counted are named by pointing back only ("two of them")."""
    return who.casefold().split()[-1:] in (["them"], ["these"], ["those"], ["whom"])


def count_words(number: int, noun: str) -> str:
    """`1 document`, `3 documents`, `2 series`."""
    plural = noun if noun.endswith("s") else f"{noun}s"
    return f"{number:,} {noun if number == 1 else plural}"


def join_words(words: Sequence[str], last: str = "and") -> str:
    """`a, b and c`."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def capital(text: str) -> str:
    """`text` with its first letter large."""
    return text[:1].upper() + text[1:]
