"""Subjects: who does or says what a verb tells, found by function words alone.

A subject may stand behind a relative clause ("a man who fled said"), an explanation
("X, the head of Y, said"), brackets, or a title with a preposition in it. Each look
goes over a bounded number of words.
"""

from __future__ import annotations

from marsad.reading.cues import cues
from marsad.reading.phrases import (
    JOINTS,
    REACH,
    Phrase,
    dotted,
    is_adverb,
    is_animate,
    is_saying,
    is_time_word,
    noun_end,
    trimmed,
)
from marsad.reading.words import Word

_LONGEST_NAME = 7
_LONGEST_PAIR = 3  # words of the first of two subjects
_SHORTEST_NAME = 2
_TIME_LEADS = frozenset(
    ("on", "in", "at", "late", "early", "last", "this", "by", "during", "the")
)
_LEFT_STOPS = frozenset(("according",))
_CHARGES = frozenset(("claim", "charge", "report", "allegation", "accusation"))
_QUOTES = frozenset('"“”«»‘')


def subject_before(words: tuple[Word, ...], verb: int) -> Phrase | None:
    """The subject of the verb at index `verb`, or None."""
    if verb and words[verb - 1].low == "to":
        return None
    end = _over_adverbs(words, verb)
    end = _over_brackets(words, end)
    if end and words[end - 1].low in ("who", "which"):
        end -= 1 + (end > 1 and words[end - 2].low == ",")
        return _nearest(words, end)
    if end and words[end - 1].low == ",":  # "X, the head of Y, said"
        name = _explained_by_name(words, end - 1)
        if name is not None:
            return name
        end = _over_apposition(words, end - 1)
    if end and _lone_pronoun(words, end - 1):  # "his movement, and he said"
        return Phrase(end - 1, end)
    start = _clause_start(words, end)
    relative = _relative(words, start)
    if relative:  # "a man who has fled said"
        end = relative - (words[relative - 1].low == ",")
        start = _clause_start(words, end)
    start = _over_openers(words, start, end)
    stop = noun_end(words, start, end)
    found = _titled(words, Phrase(start, stop), end)
    found = _behind_charge(words, found or trimmed(words, start, stop))
    return found if found and _can_act(words, found) else None


def _behind_charge(words: tuple[Word, ...], found: Phrase | None) -> Phrase | None:
    """As in "a claim [the army] rejected": what is rejected does not speak."""
    if found is None or found.last - found.first <= _SHORTEST_NAME:
        return found
    article, noun = words[found.first].low, words[found.first + 1].low
    charged = article in ("a", "an") and noun in _CHARGES
    return Phrase(found.first + 2, found.last) if charged else found


def described_before(words: tuple[Word, ...], participle: int) -> Phrase | None:
    """Whom a participle describes: "the rebels and [Syrian forces] backed by Russia",
    "two [groups in the west], assisted by Liberians"."""
    end = _over_adverbs(words, participle)
    end -= bool(end) and words[end - 1].low == ","
    found = _nearest(words, _over_brackets(words, end))
    if found is None:
        return None
    joined = (
        at
        for at in range(found.last - 1, found.first, -1)
        if words[at].low in ("and", "or")
    )
    return trimmed(words, next(joined, found.first - 1) + 1, found.last)


def named_after(words: tuple[Word, ...], title: Phrase) -> Phrase | None:
    """The name that a title explains: "its deputy chief, Mohamed Yonis.", "a trader
    from the town, Souleymane Ali,"; None where no name stands between the comma and the
    next mark."""
    comma = title.last
    while (
        comma < min(len(words), title.last + _LONGEST_NAME)
        and words[comma].wordlike
        and words[comma].low not in cues().auxiliaries | cues().finite
    ):
        comma += 1
    head = {w.low for w in words[title.first : title.last]}
    somebody = words[title.first].low in ("a", "an")
    titled = somebody or bool(head & cues().persons)
    if comma >= len(words) or words[comma].low != "," or not titled:
        return None
    at = comma + 1
    while at < len(words) and at - comma <= _LONGEST_NAME and _in_name(words, at):
        at += 1
    closed = at >= len(words) or words[at].low in (",", ".", ";", ")", "who", "”")
    long = at > comma + (_SHORTEST_NAME if somebody else 1)
    named = long and words[comma + 1].capital and words[at - 1].capital
    return Phrase(comma + 1, at) if closed and named else None


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


