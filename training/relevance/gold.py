"""Corpus rows as the gates see them: sentences, stems, and where claims stand."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from marsad.ids import sha256
from marsad.reading.segment import Sentence, sentences
from marsad.reading.words import stem

FOLDS = 5
HELD = "held"
"""The split on which nothing may be chosen."""


@dataclass(frozen=True)
class Gold:
    """A document, the stems and the number of claims of each sentence, and its fold."""

    name: str
    title: str
    text: str
    sentences: tuple[Sentence, ...]
    stems: tuple[frozenset[str], ...]
    claims: tuple[int, ...]
    fold: int

    @property
    def silent(self) -> bool:
        """Whether it has no claim."""
        return not any(self.claims)

    def whole(self) -> frozenset[str]:
        """The stems of all of it."""
        return frozenset().union(*self.stems)


def read(paths: Iterable[str]) -> list[Gold]:
    """The documents of some corpus files, each once, without those held out."""
    rows: dict[str, dict[str, Any]] = {}
    for path in paths:
        for line in Path(path).read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if row.get("split") != HELD:
                rows.setdefault(row["doc_id"], row)
    return [_gold(row) for row in rows.values()]


def _gold(row: dict[str, Any]) -> Gold:
    text = row["text"]
    found = sentences(text)
    counts = [0] * len(found)
    for claim in row["claims"] or ():
        at = text.find(claim["anchor"], text.find(claim["quote"]))
        for number, sentence in enumerate(found):
            counts[number] += sentence.start <= at < sentence.end
    return Gold(
        row["doc_id"],
        row["title"] or "",
        text,
        found,
        tuple(_stems(sentence) for sentence in found),
        tuple(counts),
        int(sha256(row["doc_id"])[:8], 16) % FOLDS,
    )


def _stems(sentence: Sentence) -> frozenset[str]:
    return frozenset(stem(w.low) for w in sentence.words if w.low[0].isalpha())


def names(gold: Sequence[Gold], share: float) -> frozenset[str]:
    """Stems that stand with a capital letter inside sentences in more than `share` of
    the places they stand in."""
    capital: dict[str, int] = {}
    places: dict[str, int] = {}
    for document in gold:
        for sentence in document.sentences:
            for word in sentence.words[1:]:
                key = stem(word.low)
                places[key] = places.get(key, 0) + 1
                capital[key] = capital.get(key, 0) + word.capital
    return frozenset(s for s, n in places.items() if capital[s] > share * n)
