"""What an event did joins the event: its dead, those who fled, those it freed.

Grouping rules 1, 7 and 8: a toll that repeats one battle, flight caused by one incident
and uncounted flight from a place belong to that incident.
"""

from __future__ import annotations

from collections.abc import Iterable

from marsad.fusing.backing import aim_of
from marsad.fusing.drafts import Draft
from marsad.fusing.facts import Fact, days_apart, did, told_of_front
from marsad.fusing.lexicon import any_of
from marsad.model import What
from marsad.spots import Spot
from marsad.ways import way_to

_FIRE = frozenset({"shelling", "air_strike", "drone_strike", "damage"})
_OWN_STORY = frozenset({"official", "political", "state", "rebel", "militia"})


def attach(
    facts: Iterable[Fact], strikes: list[Draft], ground: list[Draft]
) -> list[Fact]:
    """Put each fact into the incident it came from; give back those without one."""
    hit, held = _by_spot(strikes), _by_spot(_held(ground))
    left = []
    for fact in facts:
        home = None if fact.spot is None or _own_story(fact) else _home(fact, hit, held)
        if home is None:
            left.append(fact)
        else:
            home.facts.append(fact)
    return left


def attach_fire(facts: Iterable[Fact], ground: list[Draft]) -> list[Fact]:
    """Fire without a toll or an aim of its own on a town that is fought for joins the
    fight, where one of those who fight there fired (rule 1)."""
    held = _by_spot(_held(ground))
    left = []
    for fact in facts:
        homes = held.get(fact.spot, []) if fact.spot else []
        homes = [d for d in homes if _bare_fire(fact) and _of_the_fight(fact, d)]
        if homes:
            homes[0].facts.append(fact)
        else:
            left.append(fact)
    return left


def attach_told_with(facts: Iterable[Fact], strikes: list[Draft]) -> list[Fact]:
    """What the report of a strike tells that it did ("jets bombed the base, destroying
    its runways") joins it; give back the rest."""
    told: dict[str, list[tuple[Fact, Draft]]] = {}
    for draft in strikes:
        for fact in draft.facts:
            if fact.asserted and fact.family == "strike":
                told.setdefault(fact.claim.document_id, []).append((fact, draft))
    left = []
    for fact in facts:
        here = told.get(fact.claim.document_id, []) if fact.asserted else []
        home = next((draft for strike, draft in here if did(strike, fact)), None)
        if home is None:
            left.append(fact)
        else:
            home.facts.append(fact)
    return left


def _held(ground: list[Draft]) -> list[Draft]:
    return [d for d in ground if d.type in {"place", "fight"}]


def _bare_fire(fact: Fact) -> bool:
    settled = fact.spot is not None and fact.spot.level in {"town", "city"}
    toll = fact.figures(What.KILLED, What.WOUNDED, What.STRIKES)
    return (
        settled
        and not toll
        and not _aimed(fact)
        and fact.kind in _FIRE
        and not told_of_front(fact)
    )


def _aimed(fact: Fact) -> bool:
    """At people who do not bear arms, or at a site of theirs, by its own words."""
    hit = " ".join(m.text for m in fact.claim.target)
    return aim_of(fact) == "civil" or bool(any_of("civil_sites").search(hit))


def _of_the_fight(fact: Fact, draft: Draft) -> bool:
    parties = {p for f in draft.facts for p in f.doers | f.targets}
    if fact.doers and not fact.doers & parties:
        return False
    return any(days_apart(fact, other) <= 1 for other in draft.facts)


def _by_spot(drafts: list[Draft]) -> dict[Spot, list[Draft]]:
    at: dict[Spot, list[Draft]] = {}
    for draft in drafts:
        fine = (f for f in draft.facts if f.fine and not told_of_front(f))
        for spot in dict.fromkeys(f.spot for f in fine if f.spot):
            at.setdefault(spot, []).append(draft)
    return at


def _own_story(fact: Fact) -> bool:
    """A named person or body leaving is a story of its own (rule 8), and who flees to
    a place does not flee from it."""
    if fact.family == "flight" and way_to(fact.claim, fact.claim.places[0]) == "to":
        return True
    fled = fact.claim.target or fact.claim.initiator
    actors = [m.actor for m in fled if m.actor]
    return fact.family == "flight" and any(a.type in _OWN_STORY for a in actors)


def _home(
    fact: Fact, hit: dict[Spot, list[Draft]], held: dict[Spot, list[Draft]]
) -> Draft | None:
    """A toll, and whoever fled a site, first asks for a strike told beside it; others
    belong to the fight for the place."""
    spot = fact.spot
    if spot is None or not fact.fine:
        return None
    strikes = [d for d in hit.get(spot, ()) if _struck(fact, d)]
    fights = [
        d
        for d in held.get(spot, ())
        if any(days_apart(fact, other) <= 1 for other in d.facts)
    ]
    strikes_first = fact.family == "toll" or spot.level == "site"
    homes = (strikes or fights) if strikes_first else (fights or strikes)
    return max(homes, key=lambda d: (len(d.facts), d.facts[0].id), default=None)


def _struck(fact: Fact, draft: Draft) -> bool:
    """Told by the same document, of no other days than the strike."""
    start, end = draft.start(), draft.end()
    if not any(f.claim.document_id == fact.claim.document_id for f in draft.facts):
        return False
    if fact.day is None or start is None or end is None:
        return True
    return start <= (fact.day if fact.start is None else fact.start) <= fact.day <= end
