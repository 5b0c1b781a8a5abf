"""Access: how a road, crossing, airport or town stands for traffic, and since when.

A state lasts until another is told of the same place. Fusing says which claims are of
one route; where several are told of one day, the latest report counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Literal

from marsad.model import CONTINUES, Claim, Incident, Place, Route, When
from marsad.spots import label_of
from marsad.tracking.known import (
    TOLD,
    Known,
    denies,
    last_day,
    located,
    parties,
    starts,
)

State = Literal["cut", "limited", "open", "unclear"]


def routes(known: Known) -> tuple[Route, ...]:
    """The states of every route that is told of, by name and day."""
    by_home: dict[str, list[Claim]] = {}
    for claim in known.claims("access"):
        if claim.status in TOLD and not denies(claim) and _is_of_a_way(claim):
            by_home.setdefault(known.home(claim), []).append(claim)
    found = [route for told in by_home.values() for route in _states(known, told)]
    return tuple(sorted(found, key=lambda r: (r.name, str(r.since), r.claims)))


def _is_of_a_way(claim: Claim) -> bool:
    """A hospital's services stop too."""
    return not starts("access", "services").search(claim.anchor)


def state_of(claim: Claim) -> State:
    """How the anchor of a claim says that the way stands; its sentence where the anchor
    does not tell."""
    order: tuple[State, ...] = ("open", "limited", "cut")
    for text in (claim.anchor, claim.quote):
        for state in order:
            if starts("access", state).search(text):
                return state
    return "unclear"


def _states(known: Known, told: Sequence[Claim]) -> list[Route]:
    """Runs of claims that tell the same state; what tells none joins the run it is in,
    and a way that is cut is also driven around."""
    runs: list[tuple[State, list[Claim]]] = []
    for claim in told:
        state = state_of(claim)
        if not runs:
            runs.append((state, [claim]))
            continue
        before, claims = runs[-1]
        same_day = known.day(claims[-1]) == known.day(claim)
        if state in {before, "unclear"} or (same_day and before == "cut"):
            claims.append(claim)
        elif before == "unclear" or (same_day and state == "cut"):
            runs[-1] = (state, [*claims, claim])
        else:
            runs.append((state, [claim]))
    out = [_route(known, state, claims, told) for state, claims in runs]
    return [_until(a, b) for a, b in pairwise(out)] + out[-1:]


def _route(
    known: Known, state: State, claims: Sequence[Claim], history: Iterable[Claim]
) -> Route:
    home = known.homes.get(claims[0].id)
    place = home.place if isinstance(home, Incident) else None
    told = [p for c in (*claims, *history) for p in c.places]
    place = place or located(told)
    acting = [c for c in claims if state_of(c) == state] or claims
    by = dict.fromkeys(p for c in acting for p in parties(c.initiator))
    return Route(
        place,
        _name(place, told) if place else "",
        state,
        _since(claims[0].when),
        None,
        tuple(by),
        last_day(known.day(c) for c in claims),
        tuple(c.id for c in claims),
    )


def _since(when: When | None) -> date | None:
    """When a state began: on the first day where the claim's own words tell it, else by
    the last."""
    if when is None:
        return None
    return when.end if when.basis == CONTINUES else when.start or when.end


def _name(place: Place, told: Iterable[Place]) -> str:
    """What to call a way; one without a name of its own by its town too."""
    name = label_of(place)
    if not name.islower():
        return name
    named = (label_of(p) for p in told if not label_of(p).islower())
    return ", ".join(filter(None, (name, next(named, ""))))


def _until(route: Route, following: Route) -> Route:
    end = following.since - timedelta(days=1) if following.since else None
    return replace(route, end=end)
