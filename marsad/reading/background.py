"""History told as background, which is no claim (corpora guide): "no such battle had
been seen since 2016".

The words measure how long a thing had not been; nobody says that it did not happen now.
"""

from __future__ import annotations

from marsad.model import Document, Status
from marsad.reading.words import Word

_MONTH_AND_YEAR = 3
"""Words after "since" among which the year stands ("since late November 2016")."""


def is_history(words: tuple[Word, ...], status: Status, document: Document) -> bool:
    """A denial that reaches back to a year before the report's own."""
    if status is not Status.DENIED or document.published is None:
        return False
    latest = document.published.day.year - 1
    for at, word in enumerate(words):
        if word.low != "since":
            continue
        after = [w.low for w in words[at + 1 : at + 2 + _MONTH_AND_YEAR]]
        if any(len(a) == 4 and a.isdecimal() and int(a) <= latest for a in after):
            return True
    return False
