"""The registry: who goes by a name (`lexicons/actors.csv`, `actors_ucdp.csv`).

Our own rows have sides; UCDP's armed groups are known by name and country, and their
side is their name. A short name in capitals (IS, AA) matches only as written.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from marsad.model import Actor
from marsad.resolving.places.spelling import fold, without_article

_SHORT = 4  # letters: a name of so few is an abbreviation, told by its capitals


@dataclass(frozen=True, slots=True)
class Known:
    """One actor of the registry; `everywhere` is false for groups that are only looked
    for in documents about one of their `countries`."""

    actor: Actor
    countries: frozenset[str]
    everywhere: bool


@cache
def by_name() -> dict[str, tuple[Known, ...]]:
    """Every name to the actors that bear it: short ones as written, others folded."""
    out: dict[str, list[Known]] = defaultdict(list)
    for row in _rows("actors.csv"):
        country = row["country"] or None
        actor = Actor(
            row["id"], row["name"], row["type"], row["side"] or None, country,
            row["parent"] or None,
        )  # fmt: skip
        known = Known(actor, frozenset({country} if country else ()), True)
        for name in [row["name"], *filter(None, row["aliases"].split(";"))]:
            _enter(out, name, known)
    for row in _rows("actors_ucdp.csv"):
        codes = frozenset(filter(None, row["countries"].split(";")))
        home = min(codes) if len(codes) == 1 else None
        actor = Actor(f"ucdp:{row['id']}", row["name"], "rebel", row["name"], home)
        for name in [row["name"], *filter(None, row["aliases"].split(";"))]:
            _enter(out, name, Known(actor, codes, False))
    return {name: tuple(known) for name, known in out.items()}


@cache
def by_id() -> dict[str, Actor]:
    """Our own actors by id."""
    return {
        known.actor.id: known.actor for group in by_name().values() for known in group
    }


@lru_cache(maxsize=50_000)
def key_of(name: str) -> str:
    """The key a name is entered under."""
    plain = name.strip()
    if len(plain) <= _SHORT and plain.isupper():
        return plain
    return without_article(fold(plain))


def _enter(out: dict[str, list[Known]], name: str, known: Known) -> None:
    key = key_of(name)
    if len(key) > 1 and known not in out[key]:
        out[key].append(known)


def _rows(file: str) -> list[dict[str, str]]:
    text = files("marsad").joinpath(f"lexicons/{file}").read_text("utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return list(csv.DictReader(lines))
