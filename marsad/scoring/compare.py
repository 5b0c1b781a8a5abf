"""One document compared: every claim of the gold and of the reading, side by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from operator import eq
from typing import Literal, TypeAlias

from marsad.scoring.match import (
    in_common,
    pair,
    same_mention,
    same_place,
    when_overlaps,
)
from marsad.scoring.measure import Tally
from marsad.scoring.rows import Answer, Sheet

Sort: TypeAlias = Literal["right", "wrong slot", "wrong kind", "missed", "invented"]
SORTS: tuple[Sort, ...] = ("missed", "invented", "wrong kind", "wrong slot", "right")


def _right(hit: bool) -> Tally:
    return Tally(int(hit), 1, 1)


SLOTS: dict[str, Callable[[Answer, Answer], Tally]] = {
    "initiator": lambda g, p: in_common(g.initiator, p.initiator, same_mention),
    "target": lambda g, p: in_common(g.target, p.target, same_mention),
    "places": lambda g, p: in_common(g.places, p.places, same_place),
    "figures": lambda g, p: in_common(g.figures, p.figures, eq),
    "sources": lambda g, p: in_common(g.sources, p.sources, same_mention),
    "when": lambda g, p: _right(g.when == p.when),
    "status": lambda g, p: _right(g.status == p.status),
}
"""What is scored of a pair of equal kind, and how."""


@dataclass(frozen=True, slots=True)
class Line:
    """A claim of the gold, one that was read, or the two paired; `wrong` names the
    slots in which a pair of equal kind differs."""

    gold: Answer | None
    read: Answer | None
    wrong: tuple[str, ...] = ()

    @property
    def sort(self) -> Sort:
        """What became of it."""
        if self.read is None:
            return "missed"
        if self.gold is None:
            return "invented"
        if self.gold.kind != self.read.kind:
            return "wrong kind"
        return "wrong slot" if self.wrong else "right"

    @property
    def answers(self) -> tuple[Answer, ...]:
        """The one claim, or the two."""
        return tuple(a for a in (self.gold, self.read) if a is not None)


@dataclass(frozen=True, slots=True)
class Compared:
    """A document, its claims in the order of the text, and the counts of every
    measure (`NAMES` of scoring/claims.py)."""

    sheet: Sheet
    lines: tuple[Line, ...]
    tallies: Mapping[str, Tally]

    def of(self, *sorts: Sort) -> Iterator[Line]:
        """The lines of some sorts."""
        return (line for line in self.lines if line.sort in sorts)


def compare(sheet: Sheet, read: tuple[Answer, ...]) -> Compared:
    """Pair the claims that were `read` with the annotated ones of `sheet`."""
    gold = sheet.answers or ()
    pairs = dict(pair(sheet.text, gold, read))
    taken = set(pairs.values())
    tallies: defaultdict[str, Tally] = defaultdict(Tally)
    lines = [
        _line(g, read[pairs[i]] if i in pairs else None, tallies)
        for i, g in enumerate(gold)
    ]
    lines += [Line(None, r) for j, r in enumerate(read) if j not in taken]
    exact = sum(line.sort == "right" for line in lines)
    of_kind = sum(line.sort in ("right", "wrong slot") for line in lines)
    for name, hits in (
        ("claim_kind", of_kind),
        ("claim_any", len(pairs)),
        ("claim_all_slots", exact),
    ):
        tallies[name] = Tally(hits, len(read), len(gold))
    lines.sort(key=lambda line: _place(sheet.text, line))
    return Compared(sheet, tuple(lines), tallies)


def _line(gold: Answer, read: Answer | None, tallies: dict[str, Tally]) -> Line:
    """A line of the gold; the slots of a pair of equal kind are counted."""
    if read is None or read.kind != gold.kind:
        return Line(gold, read)
    wrong = []
    for name, same in SLOTS.items():
        tally = same(gold, read)
        tallies[name] += tally
        if not tally.exact:
            wrong.append(name)
    tallies["when_overlap"] += _right(when_overlaps(gold, read))
    return Line(gold, read, tuple(wrong))


def anchor_at(text: str, answer: Answer) -> tuple[int, int] | None:
    """Where the words that name the claim stand; None where they do not."""
    quote = text.find(answer.quote) if answer.quote else -1
    at = text.find(answer.anchor, quote) if answer.anchor and quote >= 0 else -1
    return (at, at + len(answer.anchor)) if at >= 0 else None


def _place(text: str, line: Line) -> tuple[int, int]:
    at = anchor_at(text, line.answers[0])
    return at or (len(text), len(text))
