"""Time phrases of a sentence: "on Friday", "27 November 2024", "for two weeks".

Only where they stand; the resolving stage turns a phrase into days. Each pattern is
anchored at its first word and bounded in length.
"""

from __future__ import annotations

import re

from marsad.model import Span
from marsad.reading.phrases import is_saying
from marsad.reading.segment import Sentence

_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november"
    r"|december|jan|feb|aug|sept|sep|oct|nov|dec)\b\.?"
)
_ORDINAL = r"\d{1,2}(?:st|nd|rd|th)?"
_UNIT = r"(?:minute|hour|day|night|week|weekend|month|year)s?"
_COUNT = r"(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|several|few)"
_DATE = (
    rf"(?:{_ORDINAL}(?:\s?(?:-|–|and|to)\s?{_ORDINAL})?\s(?:of\s)?{_MONTH}"
    rf"|{_MONTH}\s{_ORDINAL}(?:\s?(?:-|–|and|to)\s?{_ORDINAL})?(?!\d))(?:,?\s\d{{4}})?"
)
_PART = r"(?:morning|afternoon|evening|night)"
_PHRASES = (
    rf"(?:between|from)\s{_DATE}\s(?:and|to|until)\s{_DATE}",
    rf"(?:since|until|by)\s(?:last\s|early\s|late\s)?"
    rf"(?:{_DATE}|{_DAY}|\d{{4}}|yesterday)",
    _DATE,
    rf"overnight(?:\s(?:from|into|to)\s{_DAY})?",
    rf"(?:last|this|next|early|late|since|previous)\s{_DAY}(?:\s{_PART})?",
    rf"{_DAY}(?:\s{_PART})?",
    rf"(?:earlier\s)?(?:today|tonight|yesterday|tomorrow|this\s{_PART}|last\snight)",
    rf"(?:in|over|during|within|for)\s(?:the\s)?(?:last|past|previous|recent)\s"
    rf"(?:{_COUNT}\s)?{_UNIT}",
    rf"for\s(?:more\sthan\s|over\s|about\s|nearly\s)?{_COUNT}\s{_UNIT}",
    rf"{_COUNT}\s{_UNIT}\s(?:ago|earlier)",
    r"(?:earlier\s)?(?:this|last|next|past|previous)\s(?:week|weekend|month|year)",
    r"the\s(?:previous\sday|day\sbefore|same\sday|next\sday)",
    r"in\srecent\s(?:days|weeks|months)",
    rf"(?:in\s|since\s)?(?:early|mid|late)[-\s]{_MONTH}(?:\s\d{{4}})?",
    rf"(?:in|since)\s{_MONTH}(?:\s\d{{4}})?",
    r"(?:in|since|during)\s(?:19|20)\d\d\b",
)
_ANY = re.compile(r"\b(?:" + "|".join(_PHRASES) + r")", re.IGNORECASE)


def find_times(text: str, sentence: Sentence) -> tuple[Span, ...]:
    """The time phrases of one sentence, in order."""
    found = _ANY.finditer(text, sentence.start, sentence.end)
    return tuple(Span(m.start(), m.end()) for m in found)


def time_of(text: str, sentence: Sentence, first: int, last: int) -> Span | None:
    """The time phrase of the claim whose anchor is words `first` to `last`: the nearest
    in its clause that does not only date the saying ("said on Friday")."""
    words = sentence.words
    start, stop = words[first].start, words[last - 1].end
    best: tuple[int, Span] | None = None
    for span in find_times(text, sentence):
        between = text[min(stop, span.end) : max(start, span.start)]
        if ";" in between or _dates_saying(sentence, span):
            continue
        away = max(span.start - stop, start - span.end, 0)
        if best is None or away < best[0]:
            best = (away, span)
    return best[1] if best else None


def _dates_saying(sentence: Sentence, span: Span) -> bool:
    """Whether a verb of saying stands just before the phrase."""
    at = sentence.index_at(span.start)
    return any(is_saying(w) for w in sentence.words[max(0, at - 2) : at])
