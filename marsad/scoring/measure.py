"""Counts, precision, recall and F1, and how sure they are."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

ROUNDS = 1000
SEED = 20241127


@dataclass(frozen=True, slots=True)
class Tally:
    """How many were predicted, how many are in the gold, how many agree."""

    matched: int = 0
    predicted: int = 0
    gold: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.matched + other.matched,
            self.predicted + other.predicted,
            self.gold + other.gold,
        )

    @property
    def exact(self) -> bool:
        """Nothing missed and nothing too much."""
        return self.matched == self.predicted == self.gold


def total(tallies: Iterable[Tally]) -> Tally:
    """The sum of `tallies`."""
    return sum(tallies, Tally())


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure of a score: shares from 0 to 1, and the counts behind them.

    `unit` says what `f1` is: an F1, or an accuracy (right answers among all, where
    precision and recall are the same). `interval` is the 95 % interval of `f1`.
    """

    name: str
    precision: float
    recall: float
    predicted: int
    gold: int
    unit: Literal["f1", "accuracy"] = "f1"
    interval: tuple[float, float] | None = None

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; 0 where both are."""
        return harmonic_mean(self.precision, self.recall)

    @property
    def figure(self) -> str:
        """The flat name under which floors keep it, as `claim_kind_f1`."""
        return f"{self.name}_{self.unit}"


def harmonic_mean(precision: float, recall: float) -> float:
    """F1 of a precision and a recall; 0 where both are 0."""
    both = precision + recall
    return 2 * precision * recall / both if both else 0.0


def measure(
    name: str,
    tally: Tally,
    unit: Literal["f1", "accuracy"] = "f1",
    interval: tuple[float, float] | None = None,
) -> Measure:
    """The measure of a `tally`; a share of nothing is 0."""
    return Measure(
        name,
        share(tally.matched, tally.predicted),
        share(tally.matched, tally.gold),
        tally.predicted,
        tally.gold,
        unit,
        interval,
    )


def share(part: float, whole: float) -> float:
    """`part` of `whole`; 0 where there is no whole."""
    return part / whole if whole else 0.0


def bootstrap(tallies: Sequence[Tally]) -> tuple[float, float] | None:
    """The 95 % interval of F1 when documents are drawn anew (percentile bootstrap).

    `tallies` is one a document; None for fewer than two. Seeded: the same every time.
    """
    if len(tallies) < 2:
        return None
    draw = random.Random(SEED)  # noqa: S311 - sampling, no secret
    drawn = sorted(
        measure("", total(draw.choices(tallies, k=len(tallies)))).f1
        for _ in range(ROUNDS)
    )
    return drawn[int(0.025 * ROUNDS)], drawn[int(0.975 * ROUNDS) - 1]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows for whoever shows a score; every cell is text."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def measure_table(title: str, measures: Iterable[Measure]) -> Table:
    """Measures as a table, three digits each."""
    columns = ("measure", "P", "R", "F1", "95 %", "predicted", "gold")
    return Table(title, columns, tuple(_row(m) for m in measures))


def _row(m: Measure) -> tuple[str, ...]:
    interval = f"{m.interval[0]:.3f}-{m.interval[1]:.3f}" if m.interval else ""
    shares = (
        ("", "", f"{m.f1:.3f}")
        if m.unit == "accuracy"
        else (f"{m.precision:.3f}", f"{m.recall:.3f}", f"{m.f1:.3f}")
    )
    name = m.name.replace("_", " ")
    if m.unit == "accuracy" and not name.endswith("accuracy"):
        name += " (accuracy)"
    return (name, *shares, interval, str(m.predicted), str(m.gold))
