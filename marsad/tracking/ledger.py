"""The ledger: what claims say of one place, day by day, in the terms of control.

An entry is one thing told of one place: somebody took it, holds it, left it, is inside
it, or is denied to hold it. Days are ordinals. Nothing is decided here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from marsad.model import (
    Claim,
    Document,
    Holding,
    Incident,
    Mention,
    Place,
    Speaker,
    Status,
)
from marsad.spots import Atlas, Spot, bare_name, skeleton
from marsad.tracking.inside import how_much, is_inside, is_of_many, is_partial, is_way
from marsad.ways import way_to

Deed = Literal["takes", "holds", "leaves", "enters", "denied", "repelled"]
_DEEDS: dict[str, Deed] = {
    "territory_taken": "takes",
    "control": "holds",
    "withdrawal": "leaves",
    "surrender": "leaves",
    "advance": "enters",
    "armed_clash": "enters",
}
_LEVELS = frozenset({"site", "town", "city", "district"})
_SETTLED = frozenset({"site", "town", "city"})
_BYSTANDERS = frozenset({"monitor", "media", "agency", "international", "civilian"})
VAGUE = frozenset({"", "rebels", "many"})  # nobody, whichever rebels, both sides
_MOST = 2  # fighting told of more places than that is a front's, in none of them
_ARMED_GROUPS = frozenset({"rebel", "militia"})
_DESCRIBED = "described:"  # ids of actors told by what they are
_PARTIES = frozenset({"state", "rebel", "militia", "political", "official"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing told of a place. `holder` is whom it makes, or unmakes, the holder
    ("": nobody can tell); `loser` from whom; `press` is the side of its origin;
    `partial`: only a part of the place was taken, or left; `note`: what it rests on if
    that is more than was told of the place itself."""

    deed: Deed
    holder: str
    loser: str
    start: int
    end: int
    claim: str
    document: str
    published: int
    press: str | None
    partial: bool
    note: str = ""


@dataclass(slots=True)
class Page:
    """All entries of one place, in the order of their days."""

    spot: Spot
    place: Place
    entries: list[Entry]


def pages(
    documents: Mapping[str, Document],
    claims: Mapping[str, Claim],
    incidents: Iterable[Incident],
    starting: Iterable[Holding] = (),
) -> list[Page]:
    """A page for every place of which control is told, or which a starting map has, in
    the order of their names."""
    ordered = [claims[c] for c in sorted(claims)]
    starting = list(starting)
    atlas = Atlas(ordered, (h.place for h in starting))
    takers = _takers(incidents, claims)
    entries: dict[Spot, list[Entry]] = {}
    named: dict[Spot, Counter[Place]] = {}
    for claim in ordered:
        published = documents[claim.document_id].published
        on = published.day.toordinal() if published else None
        for place, spot in zip(claim.places, atlas.spots(claim), strict=True):
            if spot.lat is None:
                continue
            named.setdefault(spot, Counter())[place] += 1
            if _around_another(spot, atlas.spots(claim)):
                continue
            entry = _entry(claim, place, on, takers.get(claim.id, ""))
            if entry is not None:
                entries.setdefault(spot, []).append(entry)
    for holding in starting:
        spot = atlas.spot(holding.place)
        if spot.lat is not None:
            named.setdefault(spot, Counter())[holding.place] += 1
            entries.setdefault(spot, []).append(_of_map(holding))
    _to_capitals(entries, named)
    return [
        Page(spot, _best_named(spot, named[spot]), sorted(entries[spot], key=_order))
        for spot in sorted(entries, key=lambda s: s.key)
    ]


def _around_another(spot: Spot, told: Iterable[Spot]) -> bool:
    """A province told beside a place in it says where that is, not who has it all."""
    return spot.level not in _SETTLED and any(
        s != spot and s.level in _SETTLED and spot.holds(s) for s in told
    )


def _to_capitals(
    entries: dict[Spot, list[Entry]], named: Mapping[Spot, Counter[Place]]
) -> None:
    """Who holds a province holds the city it is named after, where nothing is told of
    the city itself; no other place in it is said to be his. A country, and a province
    with such a city, has no page."""
    for spot in [s for s in entries if s.level not in _LEVELS]:
        cities = [
            c for c in named if c.level == "city" and c.namesake(spot) and spot.holds(c)
        ]
        if spot.level == "country" or cities:
            note = f"told of the {spot.level}, not of the city"
            held = [
                replace(e, note="; ".join(filter(None, (note, e.note))))
                for e in entries.pop(spot)
                if e.deed == "holds"
            ]
            for city in cities if held else ():
                if not _told(entries.get(city, ())):
                    entries.setdefault(city, []).extend(held)


