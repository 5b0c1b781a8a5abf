"""What each teller says of an event: one told thing becomes a claim in corpus form.

Honest tellers may be early ("at least"), a day off or one town off; liars hide their
own side's losses, blow up the other's, deny what is true and announce what is not.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from random import Random
from typing import Any

from marsad.simulating.names import Names
from marsad.simulating.press import Teller
from marsad.simulating.war import Event, Front, Town, day_of

EARLY, WRONG_DAY, WRONG_TOWN, NO_DAY = 0.3, 0.04, 0.02, 0.1
DENIES = 0.4
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Told:
    """One thing told by `teller` on `day`. `root` is the teller who saw it, `event` the
    event it is about ("" for one that never was). `killed`: low and high, None where
    not told."""

    teller: Teller
    root: str
    event: str
    kind: str
    day: int
    town: int
    doer: int
    when: int | None
    killed: tuple[int, int | None] | None = None
    denied: bool = False
    status: str = "happened"


def tell(event: Event, teller: Teller, front: Front, rng: Random) -> Told | None:
    """What `teller` says of `event`; None where it says nothing."""
    if rng.random() > teller.reach:
        return None
    killed = (event.killed, event.killed) if event.kind != "taken" else None
    told = Told(
        teller,
        teller.name,
        event.id,
        event.means,
        event.day + teller.delay,
        event.town,
        event.doer,
        event.day,
        killed,
    )
    if teller.lies:
        return _bent(told, event, rng)
    return _honest(told, event, front, rng)


def _honest(told: Told, event: Event, front: Front, rng: Random) -> Told:
    if rng.random() < EARLY and event.killed > 1:
        seen = rng.randrange(1, event.killed + 1)
        told = replace(told, killed=(seen, None), day=event.day)
    if rng.random() < WRONG_DAY:
        told = replace(told, when=max(1, event.day - 1))
    elif rng.random() < NO_DAY:
        told = replace(told, when=None)
    if rng.random() < WRONG_TOWN:
        told = replace(told, town=rng.randrange(len(front.towns)), event="")
    return told


def _bent(told: Told, event: Event, rng: Random) -> Told | None:
    own = told.teller.side == event.doer
    if event.kind == "taken":
        if own:
            return told
        return replace(told, denied=True) if rng.random() < DENIES else None
    if own and event.kind == "strike":  # our guns kill nobody's children
        if rng.random() < DENIES:
            return replace(told, denied=True, killed=None)
        few = max(1, event.killed // 3)
        return replace(told, killed=(few, few))
    if own:
        many = event.killed * rng.randrange(2, 5)
        return replace(told, killed=(many, many))
    if event.kind == "clash":  # our own dead are few
        few = max(1, event.killed // 4)
        return replace(told, killed=(few, few))
    many = int(event.killed * rng.uniform(1, 2.5))
    return replace(told, killed=(many, many))


def invent(
    teller: Teller, front: Front, day: int, rate: float, rng: Random
) -> Told | None:
    """A town that the liar's side did not take, taken."""
    if rng.random() > rate or teller.side is None:
        return None
    others = [n for n, side in enumerate(front.holders[day]) if side != teller.side]
    if not others:
        return None
    town = rng.choice(others)
    side = teller.side
    return Told(teller, teller.name, "", "territory_taken", day, town, side, day)


def holding(teller: Teller, front: Front, day: int, town: int) -> Told:
    """Who holds a town on `day`, as it truly is."""
    side = front.holders[day][town]
    return Told(
        teller, teller.name, "", "control", day, town, side, day, status="ongoing"
    )


def copied(told: Told, teller: Teller) -> Told:
    """The same, told on by a copyist a day later."""
    return replace(told, teller=teller, day=told.day + teller.delay)


def row_of(told: Told, front: Front) -> Row:
    """The claim, with the sentence that makes it."""
    town = front.towns[told.town]
    doer, other = front.sides[told.doer], front.sides[1 - told.doer]
    sentence, anchor = _sentence(told, town, doer, other)
    when = None
    if told.when is not None:
        day = day_of(told.when).isoformat()
        when = {"start": day, "end": day}
    return {
        "quote": sentence,
        "anchor": anchor,
        "kind": told.kind,
        "status": "denied" if told.denied else told.status,
        "initiator": [f"the {doer}"],
        "target": _target(told, other),
        "places": [_place(town)],
        "when": when,
        "figures": _figures(told, other),
        "sources": _speakers(told, front),
    }


def _place(town: Town) -> Row:
    return {
        "mention": town.name,
        "name": town.name,
        "level": "town",
        "lat": town.lat,
        "lon": town.lon,
    }


def _target(told: Told, other: str) -> list[str]:
    if told.kind == "control":
        return []
    fighters = told.kind in ("territory_taken", "armed_clash")
    return [f"the {other}" if fighters else "civilians"]


def _figures(told: Told, other: str) -> list[Row]:
    if told.killed is None:
        return []
    low, high = told.killed
    fighters = told.kind == "armed_clash"
    who = f"fighters of the {other}" if fighters else "civilians"
    text = f"at least {low}" if high is None else str(low)
    return [{"what": "killed", "who": who, "low": low, "high": high, "text": text}]


def _speakers(told: Told, front: Front) -> list[Row]:
    teller = told.teller
    if teller.side is not None:
        stance = "denies" if told.denied else "claims"
        return [{"mention": f"the {front.sides[teller.side]}", "stance": stance}]
    if teller.name != told.root and teller.credits:
        return [{"mention": told.root, "stance": "reports"}]
    return []


_ANCHORS = {
    "shelling": "shelled",
    "air_strike": "bombed",
    "drone_strike": "struck",
    "armed_clash": "clashed",
    "territory_taken": "captured",
    "control": "held",
}


def _sentence(told: Told, town: Town, doer: str, other: str) -> tuple[str, str]:
    anchor = _ANCHORS[told.kind]
    name = _byline(told.root)
    negated = "it is not true that " if told.denied else ""
    head, tail = {
        "armed_clash": (f"the {doer} clashed", f"with the {other} at {town.name}"),
        "territory_taken": (f"the {doer} captured {town.name}", f"from the {other}"),
        "control": (f"{town.name} was held", f"by the {doer}"),
    }.get(told.kind, (f"the {doer} {anchor} {town.name}", ""))
    day = f"on {day_of(told.when):%-d %B}, " if told.when is not None else ""
    toll = ""
    if told.killed is not None:
        low, high = told.killed
        who = f"fighters of the {other}" if told.kind == "armed_clash" else "civilians"
        least = "at least " if high is None else ""
        toll = f", and {name} counts {least}{low} {who} killed"
    second_hand = told.teller.name != told.root and told.teller.credits
    named = f"{told.root}: " if second_hand else ""
    more = f", {name} adds, {tail}" if tail else ""
    whole = f"{named}{day}writes {name} of our desk, {negated}{head}{more}{toll}."
    return f"{whole[0].upper()}{whole[1:]}", anchor


@cache
def _byline(root: str) -> str:
    """Whose words these are, said so often that two who tell of one event have few
    words in a row in common; a copy keeps the byline."""
    return Names(Random(root)).take()  # seeded: the same every time
