"""People's judgements, which always win over the builders.

`reject` drops a claim before anything is built. `different` keeps two claims apart,
`same` joins the groups they are in; of several on one pair the latest counts. Where a
`same` would join claims that a `different` keeps apart, the `different` holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from marsad.fusing.drafts import Draft
from marsad.model import Grade, Group, Judgement

G = TypeVar("G", bound=Group)
Pair = frozenset[str]


def rejected(judgements: Iterable[Judgement]) -> set[str]:
    """Ids of claims that a person has rejected and not confirmed again."""
    last = {
        j.subject: j.decision
        for j in _in_time(judgements)
        if j.decision in {"reject", "confirm"}
    }
    return {claim for claim, decision in last.items() if decision == "reject"}


def confirm(group: G, judgements: Iterable[Judgement]) -> G:
    """The group, graded confirmed where a person has confirmed a claim of it."""
    last = {
        j.subject: j
        for j in _in_time(judgements)
        if j.decision in {"reject", "confirm"}
    }
    for claim in group.claims:
        if claim in last and last[claim].decision == "confirm":
            reason = f"confirmed by {last[claim].by}; {group.reason}"
            return replace(group, grade=Grade.CONFIRMED, reason=reason)
    return group


def obey(drafts: Sequence[Draft], judgements: Iterable[Judgement]) -> list[Draft]:
    """The drafts with every `different` and `same` obeyed, the earliest first.

    A `different` parts a draft: its second claim leaves, with what is tied to it. A
    `same` joins the two drafts whole, for each is one event; where a `different` stands
    between them, only the second claim moves, with what is tied to it, and not even
    that where it stands between these."""
    pairs: dict[Pair, Judgement] = {}
    for j in _in_time(judgements):
        if j.other and j.decision in {"same", "different"} and j.other != j.subject:
            pairs[frozenset((j.subject, j.other))] = j
    apart = {p for p, j in pairs.items() if j.decision == "different"}
    same = [(j.subject, j.other or "") for p, j in pairs.items() if p not in apart]
    homes = _Homes(drafts, apart, same)
    for j in pairs.values():
        if j.decision == "different":
            homes.part(j.subject, j.other or "")
    for stays, comes in same:
        homes.join(stays, comes)
    return homes.drafts()


class _Homes:
    """Which draft each claim is in, while judgements move them about."""

    def __init__(
        self,
        drafts: Iterable[Draft],
        apart: set[Pair],
        same: Iterable[tuple[str, str]],
    ) -> None:
        self._apart = apart
        self._drafts = list(drafts)
        self._home = {f.id: d for d in self._drafts for f in d.facts}
        self._tied: dict[str, set[str]] = {}
        for a, b in same:
            self._tied.setdefault(a, set()).add(b)
            self._tied.setdefault(b, set()).add(a)

    def drafts(self) -> list[Draft]:
        """What is left, in the order they came, new ones last."""
        return [d for d in self._drafts if d.facts]

    def part(self, stays: str, leaves: str) -> None:
        """`leaves` gets a draft of its own, if it is in that of `stays`."""
        old = self._home.get(leaves)
        if old is None or self._home.get(stays) is not old:
            return
        unit = self._unit(leaves, old)
        new = Draft(old.type, [], old.what, old.who)
        self._drafts.append(new)
        self._move(unit if stays not in unit else {leaves}, new)

    def join(self, stays: str, comes: str) -> None:
        """The draft of `comes`, or what of it may, moves to that of `stays`."""
        here, there = self._home.get(stays), self._home.get(comes)
        if here is None or there is None or here is there:
            return
        for unit in ({f.id for f in there.facts}, self._unit(comes, there)):
            if not any(self._kept_apart(claim, here) for claim in unit):
                self._move(unit, here)
                return

    def _unit(self, claim: str, draft: Draft) -> set[str]:
        """The claim and what is tied to it in its draft."""
        unit, waiting = {claim}, [claim]
        while waiting:
            for other in self._tied.get(waiting.pop(), ()):
                if other not in unit and self._home.get(other) is draft:
                    unit.add(other)
                    waiting.append(other)
        return unit

    def _kept_apart(self, claim: str, draft: Draft) -> bool:
        return any(
            claim in pair and self._home.get(other) is draft
            for pair in self._apart
            for other in pair - {claim}
        )

    def _move(self, unit: set[str], to: Draft) -> None:
        for claim in sorted(unit):
            old = self._home[claim]
            fact = next(f for f in old.facts if f.id == claim)
            old.facts.remove(fact)
            to.facts.append(fact)
            self._home[claim] = to


def _in_time(judgements: Iterable[Judgement]) -> list[Judgement]:
    return sorted(
        judgements, key=lambda j: (j.at, j.subject, j.other or "", j.decision)
    )