def _of_map(holding: Holding) -> Entry:
    """A row of a starting map as an entry: somebody holds the place on its day."""
    day = holding.day.toordinal()
    return Entry(
        "holds",
        holding.holder,
        "",
        day,
        day,
        holding.id,
        holding.id,
        holding.known_from.toordinal(),
        None,
        partial=False,
        note=f"starting map of {holding.source}",
    )


def _told(entries: Iterable[Entry]) -> bool:
    return any(e.deed in {"takes", "holds", "leaves"} for e in entries)


def _order(entry: Entry) -> tuple[int, int, str]:
    return (entry.end, entry.published, entry.claim)


def _entry(
    claim: Claim, place: Place, published: int | None, taker: str
) -> Entry | None:
    if claim.status in {Status.PLANNED, Status.POSSIBLE, Status.CALLED_FOR}:
        return None
    when = claim.when
    end = when.end.toordinal() if when and when.end else published
    if end is None:
        return None
    start = when.start.toordinal() if when and when.start else end
    deed = _deed(claim, place)
    if deed is None:
        return None
    loser = _label(m for m in claim.target if m.actor)
    if deed in {"takes", "holds"} and _by_civilians(claim):
        if deed == "holds" or not loser:
            return None
        deed, doer = "leaves", loser  # whom they drove out holds it no longer
    else:
        doer = _doer(deed, claim, loser, taker)
        loser = "" if loser == doer else loser  # nobody takes a place from himself
    partial = deed in {"takes", "holds", "leaves"} and is_partial(claim, place)
    if partial and deed != "leaves":
        deed = "enters"
    final = claim.sources[-1] if claim.sources else None
    press = final.actor.side if final and final.actor else None
    return Entry(
        deed,
        doer,
        loser,
        start,
        end,
        claim.id,
        claim.document_id,
        published or end,
        press,
        partial,
        how_much(claim, place) if deed in {"takes", "holds"} else "",
    )


def _deed(claim: Claim, place: Place) -> Deed | None:
    """What a claim tells of the control of a place of it, None for nothing."""
    deed = _DEEDS.get(claim.kind)
    if (
        deed is None
        or is_of_many(claim, place)
        or is_way(claim, place)
        or (claim.kind == "armed_clash" and len(claim.places) > _MOST)
    ):
        return None
    if deed in {"enters", "leaves"} and not is_inside(claim, place):
        return None
    if deed == "leaves" and way_to(claim, place) == "to":
        return None
    if claim.status is Status.DENIED:
        return "repelled" if deed in {"enters", "leaves"} else "denied"
    return deed


def _doer(deed: Deed, claim: Claim, loser: str, taker: str) -> str:
    """Whose deed it is; the `taker` of the place where the claim cannot tell."""
    doer = doer_label(claim)
    vague = _told_by_kind(claim) and _of_own_men(claim) is None
    if vague or (not doer and deed == "takes"):
        doer = doer if taker == loser else taker or doer
    if deed == "leaves" and not any(m.actor for m in claim.initiator):
        return ""
    return doer


def _by_civilians(claim: Claim) -> bool:
    """Residents who drive somebody out, or say that a place is free, hold nothing, and
    nobody else is to be guessed for them."""
    actors = [m.actor for m in claim.initiator if m.actor]
    return bool(actors) and all(a.type == "civilian" for a in actors)


def doer_label(claim: Claim) -> str:
    """The side that a claim says acts, as a map would name it.

    "His fighters" are the speaker's; "rebels" of nobody's name are the speaker's where
    he is of an armed group himself."""
    speaker = _of_own_men(claim)
    if speaker is not None and speaker.actor is not None:
        return speaker.actor.side or ""
    return _label(claim.initiator)


