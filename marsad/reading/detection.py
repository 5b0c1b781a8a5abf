"""Pass 1 decoded: which kinds each sentence claims, and the words that name them.

Two heads look at a sentence. One gives every kind a score from the words it attends to
(several kinds may hold); the other tags the words that begin an anchor of a kind. Their
mean decides; the anchor is the word that the two agree on best.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from marsad.reading.labels import ANCHOR_TAGS, KINDS
from marsad.reading.pieces import Cut, Window

Floats: TypeAlias = NDArray[np.float32]
INSIDE_TAG = ANCHOR_TAGS - 1
TAGS = slice(1, len(KINDS) + 1)


@dataclass(frozen=True, slots=True)
class Outputs:
    """What pass 1 gives for the positions of one window: anchor-tag logits, and for
    every kind how much a position is looked at and what it votes (both logits)."""

    tags: Floats
    look: Floats
    vote: Floats


@dataclass(frozen=True, slots=True)
class Scores:
    """One sentence read: `first` is its first word; a row a word in `tags`
    (probabilities) and `look`; `kinds` are probabilities."""

    sentence: int
    first: int
    tags: Floats
    look: Floats
    kinds: Floats


@dataclass(frozen=True, slots=True)
class Found:
    """A claim found: its sentence, kind (number), anchor words and probability."""

    sentence: int
    kind: int
    first: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class Cuts:
    """Probabilities from which a claim is believed: by the mean of both heads, and for
    a second anchor of the same kind by its tag alone."""

    claim: float = 0.4
    again: float = 0.6


@dataclass(frozen=True, slots=True)
class Calibration:
    """From a claim's score to the share of such claims that were right on the dev
    corpus: a logistic curve over the score's log-odds."""

    slope: float = 1.0
    shift: float = 0.0

    def sure(self, score: float) -> float:
        """The chance (0..1) that a claim found with `score` is right."""
        odds = np.log(max(score, 1e-4) / max(1 - score, 1e-4))
        return float(1 / (1 + np.exp(-(self.slope * odds + self.shift))))


def softmax(logits: Floats) -> Floats:
    """Probabilities along the last axis."""
    shifted = np.exp(logits - logits.max(-1, keepdims=True))
    out: Floats = shifted / shifted.sum(-1, keepdims=True)
    return out


def stretches(
    document: Cut, window: Window, starts: list[int], length: int
) -> Iterator[tuple[int, int, int, list[int]]]:
    """The sentences that a window reads: number, first and one-past-last position, and
    the positions of its words (those not seen left out)."""
    for sentence in range(window.core, window.core_end):
        a, b = document.sentence_words[sentence]
        at = [p for p in starts[a - window.first : b - window.first] if p >= 0]
        after = [p for p in starts[b - window.first :] if p >= 0]
        yield sentence, at[0], after[0] if after else length - 1, at


def scores(
    document: Cut, window: Window, starts: list[int], length: int, out: Outputs
) -> Iterator[Scores]:
    """The scores of every sentence that the window reads."""
    for sentence, begin, end, at in stretches(document, window, starts, length):
        look = out.look[begin:end]
        weight = np.exp(look - look.max(0))
        vote = (weight * out.vote[begin:end]).sum(0) / weight.sum(0)
        first = document.sentence_words[sentence][0]
        share = weight / weight.sum(0)
        yield Scores(
            sentence,
            first,
            softmax(out.tags[at]),
            share[[p - begin for p in at]].astype(np.float32),
            (1 / (1 + np.exp(-vote))).astype(np.float32),
        )


def find(sentence: Scores, cuts: Cuts) -> Iterator[Found]:
    """The claims of one sentence, the likeliest first. Words that name one event name
    it once: of kinds that share an anchor the likeliest stays."""
    taken: set[int] = set()
    for found in sorted(_likely(sentence, cuts), key=lambda f: (-f.score, f.kind)):
        words = set(range(found.first, found.end))
        if not words & taken:
            taken |= words
            yield found


def _likely(sentence: Scores, cuts: Cuts) -> Iterator[Found]:
    """Every kind and anchor above the cuts."""
    tags = sentence.tags[:, TAGS]
    mean = (tags.max(0) + sentence.kinds) / 2
    for kind in np.flatnonzero(mean > cuts.claim):
        best = int((tags[:, kind] + 0.3 * sentence.look[:, kind]).argmax())
        yield _found(sentence, int(kind), best, float(mean[kind]))
        for again in np.flatnonzero(tags[:, kind] > cuts.again):
            if abs(again - best) > 2:
                yield _found(sentence, int(kind), int(again), float(tags[again, kind]))


def _found(sentence: Scores, kind: int, at: int, score: float) -> Found:
    end = at + 1
    while end < len(sentence.tags) and sentence.tags[end].argmax() == INSIDE_TAG:
        end += 1
    first = sentence.first
    return Found(sentence.sentence, kind, first + at, first + end, score)
