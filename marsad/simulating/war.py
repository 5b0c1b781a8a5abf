"""The true course of an invented war: who holds which place on each day, what is
struck and who dies.

A war is some fronts that know nothing of each other, so that one of any size is had by
adding fronts. On each front two sides hold a grid of towns; every day one of them may
attack a town beside its own, and guns fall on what the other holds.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import ceil
from random import Random
from typing import Literal

from marsad.errors import InputError
from marsad.simulating.names import Names

FIRST_DAY = date(2021, 3, 1)
STEP = 0.25
"""Degrees between towns of a front (about 27 km): none is its neighbour's suburb."""
FRONT_STEP = 5.0
"""Degrees between the corners of fronts."""
CORNERS = ((8.0, -20.0), (-37.0, -20.0))
"""South-western corners, in degrees, of blocks of fronts that do not touch ..."""
ROWS, COLUMNS = 8, 40
"""... and how many fronts a block has one above, and one beside the other."""
MOST_FRONTS = ROWS * COLUMNS * len(CORNERS)
SIDES = ("Northern League", "River Front")
ATTACKS, FALLS = 0.30, 0.6
"""Chance of an attack on a front on a day, and that the town then falls."""
STRIKES = 1.2
"""Strikes on a front on a day, on average."""
MEANS = ("shelling", "air_strike", "drone_strike")
Fell = Literal["taken", "clash", "strike"]


@dataclass(frozen=True, slots=True)
class Scale:
    """How large a war: fronts, towns on each, days."""

    fronts: int = 1
    towns: int = 40
    days: int = 60


@dataclass(frozen=True, slots=True)
class Town:
    """An invented town, `row` and `column` on its front's grid."""

    name: str
    front: int
    row: int
    column: int
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Event:
    """What truly happened. `killed`: civilians in a strike, fighters of the attacked
    side in a fight."""

    id: str
    kind: Fell
    day: int
    town: int
    doer: int
    means: str
    killed: int


@dataclass(frozen=True, slots=True)
class Front:
    """One front's names and course. `holders[day][town]` is the side (0 or 1) that
    holds a town at the end of a day; day 0 is before the first event."""

    number: int
    sides: tuple[str, str]
    towns: tuple[Town, ...]
    events: tuple[Event, ...]
    holders: tuple[tuple[int, ...], ...]


def war(scale: Scale, seed: int) -> Iterator[Front]:
    """The fronts of a war, one after the other; the same seed gives the same war.

    Raises InputError for more fronts than the earth has room for.
    """
    if scale.fronts > MOST_FRONTS:
        raise InputError(f"a simulated war has at most {MOST_FRONTS} fronts")
    names = Names(Random(seed))
    for number in range(scale.fronts):
        yield _front(number, scale, names, Random(f"{seed}/{number}"))


def _front(number: int, scale: Scale, names: Names, rng: Random) -> Front:
    towns = tuple(_towns(number, scale.towns, names))
    width = max(t.column for t in towns) + 1
    holders = [tuple(int(t.column >= width / 2) for t in towns)]
    events: list[Event] = []
    for day in range(1, scale.days + 1):
        now = list(holders[-1])
        happened = [*_attack(now, towns, day, rng), *_strikes(now, day, rng)]
        for event in happened:
            if event.kind == "taken":
                now[event.town] = event.doer
        for event in happened:
            events.append(replace(event, id=f"f{number}e{len(events)}"))
        holders.append(tuple(now))
    sides = SIDES if not number else (f"{names.take()} League", f"{names.take()} Front")
    return Front(number, sides, towns, tuple(events), tuple(holders))


def _towns(front: int, count: int, names: Names) -> Iterator[Town]:
    width = ceil(count**0.5)
    block, at = divmod(front, ROWS * COLUMNS)
    column, row = divmod(at, ROWS)
    south, west = CORNERS[block]
    south, west = south + FRONT_STEP * row, west + FRONT_STEP * column
    for n in range(count):
        row, column = divmod(n, width)
        lat, lon = south + STEP * row, west + STEP * column
        yield Town(names.take(), front, row, column, round(lat, 3), round(lon, 3))


def _attack(
    now: list[int], towns: tuple[Town, ...], day: int, rng: Random
) -> Iterator[Event]:
    if rng.random() > ATTACKS:
        return
    doer = rng.randrange(2)
    own = {(t.row, t.column) for n, t in enumerate(towns) if now[n] == doer}
    within_reach = [
        n
        for n, t in enumerate(towns)
        if now[n] != doer
        and own & {(t.row, t.column + d) for d in (-1, 1)}
        | own & {(t.row + d, t.column) for d in (-1, 1)}
    ]
    if not within_reach:
        return
    town = rng.choice(within_reach)
    yield Event("", "clash", day, town, doer, "armed_clash", rng.randrange(2, 30))
    if rng.random() < FALLS:
        yield Event("", "taken", day, town, doer, "territory_taken", 0)


def _strikes(now: list[int], day: int, rng: Random) -> Iterator[Event]:
    for _ in range(int(rng.expovariate(1 / STRIKES) + 0.5)):
        town = rng.randrange(len(now))
        killed = 1 + int(rng.expovariate(1 / 9))
        yield Event("", "strike", day, town, 1 - now[town], rng.choice(MEANS), killed)


def day_of(number: int) -> date:
    """The calendar day of a day's number."""
    return FIRST_DAY + timedelta(number)
