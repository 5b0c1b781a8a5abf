"""What the numbers of a sentence count, and of whom.

A number's `what` is set by the nearest word of harm within its clause ("killing 12
people and wounding 30"), or by the noun it counts (rockets, tanks, villages). A number
whose `what` cannot be told is `other`. `who` is the noun phrase counted, never guessed
beyond "people".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from marsad.model import Figure, Span, What
from marsad.reading.cues import cues
from marsad.reading.numbers import Number, numbers
from marsad.reading.phrases import Phrase, is_adverb, is_function, object_after
from marsad.reading.segment import Sentence
from marsad.reading.singles import Single, singles
from marsad.reading.words import Word

_REACH = 9
"""Words between a number and the word that tells what it counts."""
_CLOSING = frozenset(("”", '"', "’", "»"))
_OF_WHOM = frozenset(("them", "whom", "those", "which", "these"))
_INCLUDING = frozenset(("including", "among", "of", "includes", "included"))
_LONGEST_WHO = 6
_STOPS = frozenset(';:.?!"“”()')
_UNTOLD = frozenset(("dozens", "scores", "several", "many", "some", "others"))
_JOINING = frozenset(("and", ",", "them", "including"))
_MODIFIERS = frozenset(["more", "other", "others", "another", "further", "additional"])


@dataclass(frozen=True, slots=True)
class Count:
    """A figure and where it stands: the number's word index and that of its cue."""

    figure: Figure
    at: int
    cue: int
    where: Span
    """Where the number stands."""
    people: bool = False
    """What is counted are people."""
    who: Span | None = None
    """Where the counted noun stands; None where "people" was filled in."""


@lru_cache(maxsize=16)  # every claim of a sentence asks for them
def find_counts(text: str, sentence: Sentence) -> tuple[Count, ...]:
    """The counts of one sentence, in order."""
    words = sentence.words
    out: list[Count] = []
    for number in parts(words):
        if _speaks(words, number) or _is_whole(words, number):
            continue
        count = _count(text, words, number, out[-1] if out else None)
        if count is not None:
            out.append(count)
    out = _with_next(words, out)
    taken = {count.at for count in out}
    for one in singles(words):
        if one.at not in taken:
            out.append(_one(text, words, one))
    return tuple(sorted(out, key=lambda c: c.at))


def _one(text: str, words: tuple[Word, ...], one: Single) -> Count:
    start, stop = _offsets(words, one.at, one.last)
    who = _text(text, words, one.at + 1, one.last)
    figure = Figure(one.what, who, 1, 1, text[start:stop])
    where = Phrase(one.at + 1, one.last).span(words)
    return Count(figure, one.at, one.cue, Span(start, stop), one.people, where)


def parts(words: tuple[Word, ...]) -> Iterator[Number]:
    """The numbers of a sentence, of "three of the four soldiers" the three, who are
    soldiers."""
    held: Number | None = None
    for number in numbers(words):
        between = [w.low for w in words[held.last : number.first]] if held else []
        if held and between[:1] == ["of"] and _owned(between[1:]):
            held = replace(held, last=number.last)
            continue
        if held:
            yield held
        held = number
    if held:
        yield held


def _speaks(words: tuple[Word, ...], number: Number) -> bool:
    """As in "two security sources said": nobody who is counted in what is told. Not as
    in "two soldiers reported killed"."""
    before = [w.low for w in words[max(0, number.first - 2) : number.first]]
    _, end = _counted(words, number)
    after = [w.low for w in words[end : end + 2]]
    speaks = after[:1] and after[0] in cues().inverted
    told = after[1:] == ["to"] or any(_harm(low) for low in after[1:])
    said = bool(speaks) and not told and end > number.last
    return said or before == ["according", "to"]


def _is_whole(words: tuple[Word, ...], number: Number) -> bool:
    """As in "most of the 200,000 residents": a whole, of which the part is not told."""
    before = [w.low for w in words[max(0, number.first - 3) : number.first]]
    return before[:1] in (["most"], ["many"], ["some"], ["half"]) and (
        before[1:] in (["of", "the"], ["of", "its"], ["of", "their"])
    )


def _owned(between: list[str]) -> bool:
    """As in "of the", "of the city's", "of its": no noun of its own."""
    return not between or between[-1] in ("the", "its", "their", "his", "'s", "’s")


def _with_next(words: tuple[Word, ...], counts: list[Count]) -> list[Count]:
    """As in "Ten men and five women are killed": the first count has no word of harm
    of its own and shares that of the next."""
    out: list[Count] = []
    for given in reversed(counts):
        count = given
        after = out[-1] if out else None
        alone = count.people and count.figure.what is What.OTHER
        if alone and after is not None and after.people and after.cue > after.at:
            between = words[count.at : after.at]
            if len(between) <= 8 and between[-1].low in _JOINING:
                figure = replace(count.figure, what=after.figure.what)
                count = replace(count, figure=figure, cue=after.cue)
        out.append(count)
    return out[::-1]


