"""What people tied together and kept apart, and where two judgements contradict.

`same` ties two claims, and what is tied to either is tied to both. A chain of ties may
never join two claims that a `different` keeps apart: whoever draws the last tie is told
the whole path.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable
from itertools import pairwise

from marsad.errors import Contradiction
from marsad.model import Judgement

Pair = frozenset[str]


class Ties:
    """The live `same` and `different` of all claims."""

    def __init__(self, judgements: Iterable[Judgement]) -> None:
        self._tied: dict[str, dict[str, Judgement]] = defaultdict(dict)
        self._apart: dict[Pair, Judgement] = {}
        for j in judgements:
            if j.decision in {"same", "different"} and j.other:
                self.add(j)

    def add(self, judgement: Judgement) -> None:
        """Take in one more pair."""
        a, b = judgement.subject, judgement.other or ""
        if judgement.decision == "same":
            self._tied[a][b] = self._tied[b][a] = judgement
        else:
            self._apart[frozenset((a, b))] = judgement

    def check_same(self, a: str, b: str) -> None:
        """Raises Contradiction, with the path, where to tie `a` and `b` would join
        claims that a live `different` keeps apart."""
        ours, theirs = self._reach(a), self._reach(b)
        for pair, j in self._apart.items():
            x, y = sorted(pair)
            if x not in ours:
                x, y = y, x
            if x in ours and y in theirs:
                path = " = ".join([*_back(ours, x), *_back(theirs, y)[::-1]])
                raise Contradiction(
                    f"{path} would join what {told(j)} keeps apart; "
                    f"`marsad undo {j.number}` first"
                )

    def check_pair(self, a: str, b: str) -> None:
        """Raises Contradiction where the two themselves are kept apart."""
        j = self._apart.get(frozenset((a, b)))
        if j is not None:
            raise Contradiction(
                f"{told(j)} keeps them apart; `marsad undo {j.number}` first"
            )

    def check_different(self, a: str, b: str) -> None:
        """Raises Contradiction, with the path, where `a` and `b` are tied."""
        reach = self._reach(a)
        if b not in reach:
            return
        path = _back(reach, b)[::-1]
        steps = [self._tied[x][y] for x, y in pairwise(path)]
        numbers = ", ".join(f"`marsad undo {j.number}`" for j in steps)
        raise Contradiction(
            f"{a} and {b} are one by {' = '.join(path)}; undo a step first: {numbers}"
        )

    def _reach(self, start: str) -> dict[str, str | None]:
        """What is tied to a claim, each with the claim one step nearer to it."""
        back: dict[str, str | None] = {start: None}
        waiting = deque([start])
        while waiting:
            here = waiting.popleft()
            for other in sorted(self._tied.get(here, ())):
                if other not in back:
                    back[other] = here
                    waiting.append(other)
        return back


def _back(reach: dict[str, str | None], end: str) -> list[str]:
    """The path from `end` back to where the reach started, both included."""
    path = [end]
    while (nearer := reach[path[-1]]) is not None:
        path.append(nearer)
    return path


def told(j: Judgement) -> str:
    """A judgement in words: number, what, who, when, why."""
    other = f" {j.other}" if j.other else ""
    slot = f" {j.slot}" if j.slot else ""
    why = f": {j.reason}" if j.reason else ""
    return (
        f"judgement {j.number} ({j.decision}{slot} {j.subject}{other}, by {j.by}, "
        f"{j.at:%Y-%m-%d}{why})"
    )
