"""What a text is about, by the network's lowest layers: the gate after the words.

The trunk's states (`network.py`) tell the sense of words in their place: "strike" of a
union from "strike" of a jet. Their mean over a run of windows, seen by one linear
function (a probe: Alain and Bengio 2016), tells armed conflict from other news better
than any list of words, and costs a tenth of what reading on would. A run is read where
it bears on war itself, or the document so far does. Learnt together with the gate of
words, by `training/relevance/learn.py`, for the weights that ship: other weights need
it learnt anew.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

import numpy as np

from marsad.reading.detection import Floats

DAMPING = 20
"""Pieces that weigh as if they told nothing: short texts pass in doubt."""


@dataclass(frozen=True, slots=True)
class Probe:
    """`weights` [width] and `bias` of the mean state; `gate`: the least (log-odds) that
    is read."""

    weights: Floats
    bias: float
    gate: float

    def bearing(self, total: Floats, count: int) -> float:
        """Log-odds that states which sum up to `total` [width] are of armed conflict,
        drawn towards 0 where their `count` is small."""
        mean = total / max(1, count)
        return float(mean @ self.weights + self.bias) * count / (count + DAMPING)


@dataclass(slots=True)
class Bearing:
    """Judges the runs of one document, in their order."""

    probe: Probe
    _total: Floats = field(init=False)
    _count: int = 0

    def __post_init__(self) -> None:
        self._total = np.zeros_like(self.probe.weights)

    def lets(self, total: Floats, count: int) -> bool:
        """Whether a run of windows, whose `count` states sum up to `total`, is read."""
        self._total = self._total + total
        self._count += count
        return self.probe.gate <= max(
            self.probe.bearing(total, count),
            self.probe.bearing(self._total, self._count),
        )


def summed(states: Sequence[Floats]) -> tuple[Floats, int]:
    """The sum of the states of some windows and their number, without the marks that
    begin and end a window."""
    inner = [window[1:-1] for window in states]
    total: Floats = np.sum([part.sum(0) for part in inner], axis=0, dtype=np.float32)
    return total, sum(map(len, inner))


@cache
def probe() -> Probe:
    """The one that ships."""
    home = files("marsad").joinpath("lexicons")
    table = home.joinpath("reading_relevance_states.csv").read_text("utf-8")
    told = tomllib.loads(home.joinpath("reading_relevance.toml").read_text("utf-8"))
    rows = csv.DictReader(table.splitlines())
    weights = np.array([float(row["weight"]) for row in rows], np.float32)
    return Probe(weights, **told["states"])
