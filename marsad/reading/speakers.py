"""Who says it: the attributions of a sentence, with the words each one covers.

"X said that ...", "..., X said", "..., said X", "according to X, ...", "Y quoted X as
saying", "X told Y", "citing X", "was reported by X", and quotations that go on into the
next sentence. A claim's speaker chain is every attribution that covers its anchor, the
widest first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from marsad.model import Stance
from marsad.reading.cues import cues
from marsad.reading.naming import Memory, Named
from marsad.reading.phrases import (
    Phrase,
    explained,
    is_adverb,
    is_time_word,
    object_after,
    subject_before,
)
from marsad.reading.segment import Sentence
from marsad.reading.words import Word

_ENDS = frozenset((".", ";", "!", "?", "…"))
_QUOTES = frozenset('"“”«»')
_HEARERS = frozenset(("told", "tells", "tell", "telling"))
_LEAST_CONTENT = 3
_INNERMOST = 2
_CITING = frozenset(("citing", "quoting"))
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
class Attribution:
    """`speaker` answers for the words `scope` of the sentence. `depth` sets an inner
    speaker below an outer one of the same scope; `own` are the speaker's words."""

    speaker: Named
    stance: Stance
    scope: tuple[tuple[int, int], ...]
    depth: int
    own: Phrase
    carrier: bool = False

    def covers(self, first: int, last: int) -> bool:
        """Whether words `first` to `last` are what the speaker says."""
        inside = any(a <= first and last <= b for a, b in self.scope)
        return inside and not (self.own.first <= first < self.own.last)

    @property
    def width(self) -> int:
        """Words covered: an outer speaker covers more than an inner one."""
        return sum(b - a for a, b in self.scope)


def attributions(
    text: str, sentence: Sentence, memory: Memory
) -> tuple[Attribution, ...]:
    """The attributions of one sentence, outermost first; names go into `memory`."""
    found: list[Attribution] = []
    for phrase, stance, scope, depth in _raw(sentence.words):
        own = Named(phrase.text(text, sentence.words), phrase.span(sentence.words))
        speaker = memory.resolve(own)
        memory.note(speaker)
        known = (a.speaker.text == speaker.text and a.scope == scope for a in found)
        if not any(known):
            carries = _is_carrier(speaker.text)
            found.append(Attribution(speaker, stance, scope, depth, phrase, carries))
    memory.note_names(text, sentence)
    return tuple(sorted(found, key=_outermost))


def _outermost(given: Attribution) -> tuple[bool, int, int, int]:
    """Sorts an outer speaker before an inner one; a cited one is always inner."""
    return (given.depth == _INNERMOST, -given.width, given.depth, given.own.first)


def continued(
    sentence: Sentence, before: tuple[Attribution, ...], quoted: bool
) -> tuple[Attribution, ...]:
    """The attribution of a sentence that only goes on with a quotation: the last
    speaker's. `quoted`: a quotation was open when the sentence began."""
    opens = sentence.words[0].text in _QUOTES
    if not before or not (quoted or opens):
        return ()
    whole = ((0, len(sentence.words)),)
    nobody = Phrase(len(sentence.words), len(sentence.words))
    inner = max(before, key=lambda a: (a.depth, a.own.first))
    return (replace(inner, scope=whole, own=nobody),)


def quote_open(sentence: Sentence, before: bool) -> bool:
    """Whether a quotation is open after the sentence."""
    for word in sentence.words:
        if word.text == '"':
            before = not before
        elif word.text in "“«":
            before = True
        elif word.text in "”»":
            before = False
    return before


_ANEW = 7  # words of a new speaker, verb and all
_TALLY_REACH = 14  # words from the verb to the number counted

Raw = tuple[Phrase, Stance, tuple[tuple[int, int], ...], int]


