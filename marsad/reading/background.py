"""History told as background, which is no claim (corpora guide: older than one year
before publication): "the 2016 battle", "no such battle had been seen since 2016".

What goes on since an old year, or is the first of its kind since then, is news.
"""

from __future__ import annotations

from marsad.model import Document, Status
from marsad.reading.phrases import Phrase, is_time_word
from marsad.reading.words import Word

_MONTH_AND_YEAR = 3
"""Words after "since" among which the year stands ("since late November 2016")."""
_NEAR = 3
"""Words from a year to the noun that it dates ("the 2019 peace agreement")."""
_ON = frozenset(("in", "of", "during", "early", "mid", "late", "around"))
_SINCE = frozenset(("since", "until", "till"))
_GOES_ON = frozenset(("when", "following", "after", "during", "amid"))
"""After a year: what follows is told of the same time ("in 2016, when they fled")."""
_JOINTS = (
    ", ; : – — and but while that which who whose before as where because although"
)
_BREAKS = _GOES_ON | _SINCE | {*_JOINTS.split()}
"""What stands between an event and the year of another one."""


def is_history(
    words: tuple[Word, ...], anchor: Phrase, status: Status, document: Document
) -> bool:
    """What `anchor` tells happened more than a year before the report, by the words of
    its sentence: by a year of its own, or denied ever since one."""
    if document.published is None:
        return False
    now = document.published.day.year
    return (status is Status.DENIED and _not_since(words, now - 1)) or any(
        _dates(words, at, anchor)
        for at, word in enumerate(words)
        if _is_year(word, now - 2)
    )


def _not_since(words: tuple[Word, ...], latest: int) -> bool:
    """The words measure how long a thing had not been; nobody says that it did not
    happen now."""
    return any(
        word.low == "since"
        and any(_is_year(w, latest) for w in words[at + 1 : at + 2 + _MONTH_AND_YEAR])
        for at, word in enumerate(words)
    )


def _is_year(word: Word, latest: int) -> bool:
    low = word.low
    return len(low) == 4 and low.isdecimal() and 1500 < int(low) <= latest


def _dates(words: tuple[Word, ...], year: int, anchor: Phrase) -> bool:
    """Word `year` is when what the anchor tells happened."""
    first = year
    while first and is_time_word(words[first - 1]):
        first -= 1
    before = words[first - 1].low if first else ""
    if year >= anchor.last:
        between = {w.low for w in words[anchor.last : first]}
        return (before in _ON or first < year) and not between & _BREAKS
    told = [w.low for w in words[year + 1 : anchor.first] if w.wordlike]
    if before in _SINCE:
        return told[:1] == ["when"]  # "the worst since 2020, when they took the town"
    if told[:1] and told[0] in _GOES_ON:
        return True
    if len(told) < _NEAR and not any(
        w.low in _BREAKS for w in words[year : anchor.first]
    ):
        return True
    # "In March 2016, the army took the town."
    return first <= 1 and before in _ON and not {"but", "now"} & {*told}
