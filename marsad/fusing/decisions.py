"""People's judgements, which always win over the builders.

`reject` drops a claim before anything is built. `different` keeps two claims apart,
`same` joins them; of several on one pair the latest counts. Where a `same` would join
claims that a `different` keeps apart, the `different` holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from marsad.fusing.drafts import Draft
from marsad.fusing.facts import Fact
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
    """The drafts with every `different` and `same` obeyed."""
    pairs: dict[Pair, str] = {}
    for j in _in_time(judgements):
        if j.other and j.decision in {"same", "different"} and j.other != j.subject:
            pairs[frozenset((j.subject, j.other))] = j.decision
    apart = {p for p, decision in pairs.items() if decision == "different"}
    out = list(drafts)
    for pair in sorted((p for p in pairs if p in apart), key=sorted):
        _part(out, pair)
    for pair in sorted((p for p in pairs if p not in apart), key=sorted):
        _join(out, pair, apart)
    return [d for d in out if d.facts]


def _in_time(judgements: Iterable[Judgement]) -> list[Judgement]:
    return sorted(
        judgements, key=lambda j: (j.at, j.subject, j.other or "", j.decision)
    )


def _home(drafts: Sequence[Draft], claim: str) -> tuple[Draft, Fact] | None:
    for draft in drafts:
        for fact in draft.facts:
            if fact.id == claim:
                return draft, fact
    return None


def _part(drafts: list[Draft], pair: Pair) -> None:
    """The second of two claims in one draft leaves it for one of its own."""
    first, second = sorted(pair)
    here, there = _home(drafts, first), _home(drafts, second)
    if here is None or there is None or here[0] is not there[0]:
        return
    draft, fact = there
    draft.facts.remove(fact)
    drafts.append(Draft(draft.type, [fact], draft.what, draft.who))


def _join(drafts: list[Draft], pair: Pair, apart: set[Pair]) -> None:
    """The claim of the smaller draft moves into the larger one."""
    found = [h for c in sorted(pair) if (h := _home(drafts, c)) is not None]
    if len(found) < 2 or found[0][0] is found[1][0]:
        return
    found.sort(key=lambda h: (-len(h[0].facts), h[1].id))
    (stays, _), (leaves, fact) = found
    if any(frozenset((fact.id, other.id)) in apart for other in stays.facts):
        return
    leaves.facts.remove(fact)
    stays.facts.append(fact)
