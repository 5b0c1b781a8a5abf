"""Claims as rows of the store, and back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from sqlalchemy import Row

from marsad.model import (
    Actor,
    Claim,
    Figure,
    Level,
    Mention,
    Place,
    Span,
    Speaker,
    Stance,
    Status,
    What,
    When,
)
from marsad.store import schema as t

_NOTHING: dict[str, Any] = dict.fromkeys(c.name for c in t.claim_slot.columns)


# -- rows out of claims -------------------------------------------------------------


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
    for i, place in enumerate(claim.places):
        yield {
            **row("place", i, place.mention, place.span),
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


# -- claims out of rows -------------------------------------------------------------

# Looking a member up is five times quicker than calling the enum, and there are many.
_STATUS = {s.value: s for s in Status}
_LEVEL = {s.value: s for s in Level}
_WHAT = {s.value: s for s in What}
_STANCE = {s.value: s for s in Stance}


def claim_of(row: Row[Any], slots: list[Row[Any]]) -> Claim:
    """The claim of its row and those of its slots."""
    by_slot: dict[str, list[Row[Any]]] = defaultdict(list)
    for slot in slots:
        by_slot[slot.slot].append(slot)
    return Claim(
        id=row.id,
        document_id=row.document_id,
        ref=row.ref,
        local_id=row.local_id,
        kind=row.kind,
        quote=row.quote,
        anchor=row.anchor,
        span=Span(row.quote_start, row.quote_end),
        anchor_span=Span(row.anchor_start, row.anchor_end),
        status=_STATUS[row.status],
        initiator=tuple(map(_mention_of, by_slot["initiator"])),
        target=tuple(map(_mention_of, by_slot["target"])),
        places=tuple(map(_place_of, by_slot["place"])),
        when=_when_of(row) if row.when_known else None,
        figures=tuple(map(_figure_of, by_slot["figure"])),
        sources=tuple(map(_speaker_of, by_slot["source"])),
        confidence=row.confidence,
        reasons=tuple(row.reasons),
    )


def _span_of(start: int | None, end: int | None) -> Span | None:
    return None if start is None or end is None else Span(start, end)


@lru_cache(maxsize=4096)
def _actor_of(name: str | None, *rest: str | None) -> Actor | None:
    # The same few actors stand in most slots: one object each will do.
    return None if name is None else Actor(name, *rest)  # type: ignore[arg-type]


def _mention_of(slot: Row[Any]) -> Mention:
    return Mention(slot.raw, _span_of(slot.raw_start, slot.raw_end), _actor_in(slot))


def _actor_in(slot: Row[Any]) -> Actor | None:
    return _actor_of(
        slot.actor_id,
        slot.actor_name,
        slot.actor_type,
        slot.actor_side,
        slot.actor_country,
        slot.actor_parent,
    )


def _place_of(slot: Row[Any]) -> Place:
    return Place(
        mention=slot.raw,
        span=_span_of(slot.raw_start, slot.raw_end),
        name=slot.name,
        level=_LEVEL[slot.level] if slot.level else None,
        lat=slot.lat,
        lon=slot.lon,
        radius_km=slot.radius_km,
        country=slot.country,
        gazetteer_id=slot.gazetteer_id,
        basis=slot.basis,
        shape=slot.shape,
        precision=slot.precision,
    )


def _when_of(row: Row[Any]) -> When:
    span = _span_of(row.when_text_start, row.when_text_end)
    return When(row.when_start, row.when_end, row.when_basis, row.when_text, span)


def _figure_of(slot: Row[Any]) -> Figure:
    return Figure(
        _WHAT[slot.what],
        slot.who,
        slot.low,
        slot.high,
        slot.raw,
        bool(slot.approx),
        _span_of(slot.raw_start, slot.raw_end),
    )


def _speaker_of(slot: Row[Any]) -> Speaker:
    return Speaker(
        slot.raw,
        _STANCE[slot.stance],
        _span_of(slot.raw_start, slot.raw_end),
        _actor_in(slot),
        bool(slot.carrier),
    )