def _raw(words: tuple[Word, ...]) -> Iterator[Raw]:
    for at, word in enumerate(words):
        low = word.low
        after = words[at + 1].low if at + 1 < len(words) else ""
        if low == "according" and after == "to":
            yield from _according(words, at)
        elif low in _CITING:
            yield from _cited(words, at)
        elif low in ("quoted", "cited", "quotes", "cites"):
            yield from _quoted(words, at)
        elif low in _PASSIVE and after == "by":
            yield from _said_by(words, at)
        elif low in cues().speech and _is_verb(words, at):
            yield from _said(words, at)


def _according(words: tuple[Word, ...], at: int) -> Iterator[Raw]:
    phrase = object_after(words, at + 2)
    if phrase is None:
        return
    stance = _stance_of(phrase, words, Stance.SAYS)
    start, stop = _clause(words, at)
    follows = phrase.last < stop and words[phrase.last].low in (",", "-", "–", "—")
    if at > start and not follows:
        stop = phrase.last
    yield phrase, stance, ((start, stop),), 0


def _cited(words: tuple[Word, ...], at: int) -> Iterator[Raw]:
    phrase = object_after(words, at + 1)
    if phrase is not None:
        scope = (_clause(words, at),)
        stance = _stance_of(phrase, words, Stance.SAYS)
        yield phrase, stance, scope, _INNERMOST


def _quoted(words: tuple[Word, ...], at: int) -> Iterator[Raw]:
    """As in "Y quoted X as saying ...", "X was quoted as saying ... by Y"."""
    subject = subject_before(words, at)
    inner = object_after(words, at + 1)
    if subject is None:
        return
    _, stop = _clause(words, at)
    if inner is None:
        passive = words[at - 1].low in cues().auxiliaries
        if passive:
            yield subject, Stance.SAYS, ((at + 1, stop),), 1
        if passive and at + 1 < stop and words[at + 1].low == "by":
            outer = object_after(words, at + 2)
            if outer is not None:
                yield outer, Stance.REPORTS, ((at + 1, stop),), 0
        return
    yield subject, Stance.REPORTS, ((inner.last, stop),), 0
    yield inner, Stance.SAYS, ((inner.last, stop),), 1


def _said_by(words: tuple[Word, ...], at: int) -> Iterator[Raw]:
    phrase = object_after(words, at + 2)
    if phrase is not None:
        start, _ = _clause(words, at)
        stance = cues().speech[words[at].low]
        yield phrase, stance, ((start, phrase.last),), 0


def _said(words: tuple[Word, ...], at: int) -> Iterator[Raw]:
    low = words[at].low
    stance = cues().speech[low]
    start, stop = _clause(words, at)
    subject = subject_before(words, at)
    before = words[at - 1] if at else None
    turned = before is None or (not before.wordlike and before.low in ',”"»')
    turned = turned and not explained(words, at - 1)
    if turned and low in cues().inverted and at - start >= _LEAST_CONTENT:
        named = object_after(words, at + 1)
        if named is not None:  # "..., said X"
            stance = _stance_of(named, words, stance)
            yield from _hearer(words, named.last, ((start, stop),), low)
            yield named, stance, ((start, at), (named.last, stop)), 1
            return
    if subject is None:
        return
    stance = _stance_of(subject, words, stance)
    scope = _scope(words, at, subject, start, stop)
    yield from _hearer(words, at + 1, scope, low)
    yield subject, stance, scope, 1


def _scope(
    words: tuple[Word, ...], at: int, subject: Phrase, start: int, stop: int
) -> tuple[tuple[int, int], ...]:
    """What a subject and its verb cover: what follows, unless the clause ends there;
    what goes before too, where the subject only interrupts."""
    rest = at + 1
    hearer = object_after(words, rest) if words[at].low in _HEARERS else None
    if hearer is not None:
        rest = hearer.last
    while rest < stop and (
        is_adverb(words[rest])
        or is_time_word(words[rest])
        or words[rest].low
        in ("on", "in", "a", "statement", "interview", "late", "early")
    ):
        rest += 1
    ended = rest >= stop or words[rest].low in _ENDS
    after_comma = subject.first > start and not words[subject.first - 1].wordlike
    interrupts = rest < stop and words[rest].low == "," and after_comma
    if (ended or interrupts) and subject.first > start:
        return ((start, subject.first), (at, stop))
    return ((at, stop),)


