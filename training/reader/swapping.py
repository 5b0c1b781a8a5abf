"""The same report of another war: countries, peoples and armed groups change names.

What a sentence tells does not hang on who is named in it, and a network that has seen
few wars must not learn that it does. Kinds, anchors and figures stay; every mention of
a country, its capital, its people, or of a group is exchanged for that of another one,
the same all through a document.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from random import Random
from typing import Any

from babel import Locale

from training.reader.corpus import Row

Party = dict[str, str]
"""The names of one country or group, by what they are: its `name`, `people`, ..."""
ACRONYM = re.compile(r"[A-Z]{2,6}")
SAME_PLURAL = re.compile(r"(?:ese|ish|ch|ss)$")
"""Names of peoples that are the same for one and for many ("Sudanese")."""


def swapped(row: Row, seed: int) -> Row | None:
    """`row` of a corpus with other names; None where it names nothing to exchange."""
    known, pattern = _known()
    rng = Random(f"{seed}/{row['doc_id']}")
    others = [rng.sample(parties, len(parties)) for parties in _parties()]
    taken: dict[tuple[int, int], Party] = {}

    def other(found: re.Match[str]) -> str:
        sort, number, what = known[found[0]]
        instead = taken.get((sort, number))
        if instead is None:
            instead = taken[(sort, number)] = others[sort].pop()
        return instead.get(what) or instead["name"]

    made: Row = _through(row, lambda text: pattern.sub(other, text))
    return made | {"doc_id": f"{row['doc_id']}~swapped"} if taken else None


def _through(value: Any, change: Any) -> Any:
    """`value` with every text in it, at any depth, changed."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list):
        return [_through(one, change) for one in value]
    if isinstance(value, dict):
        return {key: _through(one, change) for key, one in value.items()}
    return value


@cache
def _known() -> tuple[dict[str, tuple[int, int, str]], re.Pattern[str]]:
    """What each name stands for (sort, number, what), and a pattern of them all."""
    held: dict[str, tuple[int, int, str]] = {}
    for sort, parties in enumerate(_parties()):
        for number, party in enumerate(parties):
            for what, name in party.items():
                held.setdefault(name, (sort, number, what))
    longest = sorted(held, key=len, reverse=True)
    return held, re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)")


@cache
def _parties() -> tuple[tuple[Party, ...], ...]:
    return tuple(_countries()), tuple(_groups())


def _countries() -> Iterator[Party]:
    names = Locale("en").territories
    for row in _rows("places_countries.csv"):
        party = {"name": names[row["country"]]}
        if row["capital"]:
            party["capital"] = row["capital"].split("|")[0]
        if row["people"]:
            one = row["people"].split("|")[0]
            many = one if SAME_PLURAL.search(one) else f"{one}s"
            party |= {"people": one, "many": many}
        yield party


def _groups() -> Iterator[Party]:
    for row in _rows("actors/groups.csv"):
        if row["type"] == "rebel":
            short = [a for a in row["aliases"].split(";") if ACRONYM.fullmatch(a)]
            yield {"name": row["name"], **({"short": short[0]} if short else {})}


def _rows(name: str) -> Iterable[dict[str, str]]:
    with files("marsad").joinpath("lexicons", name).open(encoding="utf-8") as lines:
        yield from csv.DictReader(line for line in lines if not line.startswith("#"))
