"""The wordings by which a sentence says who speaks, and the words each one covers.

"X said that ...", "..., X said", "..., said X", "according to X, ...", "Y quoted X as
saying", "X told Y", "citing X", "was reported by X", "..., adding that ...". Function
words and word lists only; each wording looks at a bounded stretch of the sentence.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from marsad.model import Stance
from marsad.reading.cues import cues
from marsad.reading.phrases import (
    Phrase,
    is_adverb,
    is_time_word,
    object_after,
)
from marsad.reading.speech import (
    can_speak,
    clause,
    is_carrier,
    is_passive,
    is_verb,
    stance_of,
)
from marsad.reading.subjects import explained, named_after, subject_before
from marsad.reading.words import Word

INNERMOST = 2
"""Depth of a cited speaker: always inside the one who cites."""
Scope = tuple[tuple[int, int], ...]

_ENDS = frozenset((".", ";", "!", "?", "…"))
_HEARERS = frozenset(("told", "tells", "tell", "telling"))
_LEAST_CONTENT = 3
_ANEW = 7  # words of a new speaker, verb and all
_LAST = 8  # words from a verb of saying to the end of what it ends
_REACH = 12
_OCCASIONS = frozenset(("in", "on", "at", "during", "late", "to", "by", "from", "via"))
_CITING = frozenset(("citing", "quoting"))
_QUOTING = frozenset(("quoted", "cited", "quotes", "cites"))
_BESIDE = frozenset(
    (
        "as",
        "while",
        "hours",
        "minutes",
        "days",
        "weeks",
        "after",
        "when",
        "since",
        "before",
    )
)
_PASSIVE = frozenset(
    [
        "reported",
        "confirmed",
        "announced",
        "claimed",
        "documented",
        "recorded",
        "denied",
        "broadcast",
        "carried",
        "published",
    ]
)


@dataclass(frozen=True, slots=True)
class Saying:
    """`speaker` answers for the words `scope` of the sentence. `depth` sets an inner
    speaker below an outer one of the same scope (0, 1, INNERMOST). `cue` is the word
    that tells so."""

    speaker: Phrase
    stance: Stance
    scope: Scope
    depth: int
    cue: str = ""


def sayings(words: tuple[Word, ...]) -> list[Saying]:
    """Every wording of a sentence, in the order of its verbs."""
    out: list[Saying] = []
    for at, word in enumerate(words):
        strong = word.low in cues().speech and word.low not in cues().weak
        plain = strong and not (at and words[at - 1].low in ',”"»')
        out += (
            replace(s, cue=word.low)
            for s in _at(words, at, word.low, out)
            if plain or can_speak(words, s.speaker) or _somebody(words, at, s.speaker)
        )
    return out


def _somebody(words: tuple[Word, ...], at: int, speaker: Phrase) -> bool:
    """As in "..., said a trader": whoever stands right behind the verb."""
    return speaker.first == at + 1 and words[speaker.first].low in ("a", "an")


def _at(
    words: tuple[Word, ...], at: int, low: str, before: list[Saying]
) -> Iterator[Saying]:
    """The wordings whose verb (or "according") is word `at`."""
    after = words[at + 1].low if at + 1 < len(words) else ""
    if low == "according" and after == "to":
        yield from _according(words, at)
    elif low in _CITING:
        yield from _cited(words, at)
    elif low in _QUOTING:
        yield from _quoted(words, at)
    elif low in _PASSIVE and after == "by":
        yield from _said_by(words, at)
    elif low in cues().speech and is_verb(words, at):
        joined = low.endswith("ing") or words[at - 1].low == "and"
        if joined and before and at:
            yield from _added(words, at, before[-1])
        elif not is_passive(words, at):
            yield from _said(words, at)


def _according(words: tuple[Word, ...], at: int) -> Iterator[Saying]:
    phrase = object_after(words, at + 2)
    if phrase is None:
        return
    speaker = _behind(words, phrase)
    if speaker is None:
        return
    stance = stance_of(speaker, words, Stance.SAYS)
    start, stop = clause(words, at)
    end = max(speaker.last, phrase.last)
    follows = end < stop and words[end].low in (",", "-", "–", "—")
    if at > start and not follows:
        stop = end
    yield Saying(speaker, stance, ((start, stop),), 0)


def _behind(words: tuple[Word, ...], phrase: Phrase) -> Phrase | None:
    """Who answers for "a statement by X", "the mayor, X": X; None for a plan or a law,
    which nobody speaks through."""
    named = named_after(words, phrase)
    if named is not None:
        return named
    if any(w.capital for w in words[phrase.first : phrase.last]):
        return phrase
    for at in range(phrase.last, min(len(words) - 1, phrase.last + _ANEW)):
        if words[at].low in _ENDS | {","}:
            break
        if words[at].low in ("by", "from"):
            by = object_after(words, at + 1)
            if by is not None and words[by.last - 1].capital:
                return by
    return phrase


def _cited(words: tuple[Word, ...], at: int) -> Iterator[Saying]:
    phrase = object_after(words, at + 1)
    if phrase is not None:
        stance = stance_of(phrase, words, Stance.SAYS)
        yield Saying(phrase, stance, (clause(words, at),), INNERMOST)


def _quoted(words: tuple[Word, ...], at: int) -> Iterator[Saying]:
    """As in "Y quoted X as saying ...", "X was quoted as saying ... by Y"."""
    subject = subject_before(words, at)
    inner = object_after(words, at + 1)
    if subject is None:
        return
    _, stop = clause(words, at)
    if inner is None:
        passive = words[at - 1].low in cues().auxiliaries
        if passive:
            yield Saying(subject, Stance.SAYS, ((at + 1, stop),), 1)
        if passive and at + 1 < stop and words[at + 1].low == "by":
            outer = object_after(words, at + 2)
            if outer is not None:
                yield Saying(outer, Stance.REPORTS, ((at + 1, stop),), 0)
        return
    yield Saying(subject, Stance.REPORTS, ((inner.last, stop),), 0)
    yield Saying(inner, Stance.SAYS, ((inner.last, stop),), 1)


def _said_by(words: tuple[Word, ...], at: int) -> Iterator[Saying]:
    phrase = object_after(words, at + 2)
    if phrase is not None:
        start, _ = clause(words, at)
        stance = cues().speech[words[at].low]
        yield Saying(phrase, stance, ((start, phrase.last),), 0)


def _added(words: tuple[Word, ...], at: int, before: Saying) -> Iterator[Saying]:
    """As in "..., the ministry said, adding that ...": the same speaker; but "with
    officials saying" names its own."""
    _, stop = clause(words, at)
    for number in range(at - 1, max(0, at - _REACH), -1):
        if words[number].low in _ENDS:
            break
        own = object_after(words, number + 1)
        if words[number].low == "with" and own is not None:
            yield Saying(own, cues().speech[words[at].low], ((at, stop),), 1)
            return
    stance = stance_of(before.speaker, words, cues().speech[words[at].low])
    yield Saying(before.speaker, stance, ((at, stop),), 1)


