"""What comes first: by consequence, and which claim speaks best for its origin."""

from __future__ import annotations

from collections.abc import Iterable
from math import log2

from marsad.model import Claim, Incident, Level, Status, What
from marsad.telling.lexicon import lexicon, weight
from marsad.telling.scope import Bearing, Scope

CHANGES_HANDS = frozenset({"territory_taken", "withdrawal", "surrender", "control"})
_SO = frozenset({Status.HAPPENED, Status.ONGOING})


def consequence(incident: Incident, claims: list[Claim]) -> float:
    """How much hangs on an incident, as its `claims` tell it (`[weight]`).

    The dead weigh on a logarithmic scale, so that the fall of a city stands before a
    strike with four dead and after a massacre; independent origins break ties. What
    is only planned, possible or denied weighs half.
    """
    killed = most_killed(claims)
    named = sum(1 for origin in incident.origins if origin.voice == "named")
    kinds = max((weight("kind", c.kind) for c in claims), default=0.0)
    total = log2(1 + killed) + log2(1 + named) + kinds + _hands(incident, claims)
    return total if any(c.status in _SO for c in claims) else total / 2


def most_killed(claims: Iterable[Claim]) -> int:
    """The greatest number of dead that one of `claims` tells as a fact."""
    return max(
        (
            figure.low if figure.low is not None else figure.high or 0
            for claim in claims
            if claim.status in _SO
            for figure in claim.figures
            if figure.what is What.KILLED
        ),
        default=0,
    )


def _hands(incident: Incident, claims: list[Claim]) -> float:
    taken = incident.type == "place" and any(
        c.kind in CHANGES_HANDS and c.status in _SO for c in claims
    )
    if not taken:
        return 0.0
    level = incident.place.level if incident.place else None
    return weight("level", (level or Level.TOWN).value)


def spokesman(scope: Scope, claims: Iterable[Claim]) -> list[Claim]:
    """`claims` with the one that tells most first: of the days asked for, of the
    weightiest kind, with figures, in a sentence of readable length; later reports
    before earlier ones."""
    return sorted(claims, key=lambda c: _speaks(scope, c), reverse=True)


def precision(claim: Claim) -> float:
    """One half for a claim that names the day: it tells more than one of a week."""
    when = claim.when
    return 0.5 if when and when.start and when.start == when.end else 0.0


def decisive(claim: Claim) -> float:
    """Two for a claim that tells who cut or opened a road: what followed from it
    ("traffic was diverted") comes after."""
    cutting = lexicon()["cutting"]["words"]
    told = any(w in cutting for w in claim.anchor.casefold().split())
    return 2.0 if told and claim.initiator and claim.kind == "access" else 0.0


def _speaks(scope: Scope, claim: Claim) -> tuple[float, ...]:
    moment = scope.index.known_from(claim)
    return (
        float(scope.bearing(claim) is Bearing.DURING),
        weight("kind", claim.kind)
        + float(bool(claim.figures))
        + precision(claim)
        + decisive(claim),
        float(40 <= len(claim.quote) <= 320),
        moment.timestamp() if moment else 0.0,
        -float(claim.span.start),
    )
