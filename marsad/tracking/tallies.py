"""Tolls: the range of every count by victim group, and how it grew.

A tally is of one strike, or of one running count. Those of a running count overlap with
its parts, and a strike with the running count around it: nothing is ever added up.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from marsad.model import Incident, Series, Step, Tally, Toll, What
from marsad.tracking.known import TOLD, Known, denies

_ALL = "all"
HARM = frozenset({What.KILLED, What.WOUNDED, What.MISSING})


def tallies(known: Known) -> tuple[Tally, ...]:
    """The tallies of all running counts, the dead before others and the whole before
    its parts, then of all incidents that have a toll."""
    order = list(What)
    series = sorted(
        known.picture.series or (),
        key=lambda s: (order.index(s.what), s.who != _ALL, -len(s.points), s.title),
    )
    groups: tuple[Series | Incident, ...] = (*series, *(known.picture.incidents or ()))
    return tuple(t for group in groups for t in _tallies(known, group))


def steps(known: Known, group: Series | Incident) -> tuple[Step, ...]:
    """Every count of a group as it was told, in the order in which it became known."""
    found = _points(known, group) if isinstance(group, Series) else _told(known, group)
    return tuple(
        sorted(
            found,
            key=lambda s: (
                s.published or date.min,
                s.as_of or date.min,
                s.low or 0,
                s.claim,
            ),
        )
    )


def _tallies(known: Known, group: Series | Incident) -> Iterator[Tally]:
    place = group.place if isinstance(group, Incident) else None
    counted = steps(known, group) if group.tolls else ()
    for toll in group.tolls:
        who = _who(group, toll)
        setters = [c for c in (toll.low_claim, toll.high_claim) if c]
        told = [s.claim for s in counted if s.what is toll.what and s.who == who]
        yield Tally(
            group.id,
            "series" if isinstance(group, Series) else "incident",
            group.title,
            place,
            toll.what,
            who,
            toll.low,
            toll.high,
            toll.low_claim,
            toll.high_claim,
            toll.as_of,
            toll.origins,
            tuple(dict.fromkeys((*setters, *told))),
        )


def _who(group: Series | Incident, toll: Toll) -> str:
    """Whom a toll counts; a part of a running count is told with its whole."""
    if isinstance(group, Series) and toll.who == _ALL:
        return group.who
    return toll.who


def _points(known: Known, series: Series) -> Iterator[Step]:
    for point in series.points:
        claim = known.picture.claims.get(point.claim)
        if claim is None:
            continue
        yield Step(
            point.claim,
            known.speaker(claim)[0],
            series.what,
            point.scope if point.scope not in {None, "", _ALL} else series.who,
            point.low,
            point.high,
            point.as_of,
            point.since,
            known.published(claim),
        )


def _told(known: Known, incident: Incident) -> Iterator[Step]:
    whats = {t.what for t in incident.tolls}
    for name in incident.claims:
        claim = known.picture.claims[name]
        if claim.status not in TOLD or denies(claim):
            continue
        for figure in claim.figures:
            if figure.what in whats & HARM:
                yield Step(
                    name,
                    known.speaker(claim)[0],
                    figure.what,
                    figure.who,
                    figure.low,
                    figure.high,
                    known.day(claim),
                    claim.when.start if claim.when else None,
                    known.published(claim),
                )