def _hearer(
    words: tuple[Word, ...], at: int, scope: tuple[tuple[int, int], ...], low: str
) -> Iterator[Raw]:
    """As in "X told AFP": the agency relays what X says."""
    hearer = object_after(words, at) if low in _HEARERS else None
    if hearer is not None and _is_carrier(" ".join(_lows(hearer, words))):
        yield hearer, Stance.REPORTS, scope, 0


def _clause(words: tuple[Word, ...], at: int) -> tuple[int, int]:
    """The stretch around word `at` that another speaker does not begin: from the
    semicolon before it to the one after, or to ", but" and ", while"."""
    start, stop = 0, len(words)
    for number in range(at - 1, -1, -1):
        if words[number].low == ";" or _turns(words, number):
            start = number + 1
            break
    for number in range(at + 1, len(words)):
        if words[number].low == ";" or _turns(words, number):
            stop = number
            break
    return start, stop


def _turns(words: tuple[Word, ...], at: int) -> bool:
    """Another clause begins after the comma at `at`: ", but ...", ", and X said"."""
    if words[at].low != "," or at + 1 >= len(words):
        return False
    if words[at + 1].low in ("but", "while", "whereas", "although", "though"):
        return True
    return words[at + 1].low == "and" and _says_anew(words, at + 2)


def _says_anew(words: tuple[Word, ...], start: int) -> bool:
    """A subject and a verb of saying follow, with nothing between."""
    for at in range(start + 1, min(len(words), start + _ANEW)):
        if not words[at].wordlike:
            return False
        if words[at].low in cues().speech and _is_verb(words, at):
            return True
    return False


def _counts(words: tuple[Word, ...], at: int) -> bool:
    """A number follows at once, or after what is counted: "put the number killed since
    Wednesday at 277"."""
    stretch = [w.low for w in words[at : at + _TALLY_REACH]]
    after = [*stretch[:1]]
    after += [n for p, n in pairwise(stretch) if p == "at"]
    return any(n[:1].isdigit() or n in cues().number_words for n in after)


def _is_verb(words: tuple[Word, ...], at: int) -> bool:
    """Tells "the ministry claims that" from "the ministry's claims"."""
    low = words[at].low
    before = words[at - 1].low if at else ""
    after = words[at + 1].low if at + 1 < len(words) else ""
    if before in cues().determiners or before in ("'s", "’s", "of", "to", "and", "'"):
        return False
    if before in cues().prepositions or words[at].capital:
        return False
    if low not in cues().weak:
        return True
    if low in ("claims", "claim", "denies", "deny", "denied", "reports", "report"):
        return (
            bool(before) and after not in cues().speech and after not in ("of", "from")
        )
    final = low.endswith("ed") or low in cues().tallying
    if final and after in (".", ";"):
        return True
    if low in cues().tallying and _counts(words, at + 1):
        return True
    if low in ("spoke", "speaks", "speaking"):
        return after == "of"
    return after in ("that", ":", '"', "“", "how", ",")


def _stance_of(phrase: Phrase, words: tuple[Word, ...], verb: Stance) -> Stance:
    """Media, monitors and witnesses report (corpora guide, stance)."""
    if verb is Stance.SAYS and cues().reporters & set(_lows(phrase, words)):
        return Stance.REPORTS
    return verb


def _is_carrier(text: str) -> bool:
    lows = text.lower().replace("'s", "").split()
    return bool(cues().carriers & set(lows)) and not cues().persons & set(lows)


def _lows(phrase: Phrase, words: tuple[Word, ...]) -> list[str]:
    return [word.low for word in words[phrase.first : phrase.last]]
