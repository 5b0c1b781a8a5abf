"""Whether a claim's confidence says how often such claims are right.

A claim is right where it is paired with an annotated one of the same kind. Confidences
are put into ten bins of equal width; the expected calibration error is the mean gap
between confidence and share of right claims, weighed by claims (Guo and others 2017).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from marsad.scoring.measure import Table, share

BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """Claims with a confidence from `low` to `high`: how many, how confident in the
    mean, and which share of them is right."""

    low: float
    high: float
    claims: int
    confidence: float
    right: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """The bins that hold claims, from the least confident up."""

    bins: tuple[Bin, ...]

    @property
    def error(self) -> float:
        """The expected calibration error, from 0 (none) to 1."""
        gaps = (b.claims * abs(b.confidence - b.right) for b in self.bins)
        return share(sum(gaps), sum(b.claims for b in self.bins))

    def table(self) -> Table:
        """The reliability table."""
        return Table(
            f"Confidence: expected calibration error {self.error:.3f}",
            ("confidence", "claims", "mean", "right"),
            tuple(
                (
                    f"{b.low:.1f}-{b.high:.1f}",
                    str(b.claims),
                    f"{b.confidence:.3f}",
                    f"{b.right:.3f}",
                )
                for b in self.bins
            ),
        )


def calibrate(claims: Iterable[tuple[float, bool]]) -> Calibration | None:
    """The calibration of claims given as (confidence, right); None without any."""
    held: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for sure, right in claims:
        held[min(BINS - 1, int(sure * BINS))].append((sure, right))
    bins = tuple(
        Bin(
            number / BINS,
            (number + 1) / BINS,
            len(some),
            share(sum(sure for sure, _ in some), len(some)),
            share(sum(right for _, right in some), len(some)),
        )
        for number, some in enumerate(held)
        if some
    )
    return Calibration(bins) if bins else None
