"""Running counts of a theatre: which claims are points of one, and of which scope."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from marsad.fusing.counts import (
    CASUALTIES,
    Count,
    counts_of,
    ranges_conflict,
    without_shares,
)
from marsad.fusing.drafts import Draft
from marsad.fusing.facts import Fact, told_of_front
from marsad.fusing.scopes import ALL, is_share, part_of, target_scope
from marsad.fusing.titles import place_label
from marsad.model import Figure, Point, What

_LONGEST_BATTLE = 7  # days: a toll of a town over more is a running count


def is_point(fact: Fact) -> bool:
    """The claim is a point of a running count and not of one event (rules 4, 5, 8).

    A count of places taken; mass flight with a number; a toll or a number of strikes
    told of no settlement, of a whole front, or over more days than one battle."""
    if fact.family == "operation":
        return False
    if fact.figures(What.PLACES_TAKEN) and fact.family == "place":
        return True
    if fact.figures(What.DISPLACED) and fact.family == "flight":
        return True
    days = fact.length or 0
    if fact.fine and days <= _LONGEST_BATTLE and not told_of_front(fact):
        return False
    if fact.family == "toll":
        return True
    if fact.figures(What.STRIKES) and fact.family == "strike":
        return True
    if not fact.figures(*CASUALTIES):
        return False
    return fact.family == "fight" or (fact.family == "strike" and days > 1)


def with_repeats(facts: Sequence[Fact]) -> set[str]:
    """Ids of the points among `facts`, and of the tolls told of a town that only repeat
    one: the same origin counts the same for the same days of the whole theatre."""
    out = {f.id for f in facts if is_point(f)}
    known: dict[tuple[object, ...], list[Count]] = {}
    for count in counts_of((f for f in facts if f.id in out), *CASUALTIES):
        known.setdefault(_days_and_word(count), []).append(count)
    tolls = (f for f in facts if f.family == "toll" and f.id not in out)
    for count in counts_of(tolls, *CASUALTIES):
        same = known.get(_days_and_word(count), ())
        if count.fact.start is not None and any(
            not ranges_conflict(count, c) for c in same
        ):
            out.add(count.fact.id)
    return out


def _days_and_word(count: Count) -> tuple[object, ...]:
    fact = count.fact
    return (fact.theatre, count.what, count.scope, count.origin, fact.start, fact.day)


def series_drafts(facts: Iterable[Fact]) -> list[Draft]:
    """One draft per theatre (a settlement where only that is told of), thing, scope."""
    by: dict[tuple[str, What, str], Draft] = {}
    for fact in facts:
        what, who = _counted(fact)
        key = (theatre_of(fact), what, who)
        by.setdefault(key, Draft("series", what=what, who=who)).facts.append(fact)
    return list(by.values())


def theatre_of(fact: Fact) -> str:
    """The theatre of a point: flight from one town is counted by the town."""
    if fact.family == "flight" and fact.fine and fact.spot:
        return fact.spot.key
    return fact.theatre


def counts_by_series(facts: Sequence[Fact]) -> dict[tuple[str, What, str], list[Count]]:
    """Every count of the points among `facts` under the series it belongs to: a tally
    of several scopes is a point of each. The toll told with the launch of an operation
    is one of its theatre's (rule 4). What might be, or is denied, counts nothing."""
    home = with_repeats(facts)
    facts = [f for f in facts if f.asserted and (f.id in home or _launch(f))]
    by: dict[tuple[str, What, str], list[Count]] = {}
    for count in counts_of(facts, *CASUALTIES):
        key = (count.fact.theatre, What.KILLED, _home_scope(count.scope))
        by.setdefault(key, []).append(count)
    for count in counts_of(facts, What.PLACES_TAKEN, What.STRIKES, What.DISPLACED):
        who = count.scope if count.what is What.DISPLACED else _doer(count.fact)
        key = (theatre_of(count.fact), count.what, who)
        by.setdefault(key, []).append(count)
    return {
        key: _by_reach(without_shares(_without_first_days(counts)))
        for key, counts in by.items()
    }


def _without_first_days(counts: list[Count]) -> list[Count]:
    """What is dated to the very day from which others let the count run, and was told
    later, is of a day that nobody tells: of the first it cannot be."""
    running = Counter(
        c.fact.start
        for c in counts
        if c.fact.start is not None and (c.fact.length or 0) > 1
    )

    def misdated(c: Count) -> bool:
        fact = c.fact
        told = fact.published is not None and fact.day is not None
        later = told and (fact.published or 0) - (fact.day or 0) > 1
        return later and fact.length == 1 and running[fact.start or 0] > 1

    return [
        replace(c, fact=replace(c.fact, start=None, end=None)) if misdated(c) else c
        for c in counts
    ]


def _by_reach(counts: list[Count]) -> list[Count]:
    """Who fled a province is a part of who fled in the country, where both are told."""
    country = any(_level(c) == "country" for c in counts)
    return [
        replace(c, scope=place_label(c.fact.claim.places[0]))
        if country and c.what is What.DISPLACED and _level(c) not in {"", "country"}
        else c
        for c in counts
    ]


def _level(count: Count) -> str:
    return count.fact.spot.level if count.fact.spot else ""


def _launch(fact: Fact) -> bool:
    return fact.family == "operation" and not fact.fine


def points(draft: Draft, counts: Sequence[Count]) -> tuple[Point, ...]:
    """The points of a series: its own claims, with or without a number, and what other
    tallies say of its scope."""
    named = [c for c in counts if c.what is draft.what]
    numbered = {c.fact.id for c in named}
    out = [_point(c.fact, c.figure, c.scope) for c in named]
    out += [_point(f, None, None) for f in draft.facts if f.id not in numbered]
    return tuple(sorted(out, key=lambda p: (p.as_of or date.min, p.origin, p.claim)))


def _point(fact: Fact, figure: Figure | None, scope: str | None) -> Point:
    return Point(
        fact.id,
        date.fromordinal(fact.day) if fact.day is not None else None,
        fact.origin.name if fact.origin else "",
        figure.low if figure else None,
        figure.high if figure else None,
        date.fromordinal(fact.start) if fact.start is not None else None,
        scope,
    )


def _counted(fact: Fact) -> tuple[What, str]:
    """What the claim counts, and the widest scope it counts of."""
    if fact.figures(What.PLACES_TAKEN):
        return What.PLACES_TAKEN, _doer(fact)
    if fact.figures(What.DISPLACED):
        scopes = {c.scope for c in counts_of([fact], What.DISPLACED)}
        return What.DISPLACED, min(scopes, default=ALL)
    dead = fact.figures(*CASUALTIES)
    if fact.figures(What.STRIKES) and not dead:
        return What.STRIKES, _doer(fact)
    if not dead:
        return What.KILLED, _home_scope(target_scope(fact.claim))
    counts = counts_of([fact], *CASUALTIES)
    scopes = {c.scope for c in counts}
    if ALL in scopes:
        return What.KILLED, ALL
    if {"insurgents", "government forces"} <= {_home_scope(s) for s in scopes}:
        return What.KILLED, "fighters"
    if any(is_share(s) for s in scopes):
        return What.KILLED, _home_scope(target_scope(fact.claim))
    main = max(counts, key=lambda c: (c.low, c.high), default=None)
    return What.KILLED, _home_scope(main.scope) if main else ALL


def _home_scope(scope: str) -> str:
    """A part of the civilians, or of one side's forces, is told with them."""
    for whole in ("civilians", "government forces"):
        if part_of(scope, whole):
            return whole
    return scope


def _doer(fact: Fact) -> str:
    return min(fact.doers, default=ALL)
