"""The probabilities from which cues and sources are believed, chosen with the
quantised graph on documents that it did not learn from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from marsad.model import Span
from marsad.reading.attributing import Answer, Attributed, Least, told
from marsad.reading.attributor import Attributor
from marsad.reading.pieces import Cut
from marsad.reading.quotation import Quotations, quotations
from marsad.scoring.attributions import Said, tallies
from marsad.scoring.measure import measure, total
from training.reader.attributions.items import annotations
from training.reader.corpus import words_at
from training.reader.tune import smoothed

LEAST = Least(cue=0.2, source=0.1)
"""Where choosing begins; no cue is ever believed below this."""
GRIDS = {
    "cue": tuple(round(0.2 + 0.04 * n, 2) for n in range(17)),
    "source": (0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4),
}
ROUNDS = 2


@dataclass(frozen=True, slots=True)
class Read:
    """One document through the network, and what is annotated there."""

    document: Cut
    quoted: Quotations
    answers: list[Answer]
    gold: list[Said]


def tune(attributor: Attributor, rows: Iterable[dict[str, Any]]) -> tuple[Least, float]:
    """The best thresholds for `rows`, and the F1 of whole tuples that they give."""
    done = [through(attributor, row) for row in rows]
    least = LEAST
    for _ in range(ROUNDS):
        for name, grid in GRIDS.items():
            tried = [(v, f1(done, replace(least, **{name: v}))) for v in grid]
            least = replace(least, **{name: smoothed(tried)})
    return least, round(f1(done, least), 3)


def through(attributor: Attributor, row: dict[str, Any]) -> Read:
    """A row of PolNeAR through the network."""
    document = attributor.cut(row["text"], row["title"] or "")
    gold = [
        Said(*map(frozenset, (g.source, g.cue, g.content)))
        for g in annotations(row, document)
    ]
    answers = list(attributor.answers(document, LEAST.cue))
    return Read(document, quotations(document), answers, gold)


def f1(done: list[Read], least: Least, part: str = "all") -> float:
    """Of `part` (`marsad.scoring.attributions.NAMES`) over all documents."""
    marks = [tallies(read.gold, _said(read, least))[part] for read in done]
    return measure(part, total(marks)).f1


def _said(read: Read, least: Least) -> list[Said]:
    return [
        _words(read.document, told(read.document, read.quoted, answer, least))
        for answer in read.answers
        if answer.cue.score > least.cue
    ]


def _words(document: Cut, said: Attributed) -> Said:
    def within(*spans: Span) -> frozenset[int]:
        found = (words_at(document, s.start, s.end) for s in spans)
        return frozenset(w for words in found if words for w in range(*words))

    source = within(said.source) if said.source else frozenset()
    return Said(source, within(said.cue), within(*said.content))
