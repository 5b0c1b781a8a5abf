"""Near-duplicate texts across outlets: copies of one text are one voice.

Texts are compared by hashed shingles of eight words. A document whose shingles are
mostly in an earlier one is its echo (Broder 1997, containment), and so is one, however
short, whose words are those of an earlier one. Only a thin sample of
each document's shingles is indexed (those whose hash is 0 modulo `SAMPLE`, which is the
same sample in every text), so that cost grows with the text, not with its square.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from zlib import crc32

from marsad.model import Document

SHINGLE = 8
SAMPLE = 4
CONTAINED = 0.5
LEAST = 6
"""Prints (some 30 words) from which a part in common tells: two short texts on one
event may share a sentence. All of a shorter one tells from `FEWEST` on."""
FEWEST = 2
_RUN = 4
"""Words in a row by which one sentence is found in a text: fewer than in a shingle, so
that a changed word does not make it another."""
_COMMON = 50  # a shingle in more texts than this is boilerplate
_WORD = re.compile(r"\w+")


def echoes(documents: Iterable[Document]) -> dict[str, tuple[str, ...]]:
    """Document id -> ids of earlier documents whose texts it repeats: the one that it
    repeats most first, but before each what that one repeats."""
    out: dict[str, tuple[str, ...]] = {}
    seen: dict[int, list[str]] = {}
    wholes: dict[int, str] = {}
    for document in sorted(documents, key=_moment):
        whole, prints = _prints(document.text)
        first = wholes.setdefault(whole, document.id)
        if first != document.id:
            out[document.id] = (*out.get(first, ()), first)
            continue
        shared = Counter(
            other
            for p in prints
            if len(holders := seen.get(p, [])) <= _COMMON
            for other in holders
        )
        alike = sorted(shared, key=lambda other: (-shared[other], other))
        least = len(prints) * (CONTAINED if len(prints) >= LEAST else 1)
        if alike and len(prints) >= FEWEST and shared[alike[0]] >= least:
            texts = (one for other in alike for one in (*out.get(other, ()), other))
            out[document.id] = tuple(dict.fromkeys(texts))
        for p in prints:
            seen.setdefault(p, []).append(document.id)
    return out


def holds(text: str, sentence: str) -> bool:
    """Whether a sentence stands in a text, give or take a few words: a copy may tell
    more than what it copies, and that is its own."""
    said = _runs(sentence)
    return 2 * len(said & _runs_of_text(text)) >= len(said)


@lru_cache(maxsize=64)  # of a text that is copied, each claim of each copy asks
def _runs_of_text(text: str) -> frozenset[tuple[str, ...]]:
    return _runs(text)


def _runs(text: str) -> frozenset[tuple[str, ...]]:
    tokens = [t.casefold() for t in _WORD.findall(text)]
    starts = range(max(1, len(tokens) - _RUN + 1))
    return frozenset(tuple(tokens[at : at + _RUN]) for at in starts)


def _moment(document: Document) -> tuple[str, str]:
    published = document.published
    moment = published.known_from.isoformat() if published else "9999"
    return (moment, document.id)


@lru_cache(maxsize=4096)  # a document is compared in every block it has claims in
def _prints(text: str) -> tuple[int, frozenset[int]]:
    """A print of the whole text, and the sample of those of its shingles."""
    tokens = [t.casefold() for t in _WORD.findall(text)]
    found = set()
    for start in range(len(tokens) - SHINGLE + 1):
        value = crc32(" ".join(tokens[start : start + SHINGLE]).encode())
        if value % SAMPLE == 0:
            found.add(value)
    return crc32(" ".join(tokens).encode()), frozenset(found)
