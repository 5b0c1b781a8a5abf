"""Sources, actors and places."""

from __future__ import annotations

from datetime import date, datetime

from marsad.serving.shapes.claims import DocumentItem
from marsad.serving.shapes.common import GroupRef, Shape
from marsad.serving.shapes.picture import ControlItem, RelationItem


class SourceItem(Shape):
    """A publisher. `reliability` is the Admiralty letter, F for *cannot be judged*.
    `firsts`: incidents it reported first; `contradicted`: its claims that stand in a
    dispute."""

    id: str
    name: str
    owner: str | None
    affiliation: str | None
    languages: list[str]
    reliability: str
    documents: int
    claims: int
    firsts: int
    contradicted: int
    first_known: datetime | None
    last_known: datetime | None


class First(Shape):
    """An incident a source reported first. `ahead_hours`: before the next source; null
    where no other reported it."""

    incident: GroupRef
    at: datetime
    ahead_hours: float | None


class Contradiction(Shape):
    """A claim of a source that another contradicts."""

    group: GroupRef
    claim: str
    about: str
    note: str


class SourceDetail(SourceItem):
    """A source opened."""

    as_of: datetime
    first_reports: list[First]
    contradictions: list[Contradiction]
    latest: list[DocumentItem]


class Alias(Shape):
    """A way in which reports write a name."""

    text: str
    count: int


class ActorItem(Shape):
    """An actor as reports name it, with how many claims it does something in
    (`initiator`), suffers something in (`target`), or says something (`speaker`)."""

    id: str
    name: str
    type: str
    side: str | None
    country: str | None
    parent: str | None
    aliases: list[Alias]
    initiator: int
    target: int
    speaker: int
    first_known: datetime | None
    last_known: datetime | None


class ActorDay(Shape):
    """Claims of one day that an actor does or suffers something in."""

    day: date
    initiator: int
    target: int


class ActorDetail(ActorItem):
    """An actor opened."""

    as_of: datetime
    parts: list[str]
    relations: list[RelationItem]
    days: list[ActorDay]
    incidents: list[GroupRef]


class PlaceItem(Shape):
    """A place that reports tell of. `key` is its gazetteer id, else its folded name.
    `holder` is who holds it at the end of the picture, if that is known."""

    key: str
    name: str
    names: list[Alias]
    level: str | None
    lat: float | None
    lon: float | None
    radius_km: float | None
    country: str | None
    claims: int
    incidents: int
    holder: ControlItem | None
    first_known: datetime | None
    last_known: datetime | None


class PlaceDetail(PlaceItem):
    """A place opened: who held it when, and what happened there."""

    as_of: datetime
    control: list[ControlItem]
    incident_refs: list[GroupRef]
