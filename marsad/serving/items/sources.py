"""Sources: what they published, reported first, and were contradicted in."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime

from marsad.model import Document, Group, Source
from marsad.serving.items.claims import document_item, group_ref
from marsad.serving.shapes import SourceDetail, SourceItem
from marsad.serving.shapes.who_where import Contradiction, First
from marsad.serving.shelf import NAN, Names, Shelf, fold
from marsad.serving.view import View, documents_claims, remembered
from marsad.telling.safe import clean

LATEST = 20
"""So many of its documents, first reports and contradictions a source is told with."""


@dataclass
class Published:
    """What one source published."""

    source: Source
    documents: list[Document] = field(default_factory=list)
    claims: int = 0
    firsts: list[First] = field(default_factory=list)
    against: list[Contradiction] = field(default_factory=list)

    @property
    def moments(self) -> list[datetime]:
        """When its documents became known."""
        return [d.published.known_from for d in self.documents if d.published]


@remembered
def published(view: View) -> dict[str, Published]:
    """Every source with what it published."""
    out: dict[str, Published] = {}
    for document in view.picture.documents.values():
        told = out.setdefault(document.source.id, Published(document.source))
        told.documents.append(document)
        told.claims += len(documents_claims(view).get(document.id, ()))
    for incident in view.index.incidents:
        _credit_first(view, incident, out)
    for group in view.picture.groups:
        _note_disputes(view, group, out)
    return out


def _credit_first(view: View, group: Group, out: dict[str, Published]) -> None:
    earliest: dict[str, datetime] = {}
    for claim in view.index.claims(group.claims):
        moment = view.index.known_from(claim)
        source = view.index.document(claim).source.id
        if moment is not None:
            earliest[source] = min(moment, earliest.get(source, moment))
    ranked = sorted((moment, source) for source, moment in earliest.items())
    # Two that are dated to the same day cannot be told apart: neither was first.
    if not ranked or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
        return
    at, source = ranked[0]
    ahead = (ranked[1][0] - at).total_seconds() / 3600 if len(ranked) > 1 else None
    out[source].firsts.append(
        First(incident=group_ref(group), at=at, ahead_hours=ahead)
    )


def _note_disputes(view: View, group: Group, out: dict[str, Published]) -> None:
    for opposition in group.oppositions:
        if opposition.type != "dispute":
            continue
        for claim in view.index.claims(c for side in opposition.sides for c in side):
            out[view.index.document(claim).source.id].against.append(
                Contradiction(
                    group=group_ref(group),
                    claim=claim.id,
                    about=opposition.about,
                    note=clean(opposition.note),
                )
            )


def source_item(told: Published) -> SourceItem:
    """A source as a list tells it."""
    source = told.source
    return SourceItem(
        id=source.id,
        name=clean(source.name),
        owner=source.owner,
        affiliation=source.affiliation,
        languages=list(source.languages),
        reliability=source.reliability,
        documents=len(told.documents),
        claims=told.claims,
        firsts=len(told.firsts),
        contradicted=len({c.claim for c in told.against}),
        first_known=min(told.moments, default=None),
        last_known=max(told.moments, default=None),
    )


def source_detail(view: View, told: Published) -> SourceDetail:
    """A source opened."""
    firsts = sorted(told.firsts, key=lambda f: -(f.ahead_hours or 0.0))
    return SourceDetail(
        **dict(source_item(told)),
        as_of=view.as_of,
        first_reports=firsts[:LATEST],
        contradictions=told.against[:LATEST],
        latest=[document_item(view, d) for d in reversed(told.documents[-LATEST:])],
    )


@remembered
def source_shelf(view: View) -> Shelf[Published]:
    """All sources whose documents count."""
    found = tuple(published(view).values())
    names: dict[str, Names] = defaultdict(Names)
    for at, told in enumerate(found):
        source = told.source
        names["source"].add(
            at, [source.id, fold(source.name), fold(source.owner or "")]
        )
        names["side"].add(at, [source.affiliation])
        names["reliability"].add(at, [source.reliability])
    return Shelf(
        found,
        [t.source.id for t in found],
        lambda t: source_item(t).model_dump_json().encode(),
        {
            "most": lambda: (-float(len(t.documents)) for t in found),
            "name": lambda: (NAN for _ in found),
            "newest": lambda: (
                -max(t.moments).timestamp() if t.moments else NAN for t in found
            ),
        },
        names,
    )
