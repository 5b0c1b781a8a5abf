"""Telling: the situation brief in four formats, and the exports."""

from marsad.telling.brief import build_brief
from marsad.telling.export import export
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
    "Question",
    "Reference",
    "Section",
    "Statement",
    "build_brief",
    "export",
    "render",
]
