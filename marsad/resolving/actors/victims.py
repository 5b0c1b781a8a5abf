"""People of a nation to whom something is done: "a Palestinian", "two Israelis".

The name of a people alone stands for its state where it acts ("the Russians took the
town"); where it is shot, abducted or moved, it stands for persons.
"""

from __future__ import annotations

import re

from marsad.codebook import kinds
from marsad.model import Actor
from marsad.resolving.actors.lexicon import words
from marsad.resolving.actors.rows import peoples
from marsad.resolving.places.countries import is_people

_DONE_TO = frozenset({"toll", "arrest", "flight", "aid", "strike"})  # families of kinds
_ALSO = frozenset(
    {"attack_on_civilians", "sexual_violence", "suicide_bombing", "bombing"}
)
_PERSONAL = frozenset({"toll", "arrest"})  # families of kinds that befall persons
_TAKEN, _PROTEST = "abduction", "protest"
_NAME = re.compile(  # "Amalio Escobar Monzon", not "Evin Prison"
    r"[A-Z][a-zà-ž'’-]+(?: (?:de|la|al|bin|el|van)| (?:(?:al|el)-)?[A-Z][\w'’-]+){1,3}"
    r"(?<!Air)(?<!Prison)(?<!Airport)(?<!Bridge)(?<!Camp)(?<!Action)(?<!Street)"
    r"(?<!Constabulary)(?<!Guard)(?<!Guards)(?<!Rifles)(?<!Corps)(?<!Scouts)(?<!Levies)"
    r"(?<!Rangers)(?<!Police)(?<!Service)(?<!Agency)(?<!Command)(?<!Ministry)"
)
_PERSONS = frozenset({"her", "him", "she", "he", "his colleague", "his colleagues"})
_PEOPLE = re.compile(
    r"(?:(?:the|an?|some|many|more than|at least|about|[\d,]+|one|two|three|four|five"
    r"|six|seven|eight|nine|ten|dozens of|hundreds of|thousands of|other|young) )*"
    r"(?P<people>[A-Z]\w+(?: [A-Z]\w+)?)",
)


def is_victim(text: str, kind: str) -> bool:
    """Whether a mention names persons by their people in a claim of harm done."""
    if not is_harm(kind):
        return False
    match = _PEOPLE.fullmatch(" ".join(text.split()))
    if match is None:
        return False
    return _of_people(match)


def _of_people(match: re.Match[str]) -> bool:
    people = match["people"]
    return is_people(people) or bool({people, people.removesuffix("s")} & {*peoples()})


def is_crowd(text: str, kind: str) -> bool:
    """Whether a mention names persons by their people in a claim of a protest."""
    match = _PEOPLE.fullmatch(" ".join(text.split())) if kind == _PROTEST else None
    return match is not None and match["people"].endswith("s") and _of_people(match)


def is_harm(kind: str) -> bool:
    """Whether a claim of that kind tells of harm done to persons."""
    known = kinds().get(kind)
    return kind in _ALSO or (known is not None and known.family in _DONE_TO)


def is_somebody(text: str) -> bool:
    """Whether a mention is a person, though nothing tells who."""
    return text.casefold() in _PERSONS


def is_name(text: str, kind: str) -> bool:
    """Whether a mention names a person and no more, in a claim of harm done to
    persons: killed or taken, and of no force, as far as the report tells."""
    known = kinds().get(kind)
    told = kind in _ALSO or (known is not None and known.family in _PERSONAL)
    if not (told or kind == _TAKEN) or _NAME.fullmatch(text) is None:
        return False
    return not any(p.search(text) for p in words().unlisted.values())


def victims(home: str | None) -> Actor:
    """Civilians, in the country the claim is about."""
    body = next(b for b in words().described if b.id == "civilians")
    name = f"{body.name} ({home})" if home else body.name
    return Actor(f"described:{body.id}:{home or '-'}", name, body.type, None, home)