def _count(
    text: str, words: tuple[Word, ...], number: Number, before: Count | None
) -> Count | None:
    first, last = _counted(words, number)
    who = _text(text, words, first, last)
    heads = {w.low for w in words[first:last]}
    what, cue = _what(words, number, (first, last), heads)
    if before is not None and _inherits(words, number, before, (last, cue)):
        what, cue = before.figure.what, before.cue
    if not who and what in (What.KILLED, What.WOUNDED, What.MISSING, What.DISPLACED):
        who = "people"
    if not who or (what is What.OTHER and heads & cues().units):
        return None
    span = _offsets(words, number.first, _last_of(number, words))
    figure = Figure(
        what, who, number.low, number.high, text[span[0] : span[1]], number.approx
    )
    people = not heads or bool(heads & cues().people)
    where = Phrase(first, last).span(words) if first < last else None
    known = cue if cue >= 0 else number.exact
    return Count(figure, number.first, known, Span(*span), people, where)


def _last_of(number: Number, words: tuple[Word, ...]) -> int:
    """The number's end without the "of" after "dozens"."""
    return number.last - (words[number.last - 1].low == "of")


def _offsets(words: tuple[Word, ...], first: int, last: int) -> tuple[int, int]:
    """Document offsets of words `first` to `last`."""
    return words[first].start, words[last - 1].end


def _counted(words: tuple[Word, ...], number: Number) -> tuple[int, int]:
    """The words of the noun that the number counts; empty where none follows."""
    at = number.last
    if at < len(words) and words[at].low in _CLOSING:  # '"at least 400" of them'
        at += 1
    if at < len(words) and words[at].low == "of":
        at += 1
        if at < len(words) and words[at].low in _OF_WHOM:  # "two of them students"
            at += 1
            phrase = object_after(words, at)
            if phrase is None or _harm(words[phrase.first].low):
                return at, at
            return phrase.first, _before_next(words, phrase)
    while at < len(words) and words[at].low in _MODIFIERS - {"others"}:
        at += 1
    end = _noun_end(words, at)
    while end > at and words[end - 1].low in ("of", "-", "the", "'s", "’s"):
        end -= 1
    if at < end and words[end - 1].low in ("dead", "deaths"):
        end -= 1
    return at, end


def _noun_end(words: tuple[Word, ...], at: int) -> int:
    """Where the noun that begins at `at` ends, before a verb."""
    end = at
    while end < len(words) and end - at < _LONGEST_WHO and _goes_on(words, end):
        end += 1
        if words[end - 1].low == "-" and end < len(words):  # "rebel-held hills"
            end += 1
        if _verbish(words, end):
            break
    return end


def _before_next(words: tuple[Word, ...], phrase: Phrase) -> int:
    """The phrase's end, before "and 21 ..."."""
    for at in range(phrase.first + 1, phrase.last):
        if words[at - 1].low in ("and", ",") and _new_number(words, at):
            return at - 1
    return phrase.last


def _goes_on(words: tuple[Word, ...], at: int) -> bool:
    """Whether the word belongs to the noun that a number counts."""
    word, low = words[at], words[at].low
    if _harm(low) and low not in cues().people:
        return False
    if not (word.wordlike or low in ("-", "'s", "’s")):
        return False
    if low in cues().people or word.capital:
        return True
    number = low in cues().number_words or low[0].isdigit()
    return not (
        number
        or low in cues().speech
        or is_adverb(word)
        or (is_function(low) and low != "of")
    )


def _verbish(words: tuple[Word, ...], at: int) -> bool:
    """A finite verb or participle comes next."""
    if at >= len(words) or words[at].capital:
        return False
    low = words[at].low
    return low in cues().finite - cues().strikes or low.endswith(("ed", "ing"))


def _harm(low: str) -> bool:
    return low in cues().victims


def _what(
    words: tuple[Word, ...],
    number: Number,
    who: tuple[int, int],
    heads: set[str],
) -> tuple[What, int]:
    """What is counted, and the index of the word that tells so (-1: none does)."""
    things = _thing(words, number, who, heads)
    if things is not None:
        return things
    cue = _nearest_harm(words, number, who)
    if cue < 0:
        return What.OTHER, -1
    if [w.low for w in words[cue : cue + 2]] == ["shot", "down"]:
        return What.EQUIPMENT_LOST, cue
    what = cues().victims[words[cue].low]
    people = (
        not heads
        or bool(heads & cues().people)
        or any(words[i].capital for i in range(*who))
    )
    return (what, cue) if people or heads & {"families"} else (What.OTHER, -1)


