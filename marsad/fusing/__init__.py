"""Fusing: claims -> incidents, series and relations, with origins and oppositions."""

from marsad.fusing.blocks import (
    block_of,
    blocks_of,
    cells_of,
    divide,
    joined,
    part_of,
    starting_in,
    tied,
    ways_to,
)
from marsad.fusing.days import possible_days
from marsad.fusing.form import groups_row
from marsad.fusing.slips import plausible
from marsad.fusing.stage import FUSE, fuse

__all__ = [
    "FUSE",
    "block_of",
    "blocks_of",
    "cells_of",
    "divide",
    "fuse",
    "groups_row",
    "joined",
    "part_of",
    "plausible",
    "possible_days",
    "starting_in",
    "tied",
    "ways_to",
]
