"""The registry asked by a person: who bears a name, and all that is known of one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from marsad.model import Actor, ActorEntry
from marsad.resolving.actors.naming import Namer
from marsad.resolving.actors.registry import Context, Registry, within
from marsad.resolving.actors.rows import FormerName, Tenure, Tie, former_names
from marsad.resolving.places.spelling import fold

TYPES = (
    "state", "rebel", "militia", "political", "civilian", "international", "monitor",
    "media", "agency", "official", "other",
)  # fmt: skip

# ACLED's `inter` classes (codebook of 2024): 1 state forces, 2 rebel group, 3 political
# militia, 4 identity militia, 5 rioters, 6 protesters, 7 civilians, 8 external forces.
_INTER = {
    "state": 1, "official": 1, "rebel": 2, "militia": 3, "political": 3, "other": 3,
    "civilian": 7, "monitor": 7, "media": 7, "agency": 7, "international": 8,
}  # fmt: skip
_EXTERNAL = 8
_PART = 4  # letters of a name of which longer ones are looked for


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry that a name can mean; `reason` says why it wins, or why it does not."""

    entry: ActorEntry
    wins: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Dossier:
    """All that the registry knows of one actor."""

    entry: ActorEntry
    names: tuple[FormerName, ...]
    tenures: tuple[Tenure, ...]
    ties: tuple[Tie, ...]


def inter_of(type_: str, country: str | None, at: str | None = None) -> int:
    """The ACLED `inter` class of an actor of that type, acting in the country `at`
    (None: at home). Identity militias are not told from political ones."""
    code = _INTER[type_]
    abroad = at is not None and country is not None and at != country
    return _EXTERNAL if code == 1 and abroad else code


def meant_by(name: str, context: Context, registry: Registry) -> Actor | None:
    """Whom a mention of that name means, bodies of states included."""
    return Namer("", context, registry).named(name)


def candidates(name: str, context: Context, registry: Registry) -> list[Candidate]:
    """Who bears the name, the one that wins first; then whose names hold it."""
    exact = registry.options(name)
    if context.home is None:  # a report about any country where it is
        every = frozenset(c for entry in exact for c in entry.countries)
        context = replace(context, countries=every)
    best = registry.choose(name, context)
    out = []
    for entry in exact:
        wins = entry is best
        out.append(Candidate(entry, wins, _reason(entry, wins, name, context)))
    out.sort(key=lambda c: not c.wins)
    if len(name) >= _PART:
        part = f" {fold(name)}"
        for entry in registry.entries.values():
            if entry not in exact and any(part in f" {fold(n)}" for n in entry.names):
                out.append(Candidate(entry, False, "a longer name"))
    return out


def dossier(id_: str, registry: Registry) -> Dossier | None:
    """All about the actor of that id, None where there is none."""
    entry = registry.entries.get(id_)
    if entry is None:
        return None
    return Dossier(
        entry,
        tuple(n for n in former_names() if n.id == id_),
        tuple(registry.tenures.get(id_, ())),
        tuple(_ties(id_, registry)),
    )


def _ties(id_: str, registry: Registry) -> Iterator[Tie]:
    return (tie for tie in registry.ties if id_ in {tie.actor, tie.other})


def _reason(entry: ActorEntry, wins: bool, name: str, context: Context) -> str:
    """In words, why the entry wins or loses."""
    home = context.home
    if not registry_fits(entry, name, context):
        where = " or ".join(entry.countries)
        return f"only in reports about {where}"
    told = []
    if home is not None and home in entry.countries:
        told.append(f"of {home}")
    if context.day is not None and not _there(entry, context.day):
        told.append("not there on that day")
    if not told:
        told.append("first of those that fit" if wins else "another comes first")
    return ", ".join(told)


def _there(entry: ActorEntry, day: date) -> bool:
    return within(day, entry.founded, entry.dissolved)


def registry_fits(entry: ActorEntry, name: str, context: Context) -> bool:
    """Whether a document of that context can mean the entry by the name."""
    return Registry([entry], {}, ()).choose(name, context) is not None
