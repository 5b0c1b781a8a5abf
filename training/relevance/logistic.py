"""Logistic regression with a ridge, in numpy: both classes weigh the same in all."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.float32]
STEPS = 200
PACE = 0.1
CALM, SLOW = 0.9, 0.999


@dataclass(frozen=True, slots=True)
class Sparse:
    """A matrix of `shape` by its entries: of each the row, the column and the value.
    Of words a text has a hundred of four thousand; whole rows take ten times longer."""

    shape: tuple[int, int]
    row: NDArray[np.intp]
    column: NDArray[np.intp]
    value: Rows

    def __matmul__(self, other: Rows) -> Rows:
        """The product with a vector [columns]."""
        terms = self.value * other[self.column]
        return np.bincount(self.row, terms, self.shape[0]).astype(np.float32)

    @property
    def T(self) -> Sparse:  # noqa: N802 - as numpy calls it
        """The same with rows and columns exchanged."""
        return Sparse(self.shape[::-1], self.column, self.row, self.value)


def fit(
    rows: Rows | Sparse,
    positive: NDArray[np.bool_],
    weights: NDArray[np.float64],
    ridge: float,
) -> tuple[Rows, float]:
    """The coefficients [columns] and the bias.

    `rows` [texts, columns], `weights` [texts]; `ridge` counts in the same units. Full
    gradients with Adam's steps (Kingma and Ba 2015): the same input, the same output.
    """
    of = np.where(positive, weights / weights[positive].sum(), 0.0)
    of += np.where(positive, 0.0, weights / weights[~positive].sum())
    of *= weights.sum() / 2
    held = np.zeros(rows.shape[1] + 1)
    mean, spread = held.copy(), held.copy()
    for step in range(1, STEPS + 1):
        told = 1 / (1 + np.exp(-(rows @ held[:-1].astype(np.float32) + held[-1])))
        missed = of * (told - positive)
        slope = np.append(
            rows.T @ missed.astype(np.float32) + ridge * held[:-1], missed.sum()
        )
        mean = CALM * mean + (1 - CALM) * slope
        spread = SLOW * spread + (1 - SLOW) * slope**2
        held -= (
            PACE
            * (mean / (1 - CALM**step))
            / (np.sqrt(spread / (1 - SLOW**step)) + 1e-8)
        )
    return held[:-1].astype(np.float32), float(held[-1])
