"""Ground: places changing hands, fights, fronts and operations (grouping rules 1-4).

One incident per settlement and run of days; what is told of a whole front is one
incident per theatre and run; an offensive as such is one per theatre and side.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from marsad.fusing.drafts import Draft, first_day, gather, runs
from marsad.fusing.facts import (
    FINE,
    FRONT_KM,
    Fact,
    by_day,
    days_apart,
    told_of_front,
)
from marsad.fusing.lexicon import any_of
from marsad.model import Place, Status
from marsad.spots import Spot
from marsad.ways import way_to

GAP_DAYS = 3  # a place untold for longer has a new incident
FRONT_GAP_DAYS = 2
_HANDS = frozenset({"territory_taken", "control", "withdrawal", "surrender", "advance"})
_COMING = frozenset({"territory_taken", "advance"})
_AHEAD = frozenset({Status.PLANNED, Status.CALLED_FOR})
_NAMED = re.compile(r"\s[A-Z]")


def ground_drafts(facts: Iterable[Fact]) -> list[Draft]:
    """Incidents of type place, fight and operation out of ground claims."""
    local: dict[Spot, list[Fact]] = {}
    area: dict[Spot, list[Fact]] = {}
    fronts: dict[str, list[Fact]] = {}
    operations: dict[str, list[Fact]] = {}
    told = list(placed(facts))
    often = Counter(s for f in told for s in f.spots[:1])
    marches = _marches(told)
    for fact in told:
        spot = _step(fact, marches.get(_march(fact), fact.spots), often)
        if fact.family == "operation" and (spot is None or not fact.fine):
            operations.setdefault(fact.theatre, []).append(fact)
        elif (
            spot is not None
            and fact.fine
            and not (fact.family != "place" and told_of_front(fact))
        ):
            local.setdefault(spot, []).append(fact)
        elif spot is not None and fact.family == "place" and not fact.fine:
            area.setdefault(spot, []).append(fact)
        elif fact.kind == "offensive":
            operations.setdefault(fact.theatre, []).append(fact)
        else:
            fronts.setdefault(fact.theatre, []).append(fact)
    planned = [
        d for v in operations.values() for d in gather("operation", v, _campaign)
    ]
    _quarters(local)
    _launches(local, planned)
    places = [d for v in local.values() for d in _local_runs(v)]
    return [
        *places,
        *_areas(area, places),
        *(d for v in fronts.values() for d in runs("fight", v, FRONT_GAP_DAYS)),
        *planned,
    ]


def placed(facts: Iterable[Fact]) -> list[Fact]:
    """A movement told without a place goes on where its document last told of one,
    unless the very words that tell it name another ("took Kalim", the name unread)."""
    last: dict[str, Fact] = {}
    out = []
    for fact in sorted(facts, key=lambda f: (f.claim.document_id, f.order, f.id)):
        fact = replace(fact, spots=_scenes(fact))  # noqa: PLW2901
        document = fact.claim.document_id
        before = last.get(document)
        if fact.spots:
            last[document] = fact
        elif (
            before is not None
            and fact.family == "place"
            and not _NAMED.search(fact.claim.anchor)
        ):
            fact = replace(fact, spots=before.spots)  # noqa: PLW2901
        out.append(fact)
    return out


def _scenes(fact: Fact) -> tuple[Spot, ...]:
    """Where it happens: who withdraws to a place does not leave it, and "the country's
    largest city" is not the country."""
    told = zip(fact.claim.places, fact.places, strict=True)
    return tuple(
        dict.fromkeys(
            spot
            for place, spot in told
            if not (fact.kind == "withdrawal" and way_to(fact.claim, place) == "to")
            and not (spot.level == "country" and _owns_it(fact.claim.quote, place))
        )
    )


def _owns_it(quote: str, place: Place) -> bool:
    owner = re.escape(place.mention)
    return re.search(rf"\b{owner}(?:’s|'s|’|')\s+\w", quote) is not None


def _quarters(local: dict[Spot, list[Fact]]) -> None:
    """Quarters, squares and palaces of a town that is fought for join it (rule 1); an
    airport, a base or a hill is a place of its own."""
    towns = [s for s in local if s.level in {"town", "city"}]
    for site in [s for s in local if s.level == "site"]:
        around = [(km, t.key, t) for t in towns if (km := _inside(site, t)) is not None]
        if around:
            _, _, town = min(around)
            local[town] = sorted(local[town] + local.pop(site), key=by_day)


def _inside(site: Spot, town: Spot) -> float | None:
    """Kilometres to the middle of the town that the site is a part of."""
    if any_of("own_places").search(site.name) or not town.holds(site):
        return None
    return town.km(site)


def _marches(facts: Iterable[Fact]) -> dict[tuple[object, ...], tuple[Spot, ...]]:
    """The places of each advance that one sentence tells, by the same doers, in several
    claims ("crossed the bund at Visu and moved on towards Puth")."""
    passed: dict[tuple[object, ...], dict[Spot, None]] = {}
    for fact in facts:
        if fact.kind == "advance" and fact.doers:
            passed.setdefault(_march(fact), {}).update(dict.fromkeys(fact.spots))
    return {key: tuple(spots) for key, spots in passed.items()}


