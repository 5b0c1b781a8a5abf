"""Readings in the store: what a reader, or a person, found in a document."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    JSON,
    ColumnElement,
    Connection,
    Join,
    Row,
    and_,
    cast,
    func,
    insert,
    or_,
    select,
    update,
)

from marsad.model import (
    Actor,
    Claim,
    Figure,
    Level,
    Mention,
    Place,
    Reading,
    Span,
    Speaker,
    Stance,
    Status,
    What,
    When,
)
from marsad.store import schema as t
from marsad.store.evidence import known_at

ANNOTATOR = "annotator"
"""The reader's name of claims that came with a corpus file."""

_NOTHING: dict[str, Any] = dict.fromkeys(c.name for c in t.claim_slot.columns)


def save_reading(db: Connection, reading: Reading, run: int) -> None:
    """Keep a reading and let it count from now on, in place of any earlier one."""
    db.execute(
        update(t.reading)
        .where(t.reading.c.document_id == reading.document_id, t.reading.c.live)
        .values(live=False)
    )
    made = db.execute(
        insert(t.reading)
        .values(
            document_id=reading.document_id,
            reader=reading.reader,
            version=reading.version,
            run_id=run,
            made=datetime.now(UTC),
            live=True,
        )
        .returning(t.reading.c.id)
    )
    number = made.scalar_one()
    if not reading.claims:
        return
    rows = [_claim_row(number, i, c) for i, c in enumerate(reading.claims)]
    db.execute(insert(t.claim), rows)
    slots = [row for c in reading.claims for row in _slot_rows(number, c)]
    if slots:
        db.execute(insert(t.claim_slot), slots)


def unread(
    db: Connection, languages: Iterable[str], again: Iterable[str] = ()
) -> list[str]:
    """Ids of dated documents in `languages` without a reading, or of those to read
    `again`, oldest first."""
    query = (
        select(t.document.c.id)
        .outerjoin(
            t.reading,
            and_(t.reading.c.document_id == t.document.c.id, t.reading.c.live),
        )
        .where(
            or_(t.reading.c.id.is_(None), _among(db, t.document.c.id, again)),
            t.document.c.known_from.is_not(None),
            t.document.c.language.in_(tuple(languages)),
        )
        .order_by(t.document.c.known_from, t.document.c.id)
    )
    return list(db.execute(query).scalars())


def has_reading(db: Connection, document: str, reader: str) -> bool:
    """Whether `reader` ever read the document (live or not)."""
    query = select(t.reading.c.id).where(
        t.reading.c.document_id == document, t.reading.c.reader == reader
    )
    return db.execute(query.limit(1)).first() is not None


def revive(db: Connection, document: str, reader: str) -> bool:
    """Let the latest reading of `reader` count again, in place of another's. False
    where it counts already."""
    ours = (t.reading.c.document_id == document) & (t.reading.c.reader == reader)
    latest = db.execute(
        select(t.reading).where(ours).order_by(t.reading.c.id.desc()).limit(1)
    ).one()
    if latest.live:
        return False
    of_document = t.reading.c.document_id == document
    db.execute(update(t.reading).where(of_document).values(live=False))
    db.execute(update(t.reading).where(t.reading.c.id == latest.id).values(live=True))
    return True


def load_claims(
    db: Connection,
    as_of: datetime | None = None,
    *,
    only: ColumnElement[bool] | None = None,
) -> dict[str, Claim]:
    """The claims of live readings that count at `as_of`, by id, in document order.

    `only` narrows them further (a condition on the claim or document table)."""
    wanted = [t.reading.c.live, known_at(as_of)]
    if only is not None:
        wanted.append(only)
    frame = _frame()
    rows = db.execute(
        select(t.claim)
        .select_from(frame)
        .where(*wanted)
        .order_by(
            t.document.c.known_from,
            t.document.c.key,
            t.document.c.id,
            t.claim.c.position,
        )
    ).all()
    slots: dict[tuple[int, str], list[Row[Any]]] = defaultdict(list)
    found = db.execute(
        select(t.claim_slot)
        .select_from(frame.join(t.claim_slot))
        .where(*wanted)
        .order_by(t.claim_slot.c.position)
    )
    for slot in found:
        slots[slot.reading_id, slot.claim_id].append(slot)
    return {row.id: _claim_of(row, slots[row.reading_id, row.id]) for row in rows}


def _frame() -> Join:
    """Claims with their readings and documents."""
    return t.claim.join(t.reading).join(
        t.document, t.document.c.id == t.claim.c.document_id
    )


def touched_between(
    db: Connection, as_of: datetime | None, start: date, end: date
) -> set[str]:
    """Ids of claims that count at `as_of` and were published in these days, or tell of
    them. A brief of the days needs no group without one."""
    told_from = func.coalesce(t.claim.c.when_start, t.claim.c.when_end)
    told_to = func.coalesce(t.claim.c.when_end, t.claim.c.when_start)
    published = t.document.c.published_day
    query = (
        select(t.claim.c.id)
        .select_from(_frame())
        .where(
            t.reading.c.live,
            known_at(as_of),
            or_(
                published.between(start, end),
                and_(told_from <= end, told_to >= start),
            ),
        )
    )
    return set(db.execute(query).scalars())


def load_these(
    db: Connection, as_of: datetime | None, wanted: Iterable[str]
) -> dict[str, Claim]:
    """The claims of these ids that count at `as_of`, in document order."""
    return load_claims(db, as_of, only=_among(db, t.claim.c.id, wanted))


def _among(
    db: Connection, column: ColumnElement[str], ids: Iterable[str]
) -> ColumnElement[bool]:
    """The condition that an id is one of many. They go over as one value: thousands of
    bound ones would cost more than what they are to find."""
    sqlite = db.dialect.name == "sqlite"
    spread = func.json_each if sqlite else func.json_array_elements_text
    given = json.dumps(sorted(ids))
    value = given if sqlite else cast(given, JSON)
    many = select(spread(value).table_valued("value").c.value)
    return or_(column.in_(many))


# -- rows out of claims -------------------------------------------------------------


def _claim_row(number: int, position: int, claim: Claim) -> dict[str, Any]:
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


def _slot_rows(number: int, claim: Claim) -> Iterator[dict[str, Any]]:
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


def _claim_of(row: Row[Any], slots: list[Row[Any]]) -> Claim:
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