def _said(words: tuple[Word, ...], at: int) -> Iterator[Saying]:
    low = words[at].low
    stance = cues().speech[low]
    start, stop = clause(words, at)
    if stop - at <= _LAST:
        start = _over_semicolon(words, start)
    named = _inverted(words, at, start, stop)
    if named is not None:  # "..., said X"
        stance = stance_of(named, words, stance)
        yield from _hearer(words, named.last, ((start, stop),), low)
        yield Saying(named, stance, ((start, at), (named.last, stop)), 1)
        return
    subject = subject_before(words, at)
    if subject is None or _only_relative(words, subject):
        return
    stance = stance_of(subject, words, stance)
    scope = _scope(words, at, subject, start, stop)
    yield from _hearer(words, at + 1, scope, low)
    yield Saying(subject, stance, scope, 1)


def _over_semicolon(words: tuple[Word, ...], start: int) -> int:
    """As in "bombs fell on the town; 11 houses were hit, a resident said.": who speaks
    at the end speaks for all, where nobody else speaks before the semicolon."""
    if not start or words[start - 1].low != ";":
        return start
    told = any(w.low in cues().speech or w.low == "according" for w in words[:start])
    return start if told else 0


def _inverted(words: tuple[Word, ...], at: int, start: int, stop: int) -> Phrase | None:
    """The speaker after the verb ("..., said X"), or None: in "X, 17, said pupils fled"
    a verb follows those named."""
    before = words[at - 1] if at else None
    turned = before is None or (not before.wordlike and before.low in ',”"»')
    turned = turned and (_closes(words, at) or not explained(words, at - 1))
    if (
        not turned
        or words[at].low not in cues().inverted
        or at - start < _LEAST_CONTENT
    ):
        return None
    named = object_after(words, at + 1)
    if named is None:
        return None
    for number in range(named.last, stop):
        low = words[number].low
        if not words[number].wordlike or low in cues().relatives | {"as", "after"}:
            break
        verb = low in cues().auxiliaries or low in cues().finite
        if verb or (number == named.last and low.endswith("ed")):
            return None
    return named_after(words, named) or named


