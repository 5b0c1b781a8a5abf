"""Claims, and the documents they stand in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from marsad.model import Claim, Document, Group, Incident, Mention, Span
from marsad.serving.shapes import (
    ClaimItem,
    DocumentItem,
    DocumentRef,
    GroupRef,
    OriginRef,
)
from marsad.serving.shelf import NAN, Names, Shelf, Spots, Texts, fold, ordinal
from marsad.serving.view import (
    View,
    documents_claims,
    judged,
    of_evidence,
    remembered,
)
from marsad.telling.attribution import chain_words, denies
from marsad.telling.safe import clean, link


def group_ref(group: Group) -> GroupRef:
    """A group by name."""
    form = type(group).__name__.lower()
    kind = group.type if isinstance(group, Incident) else form
    return GroupRef.model_validate(
        {
            "id": group.id,
            "form": form,
            "type": kind,
            "title": clean(group.title),
            "grade": group.grade,
        }
    )


def document_ref(document: Document) -> DocumentRef:
    """A document by name."""
    published = document.published
    return DocumentRef(
        id=document.id,
        title=clean(document.title),
        source=document.source.id,
        outlet=clean(document.source.name),
        published=published.raw if published else None,
        known_from=published.known_from if published else None,
        url=link(document.url),
        language=document.language,
    )


def origin_ref(view: View, claim: Claim) -> OriginRef:
    """The origin a claim rests on."""
    origin = view.index.origin(claim)
    return OriginRef(
        key=origin.key, name=clean(origin.name), voice=origin.voice, side=origin.side
    )


def claim_item(view: View, claim: Claim) -> ClaimItem:
    """A claim as the API tells it."""
    group = view.index.group_of.get(claim.id)
    begin = claim.anchor_span.start - claim.span.start
    return ClaimItem(
        id=claim.id,
        ref=claim.ref,
        document=document_ref(view.index.document(claim)),
        kind=claim.kind,
        status=claim.status,
        denies=denies(claim),
        quote=claim.quote,
        anchor=claim.anchor,
        span=claim.span,
        anchor_span=claim.anchor_span,
        mark=Span(begin, begin + len(claim.anchor)),
        initiator=list(claim.initiator),
        target=list(claim.target),
        places=list(claim.places),
        inherited=list(claim.inherited),
        when=claim.when,
        figures=list(claim.figures),
        sources=list(claim.sources),
        speakers=chain_words(view.index, claim),
        origin=origin_ref(view, claim),
        group=group_ref(group) if group and group.id else None,
        confidence=claim.confidence,
        reasons=list(claim.reasons),
        judgements=[j.number for j in judged(view).get(claim.id, ())],
    )


def claim_items(view: View, claims: Iterable[Claim]) -> list[ClaimItem]:
    """Claims as the API tells them."""
    return [claim_item(view, claim) for claim in claims]


def actor_names(mentions: Iterable[Mention]) -> set[str | None]:
    """What mentions can be asked for by: ids, and folded names."""
    out: set[str | None] = set()
    for mention in mentions:
        out.add(fold(mention.text))
        if mention.actor is not None:
            out |= {mention.actor.id, fold(mention.actor.name)}
    return out


def speaker_names(view: View, claim: Claim) -> set[str | None]:
    """What those who say a claim can be asked for by: outlet, speakers, origin."""
    origin = view.index.origin(claim)
    return outlet_names(view, claim) | {origin.key, fold(origin.name)}


def outlet_names(view: View, claim: Claim) -> set[str | None]:
    """The outlet and the speakers of a claim, by id and name."""
    source = view.index.document(claim).source
    out: set[str | None] = {source.id, fold(source.name)}
    for speaker in claim.sources:
        out.add(fold(speaker.mention))
        if speaker.actor is not None:
            out |= {speaker.actor.id, fold(speaker.actor.name)}
    return out


def sides(claim: Claim) -> set[str | None]:
    """The sides of those who do or suffer it."""
    return {
        m.actor.side for m in (*claim.initiator, *claim.target) if m.actor is not None
    }


def days(view: View, claim: Claim) -> tuple[float, float]:
    """The days a claim touches: its own, else its document's; where only the end is
    told it is of that day."""
    when = claim.when
    published = view.index.document(claim).published
    day = published.day if published else None
    start = (when.start or when.end) if when else None
    end = when.end if when else None
    first = ordinal(start or day)
    return first, max(first, ordinal(end or day))


def first_seen(view: View, claim: Claim) -> float:
    """When a claim became known, in seconds; NaN where it is not dated."""
    moment = view.index.known_from(claim)
    return moment.timestamp() if moment else NAN


NAMED = ("actor", "source", "side", "place", "kind", "status", "document")


@of_evidence
def claim_texts(view: View) -> Texts:
    """The sentences of all claims, with titles and places."""
    return Texts(
        " ".join((c.quote, view.index.document(c).title, *(_called(c))))
        for c in view.picture.claims.values()
    )


def _called(claim: Claim) -> list[str]:
    places = (*claim.places, *claim.inherited)
    return [p.name for p in places if p.name and p.name != p.mention]


@remembered
def claim_shelf(view: View) -> Shelf[Claim]:
    """All claims."""
    told = _as_told(view)
    names = {"grade": Names(), "origin": Names()}
    for at, claim in enumerate(told.things):
        group, origin = view.index.group_of.get(claim.id), view.index.origin(claim)
        names["grade"].add(at, [group.grade.value] if group else [])
        names["origin"].add(at, [origin.key, fold(origin.name)])
    return replace(
        told,
        item=lambda c: claim_item(view, c).model_dump_json().encode(),
        names={**told.names, **names},
        _rows={},
    )


@of_evidence
def _as_told(view: View) -> Shelf[Claim]:
    """All claims, by what their documents tell alone."""
    claims = tuple(view.picture.claims.values())
    names = {field: Names() for field in NAMED}
    spots = Spots()
    span = np.empty((len(claims), 2))
    for at, claim in enumerate(claims):
        span[at] = days(view, claim)
        names["actor"].add(at, actor_names((*claim.initiator, *claim.target)))
        names["source"].add(at, outlet_names(view, claim))
        names["side"].add(at, sides(claim))
        names["kind"].add(at, [claim.kind])
        names["status"].add(at, [claim.status.value])
        names["document"].add(at, [claim.document_id])
        for place in claim.places:
            names["place"].add(
                at, [place.gazetteer_id, fold(place.mention), fold(place.name or "")]
            )
            spots.add(at, place.lat, place.lon)
    known = np.array([first_seen(view, c) for c in claims])
    return Shelf(
        claims,
        [c.id for c in claims],
        _untold,
        {
            "newest": lambda: -known,
            "oldest": lambda: known,
            "day": lambda: span[:, 0],
        },
        names,
        span[:, 0],
        span[:, 1],
        spots,
    )


def _untold(claim: Claim) -> bytes:
    raise AssertionError(f"{claim.id}: a claim is told as part of a picture")


def document_item(view: View, document: Document) -> DocumentItem:
    """A document as a list tells it."""
    published = document.published
    return DocumentItem(
        id=document.id,
        key=clean(document.key),
        source=document.source.id,
        outlet=clean(document.source.name),
        title=clean(document.title),
        url=link(document.url),
        language=document.language,
        published=published.raw if published else None,
        day=published.day if published else None,
        known_from=published.known_from if published else None,
        precision=published.precision if published else None,
        claims=len(documents_claims(view).get(document.id, ())),
        sha256=document.sha256,
        text_origin=document.text_origin,
        supersedes=document.supersedes,
    )


@of_evidence
def document_shelf(view: View) -> Shelf[Document]:
    """All documents that count."""
    documents = tuple(view.picture.documents.values())
    names = {"source": Names(), "language": Names()}
    day = np.full(len(documents), NAN)
    known = np.full(len(documents), NAN)
    for at, document in enumerate(documents):
        names["source"].add(at, [document.source.id, fold(document.source.name)])
        names["language"].add(at, [document.language])
        if document.published:
            day[at] = ordinal(document.published.day)
            known[at] = document.published.known_from.timestamp()
    return Shelf(
        documents,
        [d.id for d in documents],
        lambda d: document_item(view, d).model_dump_json().encode(),
        {"newest": lambda: -known, "oldest": lambda: known},
        names,
        day,
        day,
    )
