"""Agreements, ties, routes, losses and flight as rows, each with what it rests on."""

from __future__ import annotations

from collections.abc import Iterable

from marsad.model import Agreement, Claim, Flow, Loss, Picture, Route, States, Tie, What
from marsad.telling.attribution import shown_name
from marsad.telling.index import Index
from marsad.telling.phrases import figure_words, join_words, range_words
from marsad.telling.safe import clean
from marsad.telling.tables.evidence import (
    Row,
    evidence,
    fits,
    place_names,
    rests_on,
    where,
)


def agreement_table(
    picture: Picture, states: States, *, actor: str | None = None
) -> list[Row]:
    """A row an agreement: parties, area, days, and who is said to have broken it."""
    index = Index.of(picture)
    return [
        _agreement(index, told)
        for told in states.agreements
        if fits(actor, (*told.parties, *(p for b in told.breaches for p in b.accused)))
    ]


def _agreement(index: Index, told: Agreement) -> Row:
    claims = (*told.terms, *(b.claim for b in told.breaches))
    charges = [b for b in told.breaches if not b.denied]
    return {
        "agreement": clean(told.name),
        "parties": [clean(p) for p in told.parties],
        "between": join_words([clean(p) for p in told.parties]) or "not told",
        "made": told.made if told.terms else None,
        "in force from": told.start,
        "to": told.end,
        "as of": told.as_of,
        "broken by": _accused(told) or None,
        "charges": len(charges),
        "denials": len(told.breaches) - len(charges),
        "rests on": rests_on(index, claims),
        **where(told.place),
        "terms": evidence(index, told.terms),
        "breaches": [
            {
                "accused": [clean(a) for a in b.accused],
                "by": shown_name(b.speaker),
                "side": b.side,
                "denied": b.denied,
                "day": b.day,
                **evidence(index, (b.claim,))[0],
            }
            for b in told.breaches
        ],
    }


def _accused(told: Agreement) -> str:
    """Who is said to have broken it, by whom: `HTS (on the word of SANA)`."""
    said: dict[tuple[str, ...], dict[str, None]] = {}
    for breach in told.breaches:
        if not breach.denied:
            said.setdefault(breach.accused, {})[shown_name(breach.speaker)] = None
    return "; ".join(
        f"{join_words([clean(a) for a in accused]) or 'nobody named'} (on the word of "
        f"{join_words(list(speakers))})"
        for accused, speakers in said.items()
    )


def breach_table(picture: Picture, states: States) -> list[Row]:
    """A row a charge or denial: of which agreement, against whom, by whom."""
    return [
        {"agreement": row["agreement"], "between": row["between"], **breach}
        for row in agreement_table(picture, states)
        for breach in row["breaches"]
    ]


def tie_table(
    picture: Picture, ties: Iterable[Tie], *, actor: str | None = None
) -> list[Row]:
    """A row a standing tie, from the first day it is told of to the last."""
    index = Index.of(picture)
    return [
        {
            "id": tie.group,
            "from": shown_name(tie.giver),
            "tie": tie.tie,
            "to": shown_name(tie.receiver),
            "first told of": tie.first,
            "last told of": tie.last,
            "denied": len(tie.denied),
            "rests on": rests_on(index, (*tie.claims, *tie.denied)),
            "evidence": evidence(index, (*tie.claims, *tie.denied)),
        }
        for tie in ties
        if fits(actor, (tie.giver, tie.receiver))
    ]


def route_table(
    picture: Picture, routes: Iterable[Route], *, place: str | None = None
) -> list[Row]:
    """A row a state of a road, crossing or airport: cut, limited, open."""
    index = Index.of(picture)
    return [
        {
            "route": clean(route.name) or "not named",
            "state": route.state,
            "since": route.since,
            "to": route.end,
            "by": join_words([clean(b) for b in route.by]) or None,
            "as of": route.as_of,
            "rests on": rests_on(index, route.claims),
            **where(route.place),
            "evidence": evidence(index, route.claims),
        }
        for route in routes
        if fits(place, (route.name, *place_names(route.place)))
    ]


def loss_table(
    picture: Picture,
    losses: Iterable[Loss],
    *,
    place: str | None = None,
    actor: str | None = None,
) -> list[Row]:
    """A row a loss of materiel, as each event tells it; never added up."""
    index = Index.of(picture)
    return [
        {
            "id": loss.group,
            "thing": clean(loss.thing),
            "number": _number(index, loss.claims, What.EQUIPMENT_LOST, loss),
            "low": loss.low,
            "high": loss.high,
            "how": loss.how,
            "lost by": clean(loss.loser) or None,
            "by": clean(loss.taker) or None,
            "start": loss.start,
            "as of": loss.end,
            "rests on": rests_on(index, loss.claims),
            **where(loss.place),
            "evidence": evidence(index, loss.claims),
        }
        for loss in losses
        if fits(place, place_names(loss.place))
        and fits(actor, (loss.loser, loss.taker))
    ]


def flow_table(
    picture: Picture, flows: Iterable[Flow], *, place: str | None = None
) -> list[Row]:
    """A row a movement of people; counts overlap and are never added up."""
    index = Index.of(picture)
    return [
        {
            "id": flow.group,
            "way": flow.way,
            "who": clean(flow.who),
            "number": _number(index, flow.claims, What.DISPLACED, flow),
            "low": flow.low,
            "high": flow.high,
            "from": where(flow.origin)["place"],
            "to": where(flow.destination)["place"],
            "start": flow.start,
            "as of": flow.end,
            "told as": "possible" if flow.possible else "fact",
            "rests on": rests_on(index, flow.claims),
            **_at(flow),
            "evidence": evidence(index, flow.claims),
        }
        for flow in flows
        if fits(
            place,
            [
                name
                for p in (flow.origin, flow.destination, flow.place)
                for name in place_names(p)
            ],
        )
    ]


def _at(flow: Flow) -> Row:
    """Where a movement is drawn: where it happens, else where it comes from, else where
    it goes."""
    row = where(flow.place or flow.origin or flow.destination)
    return {**row, "place": where(flow.place)["place"]}


def _number(
    index: Index, ids: Iterable[str], what: What, counted: Loss | Flow
) -> str | None:
    """A count in the words of its claim where it is not exact; None without one."""
    if counted.low is None and counted.high is None:
        return None
    claims: list[Claim] = index.claims(ids)
    for claim in claims:
        for figure in claim.figures:
            if figure.what is what and (figure.low, figure.high) == (
                counted.low,
                counted.high,
            ):
                return figure_words(figure)
    return range_words(counted.low, counted.high)
