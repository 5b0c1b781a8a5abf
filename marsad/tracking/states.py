"""All states over time at once: what a picture adds up to, beside who holds what."""

from __future__ import annotations

from marsad.model import Picture, States
from marsad.tracking.agreements import agreements
from marsad.tracking.flows import flows
from marsad.tracking.known import Known
from marsad.tracking.losses import losses
from marsad.tracking.routes import routes
from marsad.tracking.tallies import tallies
from marsad.tracking.ties import ties


def states_of(picture: Picture) -> States:
    """The states of a fused picture, as known when it is. Pure: nothing is kept."""
    known = Known.of(picture)
    return States(
        agreements(known),
        routes(known),
        losses(known),
        flows(known),
        ties(known),
        tallies(known),
    )
