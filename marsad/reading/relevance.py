"""What of a document is worth reading: the cheap gate before the networks.

Sport, business and weather make up most of the news, and words of war occur in them
too ("strike", "offensive", "shot"). Each known word stem has a weight, learnt by
logistic regression over texts with and without claims (`training/relevance/learn.py`);
the sum over the different stems of a text, divided by the root of their number, is its
*leaning* towards armed conflict. Where the whole document leans far enough, all of it
is read; where it does not, those stretches that do alone: one page on a war in a long
report. Names are no evidence: a war not yet fought has others.
"""

from __future__ import annotations

import csv
import math
import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from marsad.model import Span
from marsad.reading.segment import Sentence
from marsad.reading.words import stem, tokens

STRETCH = 250
"""Words of a stretch that is judged alone."""
DAMPING = 30
"""Stems that weigh as if they stood in every text and told nothing: a short text is
turned away on strong evidence only."""

_PIECE = re.compile(r"[^.!?\n]{1,2000}(?:[.!?\n]+|(?=[^.!?\n])|$)|[.!?\n]+")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """`weights`: by stem, how much (log-odds) it speaks for armed conflict; `bias`: the
    leaning of a text without known stems; `gate`: the least that is worth reading."""

    weights: dict[str, float]
    bias: float
    gate: float

    def leaning(self, stems: Iterable[str]) -> float:
        """How far a text of these (different) stems leans towards conflict."""
        told = [self.weights[s] for s in stems if s in self.weights]
        return self.bias + math.fsum(told) / math.sqrt(len(told) + DAMPING)

    def lets(self, stems: Iterable[str]) -> bool:
        """Whether a text of these stems is worth reading."""
        return self.leaning(stems) >= self.gate


@cache
def vocabulary() -> Vocabulary:
    """The one that ships."""
    home = files("marsad").joinpath("lexicons")
    table = home.joinpath("reading_relevance.csv").read_text("utf-8")
    told = tomllib.loads(home.joinpath("reading_relevance.toml").read_text("utf-8"))
    rows = csv.DictReader(table.splitlines())
    weights = {row["stem"]: float(row["weight"]) for row in rows}
    return Vocabulary(weights, told["bias"], told["gate"])


def stems_of(text: str) -> set[str]:
    """The stems of the words of a text."""
    return {stem(low) for low in tokens(text)}


def worth_reading(text: str, known: Vocabulary | None = None) -> tuple[Span, ...]:
    """The stretches of `text` worth reading, in order: all of it, some, or none."""
    book = known or vocabulary()
    if not text.strip():
        return ()
    parts = {part: stems_of(text[part.start : part.end]) for part in stretches(text)}
    if book.lets(set().union(*parts.values())):
        return (Span(0, len(text)),)
    return tuple(part for part, stems in parts.items() if book.lets(stems))


def stretches(text: str) -> tuple[Span, ...]:
    """`text` in runs of about `STRETCH` words, cut at ends of sentences or lines where
    there are any; the last one's rest goes with it."""
    edges, held = [0], 0
    for piece in _PIECE.finditer(text):
        if held >= STRETCH:
            edges.append(piece.start())
            held = 0
        held += len(piece[0].split())
    if held < STRETCH // 2 and len(edges) > 1:
        edges.pop()
    ends = [*edges[1:], len(text)]
    return tuple(Span(a, b) for a, b in zip(edges, ends, strict=True))


def touched(found: Sequence[Sentence], chosen: Sequence[Span]) -> tuple[bool, ...]:
    """For every sentence whether it touches one of the chosen stretches."""
    return tuple(
        any(s.start < span.end and span.start < s.end for span in chosen) for s in found
    )
