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
event may share a sentence."""
_COMMON = 50  # a shingle in more texts than this is boilerplate
_WORD = re.compile(r"\w+")


def echoes(documents: Iterable[Document]) -> dict[str, str]:
    """Document id -> id of the earliest document whose text it repeats."""
    out: dict[str, str] = {}
    seen: dict[int, list[str]] = {}
    wholes: dict[int, str] = {}
    for document in sorted(documents, key=_moment):
        whole, prints = _prints(document.text)
        first = wholes.setdefault(whole, document.id)
        if first != document.id:
            out[document.id] = out.get(first, first)
            continue
        shared = Counter(
            other
            for p in prints
            if len(holders := seen.get(p, [])) <= _COMMON
            for other in holders
        )
        best = min(shared.items(), key=lambda kv: (-kv[1], kv[0]), default=None)
        if best and len(prints) >= LEAST and best[1] >= CONTAINED * len(prints):
            out[document.id] = out.get(best[0], best[0])
        for p in prints:
            seen.setdefault(p, []).append(document.id)
    return out


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
