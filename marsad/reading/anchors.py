"""Finds the anchors of claims: the words that name an event, and the event's kind.

The learnt lexicon (`training/lexicon/learn.py`) gives for every anchor of up to three
stems how often it named each kind among all its occurrences. The other words of the
sentence then shift that: each known stem adds its log-odds for a kind (naive Bayes,
damped: words of one sentence are far from independent).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from marsad.reading.lexicon import NONE, Lexicon, lexicon
from marsad.reading.segment import Sentence
from marsad.reading.words import stem

DAMPING = 0.22
"""How much the log-odds of the context weigh against the anchor's own counts."""
TYPICAL = 12
"""Known stems of a sentence of ordinary length: longer ones are damped further."""
_LEAST_NONE = 0.02


@dataclass(frozen=True, slots=True)
class Anchor:
    """Words `first` (inclusive) to `last` (exclusive) of a sentence name a `kind`."""

    first: int
    last: int
    kind: str
    probability: float


def find_anchors(
    sentence: Sentence, known: Lexicon | None = None
) -> tuple[Anchor, ...]:
    """The anchors of one sentence, in order, at most one of each kind."""
    book = known or lexicon()
    stems = tuple(stem(word.low) for word in sentence.words)
    context = context_of(stems, book)
    best: dict[str, Anchor] = {}
    at = 0
    while at < len(stems):
        found = _anchor_at(stems, at, context, book)
        if found is None:
            at += 1
            continue
        best.setdefault(found.kind, found)
        at = found.last
    return tuple(sorted(best.values(), key=lambda a: a.first))


def context_of(stems: Sequence[str], book: Lexicon) -> list[float]:
    """Damped log-odds of every kind of `book` (and of NONE) from the words around."""
    known = [book.context[s] for s in sorted(set(stems)) if s in book.context]
    if not known:
        return [0.0] * len(book.kinds)
    damping = DAMPING * math.sqrt(TYPICAL / max(TYPICAL, len(known)))
    return [damping * sum(column) for column in zip(*known, strict=True)]


def _anchor_at(
    stems: Sequence[str], at: int, context: list[float], book: Lexicon
) -> Anchor | None:
    """The longest anchor that begins at word `at`, if it is likely enough."""
    for length in (3, 2, 1):
        entry = book.anchors.get(tuple(stems[at : at + length]))
        if entry is None or at + length > len(stems):
            continue
        rest = max(_LEAST_NONE, 1.0 - sum(entry.values()))
        scores = {NONE: rest * math.exp(context[book.kinds[NONE]])}
        for kind, share in entry.items():
            scores[kind] = share * math.exp(context[book.kinds[kind]])
        total = sum(scores.values())
        any_kind = 1.0 - scores.pop(NONE) / total
        kind = max(sorted(scores), key=lambda k: scores[k])
        probability = scores[kind] / total
        if any_kind >= book.threshold and probability >= book.threshold:
            return Anchor(at, at + length, kind, round(probability, 3))
    return None
