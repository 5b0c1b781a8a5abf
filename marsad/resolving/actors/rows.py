"""The tables of `lexicons/actors/` as rows (docs/actors.md tells their columns)."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from marsad.ids import source_id
from marsad.model import ActorEntry

_NICKNAME = "~"
TABLES = ("states", "groups", "organisations", "media")


@dataclass(frozen=True, slots=True)
class Tenure:
    """What an actor was from `start` to `end`: its side and type, or, for a person in
    office, the body spoken for. Dates as in `ActorEntry`; None is an open end."""

    id: str
    start: str | None
    end: str | None
    side: str | None = None
    type: str | None = None
    body: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Tie:
    """`actor` fights, backs or is allied with `other` (ids, or `state:XX`)."""

    actor: str
    tie: str
    other: str
    start: str | None
    end: str | None


@dataclass(frozen=True, slots=True)
class FormerName:
    """A name that an actor bore for a time."""

    id: str
    name: str
    start: str | None
    end: str | None


@dataclass(frozen=True, slots=True)
class People:
    """The persons listed, and the offices they held."""

    entries: tuple[ActorEntry, ...]
    tenures: tuple[Tenure, ...]


def entries() -> Iterator[ActorEntry]:
    """Our own rows, those of armed groups with UCDP's names too, then UCDP's others."""
    listed = _rows("ucdp")
    more: dict[str, list[str]] = defaultdict(list)
    for row in listed:
        more[row["ours"]] += (row["name"], *_list(row["aliases"]))
    for table in TABLES:
        for row in _rows(table):
            ours = _list(row["aliases"])
            others = (n for n in more[row["id"]] if f"{_NICKNAME}{n}" not in ours)
            aliases = (*ours, *others)
            aliases = tuple(a for a in dict.fromkeys(aliases) if a != row["name"])
            yield ActorEntry(
                id=row["id"],
                name=row["name"],
                type=row["type"],
                side=row["side"] or None,
                countries=_list(row["country"]),
                parent=row["parent"] or None,
                founded=row["founded"] or None,
                dissolved=row["dissolved"] or None,
                ucdp=row["ucdp"] or None,
                aliases=tuple(a for a in aliases if not a.startswith(_NICKNAME)),
                nicknames=tuple(a[1:] for a in aliases if a.startswith(_NICKNAME)),
            )
    for row in (r for r in listed if not r["ours"]):
        yield ActorEntry(
            id=f"ucdp:{row['id']}",
            name=row["name"],
            type="rebel",
            side=row["name"],
            countries=_list(row["countries"]),
            ucdp=row["id"],
            aliases=_list(row["aliases"]),
            local=True,
        )


@cache
def people() -> People:
    """Persons in office: one entry each, with a tenure for every row."""
    names: dict[str, dict[str, None]] = defaultdict(dict)
    tenures = []
    for row in _rows("people"):
        id_ = f"person:{source_id(row['name'])}"
        names[id_] |= dict.fromkeys((row["name"], *_list(row["aliases"])))
        tenures.append(
            Tenure(id_, row["start"] or None, row["end"] or None, body=row["body"])
        )
    known = tuple(
        ActorEntry(id=id_, name=name, type="official", aliases=tuple(others))
        for id_, (name, *others) in ((i, list(n)) for i, n in names.items())
    )
    return People(known, tuple(tenures))


def sides() -> Iterator[Tenure]:
    """Sides that changed."""
    for row in _rows("sides"):
        yield Tenure(
            row["id"],
            row["start"] or None,
            row["end"] or None,
            side=row["side"] or None,
            type=row["type"] or None,
            note=row["note"],
        )


def ties() -> Iterator[Tie]:
    """Who fights, backs or is allied with whom: our own rows, then UCDP's.

    UCDP's list has no years: the fights of a group of ours count while the group was
    there, and only where our rows tell of none.
    """
    told = set()
    for row in _rows("ties"):
        if row["tie"] == "fights":
            told |= {row["actor"], row["other"]}
        yield Tie(
            row["actor"], row["tie"], row["other"],
            row["start"] or None, row["end"] or None,
        )  # fmt: skip
    spans = {r["id"]: (r["founded"], r["dissolved"]) for r in _rows("groups")}
    for row in _rows("ucdp"):
        id_ = row["ours"] or f"ucdp:{row['id']}"
        start, end = spans.get(id_, (None, None))
        for other in _list(row["fights"]):
            if id_ not in told:
                yield Tie(id_, "fights", other, start or None, end or None)
        for other in _list(row["split_from"]):
            yield Tie(id_, "split from", other, None, None)


@cache
def peoples() -> dict[str, frozenset[str]]:
    """Names of peoples and clans that have fought each other (UCDP's informal groups)
    with the countries where they did."""
    return {row["name"]: frozenset(_list(row["countries"])) for row in _rows("peoples")}


def former_names() -> Iterator[FormerName]:
    """Names borne for a time."""
    for row in _rows("names"):
        yield FormerName(
            row["id"], row["name"], row["start"] or None, row["end"] or None
        )


def _list(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split(";") if part)


@cache
def _rows(table: str) -> list[dict[str, str]]:
    path = files("marsad").joinpath(f"lexicons/actors/{table}.csv")
    lines = path.read_text("utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))
