"""Relations over time: from when to when a standing tie of two actors is told of."""

from __future__ import annotations

from marsad.model import Relation, Tie
from marsad.tracking.known import Known, denies, first_day, last_day


def ties(known: Known) -> tuple[Tie, ...]:
    """Every tie of the picture, by giver and receiver."""
    found = [_tie(known, r) for r in known.picture.relations or ()]
    return tuple(sorted(found, key=lambda t: (t.giver, t.receiver, t.tie)))


def _tie(known: Known, relation: Relation) -> Tie:
    told = [known.picture.claims[c] for c in relation.claims]
    held = [c for c in told if not denies(c)]
    return Tie(
        relation.giver,
        relation.receiver,
        relation.tie,
        first_day((c.when.start if c.when else None) or known.day(c) for c in held),
        last_day(known.day(c) for c in held),
        relation.id,
        tuple(c.id for c in held),
        tuple(c.id for c in told if denies(c)),
    )
