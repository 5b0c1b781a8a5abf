"""How well attributions agree with annotated ones, as PolNeAR is scored.

A predicted attribution is paired with the gold one whose cue it shares most words with;
a source is right where the two share a word, a content where Dice over words is at
least one half, and `all` where both are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from marsad.scoring.measure import Tally

Words = frozenset[int]
"""Words, each by a number of its own in the document."""
NAMES = ("cue", "source", "content", "all")
_DICE = 0.5


@dataclass(frozen=True, slots=True)
class Said:
    """One attribution: the words of its source, cue and content."""

    source: Words
    cue: Words
    content: Words


def tallies(gold: Sequence[Said], predicted: Sequence[Said]) -> dict[str, Tally]:
    """Of one document: how many cues, sources, contents and whole tuples agree."""
    hits = dict.fromkeys(NAMES, 0)
    for g, p in _pairs(gold, predicted):
        source = bool(g.source & p.source) if g.source else not p.source
        size = len(g.content) + len(p.content)
        content = not size or 2 * len(g.content & p.content) / size >= _DICE
        for name, hit in zip(
            NAMES, (True, source, content, source and content), strict=True
        ):
            hits[name] += hit
    return {n: Tally(hits[n], len(predicted), len(gold)) for n in NAMES}


def _pairs(
    gold: Sequence[Said], predicted: Sequence[Said]
) -> Iterator[tuple[Said, Said]]:
    taken: set[int] = set()
    for p in predicted:
        shared = [
            (len(p.cue & g.cue), -number)
            for number, g in enumerate(gold)
            if number not in taken and p.cue & g.cue
        ]
        if shared:
            best = -max(shared)[1]
            taken.add(best)
            yield gold[best], p
