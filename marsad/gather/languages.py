"""Which language a text is in.

Plain English is told by its function words, at once and without a model; the rest by
py3langid. That one takes short English lines full of foreign names for Pidgin, Dutch
or Latin, so in Latin script only a confident answer on enough text stands against
English. An unsure answer is noted.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Protocol

from marsad.gather.outcome import Note

_SAMPLE = 20_000  # characters looked at
_ENGLISH = frozenset(
    {"the", "of", "and", "to", "that", "was", "were", "said", "by", "with", "from"}
    | {"for", "has", "have", "an", "on", "at", "as", "it", "its", "after", "in"}
    | {"is", "are"}
)
_ENGLISH_SHARE = 0.15  # of all words: 846 of 847 reports of the corpora have more
_ENGLISH_WORDS = 12  # fewer words than this are no measure
_SURE = 0.8
_ENOUGH = 40  # letters under which no Latin-script answer is believed
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ]")


class _Identifier(Protocol):
    def classify(self, text: str) -> tuple[str, float]:
        """The likeliest language and its probability."""


def tell_language(text: str) -> tuple[str | None, Note | None]:
    """The ISO 639-1 code of the language of `text`, None where it cannot be told."""
    sample = text[:_SAMPLE]
    words = [word.casefold() for word in _WORD.findall(sample)]
    letters = sum(map(len, words))
    if not letters:
        return None, Note("language_unsure", "no words to tell a language by")
    latin = len(_LATIN.findall(sample)) > letters / 2
    share = sum(word in _ENGLISH for word in words) / len(words)
    plain = share >= _ENGLISH_SHARE and "the" in words
    if latin and plain and len(words) >= _ENGLISH_WORDS:
        return "en", None
    told, probability = _identifier().classify(sample)
    if not latin:
        return (told, None) if told != "en" else (None, _unsure(told, "none"))
    if told == "en" or (probability >= _SURE and letters >= _ENOUGH and told != "pcm"):
        return told, None
    return "en", _unsure(told, "en")


def _unsure(told: str, taken: str) -> Note:
    return Note(
        "language_unsure",
        f"language looked like {told}, unsurely; taken as {taken}: a sidecar with "
        "`language` settles it",
    )


@cache
def _identifier() -> _Identifier:
    from py3langid.langid import (  # noqa: PLC0415 - lazy: loads numpy
        MODEL_FILE,
        LanguageIdentifier,
    )

    identifier: _Identifier = LanguageIdentifier.from_model_file(
        MODEL_FILE, norm_probs=True
    )
    return identifier
