"""Evidence in the store: sources, and documents as received."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    and_,
    bindparam,
    exists,
    func,
    insert,
    or_,
    select,
    update,
)

from marsad.errors import NotFound
from marsad.model import Document, Published, Source
from marsad.store import schema as t
from marsad.store.conditions import among


class Outcome(StrEnum):
    """What became of a document that was handed in."""

    ADDED = "added"
    KNOWN = "known"
    REPLACED = "replaced"
    COMPLETED = "completed"


def add_document(db: Connection, document: Document, run: int) -> Outcome:
    """Keep a document; the same text of the same source again changes nothing.

    KNOWN: it was there. COMPLETED: it was there without a date, and now has one.
    REPLACED: another text of that source goes by the same key or URL; it is kept, and
    this one counts in its stead from the moment it was published.
    """
    known = db.execute(_known(), {"document": document.id}).first()
    if known is not None:
        if known.known_from is None and document.published is not None:
            _complete(db, document, document.published)
            return Outcome.COMPLETED
        return Outcome.KNOWN
    _keep_source(db, document.source)
    earlier = _earlier_version(db, document)
    row = {
        "id": document.id,
        "key": document.key,
        "source_id": document.source.id,
        "title": document.title,
        "text": document.text,
        "sha256": document.sha256,
        "url": document.url,
        "language": document.language,
        **_published_columns(document.published),
        "text_origin": document.text_origin,
        "path": document.path,
        "supersedes": earlier,
        "run_id": run,
        "added": datetime.now(UTC),
        "unread": True,
    }
    db.execute(insert(t.document), row)
    return Outcome.REPLACED if earlier else Outcome.ADDED


# Statements that are asked of every document are built once: SQLAlchemy takes longer to
# build one than SQLite to answer it.


@cache
def _known() -> Select[Any]:
    return select(t.document.c.known_from).where(
        t.document.c.id == bindparam("document")
    )


@cache
def _source() -> Select[Any]:
    return select(t.source.c.id).where(t.source.c.id == bindparam("source"))


def _complete(db: Connection, document: Document, published: Published) -> None:
    db.execute(
        update(t.document)
        .where(t.document.c.id == document.id)
        .values(**_published_columns(published))
    )


def _published_columns(published: Published | None) -> dict[str, Any]:
    if published is None:
        return {}
    return {
        "published_raw": published.raw,
        "published_day": published.day,
        "known_from": published.known_from,
        "precision": published.precision,
        "zone": published.zone,
    }


def _keep_source(db: Connection, source: Source) -> None:
    if db.execute(_source(), {"source": source.id}).scalar():
        return
    db.execute(
        insert(t.source).values(
            id=source.id,
            name=source.name,
            owner=source.owner,
            affiliation=source.affiliation,
            languages=list(source.languages),
            reliability=source.reliability,
        )
    )


def _earlier_version(db: Connection, document: Document) -> str | None:
    """The newest document of the source that this one is a later version of, if any:
    under the same URL, the same corpus key, or in the same file.

    Only of an earlier or equal date, so that an old version found late does not take
    the place of a newer one."""
    # A bare file name is no name to go by: two folders may both hold `report.txt`.
    by_path = not (document.path or "").endswith((".jsonl", ".json"))
    query = _earlier(by_path, bool(document.url), document.published is not None)
    asked = {
        "source": document.source.id,
        "key": document.key,
        "path": document.path,
        "url": document.url,
        "moment": document.published.known_from if document.published else None,
    }
    return db.execute(query, asked).scalar()


@cache
def _earlier(by_path: bool, by_url: bool, dated: bool) -> Select[Any]:
    """The newest document of a source under the same key (`by_path`: and in the same
    file) or URL, and (`dated`) of no later date."""
    same = t.document.c.key == bindparam("key")
    if by_path:
        same = same & (t.document.c.path == bindparam("path"))
    if by_url:
        same = same | (t.document.c.url == bindparam("url"))
    query = select(t.document.c.id).where(t.document.c.source_id == bindparam("source"))
    if dated:
        query = query.where(t.document.c.known_from <= bindparam("moment"))
    newest = query.where(same, ~_has_successor()).order_by(
        t.document.c.known_from.desc(), t.document.c.added.desc()
    )
    return newest.limit(1)


def _has_successor(as_of: datetime | None = None) -> ColumnElement[bool]:
    later = t.document.alias("later")
    # An undated version waits: until it is dated, the one before it counts.
    replaced = and_(
        later.c.supersedes == t.document.c.id, later.c.known_from.is_not(None)
    )
    if as_of is not None:
        replaced = and_(replaced, later.c.known_from <= as_of)
    return exists().where(replaced)


def known_at(as_of: datetime | None) -> ColumnElement[bool]:
    """The condition that a document counts at `as_of` (None: now, whatever its date):
    it was published by then, no later version had replaced it, and its source had not
    been withdrawn."""
    counts = and_(~_has_successor(as_of), ~_withdrawn(as_of))
    if as_of is None:
        return and_(t.document.c.known_from.is_not(None), counts)
    return and_(t.document.c.known_from <= as_of, counts)


def _withdrawn(as_of: datetime | None) -> ColumnElement[bool]:
    """A person has withdrawn the document's source, and nobody undid it."""
    j = t.judgement.c
    until = j.live if as_of is None else or_(j.undone.is_(None), j.undone > as_of)
    by_then = j.at <= as_of if as_of is not None else j.live
    out = select(j.subject).where(j.decision == "withdraw", by_then, until)
    return t.document.c.source_id.in_(out)


