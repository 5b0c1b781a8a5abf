"""Claims as rows of the store; `claims_made` makes claims of them again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from marsad.model import Actor, Claim, Span, When
from marsad.store import schema as t

_NOTHING: dict[str, Any] = dict.fromkeys(c.name for c in t.claim_slot.columns)


def claim_row(number: int, position: int, claim: Claim) -> dict[str, Any]:
    """The row of a claim: the `position`-th of the reading of this number."""
    when = claim.when or When(None, None)
    return {
        "reading_id": number,
        "id": claim.id,
        "document_id": claim.document_id,
        "ref": claim.ref,
        "local_id": claim.local_id,
        "position": position,
        "kind": claim.kind,
        "quote": claim.quote,
        "quote_start": claim.span.start,
        "quote_end": claim.span.end,
        "anchor": claim.anchor,
        "anchor_start": claim.anchor_span.start,
        "anchor_end": claim.anchor_span.end,
        "status": claim.status.value,
        "when_start": when.start,
        "when_end": when.end,
        "when_known": claim.when is not None,
        "when_basis": when.basis,
        "when_text": when.text,
        "when_text_start": when.span.start if when.span else None,
        "when_text_end": when.span.end if when.span else None,
        "confidence": claim.confidence,
        "reasons": list(claim.reasons),
    }


def slot_rows(number: int, claim: Claim) -> Iterator[dict[str, Any]]:
    """The rows of its slots."""

    def row(slot: str, position: int, raw: str, span: Span | None) -> dict[str, Any]:
        return {
            **_NOTHING,
            "reading_id": number,
            "claim_id": claim.id,
            "slot": slot,
            "position": position,
            "raw": raw,
            "raw_start": span.start if span else None,
            "raw_end": span.end if span else None,
        }

    for name, mentions in (("initiator", claim.initiator), ("target", claim.target)):
        for i, mention in enumerate(mentions):
            yield {**row(name, i, mention.text, mention.span), **_actor(mention.actor)}
    for i, place in enumerate((*claim.places, *claim.inherited)):
        yield {
            **row("place", i, place.mention, place.span),
            "inherited": i >= len(claim.places),
            "name": place.name,
            "level": place.level.value if place.level else None,
            "lat": place.lat,
            "lon": place.lon,
            "radius_km": place.radius_km,
            "country": place.country,
            "gazetteer_id": place.gazetteer_id,
            "basis": place.basis,
            "shape": place.shape,
            "precision": place.precision,
        }
    for i, figure in enumerate(claim.figures):
        yield {
            **row("figure", i, figure.text, figure.span),
            "what": figure.what.value,
            "who": figure.who,
            "low": figure.low,
            "high": figure.high,
            "approx": figure.approx,
        }
    for i, speaker in enumerate(claim.sources):
        yield {
            **row("source", i, speaker.mention, speaker.span),
            **_actor(speaker.actor),
            "stance": speaker.stance.value,
            "carrier": speaker.carrier,
        }


def _actor(actor: Actor | None) -> dict[str, Any]:
    if actor is None:
        return {}
    return {
        "actor_id": actor.id,
        "actor_name": actor.name,
        "actor_type": actor.type,
        "actor_side": actor.side,
        "actor_country": actor.country,
        "actor_parent": actor.parent,
    }
