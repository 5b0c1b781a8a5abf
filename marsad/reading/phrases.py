"""Noun phrases, found by function words alone (no part-of-speech model).

A `Phrase` is a stretch of words of one sentence. Each look goes over a bounded number
of words, so reading stays linear in the text's length.
"""

from __future__ import annotations

from dataclasses import dataclass

from marsad.model import Span
from marsad.reading.cues import cues
from marsad.reading.words import Word

REACH = 16
"""Words looked at on either side of a verb."""
LONGEST = 12
"""Words of the longest phrase taken for an actor."""

_KEEP = frozenset(("of", "for"))
_TIME_HEADS = frozenset(["last", "this", "next", "late", "early", "earlier", "since"])
JOINTS = frozenset(("-", "'", "’", "'s", "’s", ".", "–", "&", "/"))


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words `first` (inclusive) to `last` (exclusive) of a sentence."""

    first: int
    last: int

    def span(self, words: tuple[Word, ...]) -> Span:
        """Its characters in the document."""
        return Span(words[self.first].start, words[self.last - 1].end)

    def text(self, document: str, words: tuple[Word, ...]) -> str:
        """Its words as the document has them."""
        span = self.span(words)
        return " ".join(document[span.start : span.end].split())


def object_after(words: tuple[Word, ...], start: int) -> Phrase | None:
    """The noun phrase that begins at index `start`, or None."""
    while start < len(words) and is_adverb(words[start]):
        start += 1
    if start < len(words) and words[start].low in cues().prepositions:
        return None
    return trimmed(words, start, noun_end(words, start, start + REACH))


def is_animate(word: Word) -> bool:
    """Can act: people, forces, organisations, and the weapons they use."""
    low, lists = word.low, cues()
    return (
        low in lists.people
        or low in lists.parties
        or low in lists.organisations
        or low in lists.persons
        or low in lists.equipment
        or low in lists.reporters
        or low in lists.unnamed
    )


def is_function(low: str) -> bool:
    """A preposition, conjunction, pronoun or auxiliary."""
    words = cues()
    return (
        low in words.prepositions
        or low in words.conjunctions
        or low in words.pronouns
        or low in words.auxiliaries
        or low in words.relatives
    )


def is_adverb(word: Word) -> bool:
    """Stands between a subject and its verb without changing either."""
    low = word.low
    listed = low in cues().adverbs or low in ("not", "t", "n't")
    return listed or (low.endswith("ly") and len(low) > 4 and not word.capital)


def is_saying(word: Word) -> bool:
    """A verb of saying that is hardly ever a noun ("said", not "claims")."""
    low = word.low
    return low in cues().speech and low not in cues().weak and not word.capital


def is_time_word(word: Word) -> bool:
    """A weekday, month or part of the day."""
    return word.low in cues().calendar or (word.low == "may" and word.capital)


def noun_end(words: tuple[Word, ...], start: int, limit: int) -> int:
    """The end of the noun phrase that begins at `start`, at most `limit`."""
    at = start
    limit = min(limit, len(words), start + REACH)
    while at < limit:
        word, low = words[at], words[at].low
        if not word.wordlike and low not in JOINTS:
            break
        if low == "." and not dotted(words, at):
            break
        if at > start and low in cues().prepositions and not _kept(words, at):
            break
        if at > start and words[at - 1].capital and _is_number(low):
            break
        if low in cues().auxiliaries or low in cues().relatives or low == "to":
            break
        if low in cues().conjunctions and not (
            low == "and" and at > start and at + 1 < limit and _noun_like(words[at + 1])
        ):
            break
        if at > start and (is_saying(word) or _is_finite(words, at)):
            break
        if at > start and (is_time_word(word) or low in _TIME_HEADS):
            break
        at += 1
    return at


def _kept(words: tuple[Word, ...], at: int) -> bool:
    """Whether "of" or "for" goes on with a phrase ("a spokesman for X")."""
    before = words[at - 1]
    low = words[at].low
    return low == "of" or (low == "for" and (before.capital or is_animate(before)))


def _is_number(low: str) -> bool:
    return low[0].isdigit() or low in cues().number_words


def _is_finite(words: tuple[Word, ...], at: int) -> bool:
    """A verb form after a noun: "rockets fired", "chlorine came down"."""
    word, before = words[at], words[at - 1]
    if word.capital or before.low in cues().determiners or not before.wordlike:
        return False
    if word.low in cues().finite:
        return before.low != "'s" and before.low not in cues().before_nouns
    if at + 1 < len(words) and is_animate(words[at + 1]):  # "armed forces"
        return False
    return word.low.endswith(("ed", "ing")) and before.low not in cues().before_nouns


def _noun_like(word: Word) -> bool:
    low = word.low
    verbs = low in cues().speech or low.endswith(("ed", "ing")) or low in cues().victims
    return word.wordlike and (word.capital or low in cues().determiners or not verbs)


def dotted(words: tuple[Word, ...], at: int) -> bool:
    """A full stop inside an abbreviation: "Gen. Smith", "U.S. forces"."""
    last = at + 1 == len(words)
    return not last and bool(at) and words[at - 1].end == words[at].start


def trimmed(words: tuple[Word, ...], start: int, end: int) -> Phrase | None:
    """The phrase without joints at its ends; None where no noun is left."""
    while end > start and (
        (not words[end - 1].wordlike and words[end - 1].low not in ("'s", "’s"))
        or words[end - 1].low in cues().conjunctions
        or words[end - 1].low in _KEEP
        or is_adverb(words[end - 1])
    ):
        end -= 1
    while start < end and (not words[start].wordlike or is_adverb(words[start])):
        start += 1
    if end - start > LONGEST:
        end = start + LONGEST
    content = [w for w in words[start:end] if w.low not in cues().determiners]
    if not any(w.wordlike for w in content):
        return None
    return Phrase(start, end)
