"""Who fights whom, as the claims themselves tell it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import product

from marsad.fusing.facts import Fact

_HOSTILE = frozenset({"fight", "place", "strike"})


class Foes:
    """Pairs of parties of which one is told to attack, or take from, the other."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        seen: Counter[frozenset[str]] = Counter()
        for fact in facts:
            if fact.family in _HOSTILE and not fact.denied:
                for pair in product(fact.doers, fact.targets - fact.doers):
                    seen[frozenset(pair)] += 1
        self._pairs = frozenset(seen)

    def opposed(self, ours: Iterable[str], theirs: Iterable[str]) -> bool:
        """The two fight each other and nobody is on both sides."""
        left, right = frozenset(ours), frozenset(theirs)
        if left & right:
            return False
        return any(frozenset(p) in self._pairs for p in product(left, right))
