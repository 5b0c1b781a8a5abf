"""Names of invented towns."""

from itertools import islice
from random import Random

from marsad.simulating.names import Names

SHORT = 19_008
"""Names of four syllables: a war of a million claims needs more."""


def test_no_two_names_are_alike_however_many_are_taken() -> None:
    names = Names(Random(1))
    taken = list(islice(iter(names.take, None), SHORT + 500))
    assert len(set(taken)) == len(taken)


def test_the_same_seed_gives_the_same_names() -> None:
    first, again = (Names(Random(7)) for _ in range(2))
    assert [first.take() for _ in range(50)] == [again.take() for _ in range(50)]
