"""When two answers count as the same, and which claim is paired with which."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TypeVar

from marsad.scoring.measure import Tally
from marsad.scoring.rows import Answer, Spot

T = TypeVar("T")

EARTH_KM = 12742  # diameter
# How far (km) a predicted point may lie from the gold one, by the gold place's level:
# annotators' coordinates are good to about 0.1 degree, a province has no one point.
RADIUS_KM = {
    "site": 25,
    "town": 25,
    "city": 25,
    "district": 40,
    "province": 100,
    "country": 600,
}
RADIUS_UNTOLD_KM = 40

_WORD = re.compile(r"[\w'’-]+")
_EMPTY = "the a an of in on at to for and or its their his her by from with some many"
_EMPTY_WORDS = {*_EMPTY.split(), "several", "other"}


def content_words(words: str) -> set[str]:
    """The words of a mention that can tell it from another."""
    return set(_WORD.findall(words.lower())) - _EMPTY_WORDS


def same_mention(a: str, b: str) -> bool:
    """Whether half the content words of the shorter mention are in the longer one."""
    x, y = content_words(a), content_words(b)
    if not x or not y:
        return a.strip().lower() == b.strip().lower()
    return len(x & y) / min(len(x), len(y)) >= 0.5


def distance_km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance of two (lat, lon) points."""
    lat_a, lon_a, lat_b, lon_b = map(math.radians, (*a, *b))
    half = (
        math.sin((lat_b - lat_a) / 2) ** 2
        + math.cos(lat_a) * math.cos(lat_b) * math.sin((lon_b - lon_a) / 2) ** 2
    )
    return EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def same_place(gold: Spot, predicted: Spot) -> bool:
    """Near enough for the gold's level; by mention where either is not located."""
    if gold.lat is None or gold.lon is None:
        return same_mention(gold.mention, predicted.mention)
    if predicted.lat is None or predicted.lon is None:
        return same_mention(gold.mention, predicted.mention)
    apart = distance_km((gold.lat, gold.lon), (predicted.lat, predicted.lon))
    return apart <= RADIUS_KM.get(gold.level or "", RADIUS_UNTOLD_KM)


def when_overlaps(gold: Answer, predicted: Answer) -> bool:
    """Both unknown, or the two share a day (an open end reaches for ever)."""
    known = any(gold.when), any(predicted.when)
    if not all(known):
        return not any(known)
    (a, b), (c, d) = gold.when, predicted.when
    return (a or date.min) <= (d or date.max) and (c or date.min) <= (b or date.max)


def in_common(
    gold: Sequence[T], predicted: Sequence[T], same: Callable[[T, T], bool]
) -> Tally:
    """How many of two lists agree, each taken once, in the order of the gold."""
    left = list(predicted)
    matched = 0
    for wanted in gold:
        hit = next((k for k, got in enumerate(left) if same(wanted, got)), None)
        if hit is not None:
            del left[hit]
            matched += 1
    return Tally(matched, len(predicted), len(gold))


def pair(
    text: str, gold: Sequence[Answer], predicted: Sequence[Answer]
) -> list[tuple[int, int]]:
    """Pairs (index in gold, index in predicted) of one document, each claim once.

    Two claims can be paired where their sentences overlap by half; among those equal
    kind is preferred, then a shared anchor, then shared actors.
    """
    gold_at = [_span(text, g.quote) for g in gold]
    predicted_at = [_span(text, p.quote) for p in predicted]
    weighed = []
    for i, g in enumerate(gold):
        for j, p in enumerate(predicted):
            overlap = _overlap(gold_at[i], predicted_at[j])
            if overlap >= 0.5:
                weighed.append((-overlap - _likeness(g, p), i, j))
    pairs: list[tuple[int, int]] = []
    taken_gold: set[int] = set()
    taken_predicted: set[int] = set()
    for _, i, j in sorted(weighed):
        if i not in taken_gold and j not in taken_predicted:
            pairs.append((i, j))
            taken_gold.add(i)
            taken_predicted.add(j)
    return pairs


def _likeness(g: Answer, p: Answer) -> int:
    return (
        4 * (g.kind == p.kind)
        + 2 * bool(content_words(g.anchor) & content_words(p.anchor))
        + _any_same(g.initiator, p.initiator)
        + _any_same(g.target, p.target)
    )


def _any_same(xs: Iterable[str], ys: Sequence[str]) -> bool:
    return any(same_mention(x, y) for x in xs for y in ys)


def _span(text: str, quote: str) -> tuple[int, int] | None:
    at = text.find(quote) if quote else -1
    return (at, at + len(quote)) if at >= 0 else None


def _overlap(a: tuple[int, int] | None, b: tuple[int, int] | None) -> float:
    if a is None or b is None:
        return 0.0
    shared = min(a[1], b[1]) - max(a[0], b[0])
    return max(0, shared) / min(a[1] - a[0], b[1] - b[0])
