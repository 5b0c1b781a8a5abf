"""Which incidents a brief tells, in which section, in which order, and how fully."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from marsad.model import Claim, Incident
from marsad.telling.incidents import SECTIONS, section_of
from marsad.telling.lexicon import lexicon
from marsad.telling.order import consequence
from marsad.telling.scope import Bearing, Scope, lasts


@dataclass(frozen=True, slots=True)
class Told:
    """An incident, and the claims of it that are asked for. `weight` orders it."""

    incident: Incident
    claims: tuple[Claim, ...]
    section: str
    during: bool
    weight: float


@dataclass(frozen=True, slots=True)
class Plan:
    """The incidents of one section: told in full, in short, or only counted."""

    section: str
    full: tuple[Told, ...]
    short: tuple[Told, ...]
    left_out: tuple[Told, ...]

    @property
    def told(self) -> tuple[Told, ...]:
        """Those that get a line."""
        return (*self.full, *self.short)


def plans(scope: Scope) -> dict[str, Plan]:
    """The plan of each section of incidents. What happened in the days asked for comes
    before what was only reported in them; then by consequence."""
    by_section: dict[str, list[Told]] = {name: [] for name in SECTIONS}
    for told in _asked(scope):
        by_section[told.section].append(told)
    return {name: _plan(name, told) for name, told in by_section.items()}


def _asked(scope: Scope) -> Iterator[Told]:
    for incident in scope.index.incidents:
        claims = scope.told(incident) or scope.standing(incident)
        if claims:
            yield Told(
                incident,
                tuple(claims),
                section_of(incident, claims),
                lasts(claims)
                or any(scope.bearing(c) is Bearing.DURING for c in claims),
                consequence(incident, claims),
            )


def _plan(section: str, told: list[Told]) -> Plan:
    told.sort(key=lambda t: (-t.during, -t.weight, -len(t.claims), t.incident.title))
    full, short = lexicon()["length"][section]
    return Plan(
        section,
        tuple(told[:full]),
        tuple(told[full : full + short]),
        tuple(told[full + short :]),
    )
