"""Words of a text with their places, and a light stemmer.

The stemmer only has to bring the forms of one word together ("shelled", "shelling",
"shells"); its stems are keys of the lexicon, never shown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from marsad.reading.cues import cues

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|['’]s\b|(?:[^\W\d_]\.){2,}|\w+|[^\w\s]")
_SUFFIXES = (
    *("ations", "ation", "ings", "ing", "ments", "ment", "ers"),
    *("ies", "ied", "ed", "es", "s", "e"),
)
_SHORTEST_STEM = 3


@dataclass(frozen=True, slots=True)
class Word:
    """A word, number or punctuation mark; `start`, `end` are document offsets."""

    text: str
    low: str
    start: int
    end: int

    @property
    def capital(self) -> bool:
        """Begins with an upper-case letter."""
        return self.text[0].isupper()

    @property
    def wordlike(self) -> bool:
        """Letters or digits, not punctuation."""
        return self.text[0].isalnum() or self.text[0] == "_"


def words(text: str, start: int = 0, end: int | None = None) -> tuple[Word, ...]:
    """The words of `text[start:end]`, with offsets into `text`."""
    stop = len(text) if end is None else end
    return tuple(
        Word(m[0], m[0].lower().replace("’", "'"), m.start(), m.end())
        for m in _TOKEN.finditer(text, start, stop)
    )


def tokens(text: str) -> set[str]:
    """The different words and marks of a text, in lower case, without their places."""
    return set(_TOKEN.findall(text.lower().replace("’", "'")))


@lru_cache(maxsize=50_000)
def stem(low: str) -> str:
    """The stem of a lower-case word: "airstrikes" -> "airstrik"."""
    low = cues().forms.get(low, low)
    for suffix in _SUFFIXES:
        if low.endswith(suffix) and len(low) - len(suffix) >= _SHORTEST_STEM:
            low = low[: -len(suffix)]
            break
    if len(low) > _SHORTEST_STEM and low[-1] == low[-2]:
        low = low[:-1]
    return low
