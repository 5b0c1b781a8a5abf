"""What a time phrase is that bears no day: how long, how often, or a mere reference.

The table `lexicons/times_values.toml`, compiled once, and the forms that need no more
than the phrase itself.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from marsad.resolving.times.days import MONTHS
from marsad.resolving.times.table import table

_TENS = {
    **{"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60},
    **{"seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100},
    **{"nineties": 90, "eighties": 80, "seventies": 70, "sixties": 60},
}
_FILLERS = frozenset({"and", "a", "an"})
_VAGUE = frozenset({"several", "few", "some", "many", "recent", "coming", "early"})
_RATED = re.compile(r"(?:\d|million|billion|percent|times|twice) $")
_HALVES = {"minute": "30S", "hour": "30M", "day": "T12H", "year": "6M"}
_WHICH = "(?:last|past|next|first|previous|preceding|coming|recent|latest|same|prior)"
_UNITS = "(?:minute|hour|day|week|weekend|month|quarter|year|decade|centur(?:y|ie))s?"


@dataclass(frozen=True, slots=True)
class Forms:
    """The table: patterns of whole phrases, and one that finds phrases in a text."""

    references: dict[str, re.Pattern[str]]
    sets: dict[str, re.Pattern[str]]
    units: dict[str, str]
    seasons: dict[str, str]
    parts: dict[str, str]
    holidays: tuple[tuple[re.Pattern[str], str], ...]
    patterns: dict[str, re.Pattern[str]]
    find: re.Pattern[str]


@cache
def forms() -> Forms:
    """Read and compiled at the first call."""
    text = files("marsad").joinpath("lexicons/times_values.toml").read_text("utf-8")
    data = tomllib.loads(text)
    units = "|".join(sorted(data["units"], key=len, reverse=True))
    patterns: dict[str, str] = data["patterns"]
    words = {
        "unit": units.replace("century", "centur(?:y|ie)"),
        "month": "|".join(sorted((m for m in MONTHS if len(m) > 2), key=len)[::-1]),
        "season": "|".join(data["seasons"]),
        "part": "|".join(data["parts"]),
        "holiday": "|".join(sorted(data["holidays"], key=len, reverse=True)),
        "number": patterns["number"],
        "few": patterns["few"],
        "which": _WHICH,
        "units": _UNITS,
    }
    found = "|".join(_filled(p, words) for p in data["find"].values())
    return Forms(
        references={k: re.compile(v) for k, v in data["references"].items()},
        sets={k: re.compile(v) for k, v in data["sets"].items()},
        units=data["units"],
        seasons=data["seasons"],
        parts=data["parts"],
        holidays=tuple((re.compile(k), v) for k, v in data["holidays"].items()),
        patterns={
            k: re.compile(_filled(v, words), re.IGNORECASE) for k, v in patterns.items()
        },
        find=re.compile(rf"(?<![\w-])(?:{found})(?![\w-])", re.IGNORECASE),
    )


def whole(name: str, phrase: str) -> re.Match[str] | None:
    """The phrase as the pattern of that name, None where it is none."""
    return forms().patterns[name].fullmatch(phrase)


def reference(phrase: str) -> str | None:
    """`PRESENT_REF`, `PAST_REF` or `FUTURE_REF`."""
    found = (k for k, p in forms().references.items() if p.fullmatch(phrase))
    return next(found, None)


def how_often(phrase: str, before: str) -> str | None:
    """A set (`P1D` for "daily"); "a year" only after what is counted by it."""
    for value, pattern in forms().sets.items():
        if pattern.fullmatch(phrase):
            rated = not phrase.startswith("a ") or _RATED.search(before)
            return value if rated else None
    return None


def year_or_decade(phrase: str) -> str | None:
    """The 1980s are `198`, nineteen ninety-seven is `1997`, the 20th century `19`."""
    if match := forms().patterns["spelled_year"].search(phrase):
        tens, ones = number(match["tens"]), number(match["ones"] or "") or 0
        if tens is not None:
            return str(1900 + tens + ones)[: 3 if match["tens"].endswith("ies") else 4]
    if match := whole("thousands_year", phrase):
        return str(2000 + (number(match["ones"] or "") or 0))
    if match := whole("told_year", phrase):
        return match["year"]
    if match := re.search(r"\b(\d{3})0s$", phrase):
        return match[1]
    if match := re.search(r"'?\b([1-9])0s$", phrase):
        return f"19{match[1]}"
    if match := re.search(r"\b(\w+ties)$", phrase):
        tens = _TENS.get(match[1])
        return f"19{tens // 10}" if tens else None
    century = re.search(r"(\d{2})(?:th|st) century", phrase)
    return str(int(century[1]) - 1) if century else None


def duration(phrase: str) -> str | None:
    """How long: `P5Y`, `PT3H`, `PXM` where nobody says how many."""
    plain = phrase.replace("a couple of", "two").replace(" or so", "")
    if halved := whole("halved", plain):
        return _and_a_half(halved["number"], halved["unit"])
    match = whole("duration", plain)
    if match is None:
        return None
    told, unit = match["number"] or "", match["unit"]
    plural = not told and bool(re.search(rf"{unit}s\b", plain))
    count = number(told) if told else None
    if count is None and (plural or told.split(" ")[0] in _VAGUE):
        return _period(unit, None)
    if count is None and told:
        return None
    return _period(unit, count or 1)


def _and_a_half(words: str, unit: str) -> str | None:
    """Two and a half years are `P2Y6M`."""
    count, half = number(words), _HALVES.get(unit)
    return f"{_period(unit, count)}{half}" if count and half else None


def _period(unit: str, count: int | None) -> str:
    """So many of a unit; None: nobody says how many."""
    letter = forms().units.get(unit, "C")
    if unit == "hour" and count == 24:
        return "P1D"
    if letter == "TH" or letter.startswith("T"):
        return f"PT{count or 'X'}{letter[1:]}"
    if letter == "C":
        return f"P{count * 100}Y" if count else "PXE"
    if unit == "decade" and count:
        return f"P{count * 10}Y"
    if unit == "fortnight" and count:
        return f"P{count * 2}W"
    return f"P{count or 'X'}{letter}"


def number(words: str) -> int | None:
    """A number in figures or words, None where it is none."""
    plain = words.replace(",", "").strip()
    if plain.isdigit():
        return int(plain[:6])
    parts = re.split(r"[- ]", plain)
    total = 0
    for part in parts:
        if part in _FILLERS and len(parts) > 1:
            continue
        known = _TENS.get(part) or table().numbers.get(part)
        if known is None:
            return None
        total += known
    return total or None


def _filled(pattern: str, words: dict[str, str]) -> str:
    """The pattern with the words in braces put in; other braces stay."""
    return re.sub(
        r"\{(\w+)\}", lambda m: f"(?:{words[m[1]]})" if m[1] in words else m[0], pattern
    )
