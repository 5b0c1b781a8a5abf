"""One victim or weapon told without a number: "a soldier was killed", "destroyed two
tanks and a jet". Each is a figure of one (corpora guide, settled rule 4).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass

from marsad.model import What
from marsad.reading.cues import cues
from marsad.reading.phrases import Phrase, is_function, object_after
from marsad.reading.words import Word

_REACH = 14
"""Words between one item of a list and the verb that governs it."""
_SINGLES = frozenset(("a", "an", "another"))


@dataclass(frozen=True, slots=True)
class Single:
    """Words `at` (the article) to `last` name one person (`people`) or weapon; the word
    `cue` tells what is counted."""

    at: int
    last: int
    what: What
    cue: int
    people: bool


def singles(words: tuple[Word, ...]) -> Iterator[Single]:
    """Every single victim or weapon of a sentence, in order."""
    for at, word in enumerate(words):
        phrase = object_after(words, at) if word.low in _SINGLES else None
        if phrase is None:
            continue
        last = _before_and(words, phrase)
        head = words[last - 1].low
        if last - at <= 1 or _is_plural(head):
            continue
        told = _single(words, at, last, head)
        if told is not None:
            yield Single(at, last, *told, head in cues().people)


def _before_and(words: tuple[Word, ...], phrase: Phrase) -> int:
    """The end of the first item of a list."""
    inside = range(phrase.first + 1, phrase.last)
    return next((at for at in inside if words[at].low in ("and", "or")), phrase.last)


def _is_plural(head: str) -> bool:
    return head.endswith(("s", "people", "police", "men", "women"))


def _single(
    words: tuple[Word, ...], first: int, last: int, head: str
) -> tuple[What, int] | None:
    """What one person or weapon named at `first` to `last` is counted as, and the verb
    that tells so; None where no verb of harm or loss stands beside it."""
    victims: Mapping[str, What]
    if head in cues().people:
        victims = cues().victims
    elif head in cues().equipment:
        victims = dict.fromkeys(cues().lost, What.EQUIPMENT_LOST)
    else:
        return None
    cue = _verb_beside(words, first, last, victims.keys())
    return (victims[words[cue].low], cue) if cue >= 0 else None


def _verb_beside(
    words: tuple[Word, ...], first: int, last: int, wanted: Set[str]
) -> int:
    """The index of the verb of `wanted` right before ("shot down a jet", "destroyed two
    tanks and a jet") or, passive, right after; -1 where none is."""
    at = first
    while (
        at
        and words[at - 1].low not in wanted
        and (words[at - 1].low in ("down", "and", ",") or _is_item(words, at - 1))
    ):
        at -= 1
        if first - at > _REACH:
            return -1
    if at and words[at - 1].low in wanted:
        return at - 1
    at = last
    while at < len(words) and words[at].low in cues().auxiliaries | cues().adverbs:
        at += 1
    passive = at > last and at < len(words) and words[at].low in wanted
    return at if passive else -1


def _is_item(words: tuple[Word, ...], at: int) -> bool:
    """A word of the item before in a list: "two tanks" of "two tanks and a jet"."""
    word = words[at]
    low = word.low
    verb = low in cues().finite or low in cues().speech or low.endswith("ed")
    named = word.capital or low in cues().equipment or low in cues().people
    joined = low == "-" or words[at - 1].low == "-"  # "rebel-held hills"
    return joined or (word.wordlike and (named or not (verb or is_function(low))))