def _closes(words: tuple[Word, ...], at: int) -> bool:
    """As in "..., says [Andriy Raikovych], head of the region": a name and a mark."""
    end = at + 1
    while end < len(words) and words[end].capital and not is_time_word(words[end]):
        end += 1
    return end > at + 2 and (end == len(words) or words[end].low in (",", "."))


def _only_relative(words: tuple[Word, ...], subject: Phrase) -> bool:
    """As in "what it says are Iranian factories", "individuals it said had fought": the
    verb belongs to a noun, and tells that nothing of the sentence is its content."""
    inside = {w.low for w in words[subject.first : subject.last]}
    before = words[subject.first - 1] if subject.first else None
    if "what" in inside or (before is not None and before.low == "what"):
        return True
    lone = subject.last - subject.first == 1
    if before is None or not lone or words[subject.first].low not in cues().pronouns:
        return False
    joined = before.low in (
        cues().conjunctions | cues().prepositions | cues().openers | {"that"}
    )
    ending = before.low in cues().calendar or is_adverb(before)
    return before.wordlike and not joined and not ending and not before.capital


def _scope(
    words: tuple[Word, ...], at: int, subject: Phrase, start: int, stop: int
) -> Scope:
    """What a subject and its verb cover: what follows, unless the clause ends there;
    what goes before too, where the subject only interrupts."""
    rest = at + 1
    hearer = object_after(words, rest) if words[at].low in _HEARERS else None
    if hearer is not None:
        rest = hearer.last
    while rest < stop and (is_adverb(words[rest]) or is_time_word(words[rest])):
        rest += 1
    if rest < stop and words[rest].low in _OCCASIONS:
        rest = _over_occasion(words, rest, stop)
    first = subject.first
    while first > start and is_adverb(words[first - 1]):  # "both sides"
        first -= 1
    ended = rest >= stop or words[rest].low in _ENDS | {":"}
    after_comma = first > start and not words[first - 1].wordlike
    interrupts = rest < stop and words[rest].low == "," and after_comma
    if not (ended or interrupts) or first <= start:
        return ((at, stop),)
    if first > start + 1 and words[first - 2].low in cues().relatives:
        return ((first - 2, stop),)  # "drivers who, relatives said, were ..."
    beside = rest + 1 < stop and words[rest + 1].low in _BESIDE
    return ((start, first), (at, rest if beside else stop))


def _over_occasion(words: tuple[Word, ...], start: int, stop: int) -> int:
    """The end of "in its latest report", "on Sept. 22"; `start` itself where a clause
    follows instead."""
    for number in range(start, min(stop, start + _REACH)):
        low = words[number].low
        if low == "," or (low in _ENDS and number + 2 >= len(words)):
            return number
        clause = cues().auxiliaries | cues().finite | cues().pronouns
        if low in clause or low.endswith("ed") or low in ("that", "-", '"', "“", ":"):
            return start
    return stop if stop - start < _REACH else start


def _hearer(
    words: tuple[Word, ...], at: int, scope: Scope, low: str
) -> Iterator[Saying]:
    """As in "X told AFP": the agency relays what X says."""
    hearer = object_after(words, at) if low in _HEARERS else None
    if hearer is None:
        return
    if is_carrier(" ".join(w.text for w in words[hearer.first : hearer.last])):
        yield Saying(hearer, Stance.REPORTS, scope, 0)
