"""Whether a document is about armed conflict at all.

The lexicon's words occur in sport, business and weather too ("strike", "offensive",
"shot"). A document is let through by the vocabulary of all its sentences: for every
known stem, how much likelier it stands in a sentence with a claim than in one without.
"""

from __future__ import annotations

from collections.abc import Iterable

from marsad.reading.lexicon import NONE, Lexicon, lexicon
from marsad.reading.segment import Sentence
from marsad.reading.words import stem


def relevance(sentences: Iterable[Sentence], known: Lexicon | None = None) -> float:
    """Mean log-odds against `no claim here` over the distinct known stems; above 0
    the vocabulary is that of sentences with claims. 0 where nothing is known."""
    book = known or lexicon()
    stems = {stem(word.low) for sentence in sentences for word in sentence.words}
    none = book.kinds[NONE]
    told = [-book.context[s][none] for s in sorted(stems) if s in book.context]
    return sum(told) / len(told) if told else 0.0
