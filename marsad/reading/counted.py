"""Figures of one claim: what the network marked, and what its anchor plainly counts.

Their bounds, whom and what they count are told by rule; what they count by the network
where no rule can tell.
"""

from __future__ import annotations

from dataclasses import replace

from marsad.model import Figure, Span, What
from marsad.reading.cues import cues
from marsad.reading.figures import Count, find_counts, parts
from marsad.reading.filling import Filled
from marsad.reading.labels import WHATS
from marsad.reading.phrases import Phrase
from marsad.reading.segment import Sentence

_VAGUE = frozenset(("several", "many", "some", "few", "numerous", "others", "multiple"))
_ONE = frozenset(("a", "an", "one", "another", "the", "he", "him", "her", "she", "his"))
_COUNTS = frozenset(
    [
        *("number", "numbers", "toll", "figure", "count", "total", "tally"),
        *("half", "most", "majority", "third", "quarter", "part", "parts", "rest"),
        *("their", "its", "they", "casualties", "losses"),
    ]
)
_HARM = frozenset((What.KILLED, What.WOUNDED, What.MISSING))
_TALLIES = _HARM | {
    What.DISPLACED,
    What.CAPTURED,
    What.DETAINED,
    What.EQUIPMENT_LOST,
}
_HELD = frozenset((What.CAPTURED, What.DETAINED))
_AS: dict[str, dict[What, What]] = {
    "arrest": {What.CAPTURED: What.DETAINED},
    "abduction": {What.DETAINED: What.CAPTURED},
    "displacement": {What.CAPTURED: What.DISPLACED, What.FORCES: What.DISPLACED},
    "withdrawal": {What.CAPTURED: What.FORCES, What.DISPLACED: What.FORCES},
    "siege": dict.fromkeys(_HELD, What.OTHER),
    "casualties": dict.fromkeys(_HELD, What.KILLED),
    "bombing": {What.CAPTURED: What.KILLED},
    "attack_on_civilians": {What.CAPTURED: What.KILLED},
}
"""What a figure counts in a kind of claim where its word ("taken", "held") could mean
something else."""

Marked = tuple[Span, Filled]


def figures(
    text: str,
    marked: list[Marked],
    sentence: Sentence,
    kind: str = "",
    anchor: Phrase | None = None,
) -> tuple[Figure, ...]:
    """The figures of one claim; marked words that count nothing are left out."""
    counts = find_counts(text, sentence)
    out: dict[tuple[int, int], Figure] = {}
    for span, slot in marked:
        before = [w.low for w in sentence.words if w.end <= span.start]
        if before[-1:] == ["no"]:  # "no one was hurt"
            continue
        figure = _numbered(text, span, sentence) or _unnumbered(text, span)
        if figure is None or figure.span is None:
            continue
        ruled = next((c for c in counts if _touch(c.where, span)), None)
        figure = _told(figure, ruled, WHATS[slot.what], kind)
        place = figure.span or span
        out.setdefault((place.start, place.end), figure)
    for count in counts if anchor is not None else ():
        plain = anchor is not None and anchor.first <= count.cue < anchor.last
        span = count.where
        new = not any(_touch(span, Span(*place)) for place in out)
        if plain and new and count.figure.what is not What.OTHER:
            figure = _told(count.figure, count, count.figure.what, kind)
            out[span.start, span.end] = replace(figure, span=span)
    return tuple(out.values())


def _told(figure: Figure, ruled: Count | None, what: What, kind: str) -> Figure:
    """`figure` with what and whom it counts: by rule where one tells, else `what`."""
    who = ruled.figure.who if ruled is not None else ""
    if ruled is not None and ruled.figure.what is not What.OTHER:
        what = ruled.figure.what
    elif what in _TALLIES and set(who.lower().split()) & cues().things:
        what = What.OTHER
    elif ruled is not None and ruled.people and what is What.PLACES_TAKEN:
        what = What.KILLED
    if "lives" in who.split():
        what = What.KILLED
    return replace(figure, what=_AS.get(kind, {}).get(what, what), who=who)


def _numbered(text: str, span: Span, sentence: Sentence) -> Figure | None:
    """The number that the marked words touch, with what belongs to it ("at least");
    or, after "another", the one that follows."""
    held = sentence.words
    reach = span
    if text[span.start : span.end].lower() in ("another", "a further", "the"):
        reach = Span(span.start, min(len(text), span.end + 2))
    for number in parts(held):
        whole = Span(held[number.first].start, held[number.last - 1].end)
        if _touch(whole, reach):
            told = text[min(whole.start, span.start) : max(whole.end, span.end)]
            return Figure(
                What.OTHER, "", number.low, number.high, told, number.approx, whole
            )
    return None


def _unnumbered(text: str, span: Span) -> Figure | None:
    """One victim ("a soldier", a name), an unknown number, or None."""
    words = text[span.start : span.end]
    lows = words.lower().split()
    if _COUNTS & set(lows):
        return None
    if lows[0] in _VAGUE:
        return Figure(What.OTHER, "", None, None, words, False, span)
    named = words[0].isupper() and len(words) > 3 and lows[0] not in cues().determiners
    if lows[0] in _ONE or named:
        return Figure(What.OTHER, "", 1, 1, words, False, span)
    return None


def _touch(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
