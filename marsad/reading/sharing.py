"""Which claim of a sentence each count belongs to: the nearest that can carry it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from marsad.model import What
from marsad.reading.anchors import Anchor
from marsad.reading.figures import Count

_HARM = frozenset(
    [
        "armed_clash",
        "territory_taken",
        "air_strike",
        "drone_strike",
        "shelling",
        "bombing",
        "suicide_bombing",
        "attack_on_civilians",
        "abduction",
        "sexual_violence",
        "chemical_attack",
        "looting",
        "offensive",
        "casualties",
        "siege",
        "protest",
        "arrest",
        "violation",
    ]
)
_FIRE = frozenset(
    [
        "air_strike",
        "drone_strike",
        "shelling",
        "bombing",
        "suicide_bombing",
        "chemical_attack",
        "armed_clash",
        "attack_on_civilians",
        "violation",
    ]
)
_CARRIERS: dict[What, tuple[frozenset[str], ...]] = {
    What.KILLED: (_HARM,),
    What.WOUNDED: (_HARM,),
    What.MISSING: (_HARM,),
    What.DISPLACED: (frozenset(("displacement",)),),
    What.CAPTURED: (frozenset(("abduction", "surrender")), _HARM),
    What.DETAINED: (frozenset(("arrest",)), frozenset(("abduction",))),
    What.STRIKES: (_FIRE,),
    What.PLACES_TAKEN: (frozenset(("territory_taken", "control", "advance")),),
    What.EQUIPMENT_LOST: (frozenset(("equipment_loss",)), _FIRE),
    What.FORCES: (
        frozenset(("deployment", "withdrawal", "surrender", "advance", "offensive")),
    ),
    What.OTHER: (
        frozenset(
            ["aid", "sanction", "damage", "looting", "siege", "withdrawal", "access"]
        ),
        frozenset(("air_strike",)),
    ),
}
"""Kinds that can carry each `what`, the first choice first (corpora guide, 2-7)."""
_TOLD = {
    "displacement": What.DISPLACED,
    "abduction": What.CAPTURED,
    "surrender": What.CAPTURED,
    "arrest": What.DETAINED,
    "deployment": What.FORCES,
}
_NEAR = 6
"""Words between an anchor and a count of other things."""


def share_counts(
    anchors: tuple[Anchor, ...], counts: tuple[Count, ...]
) -> dict[Anchor, tuple[Count, ...]]:
    """Each count under one anchor; a count that none can carry is left out."""
    out: dict[Anchor, list[Count]] = defaultdict(list)
    for found in counts:
        count = _told_by_anchor(anchors, found)
        owner = _owner(anchors, count)
        if owner is not None:
            out[owner].append(count)
    return {anchor: tuple(found) for anchor, found in out.items()}


def _told_by_anchor(anchors: tuple[Anchor, ...], count: Count) -> Count:
    """People counted beside an anchor that tells what befell them: "abducted 20
    students" holds no word of harm but the anchor."""
    if count.figure.what is not What.OTHER or not count.people:
        return count
    near = [a for a in anchors if _distance(a, count.at) <= _NEAR and a.kind in _TOLD]
    if not near:
        return count
    what = _TOLD[min(near, key=lambda a: _distance(a, count.at)).kind]
    return replace(count, figure=replace(count.figure, what=what))


def _owner(anchors: tuple[Anchor, ...], count: Count) -> Anchor | None:
    what = count.figure.what
    for kinds in _CARRIERS[what]:
        able = [a for a in anchors if a.kind in kinds]
        if what is What.OTHER:
            able = [a for a in able if _distance(a, count.at) <= _NEAR]
        if able:
            return min(able, key=lambda a: _nearness(a, count))
    return None


def _nearness(anchor: Anchor, count: Count) -> int:
    """Small where the word that tells the count is the anchor, or near it."""
    return min(_distance(anchor, count.cue), 2 + _distance(anchor, count.at))


def _distance(anchor: Anchor, at: int) -> int:
    if anchor.first <= at < anchor.last:
        return 0
    return min(abs(anchor.first - at), abs(anchor.last - 1 - at))
