"""The annotated corpora as training examples: claims as word spans and labels."""

from __future__ import annotations

import json
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from tokenizers import Tokenizer

from marsad.reading.labels import KINDS, ROLES, STATUSES, WHATS, WHENS
from marsad.reading.pieces import Cut, cut
from marsad.reading.segment import sentences

Row = dict[str, Any]
Interval = tuple[str | None, str | None]
Phrases = Callable[[str, str], list[tuple[int, int, Interval]]]
"""Time phrases of a sentence, read on a publication day: offsets and ISO interval."""

FIXED_STATUS = {
    "demand": "called_for",
    "threat": "planned",
    "accusation": "happened",
    "statement": "happened",
}
"""Kinds whose status the guide fixes; older annotations vary."""


@dataclass(frozen=True, slots=True)
class Slot:
    """Words `first` to `end` fill `role`; `what` is a figure's (-1 for the others)."""

    role: int
    first: int
    end: int
    what: int = -1


@dataclass(frozen=True, slots=True)
class Gold:
    """One annotated claim; `first` and `end` are the anchor's words."""

    sentence: int
    kind: int
    first: int
    end: int
    status: int
    when: int
    slots: tuple[Slot, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """One annotated document, cut for the encoder."""

    row: Row
    cut: Cut
    claims: tuple[Gold, ...]


def load(path: Path, tokenizer: Tokenizer, phrases: Phrases) -> list[Example]:
    """The annotated documents of a corpus file."""
    with path.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines if line.strip()]
    return [
        example(row, tokenizer, phrases) for row in rows if row["claims"] is not None
    ]


def example(row: Row, tokenizer: Tokenizer, phrases: Phrases) -> Example:
    """An annotated document ready for training."""
    document = cut(
        tokenizer, row.get("title") or "", row["text"], sentences(row["text"])
    )
    taken: set[int] = set()
    claims = []
    for claim in row["claims"]:
        gold = _gold(row, document, claim, phrases, taken)
        if gold:
            claims.append(gold)
    return Example(row, document, tuple(claims))


def _gold(
    row: Row, document: Cut, claim: Row, phrases: Phrases, taken: set[int]
) -> Gold | None:
    start = row["text"].find(claim["quote"])
    end = start + len(claim["quote"])
    anchor = _anchor(document, claim["anchor"], start, end, taken)
    if anchor is None:
        return None
    taken.update(range(*anchor))
    sentence = next(
        k for k, (_, last) in enumerate(document.sentence_words) if last > anchor[0]
    )
    time, when = _when(row, document, claim, sentence, anchor[0], phrases)
    slots = [*_mentions(document, claim, sentence, anchor[0])]
    if time:
        slots.append(Slot(ROLES.index("time"), *time))
    status = FIXED_STATUS.get(claim["kind"]) or str(claim["status"])
    if claim["status"] == "denied":
        status = "denied"
    return Gold(
        sentence,
        KINDS.index(claim["kind"]),
        *anchor,
        [s.value for s in STATUSES].index(status),
        when,
        tuple(slots),
    )


def _anchor(
    document: Cut, anchor: str, start: int, end: int, taken: set[int]
) -> tuple[int, int] | None:
    """The anchor's words: its first occurrence in the quote that no claim has taken."""
    found = [
        words
        for m in re.finditer(rf"(?<!\w){re.escape(anchor)}", document.text[start:end])
        if (words := words_at(document, start + m.start(), start + m.end()))
    ]
    free = [words for words in found if not taken & set(range(*words))]
    return next(iter(free or found), None)


def words_at(document: Cut, start: int, end: int) -> tuple[int, int] | None:
    """The words that touch the characters `start` to `end`."""
    first = bisect_right(document.words, start, key=lambda w: w[1])
    after = bisect_left(document.words, end, key=lambda w: w[0])
    return (first, after) if first < after else None


def _mentions(document: Cut, claim: Row, sentence: int, anchor: int) -> Iterable[Slot]:
    whats = [w.value for w in WHATS]
    wanted = [
        *(("initiator", m, -1) for m in claim["initiator"]),
        *(("target", m, -1) for m in claim["target"]),
        *(("place", p["mention"], -1) for p in claim["places"]),
        *(("figure", f["text"], whats.index(f["what"])) for f in claim["figures"]),
        *(("source", s["mention"], -1) for s in claim["sources"]),
    ]
    used: set[tuple[int, int]] = set()
    for name, mention, what in wanted:
        span = locate(document, mention, sentence, anchor)
        role = ROLES.index(name)
        if span and not any((role, w) in used for w in range(*span)):
            used |= {(role, w) for w in range(*span)}
            yield Slot(role, *span, what)


def locate(
    document: Cut, mention: str, sentence: int, anchor: int
) -> tuple[int, int] | None:
    """Where a mention stands: in the sentence (nearest to the anchor), else the
    nearest before it, else the first in the document."""
    if not mention:
        return None
    pattern = rf"(?<!\w){re.escape(mention)}(?!\w)"
    found = [m.start() for m in re.finditer(pattern, document.text)] or [
        m.start() for m in re.finditer(re.escape(mention), document.text)
    ]
    if not found:
        return None
    first, end = document.sentence_words[sentence]
    start, stop = document.words[first][0], document.words[end - 1][1]
    inside = [o for o in found if start <= o < stop]
    near = document.words[anchor][0]
    if inside:
        at = min(inside, key=lambda o: abs(o - near))
    else:
        at = ([o for o in found if o < start] or found[:1])[-1]
    return words_at(document, at, at + len(mention))


def _when(
    row: Row, document: Cut, claim: Row, sentence: int, anchor: int, phrases: Phrases
) -> tuple[tuple[int, int] | None, int]:
    """The words of the time phrase, if one gives the interval, and the time's class
    (-1: none of the classes explains the annotation)."""
    when = claim["when"] or {}
    wanted = (when.get("start"), when.get("end"))
    day = row["published"][:10]
    if wanted == (None, None):
        return None, WHENS.index("none")
    here = _phrases_of(document, sentence, day, phrases)
    fitting = [span for span, interval in here if interval == wanted]
    if fitting:
        nearest = min(fitting, key=lambda s: abs(s[0] - anchor))
        return nearest, WHENS.index("phrase")
    before = [
        interval
        for k in range(max(0, sentence - 12), sentence)
        for _, interval in _phrases_of(document, k, day, phrases)
    ]
    yesterday = (date.fromisoformat(day) - timedelta(1)).isoformat()
    rules = {
        "published": wanted == (day, day),
        "earlier": wanted in before,
        "day_before": wanted == (yesterday, yesterday),
        "until_published": wanted == (None, day),
    }
    name = next((name for name, fits in rules.items() if fits), None)
    if before and before[-1] == wanted:
        name = "earlier"
    return None, WHENS.index(name) if name else -1


def _phrases_of(
    document: Cut, sentence: int, day: str, phrases: Phrases
) -> list[tuple[tuple[int, int], Interval]]:
    found = document.sentences[sentence]
    text = document.text[found.start : found.end]
    out = []
    for a, b, interval in phrases(text, day):
        span = words_at(document, found.start + a, found.start + b)
        if span:
            out.append((span, interval))
    return out
