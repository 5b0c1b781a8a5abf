"""The word lists of the rules (`lexicons/reading_cues.toml`), loaded once."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from marsad.model import Stance, Status, What

Words = frozenset[str]


@dataclass(frozen=True, slots=True)
class Cues:
    """The lists by name; what each is for stands beside it in the TOML file."""

    forms: dict[str, str]
    abbreviations: Words
    closing_abbreviations: Words
    sentence_starters: Words
    speech: dict[str, Stance]
    inverted: Words
    tallying: Words
    weak: Words
    adverbs: Words
    auxiliaries: Words
    pronouns: Words
    generic: Words
    vague: Words
    organisations: Words
    persons: Words
    carriers: Words
    speakers: Words
    unnamed: Words
    parties: Words
    reporters: Words
    determiners: Words
    prepositions: Words
    conjunctions: Words
    relatives: Words
    openers: Words
    calendar: Words
    before_nouns: Words
    place_nouns: Words
    directions: Words
    victims: dict[str, What]
    groups: Words
    nobody: Words
    sides: Words
    falling: Words
    spoken: Words
    strikes: Words
    places_taken: Words
    taken: Words
    equipment: Words
    lost: Words
    forces: Words
    forces_verbs: Words
    people: Words
    things: Words
    aged: Words
    unarmed: Words
    irregulars: Words
    fired: Words
    numbered: Words
    units: Words
    number_words: dict[str, int]
    vague_numbers: dict[str, tuple[int | None, int | None]]
    bounds: dict[str, str]
    finite: Words
    status: dict[Status, tuple[tuple[str, ...], ...]]
    continuing: tuple[tuple[str, ...], ...]
    running: tuple[tuple[str, ...], ...]
    joined: tuple[str, ...]
    credited: tuple[tuple[str, ...], ...]
    holding: tuple[tuple[str, ...], ...]


@cache
def cues() -> Cues:
    """The shipped lists."""
    file = files("marsad").joinpath("lexicons/reading_cues.toml")
    return _cues(tomllib.loads(file.read_text("utf-8")))


_TALLIES = (
    What.KILLED,
    What.WOUNDED,
    What.MISSING,
    What.DISPLACED,
    What.CAPTURED,
    What.DETAINED,
)


def _cues(toml: dict[str, Any]) -> Cues:
    lists: dict[str, Words] = {}
    for table in ("segment", "phrases", "speech", "victims", "roles"):
        for name, value in toml[table].items():
            lists[name] = frozenset(value.split())
    speech = {w: stance for stance in Stance for w in lists.pop(stance.value)}
    victims = {w: what for what in _TALLIES for w in lists.pop(what.value)}
    numbers = toml["numbers"]
    units = {w: n for n, w in enumerate(numbers["units"].split())}
    tens = {w: 10 * n for n, w in enumerate(numbers["tens"].split(), 2)}
    return Cues(
        **lists,
        forms=toml["forms"],
        speech=speech,
        victims=victims,
        number_words=units | tens,
        vague_numbers={
            w: (a or None, b or None) for w, (a, b) in numbers["vague"].items()
        },
        bounds={w: name for name, ws in numbers["before"].items() for w in ws},
        status={
            Status(name): _phrases(listed)
            for name, listed in toml["status"].items()
            if name != "continuing"
        },
        continuing=_phrases(toml["status"]["continuing"]),
        running=_phrases(numbers["running"]),
        joined=tuple(toml["names"]["joined"]),
        credited=_phrases(toml["agents"]["credited"]),
        holding=_phrases(toml["agents"]["holding"]),
    )


def _phrases(listed: list[str]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(phrase.split()) for phrase in listed)
