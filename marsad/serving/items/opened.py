"""Any group opened: its claims by origin, what stands against what, how it grew."""

from __future__ import annotations

from typing import Any

from marsad.model import Claim, Group, Opposition
from marsad.serving.items.claims import claim_items, document_ref, origin_ref
from marsad.serving.shapes import OppositionItem, OriginRef, Step
from marsad.serving.shapes.picture import Bar, OppositionSide, OriginClaims
from marsad.serving.view import View
from marsad.telling.safe import clean


def group_body(view: View, group: Group) -> dict[str, Any]:
    """The fields of `GroupBody`."""
    claims = view.claims_of(group)
    return {
        "as_of": view.as_of,
        "claim_items": claim_items(view, claims),
        "by_origin": by_origin(view, claims),
        "oppositions": opposition_items(view, group),
        "bars": [bar for claim in claims for bar in _bars(view, claim)],
        "history": history(view, claims),
    }


def by_origin(view: View, claims: list[Claim]) -> list[OriginClaims]:
    """Claims gathered by whom they rest on, the first to tell first."""
    told: dict[str, list[Claim]] = {}
    refs: dict[str, OriginRef] = {}
    for claim in claims:
        origin = origin_ref(view, claim)
        told.setdefault(origin.key, []).append(claim)
        refs.setdefault(origin.key, origin)
    return [
        OriginClaims(
            origin=refs[key],
            documents=len({c.document_id for c in mine}),
            claims=[c.id for c in mine],
        )
        for key, mine in told.items()
    ]


def opposition_items(view: View, group: Group) -> list[OppositionItem]:
    """What stands against what in a group."""
    return [_opposition(view, opposition) for opposition in group.oppositions]


def _opposition(view: View, opposition: Opposition) -> OppositionItem:
    return OppositionItem(
        about=opposition.about,
        type=opposition.type,
        note=clean(opposition.note),
        sides=[
            OppositionSide(claims=list(side), origins=origins(view, side))
            for side in opposition.sides
        ],
    )


def origins(view: View, claims: tuple[str, ...]) -> list[str]:
    """The names of those on whose word claims rest, each once."""
    told = view.index.claims(claims)
    return list(dict.fromkeys(clean(view.index.origin(c).name) for c in told))


def _bars(view: View, claim: Claim) -> list[Bar]:
    published = view.index.document(claim).published
    when = claim.when
    told = when.end or when.start if when else None
    return [
        Bar(
            claim=claim.id,
            origin=clean(view.index.origin(claim).name),
            what=figure.what,
            who=clean(figure.who),
            low=figure.low,
            high=figure.high,
            approx=figure.approx,
            day=told or (published.day if published else None),
            known_from=published.known_from if published else None,
            text=clean(figure.text),
        )
        for figure in claim.figures
    ]


def history(view: View, claims: list[Claim]) -> list[Step]:
    """How a group grew, document by document, in order of publication."""
    steps: list[Step] = []
    grown: dict[str, list[Claim]] = {}
    for claim in claims:
        grown.setdefault(claim.document_id, []).append(claim)
    heard: set[str] = set()
    for number, mine in enumerate(grown.values(), 1):
        document = document_ref(view.index.document(mine[0]))
        heard |= {view.index.origin(c).key for c in mine}
        steps.append(
            Step(
                at=document.known_from,
                document=document.id,
                outlet=document.outlet,
                title=document.title,
                claims=[c.id for c in mine],
                documents=number,
                origins=len(heard),
            )
        )
    return steps
