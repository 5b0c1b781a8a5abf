"""Telling: the situation brief in four formats, and the exports."""

from marsad.telling.brief import build_brief
from marsad.telling.changes import changes
from marsad.telling.control_map import Outline, control_map
from marsad.telling.export import export
from marsad.telling.geo import geojson
from marsad.telling.render import render
from marsad.telling.shapes import (
    Brief,
    Line,
    Question,
    Reference,
    Section,
    Statement,
)

__all__ = [
    "Brief",
    "Line",
    "Outline",
    "Question",
    "Reference",
    "Section",
    "Statement",
    "build_brief",
    "changes",
    "control_map",
    "export",
    "geojson",
    "render",
]
