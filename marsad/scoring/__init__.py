"""Scoring what marsad does against what people annotated (docs/evaluation.md).

`score_reading`, `score_groups` and `score_control` compare two files; each gives a
score with `.figures()` (flat names, for floors) and `.tables(errors)` (for showing).
`error_page` shows a reading's score document by document.
"""

from marsad.scoring.browser import error_page
from marsad.scoring.claims import score_reading
from marsad.scoring.control import ControlScore, score_control
from marsad.scoring.groups import GroupScore, score_groups
from marsad.scoring.measure import Measure, Table
from marsad.scoring.reading_score import ReadingScore

__all__ = [
    "ControlScore",
    "GroupScore",
    "Measure",
    "ReadingScore",
    "Table",
    "error_page",
    "score_control",
    "score_groups",
    "score_reading",
]
