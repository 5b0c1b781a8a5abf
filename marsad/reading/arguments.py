"""Who does it and to whom: the phrases beside an anchor, by its voice.

An active verb has its subject as initiator and its object as target; a passive one the
other way round, with "by X"; a noun ("air strikes") takes both from the words around
("Russian air strikes on Idlib", "X carried out strikes"). What a kind makes of its
subject and object is in `[roles]` of the word lists.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from marsad.reading.anchors import Anchor
from marsad.reading.cues import cues
from marsad.reading.phrases import (
    Phrase,
    clause_head,
    is_adverb,
    is_time_word,
    object_after,
    split_mentions,
    subject_before,
)
from marsad.reading.words import Word

_REACH = 8
_NOUN_REACH = 3
_QUANTITY = frozenset(
    [
        "at",
        "least",
        "more",
        "than",
        "over",
        "up",
        "to",
        "about",
        "some",
        "around",
        "nearly",
        "almost",
        "dozens",
        "scores",
        "hundreds",
        "several",
        "hundred",
        "thousand",
        "dozen",
        "many",
        "as",
        "fewer",
        "and",
        "-",
    ]
)


@dataclass(frozen=True, slots=True)
class Arguments:
    """Phrases that fill the slots; `place` is an object that names a place, `partner`
    the other party to talks or a deal."""

    initiator: Phrase | None = None
    target: Phrase | None = None
    place: Phrase | None = None
    partner: Phrase | None = None
    rule: str = ""


def find_arguments(words: tuple[Word, ...], anchor: Anchor) -> Arguments:
    """Initiator and target of the claim at `anchor`."""
    between = _between(words, anchor) if anchor.kind == "armed_clash" else None
    if between is not None:
        found = between
    elif anchor.kind in cues().spoken and not _is_noun(words, anchor):
        found = _of_speech(words, anchor)
    elif _is_noun(words, anchor):
        found = _of_noun(words, anchor)
    elif _is_passive(words, anchor):
        found = _of_passive(words, anchor)
    else:
        found = _of_active(words, anchor)
    found = _by_kind(words, anchor.kind, found)
    if anchor.kind == "territory_taken":
        found = replace(found, target=_loser(words, anchor.last))
    return found


def _of_active(words: tuple[Word, ...], anchor: Anchor) -> Arguments:
    subject = subject_before(words, anchor.first)
    if subject is None:
        subject = clause_head(words, anchor.first)
    after = anchor.last
    if (after < len(words) and words[after].low in cues().target_leads) or (
        anchor.kind in cues().place_objects and _is_of(words, after)
    ):
        after += 1
    return Arguments(subject, _object(words, after), rule="active")


def _is_of(words: tuple[Word, ...], at: int) -> bool:
    return at < len(words) and words[at].low == "of"


def _between(words: tuple[Word, ...], anchor: Anchor) -> Arguments | None:
    """As in "clashes between A and B": A and B are the two sides."""
    at = anchor.last
    if at >= len(words) or words[at].low != "between":
        return None
    phrase = object_after(words, at + 1)
    parts = split_mentions(words, phrase) if phrase else []
    if len(parts) != 2:
        return None
    return Arguments(parts[0], parts[1], rule="between")


def _of_speech(words: tuple[Word, ...], anchor: Anchor) -> Arguments:
    """The speaker of a demand or threat only where it stands right before the verb;
    otherwise the speaker of the sentence is meant."""
    after = anchor.last
    if after < len(words) and words[after].low in cues().target_leads:
        after += 1
    subject = subject_before(words, anchor.first)
    thing = _object(words, after)
    if thing is not None and anchor.kind == "accusation":
        thing = _before_of(words, thing)
    return Arguments(subject, thing, rule="active")


def _before_of(words: tuple[Word, ...], phrase: Phrase) -> Phrase:
    """Cuts "of spreading ..." from "accused X of spreading ..."."""
    for at in range(phrase.first + 1, phrase.last):
        if words[at].low == "of":
            return Phrase(phrase.first, at)
    return phrase


def _of_passive(words: tuple[Word, ...], anchor: Anchor) -> Arguments:
    return Arguments(
        _agent(words, anchor.last),
        _unnumbered(words, subject_before(words, anchor.first)),
        rule="passive",
    )


def _of_noun(words: tuple[Word, ...], anchor: Anchor) -> Arguments:
    first = anchor.first
    while first < anchor.last - 1 and words[first].capital and first < anchor.first + 2:
        first += 1  # the anchor itself names the doer: "Russian airstrikes"
    doer = _agent(words, anchor.last, _NOUN_REACH) or _owner(words, first)
    if doer is None:
        light = _light_verb(words, anchor.first)
        doer = subject_before(words, light) if light is not None else None
    return Arguments(doer, _hit(words, anchor.last), rule="noun")


def _by_kind(words: tuple[Word, ...], kind: str, found: Arguments) -> Arguments:
    """What a kind makes of subject and object."""
    subject, thing, place = found.initiator, found.target, None
    if kind in cues().place_objects and thing is not None:
        place, thing = (thing if _is_name(words, thing) else None), None
    if kind in cues().suffered and found.rule == "active":
        if kind == "casualties" and not _dies(words, found):
            thing = subject = None
        if thing is None or kind == "displacement":
            thing = _unnumbered(words, subject)
        subject = None
    if kind in cues().suffered and kind != "displacement":
        subject = None
    partner = thing if kind in cues().mutual else None
    if kind in cues().never_target:
        thing = None
    return Arguments(subject, _no_place(words, thing), place, partner, found.rule)


def _is_passive(words: tuple[Word, ...], anchor: Anchor) -> bool:
    low = words[anchor.first].low
    inside = low in cues().passive and anchor.last - anchor.first > 1
    verb = words[anchor.first + inside].low
    if not (verb.endswith(("ed", "en", "wn")) or verb in cues().irregular):
        return False
    if inside or (anchor.last < len(words) and words[anchor.last].low == "by"):
        return True
    at = anchor.first
    while at and (is_adverb(words[at - 1]) or words[at - 1].low in ("have", "has")):
        at -= 1
    return at > 0 and words[at - 1].low in cues().passive


def _is_noun(words: tuple[Word, ...], anchor: Anchor) -> bool:
    """Preceded by what only a noun can follow, or a form that is no verb."""
    last = words[anchor.last - 1].low
    if last in cues().nouns and last not in cues().finite:
        return True
    if (
        last.endswith(("tion", "tions", "ment", "sion", "ies"))
        or last in cues().strikes
    ):
        return not _has_subject_pronoun(words, anchor.first)
    if anchor.first == 0:
        return not last.endswith(("ed", "ing"))
    before = words[anchor.first - 1]
    leads = cues().determiners | cues().prepositions | {"'s", "’s"}
    if before.low in leads and before.low != "to":
        return True
    demonym = before.capital and before.low.endswith(("an", "ish", "ese", "li", "qi"))
    return demonym and not last.endswith("ed")


def _has_subject_pronoun(words: tuple[Word, ...], at: int) -> bool:
    return at > 0 and words[at - 1].low in cues().pronouns


def _agent(words: tuple[Word, ...], start: int, reach: int = _REACH) -> Phrase | None:
    """As in "by X" within reach after the anchor, in the same clause."""
    for at in range(start, min(len(words) - 1, start + reach)):
        low = words[at].low
        if not words[at].wordlike and low not in ("-", "'"):
            return None
        if low == "by" and not is_time_word(words[at + 1]):
            if words[at + 1].low.endswith("ing"):
                return None
            return object_after(words, at + 1)
    return None


def _owner(words: tuple[Word, ...], first: int) -> Phrase | None:
    """As in "Israel's strikes", "Russian strikes", "a Taliban attack"."""
    if first == 0:
        return None
    before = words[first - 1]
    if before.low in ("'s", "’s") and first > 1:
        return subject_before(words, first - 1)
    capital = before.capital and first > 1 and before.low not in cues().determiners
    if capital and not is_time_word(before):
        start = first - 1
        while start and words[start - 1].capital and first - start < 5:
            start -= 1
        if words[start].low in cues().determiners:
            start += 1
        lead = words[start - 1].low if start else ""
        return (
            None
            if lead in cues().place_leads or start >= first
            else (Phrase(start, first))
        )
    return None


def _loser(words: tuple[Word, ...], start: int) -> Phrase | None:
    """As in "took the town from the army": the side that loses the place."""
    for at in range(start, min(len(words) - 1, start + 2 * _REACH)):
        if words[at].low in (";", ",", "after", "when"):
            return None
        if words[at].low == "from":
            found = object_after(words, at + 1)
            armed = found and any(
                w.low in cues().parties | cues().people or _acronym(w)
                for w in words[found.first : found.last]
            )
            return found if armed else None
    return None


def _acronym(word: Word) -> bool:
    return len(word.text) > 1 and word.text.isupper()


def _light_verb(words: tuple[Word, ...], first: int) -> int | None:
    for at in range(first - 1, max(-1, first - _REACH), -1):
        if words[at].low in cues().light:
            return at
        if words[at].low in (";", ",", "that"):
            return None
    return None


def _hit(words: tuple[Word, ...], start: int) -> Phrase | None:
    """As in "strikes on X", "shelling of X", "an attack killed X"."""
    for at in range(start, min(len(words) - 1, start + _REACH)):
        low = words[at].low
        if not words[at].wordlike and low not in ("-", "'", "’s", "'s"):
            return None
        if low in cues().victims or (low in cues().target_leads | {"of"}):
            found = _object(words, at + 1)
            if found is not None:
                return found
    return None


def _object(words: tuple[Word, ...], start: int) -> Phrase | None:
    return _unnumbered(words, object_after(words, start))


def _no_place(words: tuple[Word, ...], found: Phrase | None) -> Phrase | None:
    """The phrase, unless it is a time or names a place ("the two provinces of X"):
    towns stand under places (corpora guide, settled rule 8)."""
    if found is None or any(
        is_time_word(w) for w in words[found.first : found.last][:3]
    ):
        return None
    head = words[found.last - 1].low
    of_place = any(
        words[at].low in cues().place_nouns and words[at + 1].low == "of"
        for at in range(found.first, found.last - 1)
    )
    named = head in cues().place_nouns and _is_name(words, found)
    return None if named or of_place else found


def _unnumbered(words: tuple[Word, ...], phrase: Phrase | None) -> Phrase | None:
    """The phrase without "at least 12" or "dozens of" at its head."""
    if phrase is None:
        return None
    first = phrase.first
    while first < phrase.last and _counts(words, first, phrase):
        first += 1
    return Phrase(first, phrase.last) if first < phrase.last else None


def _counts(words: tuple[Word, ...], at: int, phrase: Phrase) -> bool:
    low = words[at].low
    if low[0].isdigit() or low in cues().number_words or low in cues().vague_numbers:
        return True
    if low in _QUANTITY:
        return at + 1 < phrase.last
    return low == "of" and at > phrase.first


def _dies(words: tuple[Word, ...], found: Arguments) -> bool:
    """Whether a word of harm follows the subject: not "the army admitted"."""
    subject = found.initiator
    after = words[subject.last : subject.last + 5] if subject else ()
    return any(w.low in cues().victims for w in after)


def _is_name(words: tuple[Word, ...], phrase: Phrase) -> bool:
    """A proper name, perhaps after "the town of"."""
    return any(words[at].capital for at in range(phrase.first, phrase.last))