def _thing(
    words: tuple[Word, ...], number: Number, who: tuple[int, int], heads: set[str]
) -> tuple[What, int] | None:
    """What a number of things counts; None where it counts people."""
    if who[0] < who[1] and words[who[1] - 1].low in cues().things:
        return What.OTHER, -1
    if heads & cues().people or not heads:
        return _forces(words, number, heads) if heads & cues().forces else None
    head = words[who[1] - 1].low
    if head in cues().strikes or (head in cues().victims and head == "attacks"):
        return What.STRIKES, who[1] - 1
    if head in cues().equipment:
        lost = _near(words, number, cues().lost)
        return (What.EQUIPMENT_LOST, lost) if lost >= 0 else (What.OTHER, -1)
    if head in cues().places_taken:
        taken = _near(words, number, cues().taken)
        return (What.PLACES_TAKEN, taken) if taken >= 0 else (What.OTHER, -1)
    return _forces(words, number, heads) if head in cues().forces else None


def _forces(
    words: tuple[Word, ...], number: Number, heads: set[str]
) -> tuple[What, int] | None:
    if not heads & cues().forces:
        return None
    sent = _near(words, number, cues().forces_verbs)
    harmed = _near(words, number, frozenset(cues().victims))
    if sent >= 0 and (
        harmed < 0 or abs(sent - number.exact) < abs(harmed - number.exact)
    ):
        return What.FORCES, sent
    return None


def _nearest_harm(words: tuple[Word, ...], number: Number, who: tuple[int, int]) -> int:
    """The index of the word of harm that is nearest in the number's clause, or -1.

    A word before the number loses to an equally near one only across a comma.
    """
    best, where = _REACH + 1.0, -1
    after = max(who[1], number.last)
    step = 0
    for at in range(after, min(len(words), after + _REACH)):
        step += words[at].low not in cues().auxiliaries
        if words[at].low in _STOPS or _new_number(words, at):
            break
        if _harm(words[at].low) and not _noun_use(words, at):
            best, where = step - 0.5, at
            break
    crossed = 0.0
    for step, at in enumerate(
        range(number.first - 1, max(-1, number.first - _REACH), -1)
    ):
        if words[at].low in _STOPS:
            break
        crossed += 2.0 * (words[at].low == ",") + 1.5 * (words[at].low in ("and", "or"))
        if _harm(words[at].low) and words[at].low != "left":
            if step + crossed < best:
                best, where = step + crossed, at
            break
    for at in range(who[0], who[1]):
        if _harm(words[at].low) and where < 0:
            where = at
    return where


def _noun_use(words: tuple[Word, ...], at: int) -> bool:
    """Whether "left" tells where somebody stayed, not that he fled."""
    return words[at].low == "left" and words[at - 1].low in ("the", "was", "were")


def _new_number(words: tuple[Word, ...], at: int) -> bool:
    low = words[at].low
    return low[0].isdigit() or low in cues().number_words or low in _UNTOLD


def _near(words: tuple[Word, ...], number: Number, wanted: frozenset[str]) -> int:
    """The index of the nearest word of `wanted` within reach, or -1."""
    low, high = max(0, number.first - _REACH), min(len(words), number.last + _REACH)
    hits = [at for at in range(low, high) if words[at].low in wanted]
    return min(hits, key=lambda at: abs(at - number.exact), default=-1)


def _is_part(words: tuple[Word, ...], number: Number) -> bool:
    """As in "including five children", "two of them students"."""
    lead = words[number.first - 1].low if number.first else ""
    tail = [w.low for w in words[number.last : number.last + 2]]
    return lead in _INCLUDING or (
        tail[:1] == ["of"] and tail[1:] in (["them"], ["whom"])
    )


def _inherits(
    words: tuple[Word, ...], number: Number, before: Count, own: tuple[int, int]
) -> bool:
    """Whether a number counts what the one before counts: a part of it, or listed
    beside it, with no word of harm of its own (`own`: where its noun ends, its cue)."""
    last, cue = own
    part = _is_part(words, number)
    at_once = cue >= 0 and (cue < number.first or cue - last <= 1)
    if part:
        return not (at_once and cue >= last)
    return cue < 0 and _listed(words, number, before)


def _listed(words: tuple[Word, ...], number: Number, before: Count) -> bool:
    """As in "12 soldiers, four guards and two children were killed"."""
    between = words[before.at : number.first]
    near = len(between) <= 12 and before.figure.what is not What.STRIKES
    return near and bool(between) and between[-1].low in (",", "and", "or", ":")


def _text(text: str, words: tuple[Word, ...], first: int, last: int) -> str:
    if first >= last:
        return ""
    start, stop = _offsets(words, first, last)
    return " ".join(text[start:stop].split())