def _march(fact: Fact) -> tuple[object, ...]:
    return (fact.kind, fact.claim.document_id, fact.claim.quote, fact.doers)


def _step(fact: Fact, passed: tuple[Spot, ...], often: Counter[Spot]) -> Spot | None:
    """Of settlements close together, passed in one step, the one most told of."""
    first = fact.spot
    if first is None or not fact.fine:
        return first
    near = [s for s in passed if s.level in FINE and (first.km(s) or 0) < FRONT_KM]
    return max(near, key=lambda s: (often[s], -passed.index(s)), default=first)


def _local_runs(facts: list[Fact]) -> list[Draft]:
    drafts = [d for run in runs("fight", facts, GAP_DAYS) for d in _by_hands(run)]
    for draft in drafts:
        if any(f.kind in _HANDS and f.kind != "advance" for f in draft.facts):
            draft.type = "place"
        elif all(f.family == "operation" for f in draft.facts):
            draft.type = "operation"
        elif any(f.kind == "advance" for f in draft.facts):
            draft.type = "place"
    return drafts


def _by_hands(run: Draft) -> list[Draft]:
    """A place that is won back is another incident: what goes on after the last day on
    which the first took it, and what was planned to undo that."""
    taken = [
        f
        for f in run.facts
        if f.kind == "territory_taken" and f.asserted and f.doers and f.day is not None
    ]
    for back in sorted(taken, key=lambda f: (f.day or 0, f.id)):
        first = [f for f in taken if _won_from(back, f)]
        side = frozenset(p for f in first for p in f.doers)
        coming = [f for f in run.facts if f.kind in _COMING and f.doers & side]
        until = max((f.day or 0 for f in coming if f.asserted), default=0)
        if not first or until >= (back.day or 0):
            continue  # who still gains ground there has not lost it
        later = [f for f in run.facts if _undoes(f, back, until)]
        before = [f for f in run.facts if f not in later]
        return [replace(run, facts=before), *_by_hands(replace(run, facts=later))]
    return [run]


def _won_from(back: Fact, first: Fact) -> bool:
    """Taken on a later day by those who had lost it, or from those who had taken it."""
    if (first.day or 0) >= (back.day or 0) or first.doers & back.doers:
        return False
    if not back.claim.places:
        return False  # where, nobody told
    return bool(first.doers & back.targets or first.targets & back.doers)


def _undoes(fact: Fact, back: Fact, until: int) -> bool:
    ahead = fact.claim.status in _AHEAD
    if ahead and fact.doers:
        return bool(fact.doers & back.doers)
    return fact is back or (fact.day is not None and first_day(fact) > until)


def _areas(area: dict[Spot, list[Fact]], places: list[Draft]) -> list[Draft]:
    """A province lost or won joins its town of the same name, where that falls in
    the same days; else it is an incident of its own."""
    out: list[Draft] = []
    for spot, facts in area.items():
        left = []
        for fact in facts:
            home = _namesake(spot, fact, places)
            if home is None:
                left.append(fact)
            else:
                home.facts.append(fact)
        out += runs("place", left, GAP_DAYS)
    return out


def _namesake(spot: Spot, fact: Fact, places: list[Draft]) -> Draft | None:
    for draft in places:
        town = draft.facts[0].spot
        if draft.type != "place" or town is None or not town.namesake(spot):
            continue
        if (
            spot.level == "province"
            and spot.holds(town)
            and all(days_apart(fact, f) <= 1 for f in draft.facts[:8])
        ):
            return draft
    return None


def _launches(local: dict[Spot, list[Fact]], operations: list[Draft]) -> None:
    """An offensive told at a town is the operation that its side launched that day."""
    for spot, facts in local.items():
        stays = []
        for fact in facts:
            home = _launch(fact, operations) if fact.kind == "offensive" else None
            if home is None:
                stays.append(fact)
            else:
                home.facts.append(fact)
        local[spot] = stays


def _launch(fact: Fact, operations: list[Draft]) -> Draft | None:
    for draft in operations:
        same = [
            f
            for f in draft.facts
            if f.kind == "offensive"
            and f.theatre == fact.theatre
            and f.start is not None
            and f.start == fact.start
            and not _strangers(f, fact)
        ]
        if same:
            return draft
    return None


def _strangers(a: Fact, b: Fact) -> bool:
    return bool(a.doers and b.doers and not a.doers & b.doers)


def _campaign(a: Fact, b: Fact) -> float | None:
    """Two claims of operations: one side's, begun together."""
    apart = days_apart(a, b)
    if apart > 3 or _strangers(a, b):
        return None
    planned = {Status.PLANNED, Status.CALLED_FOR}
    value = 1.0 if a.doers & b.doers else 0.5
    if a.kind != b.kind:
        value -= 0.6
    if (a.claim.status in planned) != (b.claim.status in planned):
        value -= 0.6
    if a.start is not None and b.start is not None and abs(a.start - b.start) > 1:
        value -= 0.5
    return value
