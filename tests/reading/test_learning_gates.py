"""Learning the gates: words by their entries, and the highest gate within the cost."""

from __future__ import annotations

import numpy as np

from marsad.reading.relevance import Vocabulary
from marsad.reading.segment import sentences
from training.relevance.gold import Gold
from training.relevance.learn import choose
from training.relevance.logistic import Sparse, fit


def test_entries_learn_what_whole_rows_learn() -> None:
    chance = np.random.default_rng(1)
    rows = (chance.random((40, 6)) * (chance.random((40, 6)) < 0.3)).astype(np.float32)
    loud = chance.random(40) < 0.4
    row, column = np.nonzero(rows)
    entries = Sparse(rows.shape, row, column, rows[row, column])
    whole, by_entry = (fit(r, loud, np.ones(40), 0.1) for r in (rows, entries))
    assert np.allclose(whole[0], by_entry[0], atol=1e-4)
    assert abs(whole[1] - by_entry[1]) < 1e-4
    assert np.abs(whole[0]).max() > 0.1


def document(name: str, fold: int, claims: int) -> Gold:
    found = sentences("Rebels took it.")
    return Gold(name, "", "Rebels took it.", found, (frozenset(),), (claims,), fold)


def test_the_highest_gate_within_the_cost() -> None:
    gold = [document(f"d{n}", n % 5, n) for n in range(1, 11)]

    def lost(one: Gold, book: Vocabulary) -> int:
        """A claim-rich document stands the higher gates."""
        return sum(one.claims) if sum(one.claims) / 10 < book.gate else 0

    for most, gate in ((0, 0.1), (1, 0.2), (3, 0.3), (9, 0.4), (10, 0.5), (55, 1.0)):
        held = choose(gold, lambda _: Vocabulary({}, 0.0, 9.0), lost, most)
        assert {book.gate for book in held} == {gate}
