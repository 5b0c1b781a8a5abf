"""The head of a line: what the first sentence below it says, in a fixed phrase.

Made from the slots of that one claim, with the widest count of its origin, never from
the whole incident, so that a head cannot assert what the sentences below it do not
bear, nor what only became known later.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from marsad.codebook import kinds
from marsad.model import (
    Claim,
    Figure,
    Grade,
    Incident,
    Mention,
    Place,
    Stance,
    Status,
    What,
)
from marsad.sayings import SAYINGS
from marsad.telling.attribution import denies, final_speaker
from marsad.telling.lexicon import lexicon
from marsad.telling.phrases import (
    capital,
    figure_words,
    join_words,
    points_at,
    singular,
)
from marsad.telling.places import place_name, points_back
from marsad.telling.safe import clean, shorten

_ITS = (["its"], ["their"], ["his"], ["her"], ["our"])
LONGEST = 70  # characters of one name in a head
_LEFT_OPEN = re.compile(r"(?:\s+(?:the|an?|of|to|and))+$", re.IGNORECASE)
_FIGHTS = frozenset({"rebel", "state"})
_COUNTRY = re.compile(r" \([A-Z]{2}\)$")  # "insurgents (SY)"
_QUOTES = re.compile("[“”\"'‘’]")
_GAINS = frozenset({"territory_taken", "control", "advance"})
_HEDGE = {
    Status.PLANNED: "Planned",
    Status.POSSIBLE: "Possible",
    Status.CALLED_FOR: "Called for",
}


def heading(incident: Incident, told: list[Claim]) -> str:
    """The head of `incident` as the first of `told` has it, hedged by status and grade;
    the dead are the most that `told`, claims of one origin to one effect, count.

    What is denied keeps its doer, who may be all that the denial is about."""
    claim, denied = told[0], denies(told[0])
    if denied and claim.kind in _GAINS and _own_doing(claim):
        claim = replace(claim, initiator=())
    contested = incident.grade is Grade.CONTESTED and not denied
    if contested:
        head = neutral_heading(incident, claim)
    else:
        head = _with_dead(_heading(incident, claim), told)
    if denied:
        final = final_speaker(claim)
        denial = final is not None and final.stance is Stance.DENIES
        return f"Denied: {head}" if denial else f"Not so: {head}"
    if claim.kind not in SAYINGS and claim.status in _HEDGE:
        return f"{_HEDGE[claim.status]}: {head}"
    if contested:
        return f"Disputed: {head}"
    if incident.grade is Grade.DISCOUNTED:
        return f"Denied elsewhere: {head}"
    return head


def _own_doing(claim: Claim) -> bool:
    """The denier's own: nobody denies his own gain, so "they" were others."""
    final = final_speaker(claim)
    mine = final.actor.side if final is not None and final.actor else None
    sides = {m.actor.side for m in claim.initiator if m.actor}
    return mine is not None and sides == {mine}


def event_words(anchor: str) -> str:
    """The words that name an event, without what only leads on ("shut the")."""
    return shorten(_LEFT_OPEN.sub("", clean(anchor)), LONGEST)


def neutral_heading(incident: Incident, claim: Claim) -> str:
    """The head of what is disputed: it names no doer and no toll, which are what the
    sides differ on."""
    return _heading(incident, replace(claim, initiator=(), figures=()))


def _heading(incident: Incident, claim: Claim) -> str:
    """The phrase of the kind."""
    known = {
        "doer": _names(claim.initiator, claim.kind),
        "object": _names(claim.target, claim.kind),
        "place": _place(claim.places, incident.place),
        "count": _count(claim),
        "anchor": event_words(claim.anchor),
    }
    for phrase in lexicon()["heads"][claim.kind]:
        if all(known[name] for name in known if f"{{{name}}}" in phrase):
            return capital(phrase.format(**known))
    return ""


def _names(mentions: Iterable[Mention], kind: str) -> str:
    """Up to two parties as the sentence calls them: whom they were resolved to is not
    what it says, but where it calls them names. Those that only point back are left
    out."""
    pointing = lexicon()["pointing"]["words"]
    names = []
    for mention in mentions:
        words = mention.text.casefold().split()
        if " ".join(words) in pointing or words[:1] in _ITS:
            continue
        name = shorten(_bare(_neutral(mention)), LONGEST)
        names.append(_called(_with_noun(name, kind)))
    names = list(dict.fromkeys(filter(None, names)))
    more = [f"{len(names) - 2} more"] if len(names) > 2 else []
    return join_words(names[:2] + more)


def _neutral(mention: Mention) -> str:
    """The words of a mention; of a party's word for its enemy ("terrorists") what it
    stands for in no side's words ("insurgents"), where that is known."""
    words, actor = clean(mention.text), mention.actor
    if not _is_loaded(words) or actor is None or actor.type not in _FIGHTS:
        return words
    return _COUNTRY.sub("", clean(actor.name))


def _is_loaded(name: str) -> bool:
    plain = _QUOTES.sub(" ", name).casefold().split()
    return not set(plain).isdisjoint(lexicon()["names"]["loaded"])


def _with_noun(name: str, kind: str) -> str:
    """`Russian` of "Russian air strikes" is no name by itself: Russian forces."""
    adjective = name.istitle() and name.endswith(tuple(lexicon()["names"]["adjective"]))
    return f"{name} forces" if adjective and kinds()[kind].violent else name


def _called(name: str) -> str:
    """`name` inside a head: a party's word for its enemy stays visibly that."""
    words = name.split()
    if len(words) == 1 and name.casefold() in lexicon()["names"]["definite"]:
        return f"the {name.casefold()}"
    if _is_loaded(name):
        return f"“{name}”"
    common = words and words[0].casefold() in lexicon()["names"]["common"]
    return name[:1].lower() + name[1:] if common else name


def _place(places: tuple[Place, ...], home: Place | None) -> str:
    """Where the claim puts it; the place of its incident where it names none, or only
    points back to one ("that highway")."""
    named = [p for p in places if not points_back(p)]
    place = named[0] if named else home
    return shorten(_bare(clean(place_name(place))), LONGEST) if place else ""


def _count(claim: Claim) -> str:
    taken = [f for f in claim.figures if f.what is What.PLACES_TAKEN]
    return _counted(taken[0]) if taken else ""


def _with_dead(head: str, told: list[Claim]) -> str:
    """`head` with the widest count of the dead: of the whole, not of a part."""
    dead = [
        f
        for claim in told
        for f in claim.figures
        if f.what is What.KILLED and (f.low or f.high) and not points_at(f.who)
    ]
    if not dead:
        return head
    return f"{head}, {_counted(max(dead, key=lambda f: f.low or f.high or 0))} killed"


def _counted(figure: Figure) -> str:
    """`4 civilians`: the number, and who or what in the document's words."""
    who = clean(figure.who)
    lost = who.casefold() in ("", "all", "people", "dead", "deaths", "lives", "killed")
    words = figure_words(figure)
    if words == "1":
        who = singular(who)
    if not words.startswith("“"):
        return words if lost else f"{words} {shorten(who, LONGEST)}"
    # Words that are not a number come as they stand in the text, with their own noun.
    inside = words[1:-1]
    if lost or who in inside:
        return inside
    many = inside.rsplit(maxsplit=1)[-1] in lexicon()["vague"]["of"]
    return f"{inside} {'of ' if many else ''}{shorten(who, LONGEST)}"


def _bare(name: str) -> str:
    first, _, rest = name.partition(" ")
    return rest if rest and first.casefold() in ("the", "a", "an") else name
