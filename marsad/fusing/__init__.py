"""Fusing: claims -> incidents, series and relations, with origins and oppositions."""

from marsad.fusing.form import groups_row
from marsad.fusing.stage import FUSE, fuse

__all__ = ["FUSE", "fuse", "groups_row"]
