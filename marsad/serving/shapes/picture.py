"""The picture: incidents, running counts, control, ties, disputes."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from marsad.model import Grade, Place, Toll, What
from marsad.serving.shapes.claims import ClaimItem, OriginRef
from marsad.serving.shapes.common import GroupRef, Shape


class Party(Shape):
    """Who did it or suffered it. `actor` is the registry's id where it is known."""

    role: Literal["initiator", "target"]
    actor: str | None
    name: str
    side: str | None


class IncidentItem(Shape):
    """One incident in a list. `kind` is the commonest of its claims; `section` where a
    brief tells it; `documents` and `origins` (named ones) are counts; `disputed` what
    its disputes are about; `first_known` and `last_known` when its first and its latest
    document became known; `consequence` orders by how much hangs on it."""

    id: str
    title: str
    type: str
    kind: str
    kinds: list[str]
    section: Literal["fighting", "civilians", "people", "politics"]
    grade: Grade
    reason: str
    start: date | None
    end: date | None
    place: Place | None
    parties: list[Party]
    sides: list[str]
    tolls: list[Toll]
    claims: int
    documents: int
    origins: int
    origin_names: list[str]
    disputed: list[str]
    denied: bool
    first_known: datetime | None
    last_known: datetime | None
    arc: str | None
    consequence: float
    judged: bool


class OppositionSide(Shape):
    """One side of an opposition."""

    claims: list[str]
    origins: list[str]


class OppositionItem(Shape):
    """Claims of one group set against each other."""

    about: str
    type: Literal["dispute", "revision", "differs"]
    note: str
    sides: list[OppositionSide]


class OriginClaims(Shape):
    """What one origin says of a group: claim ids in order of publication."""

    origin: OriginRef
    documents: int
    claims: list[str]


class Bar(Shape):
    """One figure of one claim, for toll bars by origin and day."""

    claim: str
    origin: str
    what: What
    who: str
    low: int | None
    high: int | None
    approx: bool
    day: date | None
    known_from: datetime | None
    text: str


class Step(Shape):
    """How a group grew: what one document added at the moment it became known.
    `documents` and `origins` are the counts from then on."""

    at: datetime | None
    document: str
    outlet: str
    title: str
    claims: list[str]
    documents: int
    origins: int


class GroupBody(Shape):
    """What is told of any group opened: its claims and how they stand to each other."""

    as_of: datetime
    claim_items: list[ClaimItem]
    by_origin: list[OriginClaims]
    oppositions: list[OppositionItem]
    bars: list[Bar]
    history: list[Step]


class IncidentDetail(IncidentItem, GroupBody):
    """An incident opened. `related` are others of its arc or near it in place and
    time: candidates for *same*."""

    related: list[GroupRef]


class PointItem(Shape):
    """One value of a running count."""

    claim: str
    as_of: date | None
    since: date | None
    known_from: datetime | None
    origin: str
    outlet: str
    low: int | None
    high: int | None
    scope: str | None


class TollItem(Shape):
    """A running count: its range by victim group and every value told."""

    id: str
    title: str
    theatre: str
    what: What
    who: str
    grade: Grade
    reason: str
    tolls: list[Toll]
    points: list[PointItem]
    oppositions: list[OppositionItem]
    claims: int
    documents: int
    origins: int
    first_known: datetime | None
    last_known: datetime | None


class TollDetail(TollItem, GroupBody):
    """A running count opened."""


class RelationItem(Shape):
    """A standing tie between two actors."""

    id: str
    title: str
    giver: str
    receiver: str
    tie: str
    grade: Grade
    reason: str
    claims: int
    documents: int
    first_known: datetime | None
    last_known: datetime | None


class RelationDetail(RelationItem, GroupBody):
    """A tie opened."""


class ControlItem(Shape):
    """Who held a place from `start` to `end` (inclusive). `basis`: assessed, claimed
    (by the holder's own side only) or contested. `inferred`: it was not told but
    follows from what was, as `note` says. `told` is the last day on which it was told:
    later days are carried forward."""

    place: Place
    key: str
    start: date
    end: date
    holder: str
    basis: Literal["assessed", "claimed", "contested"]
    inferred: bool
    note: str
    told: date | None
    evidence: list[str]
    before: str | None


class DisputeSide(Shape):
    """One side of a dispute, with its claims."""

    origins: list[str]
    claims: list[ClaimItem]


class DisputeItem(Shape):
    """An opposition of any group, opened. `at` is when its latest claim became
    known."""

    group: GroupRef
    place: Place | None
    about: str
    type: Literal["dispute", "revision", "differs"]
    note: str
    at: datetime | None
    consequence: float
    sides: list[DisputeSide]
