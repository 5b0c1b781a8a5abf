"""How well a group is supported, and why, in one sentence with counts.

Origins are counted, not documents, and only of facts that back the head. Origins of
one side (an army, its ministry, its state media) are not independent of each other; a
voice that cannot be told from others, and an outlet's own, is independent of nobody.
"""

from __future__ import annotations

from collections.abc import Sequence

from marsad.fusing.backing import backing
from marsad.fusing.facts import Fact
from marsad.fusing.foes import Foes
from marsad.model import Grade, Opposition, Origin

_GRAVE = frozenset({"doer", "holder", "happened"})
_HOLDING = frozenset({"territory_taken", "control", "withdrawal", "surrender"})


def grade(
    type_: str, facts: Sequence[Fact], oppositions: Sequence[Opposition], foes: Foes
) -> tuple[Grade, str]:
    """The grade of a group and its reason."""
    said = [f for f in facts if not f.denied]
    core = backing(type_, said or facts)
    told = support(core)
    disputes = sorted(
        {o.about for o in oppositions if o.type == "dispute" and o.about in _GRAVE}
    )
    if not said:
        return Grade.DISCOUNTED, f"only denials: {told}"
    if "happened" in disputes and not _named(said):
        return Grade.DISCOUNTED, f"denied, and nobody named stands for it: {told}"
    if disputes:
        return Grade.CONTESTED, f"disputed ({', '.join(disputes)}): {told}"
    admitted = _admitted(type_, said, foes)
    if admitted:
        return Grade.CONFIRMED, f"{admitted}: {told}"
    if len(independent(core)) > 1:
        return Grade.FAIR, told
    return Grade.WEAK, told


def independent(facts: Sequence[Fact]) -> set[str]:
    """Independent voices: named origins, those of one side counted once."""
    return {o.side or o.key for o in _named(facts)}


def support(facts: Sequence[Fact]) -> str:
    """Who stands behind the facts, counted: "1 origin (SOHR) in 6 documents"."""
    documents = len({f.claim.document_id for f in facts})
    names = list(dict.fromkeys(o.name for o in _named(facts)))
    where = f"in {documents} document{'s' if documents != 1 else ''}"
    if not names:
        return f"no named origin, {where}"
    shown = ", ".join(names[:4]) + (", ..." if len(names) > 4 else "")
    one_side = len(independent(facts)) < len(names)
    alone = " not independent of each other" if one_side and len(names) > 1 else ""
    if one_side and len(independent(facts)) > 1:
        alone = f" of {len(independent(facts))} sides"
    return (
        f"{len(names)} origin{'s' if len(names) > 1 else ''}{alone} ({shown}) {where}"
    )


def _named(facts: Sequence[Fact]) -> list[Origin]:
    found = {f.origin.key: f.origin for f in facts if f.origin}
    named = [o for o in found.values() if o.voice == "named"]
    return sorted(named, key=lambda o: o.key)


def _admitted(type_: str, facts: Sequence[Fact], foes: Foes) -> str:
    """By its doer (a strike), by the loser (a place), or by both of two enemies."""
    core = [
        f for f in facts if (type_ != "place" or f.kind in _HOLDING) and f.well_read
    ]
    for fact in core:
        side = fact.origin.side if fact.origin else None
        if side is None or not fact.asserted:
            continue
        if fact.kind == "withdrawal" and side in fact.doers:
            return f"admitted by {_name(fact)}, which lost it"
        struck = type_ == "strike" and fact.fine and side in fact.doers
        if struck and len(independent(facts)) > 1:
            return f"admitted by {_name(fact)}, which did it"
    return _told_by_enemies(core, foes) if type_ in {"place", "strike"} else ""


def _told_by_enemies(facts: Sequence[Fact], foes: Foes) -> str:
    """Two sides that fight each other tell the same thing of the same doer."""
    told = [(f, f.origin.side) for f in facts if f.origin and f.origin.side and f.doers]
    for n, (one, ours) in enumerate(told):
        for other, theirs in told[n + 1 :]:
            agree = one.kind == other.kind and one.doers & other.doers
            if agree and foes.opposed((ours,), (theirs,)):
                return f"told alike by enemies ({_name(one)}, {_name(other)})"
    return ""


def _name(fact: Fact) -> str:
    return fact.origin.name if fact.origin else ""