def documents_query() -> Select[Any]:
    """All columns of documents with their sources."""
    return select(
        t.document,
        t.source.c.name.label("source_name"),
        t.source.c.owner,
        t.source.c.affiliation,
        t.source.c.languages,
        t.source.c.reliability,
    ).join(t.source)


def document_of(row: Row[Any]) -> Document:
    """The document of one row of `documents_query`."""
    published = None
    if row.known_from is not None:
        published = Published(
            row.published_raw,
            row.published_day,
            row.known_from,
            row.precision,
            row.zone,
        )
    return Document(
        id=row.id,
        key=row.key,
        source=Source(
            id=row.source_id,
            name=row.source_name,
            owner=row.owner,
            affiliation=row.affiliation,
            languages=tuple(row.languages),
            reliability=row.reliability,
        ),
        title=row.title,
        text=row.text,
        sha256=row.sha256,
        url=row.url,
        language=row.language,
        published=published,
        text_origin=row.text_origin,
        path=row.path,
        supersedes=row.supersedes,
    )


def load_documents(db: Connection, as_of: datetime | None) -> dict[str, Document]:
    """The documents that count at `as_of`, by id, oldest first."""
    query = documents_query().where(known_at(as_of))
    rows = db.execute(
        query.order_by(t.document.c.known_from, t.document.c.key, t.document.c.id)
    )
    return {row.id: document_of(row) for row in rows}


def load_these(db: Connection, documents: Iterable[str]) -> dict[str, Document]:
    """The documents of these ids, by id, oldest first."""
    query = documents_query().where(among(db, t.document.c.id, documents))
    rows = db.execute(query.order_by(t.document.c.known_from, t.document.c.id))
    return {row.id: document_of(row) for row in rows}


def load_sources(db: Connection) -> dict[str, Source]:
    """All sources, by id."""
    rows = db.execute(select(t.source))
    return {
        row.id: Source(
            row.id,
            row.name,
            row.owner,
            row.affiliation,
            tuple(row.languages),
            row.reliability,
        )
        for row in rows
    }


def load_document(db: Connection, document: str) -> Document:
    """The document of this id. Raises NotFound."""
    row = db.execute(documents_query().where(t.document.c.id == document)).first()
    if row is None:
        raise NotFound(f"no document goes by {document}")
    return document_of(row)


def latest_moment(db: Connection) -> datetime | None:
    """When the newest document became known; None in an empty store."""
    query = select(t.document.c.known_from).where(t.document.c.known_from.is_not(None))
    return db.execute(query.order_by(t.document.c.known_from.desc()).limit(1)).scalar()


def newest_day(db: Connection, as_of: datetime | None) -> date | None:
    """The last publication day of what counts at `as_of`; None where nothing does."""
    query = select(func.max(t.document.c.published_day)).where(known_at(as_of))
    return db.execute(query).scalar()
