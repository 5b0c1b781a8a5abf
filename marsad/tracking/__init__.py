"""Tracking: the fused picture -> state over time (control of places, tolls, routes...).

`track` is the stage: who holds which place, day by day. What else goes on over time is
derived from a picture when it is asked for, by `states_of`.
"""

from marsad.tracking.form import control_rows
from marsad.tracking.known import Known
from marsad.tracking.stage import TRACK, track
from marsad.tracking.starting import read_map
from marsad.tracking.states import states_of
from marsad.tracking.tallies import steps

__all__ = [
    "TRACK",
    "Known",
    "control_rows",
    "read_map",
    "states_of",
    "steps",
    "track",
]
