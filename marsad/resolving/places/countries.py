"""Which countries a text is about: their names, capitals and peoples in it.

Peoples ("Syrian forces") tell of a country but are never the place of an event.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit

from marsad.model import Document
from marsad.resolving.places.gazetteer import country, country_names
from marsad.resolving.places.spelling import fold

_CAPITALISED = re.compile(
    r"\b[A-Z][\w.'’-]{0,40}(?: (?:of (?:the )?|the )?[A-Z][\w.'’-]{0,40}){0,4}"
)
_LONGEST_TEXT = 20_000  # characters looked at: the story tells its country early


@dataclass(frozen=True, slots=True)
class _Words:
    countries: dict[str, str]
    peoples: dict[str, str]
    capitals: dict[str, str]
    seats: dict[str, str]
    adjectives: dict[str, str]


@cache
def _words() -> _Words:
    """Folded words to ISO codes; capitals the other way round."""
    countries, peoples = dict(country_names()), {}
    capitals: dict[str, str] = {}
    seats: dict[str, str] = {}
    adjectives: dict[str, str] = {}
    text = files("marsad").joinpath("lexicons/places_countries.csv").read_text("utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    for row in csv.DictReader(lines):
        names = row["capital"].split("|")
        capitals[row["country"]] = names[0]
        seats |= {fold(name): row["country"] for name in names if name}
        for name in filter(None, row["aliases"].split("|")):
            countries[fold(name)] = row["country"]
        adjectives[row["country"]] = row["people"].split("|")[0]
        for name in filter(None, row["people"].split("|")):
            peoples[fold(name)] = row["country"]
            peoples[fold(name + "s")] = row["country"]
    return _Words(countries, peoples, capitals, seats, adjectives)


def country_of(name: str) -> str | None:
    """The ISO code of a country's name, None where it is none."""
    return _words().countries.get(fold(name))


def capital_of(iso: str) -> str | None:
    """The name of a country's capital."""
    return _words().capitals.get(iso) or None


def people_of(name: str) -> str | None:
    """The ISO code of the country whose people the word names ("Syrian")."""
    return _words().peoples.get(fold(name))


def of_capital(name: str) -> str | None:
    """The ISO code of the country that a capital stands for ("Moscow")."""
    return _words().seats.get(fold(name))


def name_of(iso: str) -> str | None:
    """What a country is called in English."""
    entry = country(iso)
    return entry.name if entry else None


def people_word(iso: str) -> str | None:
    """The word for a country's people and things ("Syrian")."""
    return _words().adjectives.get(iso)


def is_people(name: str) -> bool:
    """Whether the words name a people ("Syrian"), not a place."""
    key = fold(name)
    return key in _words().peoples and key not in _words().countries


@cache
def _outlets() -> dict[str, str]:
    """Folded names of outlets to their countries (`lexicons/sources.csv`)."""
    text = files("marsad").joinpath("lexicons/sources.csv").read_text("utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return {
        fold(name): row["country"]
        for row in csv.DictReader(lines)
        for name in (row["name"], *row["aliases"].split("|"))
        if row["country"]
    }


def outlet_country(document: Document) -> str | None:
    """The country of a document's outlet, by our list of outlets or the national ending
    of its address; None where neither tells."""
    known = _outlets().get(fold(document.source.name))
    if known:
        return known
    host = (urlsplit(document.url or "").hostname or document.source.name).casefold()
    ending = host.rsplit(".", 1)[-1].upper() if "." in host else ""
    iso = {"UK": "GB"}.get(ending, ending)
    return iso if len(iso) == 2 and country(iso) else None


def countries_of(text: str) -> Counter[str]:
    """How often each country is spoken of, by name or by its people."""
    out = Counter[str]()
    for (iso, _), times in words_of(text).items():
        out[iso] += times
    return out


def words_of(text: str) -> Counter[tuple[str, str]]:
    """How often each country is spoken of, by the folded word that names it."""
    known, out = _words(), Counter[tuple[str, str]]()
    for match in _CAPITALISED.finditer(text[:_LONGEST_TEXT]):
        if text.endswith("ethnic ", 0, match.start()):  # a people of another state
            continue
        words = match[0].split(" ")
        at = 0
        while at < len(words):
            for end in range(len(words), at, -1):
                word = fold(
                    " ".join(words[at:end]).removesuffix("'s").removesuffix("’s")
                )
                iso = known.countries.get(word) or known.peoples.get(word)
                if iso:
                    out[iso, word] += 1
                    at = end - 1
                    break
            at += 1
    return out
