"""Which facts of a group stand behind its head, and so count for its grade.

A group gathers what belongs to one event: the approach to a town, its fall, an army's
lines near it. Only who tells of what the head says, of the same doer, on the same
target or place, backs it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from marsad.fusing.facts import IN_MIND, Fact
from marsad.fusing.scopes import ALL, part_of, target_scope
from marsad.model import What

_HANDS = (
    frozenset({"territory_taken", "control"}),
    frozenset({"withdrawal", "surrender"}),
    frozenset({"advance"}),
)
_UNKNOWN = ""  # "rebels took it": nothing tells which
_LEAVING = _HANDS[1]
_DAMAGE = frozenset({"damage", "attack_on_civilians"})


def backing(type_: str, facts: Sequence[Fact]) -> list[Fact]:
    """The facts that back the head of a group of this type; never none of some."""
    told = [f for f in facts if f.asserted] or list(facts)
    if type_ == "place":
        return _of_hands(told) or told
    if type_ == "strike":
        return _of_strike(told) or told
    if type_ == "fight":
        return [f for f in told if f.family == "fight"] or told
    return told


def _of_hands(told: Sequence[Fact]) -> list[Fact]:
    """Who took it, told of one party; and that others left it."""
    for kinds in _HANDS:
        head = [f for f in told if f.kind in kinds]
        if not head:
            continue
        who = _most(p for f in head for p in f.doers or {_UNKNOWN})
        same = [f for f in head if not f.doers or who in f.doers]
        if kinds is _HANDS[0]:
            left = [f for f in told if f.kind in _LEAVING and f.doers and f.well_read]
            same += [f for f in left if who not in f.doers]
        return same
    return []


def _of_strike(told: Sequence[Fact]) -> list[Fact]:
    """One kind of attack by one doer on one class of victims, and what it did."""
    kind = _most(f.kind for f in told if f.family == "strike")
    head = [f for f in told if f.kind == kind]
    who = _most(p for f in head for p in f.doers)
    aim = _most(filter(None, (aim_of(f) for f in head)))
    documents = {f.claim.document_id for f in head}
    placed = any(f.spot for f in head)

    def backs(fact: Fact) -> bool:
        effect = fact.family == "toll" or fact.kind in _DAMAGE
        if fact.kind != kind and not (effect and fact.claim.document_id in documents):
            return False
        if who and fact.doers and who not in fact.doers:
            return False
        if aim and aim_of(fact) not in {"", aim}:
            return False
        return not placed or fact.spot is not None or _shares(fact, head)

    return [f for f in told if backs(f)]


def _shares(fact: Fact, head: Iterable[Fact]) -> bool:
    """Told of no place, but of a target or a toll of the head's."""
    toll = {(f.what, f.low) for f in fact.figures(What.KILLED, What.WOUNDED)}
    return any(
        fact.objects & other.objects
        or toll & {(f.what, f.low) for f in other.figures(What.KILLED, What.WOUNDED)}
        for other in head
        if other is not fact
    )


@lru_cache(maxsize=IN_MIND)
def aim_of(fact: Fact) -> str:
    """Whether those hit bear arms: "armed", "civil", or "" where nothing tells."""
    scopes = {target_scope(fact.claim), *fact.scopes} - {ALL}
    if any(part_of(s, "civilians") for s in scopes):
        return "civil"
    return "armed" if any(part_of(s, "fighters") for s in scopes) else ""


def _most(keys: Iterable[str]) -> str:
    seen = Counter(keys)
    return min(seen, key=lambda k: (-seen[k], k), default="")
