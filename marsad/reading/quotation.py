"""Quotations of a text, and content taken on to the end of one.

The network sees a cue's sentence and a little around it; where a quotation that goes on
beyond begins and ends stands in the text. Within what it sees, it knows better.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from marsad.reading.pieces import Cut

OPENING, CLOSING, EITHER = "“«„", "”»", '"'
LONGEST = 300
"""Words of the longest quotation that is believed to be one."""
NEAR = 3
"""So near to the edge of what is seen, content is taken to go on beyond it."""

Quotations = Mapping[int, range]
"""Of every word within a quotation, the words of the whole, marks and all."""


def quotations(document: Cut) -> Quotations:
    """The quotations of a document; none goes over the end of its paragraph."""
    out: dict[int, range] = {}
    numbered = zip(document.sentences, document.sentence_words, strict=True)
    for _, group in groupby(numbered, key=lambda one: one[0].paragraph):
        bounds = [words for _, words in group]
        for quotation in _within(document, range(bounds[0][0], bounds[-1][1])):
            out |= dict.fromkeys(quotation, quotation)
    return out


def _within(document: Cut, paragraph: range) -> Iterable[range]:
    opened: int | None = None
    for word in paragraph:
        start, end = document.words[word]
        mark = document.text[start:end]
        if opened is None and mark in OPENING + EITHER:
            opened = word
        elif opened is not None and mark in CLOSING + EITHER:
            if word - opened < LONGEST:
                yield range(opened, word + 1)
            opened = None


def whole(quoted: Quotations, seen: Sequence[int], said: Iterable[int]) -> list[int]:
    """The words `said`, and all of a quotation in which they come to an edge of the
    words `seen` and which goes on beyond it."""
    out = set(said)
    for edge in (seen[0], seen[-1]):
        quotation = quoted.get(edge, range(0))
        beyond = set(quotation) - set(seen)
        if beyond and out & set(range(edge - NEAR, edge + NEAR + 1)):
            out |= set(quotation)
    return sorted(out)
