"""Actors: how reports name them, what they do, suffer and say."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Literal

from marsad.model import Actor, Claim
from marsad.serving.items.claims import group_ref
from marsad.serving.items.counted import relation_item
from marsad.serving.shapes import ActorDetail, ActorItem
from marsad.serving.shapes.who_where import ActorDay, Alias
from marsad.serving.shelf import NAN, Names, Shelf, fold
from marsad.serving.view import View, of_evidence, remembered
from marsad.telling.attribution import shown_name
from marsad.telling.safe import clean

INCIDENTS = 50
"""So many of its incidents an actor is told with."""

Role = Literal["initiator", "target", "speaker"]
ROLES: tuple[Role, ...] = ("initiator", "target", "speaker")


@dataclass
class Named:
    """What claims tell of one actor."""

    actor: Actor
    names: Counter[str] = field(default_factory=Counter)
    claims: dict[Role, list[Claim]] = field(
        default_factory=lambda: {role: [] for role in ROLES}
    )


@of_evidence
def named_actors(view: View) -> dict[str, Named]:
    """Every known actor that claims name, by id."""
    out: dict[str, Named] = {}
    for claim in view.picture.claims.values():
        mentions = {
            "initiator": [(m.actor, m.text) for m in claim.initiator],
            "target": [(m.actor, m.text) for m in claim.target],
            "speaker": [(s.actor, s.mention) for s in claim.sources],
        }
        for role in ROLES:
            for actor, text in mentions[role]:
                if actor is None:
                    continue
                named = out.setdefault(actor.id, Named(actor))
                named.names[text] += 1
                told = named.claims[role]
                if not told or told[-1] is not claim:
                    told.append(claim)
    return out


def actor_item(view: View, named: Named) -> ActorItem:
    """An actor as a list tells it."""
    actor = named.actor
    moments = [
        m
        for claims in named.claims.values()
        for c in claims
        if (m := view.index.known_from(c))
    ]
    return ActorItem(
        id=actor.id,
        name=shown_name(actor.name),
        type=actor.type,
        side=actor.side,
        country=actor.country,
        parent=actor.parent,
        aliases=[Alias(text=clean(n), count=k) for n, k in named.names.most_common(15)],
        initiator=len(named.claims["initiator"]),
        target=len(named.claims["target"]),
        speaker=len(named.claims["speaker"]),
        first_known=min(moments, default=None),
        last_known=max(moments, default=None),
    )


def actor_detail(view: View, named: Named) -> ActorDetail:
    """An actor opened."""
    actor, acting = named.actor, (*named.claims["initiator"], *named.claims["target"])
    known = {fold(actor.name)}
    ties = [
        relation_item(view, r)
        for r in view.picture.relations or ()
        if {fold(r.giver), fold(r.receiver)} & known
    ]
    homes = dict.fromkeys(
        group.id for c in acting if (group := view.index.group_of.get(c.id))
    )
    incidents = [i for i in view.index.incidents if i.id in homes]
    return ActorDetail(
        **dict(actor_item(view, named)),
        as_of=view.as_of,
        parts=sorted(
            n.actor.id
            for n in named_actors(view).values()
            if n.actor.parent == actor.id
        ),
        relations=ties,
        days=_days(named),
        incidents=[group_ref(i) for i in incidents[-INCIDENTS:]],
    )


def _days(named: Named) -> list[ActorDay]:
    counted: dict[str, Counter[object]] = defaultdict(Counter)
    for role in ("initiator", "target"):
        for claim in named.claims[role]:
            day = claim.when.start or claim.when.end if claim.when else None
            if day is not None:
                counted[role][day] += 1
    every = sorted({*counted["initiator"], *counted["target"]}, key=str)
    return [
        ActorDay.model_validate(
            {
                "day": day,
                "initiator": counted["initiator"][day],
                "target": counted["target"][day],
            }
        )
        for day in every
    ]


@remembered
def actor_shelf(view: View) -> Shelf[Named]:
    """All actors that claims name."""
    found = tuple(named_actors(view).values())
    names: dict[str, Names] = defaultdict(Names)
    for at, named in enumerate(found):
        actor = named.actor
        names["actor"].add(at, [actor.id, fold(actor.name), *map(fold, named.names)])
        names["side"].add(at, [actor.side])
        names["type"].add(at, [actor.type])
        names["country"].add(at, [actor.country])
    return Shelf(
        found,
        [n.actor.id for n in found],
        lambda n: actor_item(view, n).model_dump_json().encode(),
        {
            "most": lambda: (-float(sum(map(len, n.claims.values()))) for n in found),
            "name": lambda: (NAN for _ in found),
        },
        names,
    )
