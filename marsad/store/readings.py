"""Readings in the store: what a reader, or a person, found in a document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Join,
    Select,
    Update,
    and_,
    bindparam,
    func,
    insert,
    or_,
    select,
    update,
)

from marsad.model import (
    Claim,
    Reading,
)
from marsad.store import schema as t
from marsad.store.claim_rows import claim_row, slot_rows
from marsad.store.claims_made import CLAIM_COLUMNS, SLOT_COLUMNS, ClaimMaker
from marsad.store.conditions import among
from marsad.store.evidence import known_at

ANNOTATOR = "annotator"
"""The reader's name of claims that came with a corpus file."""
AT_ONCE = 5_000
"""Rows fetched at a time: one by one takes longer, all at once more memory."""


def save_reading(
    db: Connection,
    reading: Reading,
    run: int,
    cells: Mapping[str, str] | None = None,
) -> None:
    """Keep a reading and let it count from now on, in place of any earlier one.

    `cells` tell where fusing compares its claims, by claim id; without, that is worked
    out before the next fusing."""
    db.execute(_replaced(), {"document": reading.document_id})
    db.execute(_read(), {"document": reading.document_id})
    row = {
        "document_id": reading.document_id,
        "reader": reading.reader,
        "version": reading.version,
        "run_id": run,
        "made": datetime.now(UTC),
        "live": True,
    }
    number = db.execute(insert(t.reading).returning(t.reading.c.id), row).scalar_one()
    if not reading.claims:
        return
    known = cells or {}
    rows = [
        {**claim_row(number, i, c), "cell": known.get(c.id)}
        for i, c in enumerate(reading.claims)
    ]
    db.execute(insert(t.claim), rows)
    slots = [row for c in reading.claims for row in slot_rows(number, c)]
    if slots:
        db.execute(insert(t.claim_slot), slots)


@cache
def _replaced() -> Update:
    """The live reading of a document counts no more. Built once: it is done for every
    document."""
    ours = t.reading.c.document_id == bindparam("document")
    return update(t.reading).where(ours, t.reading.c.live).values(live=False)


@cache
def _read() -> Update:
    """A document has been read."""
    ours = t.document.c.id == bindparam("document")
    return update(t.document).where(ours).values(unread=False)


@cache
def _of_reader() -> Select[Any]:
    ours = t.reading.c.document_id == bindparam("document")
    by = t.reading.c.reader == bindparam("reader")
    return select(t.reading.c.id).where(ours, by).limit(1)


def unread(
    db: Connection, languages: Iterable[str], again: Iterable[str] = ()
) -> list[str]:
    """Ids of dated documents in `languages` without a reading, or of those to read
    `again`, oldest first."""
    document, named = t.document.c, list(again)
    wanted: ColumnElement[bool] = document.unread.is_(True)
    if named:
        wanted = or_(wanted, among(db, document.id, named))
    query = (
        select(document.id)
        .where(
            wanted,
            document.known_from.is_not(None),
            document.language.in_(tuple(languages)),
        )
        .order_by(document.known_from, document.id)
    )
    return list(db.execute(query).scalars())


def has_reading(db: Connection, document: str, reader: str) -> bool:
    """Whether `reader` ever read the document (live or not)."""
    asked = {"document": document, "reader": reader}
    return db.execute(_of_reader(), asked).first() is not None


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
    joined = frame()
    making, many = ClaimMaker(), {"yield_per": AT_ONCE}
    slots = select(*SLOT_COLUMNS).select_from(joined.join(t.claim_slot)).where(*wanted)
    by_position = slots.order_by(t.claim_slot.c.position)
    for row in db.execute(by_position, execution_options=many):
        making.take_slot(row)
    claims = select(*CLAIM_COLUMNS).select_from(joined).where(*wanted)
    rows = db.execute(
        claims.order_by(
            t.document.c.known_from,
            t.document.c.key,
            t.document.c.id,
            t.claim.c.position,
        ),
        execution_options=many,
    )
    return {claim.id: claim for claim in map(making.claim, rows)}


def live_readings(db: Connection) -> dict[str, int | None]:
    """The documents that count, oldest first, each with its live reading, if any."""
    ours = and_(t.reading.c.document_id == t.document.c.id, t.reading.c.live)
    query = (
        select(t.document.c.id, t.reading.c.id)
        .outerjoin_from(t.document, t.reading, ours)
        .where(known_at(None))
        .order_by(t.document.c.known_from, t.document.c.key, t.document.c.id)
    )
    return dict(db.execute(query).all())


def frame() -> Join:
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
        .select_from(frame())
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


def load_of(db: Connection, documents: Iterable[str]) -> dict[str, Claim]:
    """The claims that count of these documents, in document order."""
    return load_claims(db, only=among(db, t.claim.c.document_id, documents))


def load_these(
    db: Connection, as_of: datetime | None, wanted: Iterable[str]
) -> dict[str, Claim]:
    """The claims of these ids that count at `as_of`, in document order."""
    return load_claims(db, as_of, only=among(db, t.claim.c.id, wanted))
