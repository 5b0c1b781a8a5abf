"""States over time: what the picture adds up to for agreements, routes, losses, flight.

All of it is derived from groups and claims (`marsad.tracking`), and every row names the
claims it rests on. Days are inclusive; `as_of` is the last day anything was told.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from marsad.model.claims import Place
from marsad.model.words import What


@dataclass(frozen=True, slots=True)
class Holding:
    """One row of a starting map: who held `place` on `day`, on the word of `source`.

    It counts from `known_from` (UTC) on, as a report does. `id` stands where else the
    id of a claim would, in the evidence of control."""

    id: str
    place: Place
    holder: str
    day: date
    source: str
    known_from: datetime
    note: str = ""


@dataclass(frozen=True, slots=True)
class Breach:
    """A claim that somebody broke an agreement. `accused`: by side, or as named;
    `side` is that of the speaker; `denied`: the claim says that it was not so."""

    claim: str
    accused: tuple[str, ...]
    speaker: str
    side: str | None
    day: date | None
    denied: bool


@dataclass(frozen=True, slots=True)
class Agreement:
    """An agreement as reports tell of it; `name` in their words. `terms` are the claims
    that tell what was agreed, `breaches` those that it was broken, or was not. `end`
    where one is told; `made`: somebody says that it was made, not only that it may be.
    """

    name: str
    parties: tuple[str, ...]
    place: Place | None
    start: date | None
    end: date | None
    made: bool
    terms: tuple[str, ...]
    breaches: tuple[Breach, ...]
    as_of: date | None


@dataclass(frozen=True, slots=True)
class Route:
    """The state of one road, crossing, airport or town for traffic from `since` until
    `end` (None: as far as is known). `by`: who cut or opened it, by side."""

    place: Place | None
    name: str
    state: Literal["cut", "limited", "open", "unclear"]
    since: date | None
    end: date | None
    by: tuple[str, ...]
    as_of: date | None
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Loss:
    """Materiel lost on one occasion: `thing` in the words of a claim, with its count
    where one is told. `loser` and `taker` by side, "" where nobody says."""

    thing: str
    how: Literal["captured", "destroyed", "lost"]
    loser: str
    taker: str
    low: int | None
    high: int | None
    place: Place | None
    start: date | None
    end: date | None
    group: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Flow:
    """People on the move, or displaced, as one or more claims of one event tell it.

    `origin` and `destination` only where the words say so. `possible`: told as such."""

    way: Literal["flight", "return", "displaced"]
    who: str
    low: int | None
    high: int | None
    origin: Place | None
    destination: Place | None
    place: Place | None
    start: date | None
    end: date | None
    possible: bool
    group: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tie:
    """A standing tie between two actors from the first day it is told of to the last;
    `denied` are the claims that say it is not so."""

    giver: str
    receiver: str
    tie: str
    first: date | None
    last: date | None
    group: str
    claims: tuple[str, ...]
    denied: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """The range of one count in one group: what, of whom, with the claims that set its
    bounds. Tallies overlap (civilians are among all) and are never to be added up."""

    group: str
    form: Literal["series", "incident"]
    title: str
    place: Place | None
    what: What
    who: str
    low: int | None
    high: int | None
    low_claim: str | None
    high_claim: str | None
    as_of: date | None
    origins: tuple[str, ...]
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One count as it was told: by whom, of whom, as of which day. `published` is the
    day of the report, on which the picture grew by it."""

    claim: str
    origin: str
    what: What
    who: str
    low: int | None
    high: int | None
    as_of: date | None
    since: date | None
    published: date | None


@dataclass(frozen=True, slots=True)
class States:
    """All states over time that a picture adds up to, beside control."""

    agreements: tuple[Agreement, ...] = ()
    routes: tuple[Route, ...] = ()
    losses: tuple[Loss, ...] = ()
    flows: tuple[Flow, ...] = ()
    ties: tuple[Tie, ...] = ()
    tallies: tuple[Tally, ...] = ()
