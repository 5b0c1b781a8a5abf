"""Simulating: a war whose true course is known, as biased sources report it.

What no corpus can tell, this can: whether the picture is *true*. Every name is made of
syllables, so that nothing here can be taken for a report.
"""

from __future__ import annotations

from marsad.simulating.compare import Compared, Share, compare
from marsad.simulating.files import document_files
from marsad.simulating.press import Press
from marsad.simulating.reports import simulate
from marsad.simulating.truth import Truth, load_truth
from marsad.simulating.war import Scale

__all__ = [
    "Compared",
    "Press",
    "Scale",
    "Share",
    "Truth",
    "compare",
    "document_files",
    "load_truth",
    "simulate",
]
