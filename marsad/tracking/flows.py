"""Displacement: who fled or came back, from where to where, and how many say so.

Where from and where to are told by the words before a place ("fled X for Y"). A place
with neither is only where it happens. Counts overlap and are never added up.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from marsad.model import Claim, Figure, Flow, Place, Status, What
from marsad.tracking.known import TOLD, Known, denies, starts
from marsad.ways import way_to

Way = Literal["flight", "return", "displaced"]
_OFFICE = frozenset({"official", "political"})


def flows(known: Known) -> tuple[Flow, ...]:
    """Every movement told of as a fact, or as possible, by day; reports that tell the
    same of one event on one line."""
    found: dict[tuple[object, ...], Flow] = {}
    for claim in known.claims("displacement"):
        if claim.status not in {*TOLD, Status.POSSIBLE} or denies(claim):
            continue
        if _is_politics(claim):
            continue
        for figure in _counted(claim):
            flow = _flow(known, claim, figure)
            key = (known.home(claim), flow.way, flow.low, flow.high, flow.possible,
                   _name(flow.origin), _name(flow.destination))  # fmt: skip
            before = found.get(key)
            found[key] = _joined(before, flow) if before else flow
    return tuple(sorted(found.values(), key=lambda f: (str(f.end), f.claims)))


def _is_politics(claim: Claim) -> bool:
    """A ruler or an embassy that leaves is no displacement."""
    actors = [m.actor for m in claim.target if m.actor]
    return bool(actors) and all(a.type in _OFFICE for a in actors)


def way_of(claim: Claim) -> Way:
    """Whether people leave, come back, or are told to be displaced."""
    near = f"{claim.anchor} {claim.quote}"
    if starts("flow", "back").search(claim.anchor):
        return "return"
    if starts("flow", "moving").search(claim.anchor):
        return "flight"
    return "return" if starts("flow", "back").search(near) else "displaced"


def _counted(claim: Claim) -> list[Figure | None]:
    """The first count of a claim; further ones are parts of it, or of another day."""
    counts = [f for f in claim.figures if f.what is What.DISPLACED]
    return [counts[0] if counts else None]


def _flow(known: Known, claim: Claim, figure: Figure | None) -> Flow:
    way = way_of(claim)
    sides = {way_to(claim, place): place for place in reversed(claim.places)}
    when = claim.when
    who = [m.text for m in claim.target] or ([figure.who] if figure else [])
    return Flow(
        way,
        ", ".join(w for w in who if w) or "people",
        figure.low if figure else None,
        figure.high if figure else None,
        sides.get("from"),
        sides.get("to"),
        sides.get(""),
        when.start if when else None,
        (when.end if when else None) or known.published(claim),
        claim.status is Status.POSSIBLE,
        known.group(claim),
        (claim.id,),
    )


def _joined(before: Flow, flow: Flow) -> Flow:
    days = [d for d in (before.start, flow.start) if d]
    return replace(
        before, start=min(days, default=None), claims=(*before.claims, *flow.claims)
    )


def _name(place: Place | None) -> str:
    return (place.name or place.mention) if place else ""
