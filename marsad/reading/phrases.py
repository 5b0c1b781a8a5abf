"""Noun phrases beside a verb, found by function words alone (no part-of-speech model).

A `Phrase` is a stretch of words of one sentence. `subject_before` and `object_after`
look at a bounded number of words, so reading stays linear in the text's length.
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

_TIME_LEADS = frozenset(
    ("on", "in", "at", "late", "early", "last", "this", "by", "during", "the")
)
_KEEP = frozenset(("of", "for"))
_LEFT_STOPS = frozenset(("according",))
_TIME_HEADS = frozenset(["last", "this", "next", "late", "early", "earlier", "since"])
_JOINTS = frozenset(("-", "'", "’", "'s", "’s", ".", "–", "&", "/"))
_QUOTES = frozenset('"“”«»‘')


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


def subject_before(words: tuple[Word, ...], verb: int) -> Phrase | None:
    """The subject of the verb at index `verb`, or None."""
    if verb and words[verb - 1].low == "to":
        return None
    end = _over_adverbs(words, verb)
    if end and words[end - 1].low in ("who", "which"):
        end -= 1 + (end > 1 and words[end - 2].low == ",")
    elif end and words[end - 1].low == ",":  # "X, the head of Y, said"
        name = _explained_by_name(words, end - 1)
        if name is not None:
            return name
        end = _over_apposition(words, end - 1)
    start = _clause_start(words, end)
    if start and words[start - 1].low in ("who", "which"):  # "a man who fled said"
        end = start - 1
        start = _clause_start(words, end)
    start = _over_openers(words, start, end)
    found = _trimmed(words, start, _noun_end(words, start, end))
    return found if found and _can_act(words, found) else None


def _can_act(words: tuple[Word, ...], phrase: Phrase) -> bool:
    """A lone lower-case word is a subject only as a plural or a word for people."""
    if phrase.last - phrase.first > 1:
        return True
    word = words[phrase.first]
    known = word.capital or word.low in cues().pronouns or is_animate(word)
    return known or word.low.endswith("s")


def object_after(words: tuple[Word, ...], start: int) -> Phrase | None:
    """The noun phrase that begins at index `start`, or None."""
    while start < len(words) and is_adverb(words[start]):
        start += 1
    if start < len(words) and words[start].low in cues().prepositions:
        return None
    return _trimmed(words, start, _noun_end(words, start, start + REACH))


def _explained_by_name(words: tuple[Word, ...], comma: int) -> Phrase | None:
    """As in "The governor of Anbar, Sohaib al-Rawi, says": the name."""
    start = _over_apposition(words, comma)
    name = Phrase(start + 1, comma)
    head = {w.low for w in words[max(0, start - REACH) : start]}
    named = start > 0 and 0 < comma - start - 1 <= 5 and words[start + 1].capital
    named = named and words[comma - 1].capital and bool(head & cues().persons)
    return name if named else None


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


def explained(words: tuple[Word, ...], comma: int) -> bool:
    """Whether the words before `comma` explain a name ("X, the head of Y,") or are
    the name ("The head of Y, X,")."""
    if _explained_by_name(words, comma) is not None:
        return True
    start = _over_apposition(words, comma)
    if not 0 < start < comma - 1:
        return False
    low = words[start + 1].low
    return low in cues().determiners | cues().relatives | cues().persons | {"who"}


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


def _over_adverbs(words: tuple[Word, ...], end: int) -> int:
    lowest = max(0, end - REACH)
    while end > lowest:
        word = words[end - 1]
        if is_adverb(word) or word.low in cues().auxiliaries:
            end -= 1
        elif is_time_word(word) and end - lowest > 1:
            end -= 1
            while end > lowest and words[end - 1].low in _TIME_LEADS:
                end -= 1
        elif word.low == "statement" and end > 2 and words[end - 3].low == "in":
            end -= 3
        else:
            break
    return max(end, 0)


def _over_apposition(words: tuple[Word, ...], comma: int) -> int:
    """The end of the phrase that the words before `comma` only explain; `comma`
    itself where nothing is explained."""
    for at in range(comma - 1, max(-1, comma - REACH), -1):
        if words[at].low in (";", ":") or words[at].text in _QUOTES:
            break
        if words[at].low == ",":
            return at
    return 0


def _clause_start(words: tuple[Word, ...], end: int) -> int:
    at = end
    while at > 0 and end - at < REACH:
        word = words[at - 1]
        if word.wordlike:
            low = word.low
            joined = low == "and" and at < end and _joins_nouns(words, at - 1)
            if low in cues().conjunctions and not joined:
                break
            if low in cues().auxiliaries or (low in cues().openers and not joined):
                break
            if is_saying(word) or low in _LEFT_STOPS:
                break
        elif word.low not in _JOINTS:
            break
        at -= 1
    return at


def _joins_nouns(words: tuple[Word, ...], at: int) -> bool:
    before, after = words[at - 1], words[at + 1] if at + 1 < len(words) else None
    return bool(at and before.capital and after is not None and after.wordlike)


def _over_openers(words: tuple[Word, ...], start: int, end: int) -> int:
    """Past "On Friday", "In Damascus", "But also" at the head of a clause."""
    while start < end:
        low = words[start].low
        if low in cues().openers or is_adverb(words[start]) or low in ("'s", "to"):
            start += 1
        elif low in cues().prepositions:
            start = _after_adverbial(words, start + 1, end)
        elif is_time_word(words[start]) and start + 1 < end:
            start += 1
        else:
            break
    return start


def _after_adverbial(words: tuple[Word, ...], start: int, end: int) -> int:
    """The end of the prepositional phrase whose noun begins at `start`."""
    at = start
    if at < end and words[at].low in cues().determiners:
        at += 1
    for number in range(at + 1, end):
        word = words[number]
        if word.low in cues().determiners or word.low in cues().pronouns:
            return number
    while at < end and (words[at].capital or not words[at].text.isalpha()):
        at += 1
    return max(at, start)


def _noun_end(words: tuple[Word, ...], start: int, limit: int) -> int:
    at = start
    limit = min(limit, len(words), start + REACH)
    while at < limit:
        word, low = words[at], words[at].low
        if not word.wordlike and low not in _JOINTS:
            break
        if low == "." and not _dotted(words, at):
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


def _dotted(words: tuple[Word, ...], at: int) -> bool:
    """A full stop inside an abbreviation: "Gen. Smith", "U.S. forces"."""
    last = at + 1 == len(words)
    return not last and bool(at) and words[at - 1].end == words[at].start


def _trimmed(words: tuple[Word, ...], start: int, end: int) -> Phrase | None:
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
