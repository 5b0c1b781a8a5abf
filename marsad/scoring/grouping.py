"""A file of groups (incidents, series, relations), as scoring sees it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import combinations, product
from pathlib import Path
from typing import Any

from marsad.errors import InputError
from marsad.scoring.rows import Row, read_json

SECTIONS = ("incidents", "series", "relations")

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Dispute:
    """An opposition of type *dispute*: every claim of a side against every other's."""

    about: str
    sides: tuple[tuple[str, ...], ...]

    @property
    def pairs(self) -> set[Pair]:
        """The pairs of claims (sorted) that it sets against each other."""
        return {
            _sorted(x, y)
            for a, b in combinations(self.sides, 2)
            for x, y in product(a, b)
        }


@dataclass(frozen=True, slots=True)
class Gathering:
    """One group of a file: which claims it gathers, by their refs."""

    section: str
    id: str
    title: str
    claims: frozenset[str]
    arc: str | None
    disputes: tuple[Dispute, ...]


@dataclass(frozen=True, slots=True)
class Grouping:
    """All groups of a file, and the claims it names as having no home."""

    groups: tuple[Gathering, ...]
    homeless: frozenset[str]

    @property
    def claims(self) -> set[str]:
        """Every claim the file speaks of."""
        return set().union(self.homeless, *(g.claims for g in self.groups))

    @property
    def disputes(self) -> list[Dispute]:
        """The disputes of all groups."""
        return [d for g in self.groups for d in g.disputes]

    def clusters(self, sections: Collection[str] = SECTIONS) -> list[frozenset[str]]:
        """The claims of each group of `sections`."""
        return [g.claims for g in self.groups if g.section in sections]

    def clusters_by_arc(self) -> list[frozenset[str]]:
        """The claims of each group, the incidents of one arc as one."""
        arcs: dict[str, set[str]] = {}
        alone = []
        for g in self.groups:
            if g.section == "incidents" and g.arc:
                arcs.setdefault(g.arc, set()).update(g.claims)
            else:
                alone.append(g.claims)
        return alone + [frozenset(claims) for claims in arcs.values()]


def partition(
    clusters: Iterable[frozenset[str]], keep: set[str]
) -> list[frozenset[str]]:
    """`clusters` cut down to the claims of `keep`, each in its first cluster only;
    a claim in none is alone."""
    left = set(keep)
    out = []
    for cluster in clusters:
        here = cluster & left
        left -= here
        if here:
            out.append(here)
    return out + [frozenset({claim}) for claim in sorted(left)]


def links(clusters: Iterable[frozenset[str]]) -> set[Pair]:
    """The pairs of claims (sorted) that share a cluster."""
    return {_sorted(x, y) for c in clusters for x, y in combinations(c, 2)}


def _sorted(x: str, y: str) -> Pair:
    return (x, y) if x <= y else (y, x)


def read_grouping(path: Path) -> Grouping:
    """The groups in a JSON file of the form told in docs/evaluation.md.

    Raises InputError naming file and line, or file and group.
    """
    data = read_json(path)
    if not isinstance(data, dict) or not any(data.get(s) for s in SECTIONS):
        raise InputError(
            f"{path}: no groups; an object with `incidents`, `series` or `relations` "
            "is expected"
        )
    groups = [
        _checked(path, section, number, row)
        for section in SECTIONS
        for number, row in enumerate(data.get(section) or (), 1)
    ]
    return Grouping(tuple(groups), frozenset(data.get("none") or ()))


def _checked(path: Path, section: str, number: int, row: Any) -> Gathering:
    try:
        return _gathering(section, row)
    except KeyError as wrong:
        raise InputError(f"{path}, {section} {number}: no {wrong}") from wrong
    except (ValueError, TypeError, AttributeError) as wrong:
        raise InputError(f"{path}, {section} {number}: {wrong}") from wrong


def _gathering(section: str, row: Row) -> Gathering:
    claims = [p["claim"] for p in row["points"]] if "points" in row else row["claims"]
    return Gathering(
        section,
        str(row.get("id") or ""),
        row.get("title") or " - ".join(str(row.get(k) or "?") for k in ("from", "to")),
        frozenset(claims),
        row.get("arc"),
        tuple(
            Dispute(o["about"], tuple(tuple(side) for side in o["sides"]))
            for o in row.get("oppositions") or ()
            if o.get("type") == "dispute"
        ),
    )
