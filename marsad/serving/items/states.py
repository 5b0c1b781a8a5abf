"""States over time: agreements, routes, losses, flight (`tracking.states_of`)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import numpy as np
from pydantic import TypeAdapter

from marsad.model import Agreement, Flow, Loss, Place, Route, States
from marsad.serving.items.incidents import place_names
from marsad.serving.shelf import Names, Shelf, Spots, fold, ordinal
from marsad.serving.view import View, remembered
from marsad.tracking import states_of


@remembered
def states(view: View) -> States:
    """All states of a picture."""
    return states_of(view.picture)


@remembered
def agreement_shelf(view: View) -> Shelf[Agreement]:
    """Agreements with who is said to have broken them."""
    found = states(view).agreements
    days = [(a.start, a.end or a.as_of) for a in found]
    return _shelf(found, Agreement, days, [a.parties for a in found])


@remembered
def route_shelf(view: View) -> Shelf[Route]:
    """Roads, crossings and places that were cut or opened."""
    found = states(view).routes
    days = [(r.since, r.end or r.as_of) for r in found]
    return _shelf(found, Route, days, [r.by for r in found])


@remembered
def loss_shelf(view: View) -> Shelf[Loss]:
    """Materiel lost."""
    found = states(view).losses
    days = [(x.start, x.end) for x in found]
    return _shelf(found, Loss, days, [(x.loser, x.taker) for x in found])


@remembered
def flow_shelf(view: View) -> Shelf[Flow]:
    """People on the move."""
    found = states(view).flows
    return _shelf(
        found, Flow, [(f.start, f.end) for f in found], [(f.who,) for f in found]
    )


def _shelf(
    found: Sequence[Any],
    shape: type[Any],
    days: Sequence[tuple[date | None, date | None]],
    parties: Sequence[Iterable[str]],
) -> Shelf[Any]:
    names, spots = {"place": Names(), "actor": Names()}, Spots()
    for at, one in enumerate(found):
        place: Place | None = one.place
        names["actor"].add(at, [fold(party) for party in parties[at]])
        if place is not None:
            names["place"].add(at, place_names(place))
            spots.add(at, place.lat, place.lon)
    span = np.array(
        [(ordinal(a or b), ordinal(b or a)) for a, b in days], dtype=np.float64
    ).reshape(-1, 2)
    told = TypeAdapter(shape)
    return Shelf(
        found,
        [f"{at:06}" for at in range(len(found))],
        told.dump_json,
        {"newest": lambda: -span[:, 1], "oldest": lambda: span[:, 0]},
        names,
        span[:, 0],
        span[:, 1],
        spots,
    )
