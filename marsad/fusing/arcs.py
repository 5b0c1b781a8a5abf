"""Arcs: incidents of one story ("the battle for Aleppo"), a looser level above them.

A battle is told around its largest place: what happens near a city that changes hands,
in the days about that, is of the battle for it. What is left is strung together by what
it is: politics, relief, and whatever else a theatre has.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from marsad.fusing.titles import place_label
from marsad.model import Incident, Level, Place
from marsad.spots import distance_km

AROUND_KM = 60.0
AROUND = timedelta(days=7)
_POLITICS = frozenset({"act", "arrest"})
_RELIEF = frozenset({"aid", "flight"})
_HUBS = frozenset({Level.CITY, Level.TOWN})


def with_arcs(incidents: Sequence[Incident]) -> list[Incident]:
    """The incidents, each with the title of the arc it belongs to, if it has one."""
    hubs = _hubs(incidents)
    return [replace(i, arc=_arc(i, hubs)) for i in incidents]


def _hubs(incidents: Sequence[Incident]) -> list[Incident]:
    """Places that change hands, the most told of first, none near a greater one in the
    same days."""
    taken = [
        i
        for i in incidents
        if i.type == "place" and i.place is not None and i.place.level in _HUBS
    ]
    taken.sort(key=lambda i: (_size(i.place), -len(i.claims), i.claims))
    hubs: list[Incident] = []
    for one in taken:
        if not any(_near(one, hub) is not None for hub in hubs):
            hubs.append(one)
    return hubs


def _size(place: Place | None) -> int:
    return 0 if place is not None and place.level is Level.CITY else 1


def _arc(incident: Incident, hubs: Sequence[Incident]) -> str | None:
    if incident.type in _RELIEF:
        return "Displacement and relief"
    near = [(km, n) for n, hub in enumerate(hubs) if (km := _near(incident, hub))]
    near += [(0.0, n) for n, hub in enumerate(hubs) if hub is incident]
    if near and not (incident.type in _POLITICS and incident.place is None):
        return f"Battle for {place_label(hubs[min(near)[1]].place)}"
    if incident.type in _POLITICS:
        return "Politics and diplomacy"
    return "Air strikes and shelling" if incident.type == "strike" else None


def _near(incident: Incident, hub: Incident) -> float | None:
    """Kilometres to a hub, never quite 0; None: too far off, or of other days."""
    here, there = _point(incident.place), _point(hub.place)
    if here is None or there is None or _days_apart(incident, hub) > AROUND:
        return None
    apart = distance_km(here, there)
    return max(apart, 0.001) if apart <= AROUND_KM else None


def _point(place: Place | None) -> tuple[float, float] | None:
    if place is None or place.lat is None or place.lon is None:
        return None
    if place.level in {Level.PROVINCE, Level.COUNTRY}:
        return None
    return (place.lat, place.lon)


def _days_apart(a: Incident, b: Incident) -> timedelta:
    """Days between two incidents; none where a time is unknown."""
    ours, theirs = _days(a), _days(b)
    if ours is None or theirs is None:
        return timedelta(0)
    return max(timedelta(0), ours[0] - theirs[1], theirs[0] - ours[1])


def _days(incident: Incident) -> tuple[date, date] | None:
    last = incident.end or incident.start
    return (incident.start or last, last) if last else None
