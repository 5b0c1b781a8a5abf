"""Time phrases: finding them in running text, and telling which days they mean."""

from __future__ import annotations

import re
from dataclasses import dataclass

from marsad.model import Span
from marsad.resolving.times.days import Days
from marsad.resolving.times.rules import TAKES, Seen
from marsad.resolving.times.table import table

_LONGEST = 120  # characters; no phrase of the table is longer
_JOIN = re.compile(
    r"\s*(?:and|to|until|till|through|-|–|—)\s*(?:the\s+)?", re.IGNORECASE
)
_FROM = re.compile(r"(?<![\w-])(?:between|from)\s+(?:the\s+)?$", re.IGNORECASE)
_RANGE = re.compile(
    r"(?:(?:between|from)\s+)?(?P<first>.+?)"
    r"\s*(?:\b(?:and|to|until|till|through)\b|-|–|—)\s*(?P<last>.+)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Told:
    """What a phrase means: its days, how they were found, and whether it is `vague`
    (it bears no date of its own, an open stretch at most)."""

    days: Days
    basis: str
    vague: bool = False


def find_times(text: str) -> list[tuple[Span, str]]:
    """All time phrases of `text` in order, with their offsets in it."""
    known = table()
    found: list[Span] = []
    for match in known.moment.finditer(text):
        start, end = match.span()
        before = text[max(0, start - 40) : start]
        if found and (join := _JOIN.fullmatch(text, found[-1].end, start)):
            led = _FROM.search(text[max(0, found[-1].start - 12) : found[-1].start + 8])
            opened = text[found[-1].start : found[-1].end].casefold()
            if led or opened.startswith(("between", "from")) or "and" not in join[0]:
                found[-1] = Span(found[-1].start, end)
                continue
        lead = known.operator_before.search(before) or _FROM.search(before)
        if lead:
            start -= len(before) - lead.start()
        found.append(Span(start, end))
    return [(span, text[span.start : span.end]) for span in found]


def tell(phrase: str, seen: Seen) -> Told | None:
    """The days that `phrase` means when read from `seen`; None where it bears none."""
    plain = " ".join(phrase.split()).strip(" ,.;:()")
    if not plain or len(plain) > _LONGEST:
        return None
    return _tell(plain, seen, deep=3)


def _tell(plain: str, seen: Seen, deep: int) -> Told | None:
    known = table()
    for rule in known.rules:
        if (parts := rule.parts(plain)) is not None:
            days = TAKES[rule.take](parts, seen, rule)
            return Told(days, rule.basis, rule.vague) if days else None
    if deep == 0:
        return None
    if match := known.lead.match(plain):
        inner = _tell(plain[match.end() :], seen, deep - 1)
        if inner:
            return inner
    for name, pattern in known.operators.items():
        if match := pattern.fullmatch(plain):
            inner = _tell(match["rest"], seen, deep - 1)
            return _operate(name, inner, seen) if inner else None
    return _range(plain, seen, deep)


def _operate(name: str, inner: Told, seen: Seen) -> Told | None:
    start, end = inner.days
    if name == "since" and start:
        here = seen.published
        return Told((start, None if start > here else here), f"since: {inner.basis}")
    if name == "until" and end:
        return Told((None, end), f"until: {inner.basis}")
    if name == "by" and end:
        return Told((None, end), f"by: {inner.basis}")
    if name == "after" and start:
        return Told((start, None), f"after: {inner.basis}")
    return None


def _range(plain: str, seen: Seen, deep: int) -> Told | None:
    match = _RANGE.fullmatch(plain)
    if not match:
        return None
    last = _tell(match["last"], seen, deep - 1)
    first = _tell(match["first"], seen, deep - 1)
    if not last or not first or not first.days[0] or not last.days[1]:
        return None
    if first.days[0] > last.days[1]:
        return None
    return Told((first.days[0], last.days[1]), f"from {first.basis} to {last.basis}")
