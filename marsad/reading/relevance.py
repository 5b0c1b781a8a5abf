"""What of a document is worth reading: the cheap gate before the networks.

Sport, business and weather make up most of the news, and words of war occur in them
too ("strike", "offensive", "shot"). Each known word stem tells how much likelier it
stands in a sentence with a claim than in one without; the mean over the stems of a text
decides. Where the whole document passes, all of it is read; where it does not, those
stretches that pass alone: one page on a war in a long report. The counts are made by
`training/relevance/learn.py`.
"""

from __future__ import annotations

import csv
import math
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from marsad.reading.segment import Sentence
from marsad.reading.words import stem

STRETCH = 250
"""Words of a stretch that is judged alone."""
SMOOTHING = 2.0
CLIP = 2.0
"""The most that one stem may tell (log-odds)."""
NEVER = 2.0
DOUBT = 0.3
"""Mean (log-odds) below which a text is hardly about war: one in twenty documents with
claims, and nearly all others that pass the gate ..."""
WARY = 0.5
"""... where only claims of this confidence are believed."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """`odds`: by stem, how much (log) it speaks for a claim. `gate`: least mean of a
    text that is worth reading."""

    odds: dict[str, float]
    gate: float

    @classmethod
    def build(
        cls,
        stems: Mapping[str, tuple[int, int]],
        claiming: int,
        silent: int,
        gate: float,
    ) -> Vocabulary:
        """From counts of sentences with (`claiming`) and without (`silent`) a claim,
        by stem and in all."""
        prior = silent / max(1, claiming + silent)
        odds = {}
        for word, (with_claim, without) in stems.items():
            share = (without + SMOOTHING * prior) / (with_claim + without + SMOOTHING)
            odds[word] = -max(-CLIP, min(CLIP, math.log(share / prior)))
        return cls(odds, gate)


@cache
def vocabulary() -> Vocabulary:
    """The one that ships."""
    home = files("marsad").joinpath("lexicons")
    table = home.joinpath("reading_relevance.csv").read_text("utf-8")
    told = tomllib.loads(home.joinpath("reading_relevance.toml").read_text("utf-8"))
    stems = {
        row["stem"]: (int(row["claiming"]), int(row["silent"]))
        for row in csv.DictReader(table.splitlines())
    }
    return Vocabulary.build(stems, **told["sentences"], gate=told["gate"])


def least_sure(
    sentences: Sequence[Sentence], known: Vocabulary | None = None
) -> list[float]:
    """For every sentence the confidence (0..1) that a claim in it must reach to be
    believed; NEVER where the sentence is not worth reading."""
    book = known or vocabulary()
    stems = [{stem(word.low) for word in s.words} for s in sentences]
    whole = _least(stems, book)
    if whole < NEVER:
        return [whole] * len(stems)
    out: list[float] = []
    for first, end in _stretches(sentences):
        out += [_least(stems[first:end], book)] * (end - first)
    return out


def _least(stems: Sequence[set[str]], book: Vocabulary) -> float:
    told = [book.odds[s] for s in sorted(set().union(*stems)) if s in book.odds]
    mean = sum(told) / len(told) if told else -CLIP
    if mean < book.gate:
        return NEVER
    return WARY if mean < DOUBT else 0.0


def _stretches(sentences: Sequence[Sentence]) -> list[tuple[int, int]]:
    """Runs of whole sentences of `STRETCH` words, the last one's rest with it."""
    edges, held = [0], 0
    for number, sentence in enumerate(sentences):
        if held >= STRETCH:
            edges.append(number)
            held = 0
        held += len(sentence.words)
    if held < STRETCH // 2 and len(edges) > 1:
        edges.pop()
    return list(zip(edges, [*edges[1:], len(sentences)], strict=True))
