"""The learnt lexicon: anchors with their kinds, and what the words around them tell.

Two tables of counts, made by `training/lexicon/learn.py` from annotated documents:
`reading_anchors.csv` (stems, kind, times it named that kind, times it occurred) and
`reading_context.csv` (stem, kind, sentences with both); `reading_lexicon.toml` holds
the thresholds that were chosen on documents kept out of the counting.
"""

from __future__ import annotations

import csv
import math
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

NONE = "none"
"""The kind of a sentence without a claim."""

PRIOR = 1.0
"""Added to an anchor's occurrences: one seen once is not certain."""
SMOOTHING = 2.0
LEAST = 3
"""Sentences in which a stem must have been seen to tell anything."""
CLIP = 2.0
"""The most that one stem may shift the log-odds of a kind."""

AnchorCounts = Mapping[tuple[str, ...], Mapping[str, int]]
ContextCounts = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`anchors`: share of an anchor's occurrences that named each kind. `context`:
    log-odds by stem, in the order of `kinds`. `threshold`: least probability of an
    anchor. `gate`: least mean log-odds of a document on armed conflict."""

    kinds: dict[str, int]
    anchors: dict[tuple[str, ...], dict[str, float]]
    context: dict[str, tuple[float, ...]]
    threshold: float
    gate: float


@cache
def lexicon() -> Lexicon:
    """The shipped lexicon."""
    home = files("marsad").joinpath("lexicons")
    anchors: dict[tuple[str, ...], dict[str, int]] = defaultdict(dict)
    seen: dict[tuple[str, ...], int] = {}
    for row in _rows(home.joinpath("reading_anchors.csv").read_text("utf-8")):
        stems = tuple(row["stems"].split())
        anchors[stems][row["kind"]] = int(row["count"])
        seen[stems] = int(row["seen"])
    context: dict[str, dict[str, int]] = defaultdict(dict)
    for row in _rows(home.joinpath("reading_context.csv").read_text("utf-8")):
        context[row["stem"]][row["kind"]] = int(row["count"])
    chosen = tomllib.loads(home.joinpath("reading_lexicon.toml").read_text("utf-8"))
    return build(
        anchors, seen, context, chosen["sentences"], chosen["threshold"], chosen["gate"]
    )


def build(
    anchors: AnchorCounts,
    seen: Mapping[tuple[str, ...], int],
    context: ContextCounts,
    sentences: Mapping[str, int],
    threshold: float,
    gate: float,
) -> Lexicon:
    """A lexicon from counts; `sentences` counts the sentences of each kind."""
    names = {kind: n for n, kind in enumerate(sorted(sentences))}
    shares = {
        stems: {kind: n / (seen[stems] + PRIOR) for kind, n in by_kind.items()}
        for stems, by_kind in anchors.items()
    }
    total = sum(sentences.values())
    prior = [sentences[kind] / total for kind in names]
    odds = {
        word: _log_odds([by_kind.get(kind, 0) for kind in names], prior)
        for word, by_kind in context.items()
    }
    return Lexicon(names, shares, odds, threshold, gate)


def _log_odds(counts: list[int], prior: list[float]) -> tuple[float, ...]:
    total = sum(counts) + SMOOTHING
    raw = (
        math.log((n + SMOOTHING * p) / total / p)
        for n, p in zip(counts, prior, strict=True)
    )
    return tuple(max(-CLIP, min(CLIP, value)) for value in raw)


def _rows(text: str) -> Iterable[dict[str, str]]:
    return csv.DictReader(text.splitlines())
