"""The picture: what claims add up to, as known at one moment."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from marsad.model.actors import ActorEntry
from marsad.model.claims import Claim, Judgement, Place
from marsad.model.evidence import Document
from marsad.model.state import Holding
from marsad.model.words import Grade, What


@dataclass(frozen=True, slots=True)
class Origin:
    """The speaker that claims finally rest on; fifty outlets citing it are one.

    `voice`: `named` (a speaker that can be told from others), `unnamed` ("activists",
    "a source"), or `unsourced` (the outlet's own voice, that is its owner group).
    Only a `named` origin counts as independent of another.
    """

    key: str
    name: str
    voice: Literal["named", "unnamed", "unsourced"]
    side: str | None
    claims: tuple[str, ...]
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Opposition:
    """Claims of one group set against each other.

    `type`: *dispute* (cannot both be true), *revision* (an update), *differs* (another
    scope, or scope not told). `about`: killed, wounded, displaced, holder, happened,
    doer, target, place, date, other. `sides` hold claim ids.
    """

    about: str
    type: Literal["dispute", "revision", "differs"]
    sides: tuple[tuple[str, ...], ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """One value of a running count: `claim` said on `as_of` by `origin`."""

    claim: str
    as_of: date | None
    origin: str
    low: int | None
    high: int | None
    since: date | None = None
    scope: str | None = None


@dataclass(frozen=True, slots=True)
class Toll:
    """A casualty range of one victim group, with the claim that sets each bound."""

    what: What
    who: str
    low: int | None
    high: int | None
    low_claim: str | None
    high_claim: str | None
    as_of: date | None
    origins: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """What claims are gathered in. `id` is minted once by the store ("" before).
    `credibility` is the Admiralty digit of each claim, 1 to 6 (*cannot be judged*)."""

    id: str = ""
    title: str
    claims: tuple[str, ...]
    origins: tuple[Origin, ...] = ()
    oppositions: tuple[Opposition, ...] = ()
    grade: Grade = Grade.WEAK
    reason: str = ""
    credibility: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident(Group):
    """Claims of one event: one place, one stretch of time, one family of kinds.

    `type`: place, fight, strike, operation, route, act, flight, loss, arrest, aid.
    """

    type: str
    place: Place | None = None
    start: date | None = None
    end: date | None = None
    arc: str | None = None
    tolls: tuple[Toll, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Series(Group):
    """A running count: one theatre, one thing counted, one scope of who."""

    theatre: str
    what: What
    who: str
    points: tuple[Point, ...] = ()
    tolls: tuple[Toll, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation(Group):
    """A standing tie between two actors (support, alliance, hostility)."""

    giver: str
    receiver: str
    tie: str


@dataclass(frozen=True, slots=True)
class ControlRow:
    """Who held a place from `start` to `end` (inclusive), and on which claims (or rows
    of a starting map). `told` is the last day on which that was told: later days are
    carried forward; None: the whole row is inferred, and `note` says from what."""

    place: Place
    start: date
    end: date
    holder: str
    basis: Literal["assessed", "claimed", "contested"]
    evidence: tuple[str, ...]
    note: str = ""
    told: date | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """One document on its way: `found` are the reader's claims, `claims` the same with
    places, times and actors resolved. None: that stage has not run. `actors` are an
    analyst's own rows, which come before the registry's."""

    document: Document
    found: tuple[Claim, ...] | None = None
    claims: tuple[Claim, ...] | None = None
    actors: tuple[ActorEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything known at one moment. None: that stage has not run. `starting` are the
    rows of the starting maps that a user has loaded."""

    as_of: datetime
    documents: dict[str, Document]
    claims: dict[str, Claim]
    judgements: tuple[Judgement, ...] = ()
    incidents: tuple[Incident, ...] | None = None
    series: tuple[Series, ...] | None = None
    relations: tuple[Relation, ...] | None = None
    control: tuple[ControlRow, ...] | None = None
    homeless: tuple[str, ...] = field(default=())
    starting: tuple[Holding, ...] = field(default=())

    @property
    def groups(self) -> tuple[Group, ...]:
        """All incidents, series and relations."""
        return (
            *(self.incidents or ()),
            *(self.series or ()),
            *(self.relations or ()),
        )
