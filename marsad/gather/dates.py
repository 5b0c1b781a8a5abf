"""Publication dates as metadata write them -> `model.Published`.

Read are ISO 8601 (basic and extended), RFC 2822 and "29 November 2024" / "Nov 29,
2024", each with or without a time of day and a zone. Nothing is filled in: a time
without zone keeps `zone=None`, and counts as known only once it has come everywhere
on earth (UTC-12). The zone stays as written; `day` is the writer's own calendar day.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal

from marsad.model import Published

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sep", "sept"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        1,
    )
    for name in names
}
# Hours east of UTC of the abbreviations that mean one zone only; IST, CST, BST and
# their like mean several, and count as no zone.
_ZONES = {
    **dict.fromkeys(("z", "utc", "gmt", "ut", "wet"), 0),
    **dict.fromkeys(("cet", "west"), 1),
    **dict.fromkeys(("cest", "eet", "sast", "cat"), 2),
    **dict.fromkeys(("eest", "msk", "trt", "eat"), 3),
    **{"edt": -4, "est": -5, "cdt": -5, "mdt": -6, "mst": -7, "pdt": -7, "pst": -8},
}
_WESTMOST = timedelta(hours=12)
_MAX_OFFSET = timedelta(hours=14)
_LONGEST = 100  # characters
_YEARS = range(1900, 3000)

_WEEKDAY = (
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?[.,]?\s+)?"
)
_MONTH = "(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_DAY = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?"
_DATES = tuple(
    re.compile(_WEEKDAY + form, re.IGNORECASE)
    for form in (
        r"(?P<y>\d{4})(?P<sep>[-/.])(?P<m>\d{1,2})(?P=sep)(?P<d>\d{1,2})(?!\d)",
        r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})(?=\D|$|\d{6})",
        rf"{_DAY}(?:\s+of)?[\s-]+{_MONTH}[\s,-]+(?P<y>\d{{4}})(?!\d)",
        rf"{_MONTH}\s+{_DAY},?\s+(?P<y>\d{{4}})(?!\d)",
        r"(?P<a>\d{1,2})(?P<sep>[-/.])(?P<b>\d{1,2})(?P=sep)(?P<y>\d{4})(?!\d)",
    )
)
_TIME = re.compile(
    r"(?:\s*T\s*|\s*(?:,|-|–|—|\||\bat\b)\s*|\s+|(?<=\d{8}))"
    r"(?P<h>\d{1,2})[:.]?(?P<min>\d{2})(?:[:.]?(?P<s>\d{2})(?:[.,]\d+)?)?"
    r"\s*(?P<half>[ap]\.?m\.?)?\s*",
    re.IGNORECASE,
)
_ZONE = re.compile(
    r"(?:(?P<name>[A-Za-z]{1,5})?(?P<sign>[+-])(?P<zh>\d{1,2}):?(?P<zm>\d{2})?"
    r"|(?P<alone>[A-Za-z]{1,5}))(?:\s*\([^()]*\))?",
)


def parse_published(raw: str) -> Published:
    """The publication date that `raw` tells.

    Raises ValueError with the reason where it tells none, or more than one.
    """
    text = " ".join(raw.split())
    if len(raw) > _LONGEST:
        raise ValueError(f"{raw[:60]!r}... is too long for a date")
    match = next((m for m in (p.match(text) for p in _DATES) if m), None)
    if match is None:
        raise ValueError(f"{raw[:60]!r} is no date that is known")
    day = _day(match, raw)
    rest = text[match.end() :]
    if not rest:
        return replace(Published.on(day), raw=raw)
    at = _TIME.match(text, match.end())
    if at is None:
        raise ValueError(f"{raw[:60]!r} holds more than a date")
    precision: Literal["second", "minute"] = "second" if at["s"] else "minute"
    try:
        clock = time(_hour(at), int(at["min"]), int(at["s"] or 0))
    except ValueError as wrong:
        raise ValueError(f"{raw[:60]!r} has no such time of day") from wrong
    moment = datetime.combine(day, clock)
    zone, offset = _zone(text[at.end() :].strip(), raw)
    if moment == datetime(1970, 1, 1):
        raise ValueError(f"{raw[:60]!r} is a machine's zero, not a date")
    known_from = moment - offset if offset is not None else moment + _WESTMOST
    return Published(raw, day, known_from.replace(tzinfo=UTC), precision, zone)


def _day(match: re.Match[str], raw: str) -> date:
    parts = match.groupdict()
    year = int(parts["y"])
    if year not in _YEARS:
        raise ValueError(f"{raw[:60]!r} has a year that cannot be")
    if parts.get("a"):
        month, day = _month_and_day(int(parts["a"]), int(parts["b"]), raw)
    else:
        name = parts.get("month")
        month = _MONTHS[name.casefold()] if name else int(parts["m"])
        day = int(parts["d"])
    try:
        return date(year, month, day)
    except ValueError as wrong:
        raise ValueError(f"{raw[:60]!r} is no day of the calendar") from wrong


def _month_and_day(first: int, second: int, raw: str) -> tuple[int, int]:
    if first > 12 or first == second:
        return second, first
    if second > 12:
        return first, second
    raise ValueError(
        f"{raw[:60]!r} can be day/month or month/day; write it as YYYY-MM-DD"
    )


def _hour(at: re.Match[str]) -> int:
    hour = int(at["h"])
    half = (at["half"] or "").casefold()[:1]
    if half and not 1 <= hour <= 12:
        raise ValueError("no hour of a twelve-hour clock")
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return hour


def _zone(written: str, raw: str) -> tuple[str | None, timedelta | None]:
    """The zone as written and its offset; both None where it does not tell one."""
    if not written:
        return None, None
    match = _ZONE.fullmatch(written)
    if match is None:
        raise ValueError(f"{raw[:60]!r} ends in what is no time zone")
    name = (match["name"] or match["alone"] or "").casefold()
    if match["sign"] and name in ("", "utc", "gmt"):
        offset = timedelta(hours=int(match["zh"]), minutes=int(match["zm"] or 0))
        if offset > _MAX_OFFSET:
            raise ValueError(f"{raw[:60]!r} has a time zone that cannot be")
        return written, -offset if match["sign"] == "-" else offset
    if match["alone"] and name in _ZONES:
        return written, timedelta(hours=_ZONES[name])
    return None, None
