"""False alarms: claims read in documents that hold none.

Most of what a monitor is fed is not about its war. What it reads into a football report
stands in the brief beside the war dead, so these documents are counted apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from marsad.scoring.compare import Compared
from marsad.scoring.measure import Measure, Table, Tally, measure, share


@dataclass(frozen=True, slots=True)
class Silence:
    """Documents without claims: how many, in how many of them (`disturbed`) something
    was read, and how many claims in all."""

    name: str
    documents: int
    disturbed: int
    claims: int

    @property
    def in_hundred(self) -> float:
        """Claims read in a hundred such documents."""
        return 100 * share(self.claims, self.documents)

    @property
    def measure(self) -> Measure:
        """The share of the documents in which rightly nothing was read."""
        left = self.documents - self.disturbed
        return measure("silence", Tally(left, *[self.documents] * 2), "accuracy")


def silence_of(compared: Iterable[Compared]) -> tuple[Silence, ...]:
    """All documents without annotated claims, then by sort of text and by split where
    there are several; none where every document has claims."""
    empty = [c for c in compared if not c.sheet.answers]
    if not empty:
        return ()
    origins = _parts((c.sheet.text_origin, c) for c in empty)
    splits = _parts((c.sheet.split, c) for c in empty)
    return (_silence("all", empty), *origins, *splits)


def _parts(named: Iterable[tuple[str, Compared]]) -> list[Silence]:
    """One a name; none where there is only one name."""
    parts: defaultdict[str, list[Compared]] = defaultdict(list)
    for name, compared in named:
        parts[name].append(compared)
    return [_silence(n or "(none)", parts[n]) for n in sorted(parts) if len(parts) > 1]


def _silence(name: str, some: list[Compared]) -> Silence:
    read = [len(c.lines) for c in some]
    return Silence(name, len(some), sum(map(bool, read)), sum(read))


def silence_table(parts: Iterable[Silence]) -> Table:
    """False alarms as a table."""
    return Table(
        "Documents without claims",
        ("documents", "number", "with false alarms", "claims", "claims in 100"),
        tuple(
            (
                s.name,
                str(s.documents),
                str(s.disturbed),
                str(s.claims),
                f"{s.in_hundred:.1f}",
            )
            for s in parts
        ),
    )
