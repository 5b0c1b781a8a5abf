"""Which of several possible days a claim is of: a small learned choice, all in a table.

Each sign (`signs.py`) weighs for or against each option; a softmax makes shares of the
sums, and the days are taken that are worth most: a right day is worth one, days that
overlap the right ones `overlap`, and knowing nothing only `unknown` of that.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from marsad.resolving.times.days import Days

UNKNOWN: Days = (None, None)


@dataclass(frozen=True, slots=True)
class Weights:
    """The learned table: of every sign what it adds to each option."""

    overlap: float
    unknown: float
    signs: dict[str, dict[str, float]]


@cache
def weights() -> Weights:
    """`lexicons/times_when.toml`, read at the first call."""
    text = files("marsad").joinpath("lexicons/times_when.toml").read_text("utf-8")
    data = tomllib.loads(text)
    return Weights(data["worth"]["overlap"], data["worth"]["unknown"], data["signs"])


def choose(options: Mapping[str, Days], signs: Sequence[str], known: Weights) -> str:
    """The name of the option to take; of those that tell the same days the likeliest.
    `options` must not be empty."""
    shares = _shares(options, signs, known)
    told: dict[Days, float] = {}
    for name, days in options.items():
        told[days] = told.get(days, 0.0) + shares[name]

    def worth(days: Days) -> float:
        overlapping = sum(part for other, part in told.items() if agree(days, other))
        total = told[days] + known.overlap * overlapping
        return total * (known.unknown if days == UNKNOWN else 1)

    best = max(sorted(told, key=lambda days: -told[days]), key=worth)
    return max((n for n in options if options[n] == best), key=lambda n: shares[n])


def agree(one: Days, other: Days) -> bool:
    """Whether two stretches share a day; unknown agrees only with unknown."""
    if UNKNOWN in (one, other):
        return one == other
    return (one[0] or date.min) <= (other[1] or date.max) and (
        other[0] or date.min
    ) <= (one[1] or date.max)


def _shares(
    options: Mapping[str, Days], signs: Sequence[str], known: Weights
) -> dict[str, float]:
    told = [known.signs[s] for s in signs if s in known.signs]
    sums = {name: sum(t.get(name, 0.0) for t in told) for name in options}
    top = max(sums.values())
    raised = {name: math.exp(value - top) for name, value in sums.items()}
    whole = sum(raised.values())
    return {name: value / whole for name, value in raised.items()}
