"""The words that the network marked, made whole: names complete, edges clean.

The network decides word by word; it stops inside a name ("Hayat" of "Hayat Tahrir
al-Sham") or takes a joining word with it ("the air force and").
"""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files

from marsad.reading.cues import cues
from marsad.reading.naming import capital_runs
from marsad.reading.phrases import Phrase, is_animate, is_time_word
from marsad.reading.words import Word

_ADJECTIVES = 3
_FARTHEST = 4
"""Words between an auxiliary and its verb."""
_BETWEEN = frozenset(("armed", "ground", "air", "special", "military", "security"))
_BODIES = frozenset(
    [
        *("authorities", "officials", "group", "groups", "coalition", "monitor"),
        *("bomber", "bombers", "attacker", "attackers"),
    ]
)
_BODY_NOUNS = frozenset(("militia", "militias", "militants", "faction", "movement"))
_TABLES = ("groups.csv", "ucdp.csv", "organisations.csv")
_BY = frozenset(("backed", "supported", "aided", "assisted", "led"))
_DESCRIBE = frozenset(
    [*("government", "regime", "army", "police", "rebel", "militant", "insurgent")]
)


def whole(words: tuple[Word, ...], marked: Phrase) -> Phrase | None:
    """`marked` from the beginning of its first name to the end of its last, without
    joining words at its ends; None where nothing is left."""
    first, last = marked.first, marked.last
    inside = range(first + 1, last)
    last = next((at for at in inside if words[at].low == "who"), last)
    while last > first and _joins(words[last - 1]):
        last -= 1
    while first < last and _joins(words[first]):
        first += 1
    if last < len(words) and words[last].low == "by" and words[last - 1].low in _BY:
        last -= last > first + 1  # "M23 rebels" of "M23 rebels backed by Rwanda"
    if first >= last:
        return None
    cut = last
    while last + 1 < len(words) and _hyphen(words, last):
        last += 2  # "Pro" of "Pro-government Sham FM"
    for a, b in () if _shouted(words) else capital_runs(words):
        if any(is_time_word(w) for w in words[a:b]):
            continue
        if a < last < b or cut < last == a:
            last = b
        if a < first < b:
            first = a
    return Phrase(first, last)


def _shouted(words: tuple[Word, ...]) -> bool:
    """All in capitals, which then tell no name."""
    return all(w.text.isupper() for w in words if w.text.isalpha())


def to_name(words: tuple[Word, ...], marked: Phrase) -> Phrase:
    """As in "northern [Iraq]": a place that stops at a direction before a name goes on
    to the end of the name; so does one that begins with who is there ("[residents of]
    Vovchansk")."""
    inside = range(marked.first + 1, marked.last - 1)
    of = next((at for at in inside if words[at].low == "of"), None)
    people = of is not None and words[of - 1].low in cues().people
    if of is not None and people and words[of + 1].capital:
        return Phrase(of + 1, marked.last)
    if words[marked.last - 1].low in cues().directions:
        for first, last in capital_runs(words):
            if first == marked.last and not is_time_word(words[first]):
                return Phrase(marked.first, last)
    return marked


def to_verb(words: tuple[Word, ...], anchor: Phrase) -> Phrase:
    """As in "[will] be brought to justice": an anchor of auxiliaries alone goes on to
    their verb."""
    helping = cues().auxiliaries | cues().adverbs | {"not", "n't"}
    last = anchor.last
    if any(w.low not in helping for w in words[anchor.first : last]):
        return anchor
    while words[last - 1].low in helping and last < len(words):
        if last - anchor.first > _FARTHEST or not words[last].wordlike:
            return anchor
        last += 1
    return Phrase(anchor.first, last)


def to_noun(words: tuple[Word, ...], marked: Phrase) -> Phrase:
    """As in "the Syrian [army]", "local [armed groups]", "Syria['s forces]": an actor
    that stops before the people or force it describes goes on to them."""
    last = marked.last
    ending = words[last - 1]
    if not ending.capital and is_animate(ending) and ending.low not in _DESCRIBE:
        return marked
    at = last
    if at < len(words) and words[at].low in ("'s", "’s"):
        at += 1
    while at < min(len(words), last + _ADJECTIVES) and words[at].low in _BETWEEN:
        at += 1
    joined = at > last or not ending.low.endswith("s")
    goes_on = at < len(words) and joined and _acts(words[at])
    return Phrase(marked.first, at + 1) if goes_on else marked


def _acts(word: Word) -> bool:
    """People, a force or what it flies, but nobody's office or spokesman."""
    lists = cues()
    forces = lists.people | lists.parties | lists.equipment | _BODIES
    other = lists.persons | lists.speech.keys() | lists.victims.keys()
    return not word.capital and word.low in forces and word.low not in other


def _hyphen(words: tuple[Word, ...], at: int) -> bool:
    """A hyphen at `at` that ties the words on its sides into one."""
    mark, after = words[at], words[at + 1]
    tied = words[at - 1].end == mark.start and mark.end == after.start
    return mark.text in "-‐‑" and tied and after.wordlike


def _joins(word: Word) -> bool:
    """A preposition, a conjunction or a mark: none opens or ends a mention."""
    joining = cues().prepositions | cues().conjunctions | {"by"}
    return not word.wordlike or word.low in joining


def is_body(words: tuple[Word, ...], phrase: Phrase) -> bool:
    """A group, not a place: "SDF-held", "Ansar al-Sharia militia bases"."""
    held = words[phrase.first : phrase.last]
    after = words[phrase.last].low if phrase.last < len(words) else ""
    if after in _BODY_NOUNS:
        return True
    return len(held) == 1 and (
        held[0].low in cues().groups or held[0].text in _letters()
    )


@cache
def _letters() -> frozenset[str]:
    """The letters that known groups and organisations go by: "SDF", "UNAMID"."""
    names: set[str] = set()
    for table in _TABLES:
        text = files("marsad").joinpath("lexicons", "actors", table).read_text("utf-8")
        told = (line for line in text.splitlines() if not line.startswith("#"))
        for row in csv.DictReader(told):
            if not row["name"].endswith("Republic"):  # "in the DPR"
                names.update((row["name"], *row["aliases"].split(";")))
    return frozenset(n for n in names if len(n) > 2 and n.isalpha() and n.isupper())