def _of_own_men(claim: Claim) -> Speaker | None:
    """The party that tells what its own did without naming itself, if one does."""
    speaker = next((s for s in reversed(claim.sources) if _is_party(s)), None)
    if speaker is None or speaker.actor is None or not claim.initiator:
        return None
    armed = speaker.actor.type in _ARMED_GROUPS
    for mention in claim.initiator:
        actor = mention.actor
        if actor is not None and (not armed or actor.side not in {None, *VAGUE}):
            return None
    return speaker


def _is_party(speaker: Speaker) -> bool:
    actor = speaker.actor
    if actor is None or actor.type not in _PARTIES:
        return False
    return (actor.side or "") not in VAGUE


def _label(mentions: Iterable[Mention]) -> str:
    """The first party among the mentions, by its side, else its name ("the gunmen" have
    neither); words that no one resolved only where they hold a proper name."""
    for mention in mentions:
        actor = mention.actor
        if actor is not None and actor.type not in _BYSTANDERS:
            nameless = actor.id.startswith(_DESCRIBED)
            if label := actor.side or ("" if nameless else actor.name):
                return label
        if actor is None and mention.text[1:] != mention.text[1:].lower():
            return mention.text
    return ""


def _takers(
    incidents: Iterable[Incident], claims: Mapping[str, Claim]
) -> dict[str, str]:
    """By claim, the armed group that takes the place in its incident, else in its
    document, else most places anywhere: for claims that only say that it fell, or that
    "rebels" have it. A group named counts twice what "rebels" of its side do."""
    by_incident: dict[str, Counter[str]] = {}
    by_document: dict[str, Counter[str]] = {}
    everywhere: Counter[str] = Counter()
    for incident in incidents:
        if incident.type != "place":
            continue
        told = [claims[c] for c in incident.claims]
        took: Counter[str] = Counter()
        for claim in told:
            label = _armed_gainer(claim)
            if label:
                worth = 1 if _told_by_kind(claim) and not _of_own_men(claim) else 2
                took[label] += worth
                by_document.setdefault(claim.document_id, Counter())[label] += worth
        everywhere.update(took)
        took.update(_fighting_there(told))
        by_incident.update(dict.fromkeys(incident.claims, took))
    return {
        c: _top(took)
        or _top(by_document.get(claims[c].document_id, Counter()))
        or _top(everywhere)
        for c, took in by_incident.items()
    }


def _fighting_there(told: Iterable[Claim]) -> Counter[str]:
    """Armed groups named in any part of an incident, but for those that mostly lose."""
    named: Counter[str] = Counter()
    lost: Counter[str] = Counter()
    for claim in told:
        if claim.kind == "territory_taken":
            lost[_label(claim.target)] += 1
        for mention in (*claim.initiator, *claim.target):
            actor = mention.actor
            if actor is None or actor.type not in _ARMED_GROUPS:
                continue
            if not actor.id.startswith(_DESCRIBED):
                named[actor.side or actor.name] += 1
    return Counter({k: n for k, n in named.items() if n > 3 * lost[k]})


def _armed_gainer(claim: Claim) -> str:
    """The named armed group that a claim says gains ground, "" where it names none."""
    gains = claim.kind in {"territory_taken", "advance"}
    actors = (m.actor for m in claim.initiator if m.actor)
    armed = any(a.type in _ARMED_GROUPS for a in actors)
    label = doer_label(claim) if gains and armed else ""
    nobody = {*VAGUE, _label(claim.target)}
    return "" if label in nobody or claim.status is Status.DENIED else label


def _told_by_kind(claim: Claim) -> bool:
    """Done by "insurgents" or the like: the side is the document's, at best."""
    actors = [m.actor for m in claim.initiator if m.actor]
    return bool(actors) and all(
        a.id.startswith(_DESCRIBED) and a.type in _ARMED_GROUPS for a in actors
    )


def _top(counts: Counter[str]) -> str:
    return min(counts, key=lambda k: (-counts[k], k), default="")


def _best_named(spot: Spot, places: Counter[Place]) -> Place:
    """The place under its own name ("the fronts of X and Y" is not X's), else the one
    told most often."""

    def rank(place: Place) -> tuple[bool, bool, int, int, str]:
        own = skeleton(bare_name(place.mention)) == skeleton(spot.name)
        proper = any(w != w.lower() for w in (place.name or place.mention).split())
        return (not proper, not own, -places[place], len(place.mention), str(place))

    return min(places, key=rank)
