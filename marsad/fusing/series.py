"""Running counts of a theatre: which claims are points of one, and of which scope."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from marsad.fusing.counts import (
    CASUALTIES,
    Count,
    counts_of,
    ranges_conflict,
    without_shares,
)
from marsad.fusing.drafts import Draft
from marsad.fusing.facts import IN_MIND, Fact, did, told_of_front
from marsad.fusing.lexicon import any_of
from marsad.fusing.scopes import ALL, is_share, part_of, target_scope
from marsad.fusing.titles import place_label
from marsad.model import Figure, Point, What

FEW = 3  # places that are told one by one
_FLOWN = frozenset({"air_strike", "drone_strike", "shelling"})
_JOINT = re.compile(r"\b([A-Z]\w+) and ([A-Z]\w+)\b")
_SINCE = re.compile(r"\bsince\b.{1,60}", re.IGNORECASE | re.DOTALL)
_LONGEST_BATTLE = 7  # days: a toll of a town over more is a running count


@lru_cache(maxsize=IN_MIND)
def is_point(fact: Fact) -> bool:
    """The claim is a point of a running count and not of one event (rules 4, 5, 8).

    A count of places taken; mass flight with a number; a toll or a number of strikes
    told of no settlement, of a whole front, or over more days than one battle."""
    if fact.family == "operation":
        return False
    if fact.figures(What.PLACES_TAKEN) and fact.family == "place":
        return not _named_places(fact)
    if fact.figures(What.DISPLACED) and fact.family == "flight":
        return True
    days = fact.length or 0
    campaign = fact.family == "toll" and _since_the_start(fact)
    if fact.fine and days <= _LONGEST_BATTLE and not (campaign or told_of_front(fact)):
        return False
    if fact.family == "toll":
        return True
    if fact.figures(What.STRIKES) and fact.kind in _FLOWN:
        return True
    if not fact.figures(*CASUALTIES) or _one_victim(fact):
        return False
    if fact.family == "strike":
        return days > 1 and not _on_one_site(fact, days)
    return fact.family == "fight"


def _on_one_site(fact: Fact, days: int) -> bool:
    """Fire on "a clinic", however many days it went on, is one event."""
    hit = " ".join(m.text for m in fact.claim.target)
    return days <= _LONGEST_BATTLE and bool(any_of("one_site").search(hit))


def _named_places(fact: Fact) -> bool:
    """The few places counted are those that it names, or quarters of the one."""
    [counted] = fact.figures(What.PLACES_TAKEN)[:1]
    if fact.fine and len(fact.spots) == 1 and any_of("quarters").search(counted.who):
        return True
    return counted.low is not None and 0 < counted.low == len(fact.spots) <= FEW


def _since_the_start(fact: Fact) -> bool:
    """It counts since a campaign began, in whatever town it is told of."""
    since = _SINCE.search(fact.claim.quote)
    return since is not None and bool(any_of("campaigns").search(since[0]))


def _one_victim(fact: Fact) -> bool:
    """A single death is no count that runs."""
    return all(f.high == 1 for f in fact.figures(*CASUALTIES))


def with_repeats(facts: Sequence[Fact]) -> set[str]:
    """Ids of the points among `facts`, and of the tolls told of a town that only repeat
    one: the same origin counts the same for the same days of the whole theatre, or it
    is told in words of a total."""
    out = {f.id for f in facts if is_point(f)} - _of_one_strike(facts)
    out |= {f.id for f in totals(facts) if f.family in {"toll", "fight"}}
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


def _of_one_strike(facts: Sequence[Fact]) -> set[str]:
    """Ids of tolls that the report of a strike tells of its place and its day, however
    wide the place is. Over more days they are those of a campaign."""
    struck: dict[str, list[Fact]] = {}
    for fact in facts:
        if fact.family == "strike" and fact.asserted and not is_point(fact):
            struck.setdefault(fact.claim.document_id, []).append(fact)
    return {
        f.id
        for f in facts
        if f.family == "toll"
        and (f.length or 0) <= 1
        and not _since_the_start(f)
        and any(did(s, f) for s in struck.get(f.claim.document_id, ()))
    }


def totals(facts: Sequence[Fact]) -> list[Fact]:
    """Facts told as of one place whose toll is the whole theatre's: it runs since the
    day on which the offensive began, or is told as a total and is no less than what
    was counted of all by then."""
    launches = {(f.theatre, f.start) for f in facts if _launch(f) and f.length == 1}
    known: dict[tuple[str, What, str], list[Count]] = {}
    for count in counts_of((f for f in facts if is_point(f)), *CASUALTIES):
        known.setdefault(_thing(count), []).append(count)

    def whole(count: Count) -> bool:
        fact = count.fact
        if (fact.theatre, fact.start) in launches and (fact.length or 0) > 1:
            return _SINCE.search(fact.claim.quote) is not None
        if not any_of("totals").search(fact.claim.quote):
            return False
        before = [c.low for c in known.get(_thing(count), []) if _by_then(c, count)]
        return bool(before) and count.low >= max(before)

    told = [f for f in facts if f.family != "strike" and not is_point(f)]
    counts = counts_of(told, *CASUALTIES)
    return list({c.fact.id: c.fact for c in counts if whole(c)}.values())


def _thing(count: Count) -> tuple[str, What, str]:
    return (count.fact.theatre, count.what, count.scope)


def _by_then(known: Count, count: Count) -> bool:
    return (known.fact.day or 0) <= (count.fact.day or count.fact.published or 0)


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
    told = with_repeats(facts) | {f.id for f in totals(facts)}
    facts = [f for f in facts if f.asserted and (f.id in told or _launch(f))]
    by: dict[tuple[str, What, str], list[Count]] = {}
    for count in counts_of(facts, *CASUALTIES):
        key = (count.fact.theatre, What.KILLED, _home_scope(count.scope))
        by.setdefault(key, []).append(count)
    for count in counts_of(facts, What.PLACES_TAKEN, What.STRIKES, What.DISPLACED):
        who = _who(count)
        key = (theatre_of(count.fact), count.what, who)
        by.setdefault(key, []).append(count)
    return {
        key: _by_reach(without_shares(_running(_without_first_days(counts))))
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


def _running(counts: list[Count]) -> list[Count]:
    """What is dated to one day, and is no less than the same origin counted over days
    up to then, is no toll of that day: it runs as long."""
    runs: dict[tuple[What, str, str], list[Count]] = {}
    for c in counts:
        if c.what in CASUALTIES and (c.fact.length or 0) > 1:
            runs.setdefault((c.what, c.scope, c.origin), []).append(c)
    out = []
    for c in counts:
        mine = runs.get((c.what, c.scope, c.origin), []) if c.fact.length == 1 else []
        starts = [r.fact.start or 0 for r in mine if _goes_on(c, r)]
        out.append(replace(c, fact=replace(c.fact, start=min(starts))) if starts else c)
    return out


def _goes_on(count: Count, run: Count) -> bool:
    """No less than a run that began before its day and ended about then."""
    day, start, end = count.fact.day or 0, run.fact.start or 0, run.fact.day or 0
    return start < day and abs(day - end) <= 1 and count.low >= run.low


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
        return What.STRIKES, _striker(fact)
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


def _striker(fact: Fact) -> str:
    """Whose strikes are counted: those of several states together are no one's alone
    ("the Russian and Syrian air forces")."""
    together = (_JOINT.search(m.text) for m in fact.claim.initiator)
    if joint := next(filter(None, together), None):
        return " and ".join(sorted(joint.groups()))
    return _doer(fact)


def _who(count: Count) -> str:
    """Who is counted, or whose deeds are."""
    if count.what is What.DISPLACED:
        return count.scope
    strikes = count.what is What.STRIKES
    return _striker(count.fact) if strikes else _doer(count.fact)
