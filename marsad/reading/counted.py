"""Figures from the words that the network marked.

Their bounds, whom and what they count are told by rule; what they count by the network
where no rule can tell.
"""

from __future__ import annotations

from dataclasses import replace

from marsad.model import Figure, Span, What
from marsad.reading.figures import Count, find_counts
from marsad.reading.filling import Filled
from marsad.reading.labels import WHATS
from marsad.reading.numbers import numbers
from marsad.reading.segment import Sentence

_VAGUE = frozenset(("several", "many", "some", "few", "numerous", "others", "multiple"))
_ONE = frozenset(("a", "an", "one", "another", "the", "he", "him", "her", "she", "his"))
_COUNTS = frozenset(("number", "numbers", "toll", "figure", "count", "total", "tally"))

Marked = tuple[Span, Filled]


def figures(text: str, marked: list[Marked], sentence: Sentence) -> tuple[Figure, ...]:
    """The figures of one claim; marked words that count nothing are left out."""
    counts = find_counts(text, sentence) if marked else ()
    out: dict[tuple[int, int], Figure] = {}
    for span, slot in marked:
        figure = _numbered(text, span, sentence) or _unnumbered(text, span)
        if figure is None or figure.span is None:
            continue
        ruled = next((c for c in counts if _touch(_span(c, sentence), span)), None)
        what = WHATS[slot.what]
        if ruled is not None and ruled.figure.what is not What.OTHER:
            what = ruled.figure.what
        who = ruled.figure.who if ruled is not None else ""
        place = (figure.span.start, figure.span.end)
        out.setdefault(place, replace(figure, what=what, who=who))
    return tuple(out.values())


def _numbered(text: str, span: Span, sentence: Sentence) -> Figure | None:
    """The number that the marked words touch, with what belongs to it ("at least")."""
    held = sentence.words
    for number in numbers(held):
        whole = Span(held[number.first].start, held[number.last - 1].end)
        if _touch(whole, span):
            told = text[min(whole.start, span.start) : max(whole.end, span.end)]
            return Figure(
                What.OTHER, "", number.low, number.high, told, number.approx, whole
            )
    return None


def _unnumbered(text: str, span: Span) -> Figure | None:
    """One victim ("a soldier", a name), an unknown number, or None."""
    words = text[span.start : span.end]
    first = words.lower().split()[0]
    if _COUNTS & set(words.lower().split()):
        return None
    if first in _VAGUE:
        return Figure(What.OTHER, "", None, None, words, False, span)
    if first in _ONE or (words[0].isupper() and len(words) > 3):
        return Figure(What.OTHER, "", 1, 1, words, False, span)
    return None


def _span(count: Count, sentence: Sentence) -> Span:
    start = sentence.words[count.at].start
    return Span(start, start + len(count.figure.text))


def _touch(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
