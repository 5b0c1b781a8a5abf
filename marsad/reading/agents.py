"""Who does it, where the wording beside the anchor leaves no doubt: "Turkish air
strikes", "shot down by Syria", "assisted by fighters from Liberia".

The network decides word by word and in doubt leaves a doer out, or takes whoever else
stands in the sentence with it.
"""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files

from marsad.model import Mention, Span
from marsad.reading.cues import cues
from marsad.reading.phrases import (
    Phrase,
    is_adverb,
    is_animate,
    is_function,
    is_saying,
    is_time_word,
    object_after,
)
from marsad.reading.subjects import described_before, subject_before
from marsad.reading.words import Word

_DESCRIBING = 3
"""Words that may stand between a people and what it does ("Russian naval strikes")."""
_PASSIVE = 3
"""Words after a participle within which "by" tells the doer ("shot down by")."""
_ENDS = ("ed", "en", "wn", "ne")
_PARTICIPLES = frozenset(("hit", "struck", "shot", "held", "led", "overrun", "cut"))
_DEEDS = frozenset(
    ("air_strike", "drone_strike", "shelling", "offensive", "siege", "support")
)
_HIS = frozenset(("his", "her", "its", "their", "our"))
_BE = frozenset(("is", "are", "was", "were", "be", "been", "being", "get", "got"))
_ACTIVE = frozenset(
    (
        *("armed_clash", "attack_on_civilians", "air_strike", "drone_strike"),
        *("shelling", "bombing", "suicide_bombing", "abduction", "arrest", "looting"),
        *("protest", "deployment", "advance", "withdrawal", "offensive", "siege"),
        *("territory_taken", "control", "equipment_loss", "aid"),
    )
)
"""Kinds whose initiator is the subject of a verb in the active."""
_NOT_BY = frozenset(("talks", "agreement", "surrender", "withdrawal"))
"""Kinds, beside those of speech, whose initiator is another than who stands after
"by"."""


def told(
    kind: str, words: tuple[Word, ...], anchor: Phrase
) -> tuple[Phrase, str] | None:
    """Who does it by the words at the anchor, and by which wording."""
    spoken = kind in cues().spoken
    if not spoken and kind not in _NOT_BY and (found := agent(words, anchor)):
        return found, "who stands after 'by'"
    if kind in _DEEDS and (found := doing(words, anchor)):
        return found, "whose deed it is"
    if kind == "territory_taken" and (found := winner(words, anchor)):
        return found, "to whom it fell"
    if kind == "control" and (found := holder(words, anchor)):
        return found, "in whose hands it is"
    return None


def subject(kind: str, words: tuple[Word, ...], anchor: Phrase) -> Phrase | None:
    """As in "police fired into the crowd", "dockers marched": who does what the verb
    of the anchor tells in the active, where that is people called by what they are."""
    verb = anchor.first
    while verb < anchor.last - 1 and is_adverb(words[verb]):
        verb += 1
    if kind not in _ACTIVE or not _is_active(words, verb, anchor.last):
        return None
    found = subject_before(words, verb)
    return found if found and _is_crew(words, found) else None


def _is_active(words: tuple[Word, ...], verb: int, end: int) -> bool:
    """A finite verb of a subject, of a clause that ends or goes on at `end`."""
    before = verb - 1
    while before > 0 and is_adverb(words[before]):
        before -= 1
    if before < 0 or words[before].low in _BE or not words[before].wordlike:
        return False
    word = words[verb]
    finite = word.low in cues().finite or word.low.endswith("ed")
    by = end < len(words) and words[end].low == "by"
    return finite and not word.capital and word.low not in cues().falling and not by


def _is_crew(words: tuple[Word, ...], phrase: Phrase) -> bool:
    """Forces or people, not "his men": whose they are another sentence tells."""
    lists, head = cues(), words[phrase.first : phrase.last]
    if head[0].low in _HIS or is_time_word(head[0]):
        return False
    return any(
        w.low in lists.people or w.low in lists.parties or w.low in lists.unnamed
        for w in head
    )


def doing(words: tuple[Word, ...], anchor: Phrase) -> Phrase | None:
    """As in "Turkish air strikes": whose deed the anchor is, by the word before it or
    its own first."""
    if _acting(words[anchor.first]) and anchor.last - anchor.first > 1:
        return Phrase(anchor.first, anchor.first + 1)
    return _people_before(words, anchor.first)


def _people_before(words: tuple[Word, ...], end: int) -> Phrase | None:
    for at in range(end - 1, max(-1, end - 1 - _DESCRIBING), -1):
        word = words[at]
        if _acting(word):
            first = at
            while first and _joined(words, first):
                first -= 2
            return Phrase(first, at + 1)
        described = word.wordlike and not word.capital and not is_function(word.low)
        if not described or is_animate(word) or is_saying(word) or is_time_word(word):
            return None
    return None


