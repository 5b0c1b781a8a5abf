"""Who a pronoun or a short name stands for: the fuller mention earlier in the text.

Actors and sources of a claim are never pronouns (corpora guide, rule 5 of the second
list). What cannot be told keeps its own words, so that the claim is never put into the
outlet's mouth.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from marsad.model import Span
from marsad.reading.cues import cues
from marsad.reading.phrases import is_animate
from marsad.reading.segment import Sentence
from marsad.reading.words import Word, words

_PERSON = frozenset(("he", "she", "him", "her", "i"))
_MANY = frozenset(("they", "them", "we"))
_WITHIN = frozenset(
    ["of", "for", "and", "the", "al", "el", "de", "la", "-", "'", "’"]
) - {"and"}
_LONGEST_NAME = 10
_BEFORE_SUBJECT = frozenset(("the", "but", "and", '"', "“", "meanwhile", ",", "also"))
_THING = frozenset(("it",))


@dataclass(frozen=True, slots=True)
class Named:
    """A mention with its place; `text` is as the document has it."""

    text: str
    span: Span


@dataclass(slots=True)
class Memory:
    """What one document has named so far, in reading order."""

    named: list[Named] = field(default_factory=list)
    seen: deque[Named] = field(default_factory=lambda: deque(maxlen=80))
    by_word: dict[str, Named] = field(default_factory=dict)

    def note(self, mention: Named) -> None:
        """Remember a full mention; the first under each of its capitalised words
        stays, for that is usually the whole name."""
        if is_pronoun(mention.text):
            return
        self.named.append(mention)
        self._index(mention)

    def note_subject(self, text: str, sentence: Sentence) -> None:
        """Remember the name that opens a sentence: who "he" later in it is."""
        for first, last in capital_runs(sentence.words)[:1]:
            held = sentence.words
            opens = all(w.low in _BEFORE_SUBJECT for w in held[:first])
            owns = last < len(held) and held[last].low in ("'s", "’s", "'", "’")
            if opens and not owns:
                span = Span(held[first].start, held[last - 1].end)
                name = Named(text[span.start : span.end], span)
                if _is_person(name.text):
                    self.named.append(name)

    def note_names(self, text: str, sentence: Sentence) -> None:
        """Remember the capitalised names of a sentence as possible full names."""
        for first, last in capital_runs(sentence.words):
            span = Span(sentence.words[first].start, sentence.words[last - 1].end)
            name = Named(text[span.start : span.end], span)
            self.seen.append(name)
            self._index(name)

    def _index(self, mention: Named) -> None:
        for word in _names(mention.text):
            known = self.by_word.get(word)
            if known is None or len(_names(known.text)) < len(_names(mention.text)) > 1:
                self.by_word[word] = mention

    def resolve(self, mention: Named) -> Named:
        """The named mention that `mention` stands for; itself where none is known."""
        low = mention.text.lower()
        if low in _PERSON:
            return self._latest(_is_person) or mention
        if low in _THING or low.removeprefix("the ") in cues().generic:
            return self._latest(lambda t: not _is_person(t)) or mention
        if low.removeprefix("the ") in cues().vague and low.startswith("the "):
            return self._holding(low.removeprefix("the ")) or mention
        if low in _MANY:
            return self._latest(lambda t: _is_many(t) and _can_act(t)) or mention
        return self._fuller(mention)

    def _latest(self, fits: Callable[[str], bool]) -> Named | None:
        for known in reversed(self.named[-12:]):
            if fits(known.text):
                return known
        return None

    def _holding(self, word: str) -> Named | None:
        """The latest mention with `word` in it and a name beside it."""
        for known in [*reversed(self.named[-40:]), *reversed(self.seen)]:
            lows = known.text.lower().removeprefix("the ").split()
            if word in lows and len(_names(known.text)) > 1:
                return known
        return None

    def _fuller(self, mention: Named) -> Named:
        """The full name of "Abdulrahman" ("Rami Abdulrahman"), if it came before."""
        parts = mention.text.split()
        bare = parts[1:] if parts and parts[0].lower() == "the" else parts
        if len(bare) == 1 and bare[0][:1].isupper():
            known = self.by_word.get(bare[0].lower())
            if known is not None and known.text.split()[-1] == bare[0]:
                return known
        return mention


def is_pronoun(text: str) -> bool:
    """A personal pronoun, which names nobody."""
    return text.lower() in _PERSON | _MANY | _THING


def stands_for_another(text: str) -> bool:
    """A pronoun, or "the group", "the agency": never an actor's or speaker's name."""
    low = text.lower()
    generic = low.startswith("the ") and low.removeprefix("the ") in cues().generic
    return is_pronoun(text) or generic


def capital_runs(words: tuple[Word, ...]) -> list[tuple[int, int]]:
    """Names: runs of capitalised words, over "of", "for", "al-" and hyphens within."""
    out: list[tuple[int, int]] = []
    at = 0
    while at < len(words):
        if not words[at].capital or _only_opens(words, at):
            at += 1
            continue
        first, last = at, at + 1
        at += 1
        while at < len(words) and at - first < _LONGEST_NAME:
            if words[at].capital:
                last = at + 1
            elif words[at].low not in _WITHIN:
                break
            at += 1
        at = last
        out.append((first, last))
    return out


def _only_opens(words: tuple[Word, ...], at: int) -> bool:
    """A function word with a capital because the sentence begins with it."""
    low = words[at].low
    if low in cues().determiners:
        return True
    known = cues()
    opening = (
        *(known.prepositions, known.conjunctions, known.pronouns),
        *(known.openers, known.adverbs),
    )
    if any(word.wordlike for word in words[:at]):
        return False
    return any(low in some for some in opening)


def _names(text: str) -> list[str]:
    return [w.low for w in words(text) if w.capital and w.low not in cues().determiners]


def _is_person(text: str) -> bool:
    """Two capitalised words and no word of an organisation, or an unnamed person."""
    lows = {w.low for w in words(text)}
    if lows & cues().organisations or text.lower().startswith("the "):
        return bool(lows & cues().persons)
    return len(_names(text)) >= 2 or bool(lows & cues().persons)


def _can_act(text: str) -> bool:
    return any(w.capital or is_animate(w) for w in words(text))


def _is_many(text: str) -> bool:
    last = text.rsplit(maxsplit=1)[-1].lower()
    return " and " in text or last.endswith("s") or last == "police"
