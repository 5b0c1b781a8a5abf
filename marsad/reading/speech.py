"""Verbs of saying told from nouns and passives, and the clause that each governs."""

from __future__ import annotations

from itertools import pairwise

from marsad.model import Stance
from marsad.reading.cues import cues
from marsad.reading.phrases import Phrase, is_adverb
from marsad.reading.words import Word

_ANEW = 7  # words of a new speaker, verb and all
_REACH = 12
_TALLY_REACH = 14  # words from the verb to the number counted
_BEING = frozenset(("is", "are", "was", "were", "be", "been", "being"))
_NOUNS = frozenset(("reports", "report", "claims", "claim", "says"))
_CLAIMING = frozenset(
    ("claims", "claim", "denies", "deny", "denied", "reports", "report")
)
_DONE = frozenset(("said", "told", "thought", "known"))


def is_carrier(text: str) -> bool:
    """A named medium that relays what others say: not "reporters"."""
    lows = set(text.lower().replace("'s", "").replace("’s", "").split())
    named = text.removeprefix("The ") != text.removeprefix("The ").lower()
    return named and bool(cues().carriers & lows) and not cues().persons & lows


def can_speak(words: tuple[Word, ...], phrase: Phrase) -> bool:
    """A name, people, an organisation, or what they publish."""
    told = words[phrase.first : phrase.last]
    known = cues().people | cues().parties | cues().organisations | cues().persons
    known |= cues().reporters | cues().unnamed | cues().pronouns | cues().speakers
    if any(w.low in known for w in told):
        return True
    return any(w.capital and w.low not in cues().determiners for w in told)


def stance_of(phrase: Phrase, words: tuple[Word, ...], verb: Stance) -> Stance:
    """Media, monitors and witnesses report (corpora guide, stance)."""
    lows = {w.low for w in words[phrase.first : phrase.last]}
    return Stance.REPORTS if verb is Stance.SAYS and cues().reporters & lows else verb


def clause(words: tuple[Word, ...], at: int) -> tuple[int, int]:
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
        return _joins_clauses(words, at)
    if words[at + 1].low in ("but", "while", "whereas", "although", "though"):
        return True
    return words[at + 1].low == "and" and _says_anew(words, at + 2)


def _joins_clauses(words: tuple[Word, ...], at: int) -> bool:
    """Whether the "and" at `at` begins another's speech without a comma: "strikes hit
    Tripoli and the ministry says ...", but not "locals and media said"."""
    if words[at].low != "and" or not _says_anew(words, at + 1):
        return False
    for number in range(at - 1, max(-1, at - _REACH), -1):
        low = words[number].low
        if not words[number].wordlike:
            return False
        if low in cues().auxiliaries | cues().finite or low.endswith("ed"):
            return True
    return False


def _says_anew(words: tuple[Word, ...], start: int) -> bool:
    """A subject and a verb of saying follow, with nothing between."""
    for at in range(start + 1, min(len(words), start + _ANEW)):
        if not words[at].wordlike:
            return False
        if words[at].low in cues().speech and is_verb(words, at):
            return True
    return False


def is_passive(words: tuple[Word, ...], at: int) -> bool:
    """As in "15 people are reported killed", "they have been told": not the speaker."""
    low = words[at].low
    if not (low.endswith("ed") or low in _DONE):
        return False
    return _is_being(words, at)


def _is_being(words: tuple[Word, ...], at: int) -> bool:
    while at and is_adverb(words[at - 1]):
        at -= 1
    return at > 0 and words[at - 1].low in _BEING


def _counts(words: tuple[Word, ...], at: int) -> bool:
    """A number follows at once, or after what is counted: "put the number killed since
    Wednesday at 277"."""
    stretch = [w.low for w in words[at : at + _TALLY_REACH]]
    after = [*stretch[:1]]
    after += [n for p, n in pairwise(stretch) if p == "at"]
    return any(n[:1].isdigit() or n in cues().number_words for n in after)


def is_verb(words: tuple[Word, ...], at: int) -> bool:
    """Tells "the ministry claims that" from "the ministry's claims"."""
    low = words[at].low
    before = words[at - 1].low if at else ""
    after = words[at + 1].low if at + 1 < len(words) else ""
    if words[at].capital or _after_noun_lead(before):
        return False
    if before == "and" and low in cues().weak:
        return False
    if low in _NOUNS and _is_being(words, at):  # "there were also reports that"
        return False
    if before in ("not", "t") and low in ("say", "confirm", "comment"):
        return False
    return low not in cues().weak or _with_content(words, at, before, after)


def _after_noun_lead(before: str) -> bool:
    """After these a form is a noun or an infinitive."""
    leads = cues().determiners | cues().prepositions
    return before in leads or before in ("'s", "’s", "of", "to", "'")


def _with_content(words: tuple[Word, ...], at: int, before: str, after: str) -> bool:
    """Whether a weak verb has what is said beside it ("that ...", a quotation)."""
    low = words[at].low
    if low in ("state", "states") and after == ",":
        return False
    if low in _CLAIMING:
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