def _acting(word: Word) -> bool:
    return (word.capital and word.low in peoples()) or word.low in cues().groups


def _joined(words: tuple[Word, ...], at: int) -> bool:
    """As in "Syrian and Russian strikes"."""
    return at > 1 and words[at - 1].low == "and" and _acting(words[at - 2])


def agent(words: tuple[Word, ...], anchor: Phrase) -> Phrase | None:
    """As in "was shot down by Syria": who stands after the participle's "by"."""
    if not _is_participle(words[anchor.last - 1]):
        return None
    for at in range(anchor.last, min(len(words), anchor.last + _PASSIVE)):
        if words[at].low == "by":
            found = object_after(words, at + 1)
            return found if found and _is_doer(words, found) else None
        if not (is_adverb(words[at]) or words[at].low in ("down", "back", "up")):
            return None
    return None


def backed(words: tuple[Word, ...], anchor: Phrase) -> Phrase | None:
    """As in "rebels backed by Turkey": who stands before the participle."""
    if agent(words, anchor) is None:
        return None
    verb = next(
        at for at in range(anchor.first, anchor.last) if _is_participle(words[at])
    )
    found = described_before(words, verb)
    return found if found and _is_doer(words, found) else None


def _is_participle(word: Word) -> bool:
    return word.low.endswith(_ENDS) or word.low in _PARTICIPLES


def _is_doer(words: tuple[Word, ...], phrase: Phrase) -> bool:
    head = words[phrase.first : phrase.last]
    if is_time_word(head[0]) or head[0].low in cues().nobody:
        return False
    if head[0].low.endswith("ing") or head[0].text[0].isdigit():
        return False
    return any(is_animate(w) or w.capital or w.low in cues().sides for w in head)


def winner(words: tuple[Word, ...], anchor: Phrase) -> Phrase | None:
    """As in "the town fell to the rebels": who has it now."""
    for at in range(anchor.first, min(anchor.last, len(words) - 2)):
        if words[at].low in cues().falling and words[at + 1].low == "to":
            found = object_after(words, at + 2)
            return found if found and _is_doer(words, found) else None
    return None


def holder(words: tuple[Word, ...], anchor: Phrase) -> Phrase | None:
    """As in "under the control of the Front", "in rebel hands": who has it. Not as in
    "in full control of Belin"."""
    for at in range(anchor.first, min(len(words), anchor.last + 1)):
        found = _between(words, at)  # "the" of "in the hands of"
        if found and at + 1 < len(words) and words[at + 1].low == "of":
            found = object_after(words, at + 2)
        if found and words[found.first].low not in _HIS and _is_doer(words, found):
            return found
    return None


def _between(words: tuple[Word, ...], end: int) -> Phrase | None:
    """What stands between "in" and "hands" or "under" and "control", at `end`."""
    for first in range(end - 1, max(0, end - 1 - _DESCRIBING), -1):
        if (words[first - 1].low, words[end].low) in cues().holding:
            return Phrase(first, end)
    return None


def credited(words: tuple[Word, ...], anchor: Phrase) -> Phrase | None:
    """As in "an attack claimed by X", "blamed on X": who is held to have done it."""
    for at in range(anchor.last, len(words) - 2):
        if (words[at].low, words[at + 1].low) in cues().credited:
            found = object_after(words, at + 2)
            return found if found and _is_doer(words, found) else None
    return None


def partner(words: tuple[Word, ...], anchor: Phrase) -> Phrase | None:
    """As in "is negotiating with the two sides": who else is there."""
    at = anchor.last
    if at < len(words) and words[at].low == "with":
        found = object_after(words, at + 1)
        return found if found and _is_doer(words, found) else None
    return None


def overlapping(actors: tuple[Mention, ...], span: Span) -> tuple[Mention, ...]:
    """The actors that stand at `span`."""
    return tuple(
        m
        for m in actors
        if m.span and m.span.start < span.end and span.start < m.span.end
    )


@cache
def peoples() -> frozenset[str]:
    """Names of peoples as adjectives, and of states by their letters ("US"), in lower
    case, of one word."""
    file = files("marsad").joinpath("lexicons/places_countries.csv")
    lines = (x for x in file.read_text("utf-8").splitlines() if not x.startswith("#"))
    out: set[str] = set()
    for row in csv.DictReader(lines):
        told = [*row["people"].split("|"), *row["aliases"].split("|")]
        adjectives = row["people"].split("|")
        letters = [a for a in told if a.isupper() and len(a.replace(".", "")) <= 3]
        out |= {n.lower() for n in (*adjectives, *letters) if n and " " not in n}
    return frozenset(out)