def _lone_pronoun(words: tuple[Word, ...], at: int) -> bool:
    """A pronoun that is a subject; "it" may be an object ("who had seen it said")."""
    if words[at].low != "it":
        return words[at].low in cues().pronouns
    before = words[at - 1] if at else None
    joins = cues().conjunctions | cues().openers | {"what"}
    return before is None or not before.wordlike or before.low in joins


def _nearest(words: tuple[Word, ...], end: int) -> Phrase | None:
    """The noun that a relative clause explains: the last before `end`."""
    start = at = _clause_start(words, end)
    for number in range(start, end):
        low = words[number].low
        if low in cues().prepositions and low not in ("of", "in", "at"):
            at = number + 1
    found = trimmed(words, at, end)
    return found if found and _can_act(words, found) else None


def _over_brackets(words: tuple[Word, ...], end: int) -> int:
    """Before "(OCHA)" in "the UN office (OCHA) said"."""
    if not end or words[end - 1].low != ")":
        return end
    for at in range(end - 1, max(0, end - REACH), -1):
        if words[at].low == "(":
            return at
    return end


def _relative(words: tuple[Word, ...], start: int) -> int:
    """Where "who", "which" or "that" stands before the verb of a relative clause that
    goes on at `start`; 0 where none does."""
    at = start
    while at and (words[at - 1].low in cues().auxiliaries or is_adverb(words[at - 1])):
        at -= 1
    if at < 2 or words[at - 1].low not in ("who", "which", "that"):
        return 0
    verb = words[at].low in cues().auxiliaries | cues().finite
    verb = verb or words[at].low.endswith("ed") or is_adverb(words[at])
    return at - 1 if verb else 0


def _titled(words: tuple[Word, ...], found: Phrase, end: int) -> Phrase | None:
    """As in "Ambassador to the UN Riyad Mansour said": the name at the end of a title
    that a preposition goes on with; None where no such name ends at `end`."""
    head = {w.low for w in words[found.first : found.last]}
    if found.last >= end or not head & cues().persons:
        return None
    first = end
    while first > found.last and words[first - 1].capital:
        first -= 1
    names = end - first
    return Phrase(end - 2, end) if names >= 2 else None


def _in_name(words: tuple[Word, ...], at: int) -> bool:
    """A capitalised word or a mark inside a name ("Brig. Gen. Omar al-Hadid")."""
    word = words[at]
    return (
        word.capital
        or word.low in ("-", "al", "el", "bin")
        or (word.low == "." and dotted(words, at))
    )


def _can_act(words: tuple[Word, ...], phrase: Phrase) -> bool:
    """A lone lower-case word is a subject only as a plural or a word for people."""
    if phrase.last - phrase.first > 1:
        return True
    word = words[phrase.first]
    known = word.capital or word.low in cues().pronouns or is_animate(word)
    return known or word.low.endswith("s")


def _explained_by_name(words: tuple[Word, ...], comma: int) -> Phrase | None:
    """As in "The governor of Anbar, Sohaib al-Rawi, says": the name."""
    start = _over_apposition(words, comma)
    name = Phrase(start + 1, comma)
    head = {w.low for w in words[max(0, start - REACH) : start]}
    named = (
        start > 0
        and 0 < comma - start - 1 <= _LONGEST_NAME
        and words[start + 1].capital
    )
    named = named and words[comma - 1].capital and bool(head & cues().persons)
    return name if named else None


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
        elif word.low not in JOINTS:
            break
        at -= 1
    return at


def _joins_nouns(words: tuple[Word, ...], at: int) -> bool:
    """As in "Congo and Rwanda", "security officials and residents"."""
    if not at or at + 1 >= len(words) or not words[at + 1].wordlike:
        return False
    if words[at - 1].capital:
        return True
    first = at
    while first and words[first - 1].wordlike and at - first <= _LONGEST_PAIR:
        first -= 1
    return is_animate(words[at - 1]) and at - first <= _LONGEST_PAIR


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
