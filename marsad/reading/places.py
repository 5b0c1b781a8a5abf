"""Place mentions of a sentence: names after "in", "at", "near", "western edge of" ...

Only where they stand in the text; where they lie is for the resolving stage to find.
"""

from __future__ import annotations

from dataclasses import dataclass

from marsad.reading.cues import cues
from marsad.reading.naming import capital_runs
from marsad.reading.phrases import Phrase, is_saying, is_time_word
from marsad.reading.segment import Sentence
from marsad.reading.words import Word

_COUNTRIES = frozenset(("UAE", "DRC", "UK", "USA", "CAR"))


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A name with the words before it that shift it ("eastern Aleppo")."""

    phrase: Phrase
    direct: bool
    """It stands after a preposition of place, not as the object of a verb."""


def find_places(sentence: Sentence) -> tuple[PlaceMention, ...]:
    """The place mentions of one sentence, in order."""
    words = sentence.words
    out: list[PlaceMention] = []
    for first, last in capital_runs(words):
        if is_time_word(words[first]) or _is_actor(words, first, last):
            continue
        lead = _lead(words, first)
        listed = bool(out) and _goes_on_from(words, out[-1].phrase, first)
        if lead is None and not listed:
            continue
        start = first if lead is None else lead
        out.append(PlaceMention(Phrase(start, _tail(words, last)), True))
    return tuple(out)


def _lead(words: tuple[Word, ...], first: int) -> int | None:
    """Where the mention begins if a preposition of place leads to the name."""
    at = first
    while at and (words[at - 1].low in cues().directions or words[at - 1].low == "-"):
        at -= 1
    start = at
    steps = 0
    while at and steps < 6:
        before = words[at - 1].low
        if before == "to" and at > 1 and words[at - 2].low in cues().ties:
            return None
        if before in cues().place_leads:
            return start
        inner = before in cues().place_nouns or before in cues().determiners
        if not (inner or before in cues().directions or before in ("of", "'s")):
            return None
        at, steps = at - 1, steps + 1
    return None


def _tail(words: tuple[Word, ...], last: int) -> int:
    """Takes in "province", "district", "airport" after the name."""
    if last < len(words) and words[last].low in cues().place_nouns:
        return last + 1
    return last


def _goes_on_from(words: tuple[Word, ...], before: Phrase, first: int) -> bool:
    """As in "in Hama, Homs and Idlib": the name goes on a list of places."""
    between = [w.low for w in words[before.last : first]]
    if any(is_saying(w) for w in words[first : first + 4]):
        return False
    return between in (["and"], [","], [",", "and"], ["and", "in"])


def _is_actor(words: tuple[Word, ...], first: int, last: int) -> bool:
    """Ends or goes on as an organisation, a person or a people ("Syrian forces")."""
    lows = {w.low for w in words[first:last]}
    if lows & (
        cues().organisations
        - {"centre", "center", "house", "hospital", "states", "united", "kingdom"}
    ):
        return ("states" not in lows and "nations" not in lows) or "nations" in lows
    after = words[last] if last < len(words) else None
    noun = after is not None and after.wordlike and not after.capital
    follows = after.low if noun and after is not None else ""
    demonym = words[last - 1].low.endswith(("ian", "ish", "ese", "qi", "aeli", "sh"))
    if demonym and follows and follows not in cues().prepositions:
        return follows not in cues().place_nouns | cues().conjunctions
    if _owns(words, last) or _acronym(words, first, last):
        return True
    actor = follows in cues().people | cues().organisations | cues().equipment
    return actor or follows in cues().parties


def _owns(words: tuple[Word, ...], last: int) -> bool:
    """As in "Hezbollah's war", but not "Syria's northwestern countryside"."""
    if last >= len(words) or words[last].low != "'s":
        return False
    after = {w.low for w in words[last + 1 : last + 4]}
    return not after & (cues().directions | cues().place_nouns)


def _acronym(words: tuple[Word, ...], first: int, last: int) -> bool:
    """As in "SDF": organisations, except where a word for a place follows."""
    text = words[first].text
    alone = last - first == 1 and text.isalpha() and text.isupper() and len(text) > 1
    return alone and text not in _COUNTRIES and _tail(words, last) == last
