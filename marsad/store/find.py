"""Finding things in the store: filters, text search, and what an id stands for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select, text

from marsad.errors import InputError, NotFound
from marsad.model import Claim, Document
from marsad.store import schema as t
from marsad.store.evidence import document_of, documents_query
from marsad.store.groups import follow
from marsad.store.readings import load_claims


@dataclass(frozen=True, slots=True)
class Filter:
    """What a list is narrowed to; None leaves a thing open.

    `place`, `actor` and `source` match names, or parts of them, whatever the case.
    `start`/`end`: days (inclusive) the claimed thing touches; where a claim has no date
    of its own, its document's day counts. `words`: full-text search in the document.
    """

    kind: str | None = None
    place: str | None = None
    actor: str | None = None
    source: str | None = None
    status: str | None = None
    start: date | None = None
    end: date | None = None
    words: str | None = None


def find_claims(db: Connection, wanted: Filter) -> dict[str, Claim]:
    """The live claims that fit, by id, oldest document first."""
    conditions: list[ColumnElement[bool]] = []
    if wanted.kind:
        conditions.append(t.claim.c.kind == wanted.kind)
    if wanted.status:
        conditions.append(t.claim.c.status == wanted.status)
    if wanted.place:
        conditions.append(_has_slot(("place",), wanted.place))
    if wanted.actor:
        conditions.append(_has_slot(("initiator", "target"), wanted.actor))
    if wanted.source:
        outlet = t.document.c.source_id.in_(_sources_like(wanted.source))
        conditions.append(or_(_has_slot(("source",), wanted.source), outlet))
    # An end left open reaches to the day of the report; where only the end is told, the
    # claim is of that day.
    if wanted.start:
        last = func.coalesce(t.claim.c.when_end, t.document.c.published_day)
        conditions.append(last >= wanted.start)
    if wanted.end:
        first = func.coalesce(
            t.claim.c.when_start, t.claim.c.when_end, t.document.c.published_day
        )
        conditions.append(first <= wanted.end)
    if wanted.words:
        conditions.append(t.document.c.id.in_(_search(db, wanted.words)))
    return load_claims(db, only=and_(*conditions) if conditions else None)


def find_documents(db: Connection, wanted: Filter) -> list[Document]:
    """Documents that fit (by source, publication day and words), oldest first;
    superseded and undated ones included."""
    query = documents_query()
    if wanted.source:
        query = query.where(t.document.c.source_id.in_(_sources_like(wanted.source)))
    if wanted.start:
        query = query.where(t.document.c.published_day >= wanted.start)
    if wanted.end:
        query = query.where(t.document.c.published_day <= wanted.end)
    if wanted.words:
        query = query.where(t.document.c.id.in_(_search(db, wanted.words)))
    order = query.order_by(t.document.c.known_from, t.document.c.key, t.document.c.id)
    return [document_of(row) for row in db.execute(order)]


def _like(column: ColumnElement[Any], part: str) -> ColumnElement[bool]:
    return column.icontains(part, autoescape=True)


def _has_slot(slots: tuple[str, ...], part: str) -> ColumnElement[bool]:
    slot = t.claim_slot.alias()
    return (
        select(slot.c.claim_id)
        .where(
            slot.c.reading_id == t.claim.c.reading_id,
            slot.c.claim_id == t.claim.c.id,
            slot.c.slot.in_(slots),
            or_(
                _like(slot.c.raw, part),
                _like(slot.c.name, part),
                _like(slot.c.actor_name, part),
                slot.c.actor_id == part,
            ),
        )
        .exists()
    )


def _sources_like(part: str) -> Any:
    return select(t.source.c.id).where(
        or_(_like(t.source.c.name, part), t.source.c.id == part)
    )


def documents_with(db: Connection, words: str) -> set[str]:
    """Ids of documents that hold all of the words."""
    found = _search(db, words)
    return set(found if isinstance(found, list) else db.execute(found).scalars())


def _search(db: Connection, words: str) -> Any:
    """Ids of documents that hold all of the words."""
    terms = [w for w in words.split() if any(c.isalnum() for c in w)]
    if not terms:
        raise InputError(f"nothing to search for in {words!r}; give a word")
    if db.dialect.name == "sqlite":
        quoted = " ".join('"' + term.replace('"', '""') + '"' for term in terms)
        match = text(
            "SELECT document_id FROM document_search WHERE document_search MATCH :words"
        ).bindparams(words=quoted)
        return [row[0] for row in db.execute(match)]
    vector = func.to_tsvector(
        text("'simple'"), t.document.c.title + " " + t.document.c.text
    )
    found = func.plainto_tsquery(text("'simple'"), " ".join(terms))
    return select(t.document.c.id).where(vector.op("@@")(found))


# -- what an id stands for ------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Named:
    """What an id or name stands for: its form and the id it goes by now."""

    form: Literal["claim", "document", "group", "source"]
    id: str


def resolve_id(db: Connection, name: str) -> Named:
    """What `name` stands for: an id, a corpus name (`doc`, `doc#c1`), or a source.

    Raises NotFound where nothing goes by it, InputError where several things do.
    """
    if db.execute(
        select(t.claim_group.c.id).where(t.claim_group.c.id == name)
    ).scalar():
        return Named("group", follow(db, name))
    asked: list[tuple[Literal["claim", "document", "source"], Any, Any]] = [
        ("claim", t.claim.c.id, or_(t.claim.c.id == name, t.claim.c.ref == name)),
        (
            "document",
            t.document.c.id,
            or_(t.document.c.id == name, t.document.c.key == name),
        ),
        ("source", t.source.c.id, or_(t.source.c.id == name, t.source.c.name == name)),
    ]
    for form, column, condition in asked:
        found = sorted(set(db.execute(select(column).where(condition)).scalars()))
        if len(found) > 1:
            found = _current(db, form, found)
        if len(found) > 1:
            raise InputError(
                f"{name} names {len(found)} {form}s: {', '.join(found)}; give an id"
            )
        if found:
            return Named(form, found[0])
    raise NotFound(
        f"nothing goes by {name}; ids stand in `marsad claims`, `incidents`, "
        "`documents` and `sources`"
    )


def _current(db: Connection, form: str, found: list[str]) -> list[str]:
    """Of several things of one name, those that count now."""
    if form == "claim":
        query = (
            select(t.claim.c.id)
            .join(t.reading)
            .where(t.claim.c.id.in_(found), t.reading.c.live)
        )
        live = sorted(set(db.execute(query).scalars()))
        return live or found
    if form == "document":
        replaced = set(
            db.execute(
                select(t.document.c.supersedes).where(
                    t.document.c.supersedes.in_(found)
                )
            ).scalars()
        )
        return [d for d in found if d not in replaced]
    return found


def claim_by_id(db: Connection, claim: str) -> Claim:
    """The claim of this id in its live reading. Raises NotFound."""
    live = load_claims(db, only=t.claim.c.id == claim)
    if claim in live:
        return live[claim]
    raise NotFound(
        f"claim {claim} belongs to a reading that counts no more "
        "(its document was read anew or replaced)"
    )


def counts(db: Connection) -> dict[str, int]:
    """How much of everything the store holds."""

    def number(query: Any) -> int:
        return int(db.execute(query).scalar() or 0)

    live = t.reading.c.live
    claims = select(func.count()).select_from(t.claim.join(t.reading)).where(live)
    return {
        "sources": number(select(func.count()).select_from(t.source)),
        "documents": number(select(func.count()).select_from(t.document)),
        "read": number(select(func.count()).select_from(t.reading).where(live)),
        "claims": number(claims),
        "incidents": _groups(db, "incident"),
        "series": _groups(db, "series"),
        "relations": _groups(db, "relation"),
        "issues": number(
            select(func.count()).select_from(t.issue).where(~t.issue.c.settled)
        ),
    }


def _groups(db: Connection, form: str) -> int:
    query = (
        select(func.count())
        .select_from(t.claim_group)
        .where(t.claim_group.c.live, t.claim_group.c.form == form)
    )
    return int(db.execute(query).scalar() or 0)


def list_sources(db: Connection) -> list[dict[str, Any]]:
    """Every source with how many documents and claims it has, busiest first, and the
    number of the judgement that withdrew it, if one did."""
    documents = func.count(func.distinct(t.document.c.id)).label("documents")
    claims = func.count(t.claim.c.id).label("claims")
    j = t.judgement.c
    withdrawn = (
        select(j.id)
        .where(j.subject == t.source.c.id, j.decision == "withdraw", j.live)
        .scalar_subquery()
        .label("withdrawn")
    )
    frame = t.source.outerjoin(t.document).outerjoin(
        t.reading,
        and_(t.reading.c.document_id == t.document.c.id, t.reading.c.live),
    )
    frame = frame.outerjoin(t.claim, t.claim.c.reading_id == t.reading.c.id)
    query = (
        select(t.source, documents, claims, withdrawn)
        .select_from(frame)
        .group_by(t.source.c.id)
        .order_by(documents.desc(), t.source.c.id)
    )
    return [dict(row) for row in db.execute(query).mappings()]


def homes_of(db: Connection, claim: str) -> list[tuple[str, str]]:
    """The live groups a claim belongs to: id and title."""
    rows = db.execute(
        select(t.claim_group.c.id, t.claim_group.c.title)
        .join(t.group_claim)
        .where(t.group_claim.c.claim_id == claim, t.claim_group.c.live)
        .order_by(t.claim_group.c.id)
    )
    return [(row.id, row.title) for row in rows]


def reader_of(db: Connection, claim: str) -> str:
    """Who read the claim, in its live reading: name and version of the reader."""
    row = db.execute(
        select(t.reading.c.reader, t.reading.c.version)
        .join(t.claim)
        .where(t.claim.c.id == claim, t.reading.c.live)
    ).one()
    return f"{row.reader} {row.version}"


def issues_of(db: Connection, document: str) -> list[tuple[str, str]]:
    """Open issues of a document: code and message."""
    rows = db.execute(
        select(t.issue.c.code, t.issue.c.message).where(
            t.issue.c.document_id == document, ~t.issue.c.settled
        )
    )
    return [(row.code, row.message) for row in rows]
