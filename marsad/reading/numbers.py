"""Numbers in words or digits, with their bounds: "at least 12", "dozens", "25 to 45".

Bounds follow the corpora guide: `more than N` = N+1 and open, `at least N` = N and
open, `about N` = N..N and approximate, `dozens` = 24..99.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from marsad.reading.cues import cues
from marsad.reading.phrases import is_function, is_time_word
from marsad.reading.words import Word

_MULTIPLES = {"dozen": 12, "hundred": 100, "thousand": 1000, "million": 1_000_000}
_LONGEST_CUE = 3
_LARGEST = 10**10
_RANGE = frozenset(("to", "-", "–", "and", "or"))
_YEARS = range(1900, 2100)
_YEAR_LEADS = frozenset(
    [
        "in",
        "since",
        "of",
        "from",
        "until",
        "by",
        "during",
        "before",
        "after",
        "and",
        "to",
        "early",
        "mid",
        "late",
    ]
)
_MONEY = frozenset(["$", "€", "£", "¥", "#", "%"])


@dataclass(frozen=True, slots=True)
class Number:
    """Words `first` to `last`: a count from `low` to `high`, either end open.
    `exact` is where the number proper begins, after "at least"."""

    first: int
    last: int
    low: int | None
    high: int | None
    approx: bool
    exact: int


@lru_cache(maxsize=256)  # every claim of a sentence asks
def numbers(words: tuple[Word, ...]) -> tuple[Number, ...]:
    """The counts of a sentence, without years, dates, times, ages, money, distances."""
    return tuple(_numbers(words))


def _numbers(words: tuple[Word, ...]) -> Iterator[Number]:
    at = 0
    while at < len(words):
        found = _vague(words, at) or _ranged(words, at)
        if found is None:
            at += 1
            continue
        at = found.last
        if not _is_something_else(words, found):
            yield found


def _vague(words: tuple[Word, ...], at: int) -> Number | None:
    """As in "dozens of", "hundreds of thousands of"."""
    for length in (3, 2, 1):
        phrase = " ".join(w.low for w in words[at : at + length])
        bounds = cues().vague_numbers.get(phrase)
        if bounds is not None and at + length <= len(words):
            last = at + length
            if last < len(words) and words[last].low == "of":
                last += 1
            return Number(at, last, *bounds, False, at)
    return None


def _ranged(words: tuple[Word, ...], at: int) -> Number | None:
    value, after = _value(words, at)
    if value is None:
        return None
    first, cue = _cue_before(words, at)
    if after + 1 < len(words) and words[after].low in _RANGE:
        upper, end = _value(words, after + 1)
        joined = words[after].low
        between = at > 0 and words[at - 1].low == "between"
        if upper is not None and upper > value and (joined != "and" or between):
            return Number(at - between, end, value, upper, cue == "about", at)
    low, high = _bounds(value, cue)
    if " ".join(w.low for w in words[after : after + 2]) in ("or more", "at least"):
        return Number(first, after + 2, value, None, False, at)
    return Number(first, after, low, high, cue == "about", at)


def _bounds(value: int, cue: str) -> tuple[int | None, int | None]:
    if cue == "more":
        return value + 1, None
    if cue == "least":
        return value, None
    if cue == "most":
        return None, value
    if cue == "fewer":
        return None, value - 1
    return value, value


def _cue_before(words: tuple[Word, ...], at: int) -> tuple[int, str]:
    """Where "at least" or "more than" before word `at` begins, and what it means."""
    if at and words[at - 1].low in ("a", "an") and words[at].low in _MULTIPLES:
        first, cue = _cue_before(words, at - 1)
        return (first, cue) if cue else (at - 1, "")
    for length in range(_LONGEST_CUE, 0, -1):
        if length <= at:
            phrase = " ".join(w.low for w in words[at - length : at])
            if phrase in cues().bounds:
                return at - length, cues().bounds[phrase]
    return at, ""


def _value(words: tuple[Word, ...], at: int) -> tuple[int | None, int]:
    """The whole number that begins at word `at`, and the index after it."""
    total = current = 0
    start = at
    decimal = _decimal_of_millions(words, at)
    if decimal is not None:
        return decimal, at + 2
    if words[at].low[0].isdigit():
        digits = _digits(words[at].low)
        if digits is None:
            return None, at
        spaced = _spaced(words, at)  # "100 000"
        current = digits * 1000 + int(words[at + 1].text) if spaced else digits
        at += 1 + spaced
    while at < len(words):
        low = words[at].low
        if low in cues().number_words:
            if at > start and not _continues(words, at, current):
                break
            current += cues().number_words[low]
        elif low in _MULTIPLES and (at > start or _after_article(words, at)):
            total, current = _times(total, current, _MULTIPLES[low])
        elif not (at > start and low in ("-", "and") and _joins(words, at)):
            break
        at += 1
    if at == start or total + current > _LARGEST:
        return None, start
    return total + current, at


def _decimal_of_millions(words: tuple[Word, ...], at: int) -> int | None:
    """As in "3.5 million"."""
    if at + 1 >= len(words) or words[at + 1].low not in ("million", "thousand"):
        return None
    whole, dot, part = words[at].low.partition(".")
    if not dot or not (whole.isdecimal() and part.isdecimal() and len(part) < 4):
        return None
    factor = _MULTIPLES[words[at + 1].low]
    shift: int = 10 ** len(part)
    return int(whole) * factor + int(part) * factor // shift


def _spaced(words: tuple[Word, ...], at: int) -> bool:
    if at + 1 >= len(words) or len(words[at].text) > 3:
        return False
    after = words[at + 1]
    near = after.start - words[at].end == 1
    return near and len(after.text) == 3 and after.text.isdecimal()


def _continues(words: tuple[Word, ...], at: int, current: int) -> bool:
    """Whether a number goes on: after "twenty" or "hundred", not after "four"."""
    small = cues().number_words[words[at].low]
    return (current % 100 in range(20, 100, 10) and small < 10) or current % 100 == 0


def _joins(words: tuple[Word, ...], at: int) -> bool:
    if at + 1 >= len(words):
        return False
    after = words[at + 1].low
    if words[at].low == "-":
        return after in cues().number_words and words[at - 1].low in cues().number_words
    return words[at - 1].low in _MULTIPLES and after in cues().number_words


def _times(total: int, current: int, factor: int) -> tuple[int, int]:
    current = current or 1
    if factor < 1000:
        return total, current * factor
    return total + current * factor, 0


def _after_article(words: tuple[Word, ...], at: int) -> bool:
    return at > 0 and words[at - 1].low in (
        "a",
        "the",
        "than",
        "least",
        "about",
        "nearly",
    )


def _digits(low: str) -> int | None:
    """As in "12,000" -> 12000; None for decimals, versions and clock times."""
    parts = low.replace(".", ",").split(",")
    if len(parts) > 1 and (len(parts[0]) > 3 or any(len(p) != 3 for p in parts[1:])):
        return None
    joined = "".join(parts)
    return int(joined) if joined.isdecimal() and len(joined) <= 10 else None


def _is_something_else(words: tuple[Word, ...], found: Number) -> bool:
    """A year, a date, an age, a sum of money, a distance, a part of a name."""
    before = words[found.exact - 1] if found.exact else None
    after = words[found.last] if found.last < len(words) else None
    if before is not None and (before.low in _MONEY or is_time_word(before)):
        return True
    if before is not None and before.low in cues().numbered:
        return True
    if before is not None and (before.low, found.low) == ("no", 1):  # "no one"
        return True
    if after is not None and (after.low in cues().units or after.low in ("%", "$")):
        return True
    if after is not None and (is_time_word(after) or after.low == "th"):
        return True
    if after is not None and after.low in ("-", "/", ":") and _tight(words, found.last):
        return True
    if (
        before is not None
        and before.low in ("-", "/", ":")
        and before.end == (words[found.exact].start)
    ):
        return True
    if _is_age(words, found):
        return True
    year = found.low in _YEARS and words[found.exact].text.isdecimal()
    year = year and "," not in words[found.exact].text
    lead = before is None or before.low in _YEAR_LEADS or not before.wordlike
    return year and (lead or after is None or not after.wordlike)


def _is_age(words: tuple[Word, ...], found: Number) -> bool:
    """As in "Mohammed Ayoub, 14, ...", "a girl of 16"."""
    first, last = found.first, found.last
    if first < 2 or first != found.exact:
        return False
    over = last >= len(words) or not words[last].wordlike
    if words[first - 1].low == "of" and words[first - 2].low in cues().aged:
        return over or is_function(words[last].low)
    if last >= len(words):
        return False
    commas = words[first - 1].low == "," and words[last].low in (",", ".")
    return commas and words[first - 2].capital and words[first].text.isdecimal()


def _tight(words: tuple[Word, ...], at: int) -> bool:
    """Whether the mark at `at` is glued to the words on both sides ("10-year-old")."""
    glued = words[at - 1].end == words[at].start
    return glued and at + 1 < len(words) and words[at].end == words[at + 1].start
