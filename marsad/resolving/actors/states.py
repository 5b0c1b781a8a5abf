"""Bodies of states: "Syrian army", "Russia's Defence Ministry", "Moscow", "the UK".

Made from the country and the kind of body, so that no list of states' forces is
needed. The side is the country's name, or "government" where a state fights at home.
"""

from __future__ import annotations

import re
from functools import lru_cache

from marsad.model import Actor
from marsad.resolving.actors.lexicon import Body, words
from marsad.resolving.places.countries import (
    country_of,
    name_of,
    of_capital,
    people_of,
    people_word,
)

_ARTICLE = re.compile(
    r"^(?:(?:the|an?|royal|several|some|two|three|four|five|six|\d+)\s+)*",
    re.IGNORECASE,
)
_OF = re.compile(
    r"(?P<body>.+?)\s+(?:of|in|from)\s+(?:the\s+)?(?P<country>[A-Z][\w .'’-]+)$"
)
_LONGEST = 4  # words of a country's name
_SKIPPED = 4  # words between it and the body


def state_side(iso: str, at_home: str | None) -> str | None:
    """What a state's side is called; `at_home` is the country the document is about."""
    known = words()
    if iso in known.sides:
        return known.sides[iso]
    if iso == at_home and iso not in known.by_name:
        return "government"
    return name_of(iso)


def body_of(iso: str, body: Body, at_home: str | None) -> Actor:
    """The body of that state."""
    people = people_word(iso) or name_of(iso) or iso
    return Actor(
        f"state:{iso}:{body.id}",
        f"{people} {body.name}",
        body.type,
        state_side(iso, at_home),
        iso,
    )


@lru_cache(maxsize=8192)
def state_actor(mention: str, at_home: str | None) -> Actor | None:
    """The state or body of a state that a mention names, None where it names none."""
    plain = _ARTICLE.sub("", " ".join(mention.split()))
    if match := _OF.fullmatch(plain):
        iso = country_of(match["country"]) or of_capital(match["country"])
        if iso and (body := state_body(match["body"])):
            return body_of(iso, body, at_home)
    parts = plain.split(" ")
    if iso := words().ships.get(parts[0]) if len(parts) > 1 else None:
        return body_of(iso, body_by_id("military"), at_home)  # "USS Cole"
    for count in range(min(_LONGEST, len(parts)), 0, -1):
        iso = _head(" ".join(parts[:count]), whole=count == len(parts))
        if not iso:
            continue
        if count == len(parts):
            return body_of(iso, body_by_id("government"), at_home)
        body = _body_within(parts[count:], iso)
        if body is not None:
            return body_of(iso, body, at_home)
    return _capitals_radio(parts, at_home)


def body_by_id(id_: str) -> Body:
    """The body of that id (`[[body]]` in `words.toml`)."""
    return next(body for body in words().bodies if body.id == id_)


def _head(words_: str, *, whole: bool) -> str | None:
    """The country that a phrase begins with; its capital stands for it if `whole` or
    if it owns what follows ("Seoul's Ministry of Unification")."""
    head = re.sub(r"(?:'s|’s|['’])$", "", words_)
    iso = country_of(head) or people_of(head)
    if not iso and (whole or head != words_):
        iso = of_capital(head) or words().seats.get(head)
    return iso


def _capitals_radio(parts: list[str], at_home: str | None) -> Actor | None:
    """The state media told by the capital alone: "Baghdad radio"."""
    iso = of_capital(" ".join(parts[:-1]))
    if iso is None or parts[-1].casefold() not in {"radio", "television", "tv"}:
        return None
    return body_of(iso, body_by_id("media"), at_home)


def _body_within(parts: list[str], iso: str) -> Body | None:
    """The body that the words after a country name: "Afghan National Army", "Royal
    Netherlands Navy", but not "Syrian Kurdish forces", "Colombian ELN leaders"."""
    for skipped in range(min(_SKIPPED + 1, len(parts))):
        rest = " ".join(parts[skipped:])
        if body := state_body(rest):
            return body
        if words().apart.match(rest) or not _is_plain(parts[skipped], iso):
            return None
    return None


def _is_plain(word: str, iso: str) -> bool:
    """Whether a word between a country and a body tells of no other party."""
    if word.islower() or words().grand.fullmatch(word):
        return True
    if any(letter.isdigit() for letter in word):  # "Hermes 450 drone"
        return True
    return of_capital(word) == iso


def state_named(word: str) -> str | None:
    """The country that a word stands for by its name, its people or its capital."""
    return country_of(word) or people_of(word) or of_capital(word)


def state_body(phrase: str) -> Body | None:
    """The body whose words a phrase begins with, or is ("Defence Ministry")."""
    for body in words().bodies:
        if body.pattern.match(phrase):
            return body
    return None
