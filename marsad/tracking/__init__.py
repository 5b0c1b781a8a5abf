"""Tracking: the fused picture -> state over time (control of places)."""

from marsad.tracking.form import control_rows
from marsad.tracking.stage import TRACK, track

__all__ = ["TRACK", "control_rows", "track"]
