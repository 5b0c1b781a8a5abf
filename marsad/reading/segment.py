"""A text cut into paragraphs and sentences, with exact character offsets.

Every character that is not white space belongs to exactly one sentence. Rules only, in
one pass from left to right; each decision looks at a bounded stretch of text, so that
time grows with length alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from marsad.reading.cues import cues
from marsad.reading.words import Word, words

LONGEST = 2000
"""Characters of the longest sentence; a longer run without an end is cut at a space."""

_BREAK = re.compile(r"\n[^\S\n]{0,200}\n\s*")
_END = re.compile(
    r"[.!?…؟]{1,10}[\"'”’»)\]]{0,3}(?=\s)|(?<=[a-z]{3})\.(?=[A-Z][a-z]{2,20}\s)"
)
_STAMP = r"\d{1,2}[:.]\d{2}\s?(?:[ap]\.?m\b|[A-Z]{2,4}\b|[-–—:|])"
_LINE = re.compile(rf"\n(?=[^\S\n]{{0,20}}(?:[-*•–—]\s|\d{{1,3}}[.)]\s|{_STAMP}))")
_NUMBERED = re.compile(r"(?:^|\n)[^\S\n]{0,20}\d{1,3}$")
_HALVES = frozenset(("a.m.", "p.m."))
_ZONES = frozenset(
    ["eastern", "central", "pacific", "moscow", "kyiv", "gmt", "utc", "est", "edt"]
)
_OPENING = "\"'“‘«([-–—*•"
_DOTTED = re.compile(r"(?:[A-Za-z]\.){2,}$")
_LOOK = 40


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: offsets into the document, its words and its paragraph's number."""

    start: int
    end: int
    paragraph: int
    words: tuple[Word, ...]


def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of `text` in order; none for a text without words."""
    out: list[Sentence] = []
    for number, (start, end) in enumerate(paragraphs(text)):
        for a, b in _cut(text, start, end):
            found = words(text, a, b)
            if any(word.wordlike for word in found):
                out.append(Sentence(a, b, number, found))
    return tuple(out)


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Start and end of each paragraph: stretches between blank lines."""
    edges = [0]
    for gap in _BREAK.finditer(text):
        edges += [gap.start(), gap.end()]
    edges.append(len(text))
    pairs = zip(edges[::2], edges[1::2], strict=True)
    return [(a, b) for a, b in pairs if text[a:b].strip()]


def _cut(text: str, start: int, end: int) -> list[tuple[int, int]]:
    ends = [m.end() for m in _END.finditer(text, start, end) if _ends(text, m, end)]
    ends += [m.start() for m in _LINE.finditer(text, start, end)]
    out: list[tuple[int, int]] = []
    for stop in [*sorted(ends), end]:
        out += _bounded(text, start, stop)
        start = stop
    return out


def _bounded(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """`start` to `end` without white space at the ends, cut where it is too long."""
    out = []
    while start < end:
        stop = end
        if end - start > LONGEST:
            space = text.rfind(" ", start + 1, start + LONGEST)
            stop = space if space > start else start + LONGEST
        piece = text[start:stop]
        a = start + len(piece) - len(piece.lstrip())
        b = start + len(piece.rstrip())
        if a < b:
            out.append((a, b))
        start = stop
    return out


def _ends(text: str, mark: re.Match[str], end: int) -> bool:
    """Whether the sentence ends at this mark: what stands before and after it."""
    after = text[mark.end() : min(end, mark.end() + _LOOK)].lstrip()
    if not after:
        return False  # the paragraph ends here anyway
    head = after.lstrip(_OPENING + " ")
    if not head or head[0].islower():
        return False
    before = text[max(0, mark.start() - 20) : mark.start() + 1].split()
    last = before[-1].lstrip(_OPENING) if before else ""
    if mark[0][0] == "." and len(mark[0].rstrip("\"'”’»)]")) == 1:
        listed = _NUMBERED.search(text[max(0, mark.start() - 26) : mark.start()])
        return not listed and _ends_at_dot(last, head)
    closed = mark[0][-1] in "\"'”’»"
    return not (closed and _speech_follows(after))


def _ends_at_dot(last: str, head: str) -> bool:
    word = last.rstrip(".")
    if _DOTTED.search(last):  # "U.S. The ..." ends, "U.S. Army" does not
        following = head.split(maxsplit=1)[0].rstrip(",").lower()
        if last.lower() in _HALVES:
            return following not in _ZONES
        return following in cues().sentence_starters
    if len(word) == 1 and word.isupper():  # an initial: "J. Stevens"
        return False
    if word.lower() in cues().abbreviations:
        return word.lower() in cues().closing_abbreviations and not head[0].isdigit()
    return True


def _speech_follows(after: str) -> bool:
    """`"Stop!" Captain Smith said`: the quotation is part of a longer sentence."""
    following = [w.low for w in words(after)[:4]]
    return any(w in cues().speech for w in following)
