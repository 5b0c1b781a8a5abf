"""The words that the network marked, made whole: names complete, edges clean.

The network decides word by word; it stops inside a name ("Hayat" of "Hayat Tahrir
al-Sham") or takes a joining word with it ("the air force and").
"""

from __future__ import annotations

from marsad.reading.cues import cues
from marsad.reading.naming import capital_runs
from marsad.reading.phrases import Phrase, is_time_word
from marsad.reading.words import Word


def whole(words: tuple[Word, ...], marked: Phrase) -> Phrase | None:
    """`marked` from the beginning of its first name to the end of its last, without
    joining words at its ends; None where nothing is left."""
    first, last = marked.first, marked.last
    while last > first and _joins(words[last - 1]):
        last -= 1
    while first < last and _joins(words[first]):
        first += 1
    if first >= last:
        return None
    for a, b in capital_runs(words):
        if any(is_time_word(w) for w in words[a:b]):
            continue
        if a < last < b:
            last = b
        if a < first < b:
            first = a
    return Phrase(first, last)


def _joins(word: Word) -> bool:
    """A preposition, a conjunction or a mark: none opens or ends a mention."""
    joining = cues().prepositions | cues().conjunctions | {"by"}
    return not word.wordlike or word.low in joining
