"""The fusing stage: claims -> incidents, series and relations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from marsad.fusing.arcs import with_arcs
from marsad.fusing.decisions import confirm, obey, rejected
from marsad.fusing.drafts import Draft
from marsad.fusing.facts import Fact, facts_of
from marsad.fusing.foes import Foes
from marsad.fusing.groups import Builder
from marsad.fusing.incidents import incident_drafts
from marsad.fusing.origins import origins_of
from marsad.fusing.relations import is_tie, relation_drafts
from marsad.fusing.series import counts_by_series, series_drafts, with_repeats
from marsad.fusing.theatres import theatre_names, theatres_of
from marsad.model import Claim, Picture
from marsad.spots import Atlas
from marsad.stage import Stage

_NOT_INCIDENTS = frozenset({"series", "relation"})


def fuse(picture: Picture) -> Picture:
    """The picture with its claims gathered into groups. Ids are "": the store mints.

    The same claims give the same groups in the same order, in whatever order they
    come. A claim that a person rejected is in no group and is named in `homeless`.
    """
    out = rejected(picture.judgements)
    claims = sorted((c for c in picture.claims.values() if c.id not in out), key=_id)
    origins = origins_of(claims, picture.documents)
    theatres = theatres_of(claims)
    atlas = Atlas(claims)
    facts = facts_of(claims, picture.documents, atlas, theatres, origins)
    drafts = obey(_drafts(facts), picture.judgements)
    builder = Builder(
        origins, Foes(facts), theatre_names(claims, theatres), counts_by_series(facts)
    )
    incidents = [builder.incident(d) for d in drafts if d.type not in _NOT_INCIDENTS]
    series = [builder.series(d) for d in drafts if d.type == "series"]
    relations = [builder.relation(d) for d in drafts if d.type == "relation"]
    return replace(
        picture,
        incidents=tuple(confirm(g, picture.judgements) for g in with_arcs(incidents)),
        series=tuple(confirm(g, picture.judgements) for g in series),
        relations=tuple(confirm(g, picture.judgements) for g in relations),
        homeless=tuple(sorted(out & picture.claims.keys())),
    )


FUSE: Stage[Picture] = Stage(
    "fuse",
    "7",
    needs=("documents", "claims"),
    gives=("incidents", "series", "relations", "homeless"),
    run=fuse,
)


def _drafts(facts: Sequence[Fact]) -> list[Draft]:
    """Every fact in one draft, in the order of their first days."""
    home = with_repeats(facts)
    counted = [f for f in facts if f.id in home]
    ties = [f for f in facts if is_tie(f)]
    events = [f for f in facts if f.id not in home and not is_tie(f)]
    drafts = [
        *incident_drafts(events),
        *series_drafts(counted),
        *relation_drafts(ties),
    ]
    return sorted(drafts, key=_first)


def _first(draft: Draft) -> tuple[int, str]:
    day = draft.start() or draft.end() or 0
    return (day, min(f.id for f in draft.facts))


def _id(claim: Claim) -> str:
    return claim.id
