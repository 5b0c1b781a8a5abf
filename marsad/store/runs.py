"""Runs of marsad over the store, and the issues they met."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Select, func, insert, select, update

from marsad import __version__
from marsad.store import schema as t

LONGEST_MESSAGE = 500
"""Issues are one-liners; a longer message is cut (index rows must stay small)."""


@dataclass(frozen=True, slots=True)
class Issue:
    """Something that was kept back or refused, with its reason and where it stands.

    `stage` is where it happened (gather, read, fuse), `code` a stable word to filter
    by, `place` the file (and line) or document it is about. `settled`: no longer so.
    """

    id: int
    stage: str
    code: str
    place: str
    message: str
    document_id: str | None
    at: datetime
    settled: bool


def begin(db: Connection, command: str, stages: Mapping[str, str]) -> int:
    """Open a run of `command` with the versions of its `stages`; gives its id."""
    made = db.execute(
        insert(t.run)
        .values(
            command=command,
            version=__version__,
            stages=dict(stages),
            began=datetime.now(UTC),
            outcome="running",
            counts={},
        )
        .returning(t.run.c.id)
    )
    return int(made.scalar_one())


def end(db: Connection, run: int, outcome: str, counts: Mapping[str, int]) -> None:
    """Close a run: `outcome` is done, interrupted or failed."""
    db.execute(
        update(t.run)
        .where(t.run.c.id == run)
        .values(ended=datetime.now(UTC), outcome=outcome, counts=dict(counts))
    )


def list_runs(db: Connection, limit: int = 20) -> list[dict[str, Any]]:
    """The latest runs, newest first."""
    rows = db.execute(select(t.run).order_by(t.run.c.id.desc()).limit(limit))
    return [dict(row) for row in rows.mappings()]


def note_issue(
    db: Connection,
    run: int,
    *,
    stage: str,
    code: str,
    place: str,
    message: str,
    document: str | None = None,
) -> bool:
    """Put an issue on record; the same one again changes nothing. True where new."""
    message = message[:LONGEST_MESSAGE]
    same = (
        (t.issue.c.stage == stage)
        & (t.issue.c.code == code)
        & (t.issue.c.place == place)
        & (t.issue.c.message == message)
    )
    found = db.execute(select(t.issue.c.id).where(same)).scalar()
    if found is not None:
        db.execute(update(t.issue).where(t.issue.c.id == found).values(settled=False))
        return False
    db.execute(
        insert(t.issue).values(
            run_id=run,
            stage=stage,
            code=code,
            place=place,
            message=message,
            document_id=document,
            at=datetime.now(UTC),
            settled=False,
        )
    )
    return True


def settle_issues(db: Connection, document: str, codes: tuple[str, ...]) -> None:
    """Mark the issues of a document with these codes as no longer so."""
    db.execute(
        update(t.issue)
        .where(t.issue.c.document_id == document, t.issue.c.code.in_(codes))
        .values(settled=True)
    )


def list_issues(
    db: Connection,
    *,
    code: str | None = None,
    stage: str | None = None,
    settled: bool = False,
) -> list[Issue]:
    """Issues on record, oldest first; `settled` adds those that are no longer so."""
    query: Select[Any] = select(t.issue).order_by(t.issue.c.id)
    if code:
        query = query.where(t.issue.c.code == code)
    if stage:
        query = query.where(t.issue.c.stage == stage)
    if not settled:
        query = query.where(~t.issue.c.settled)
    return [
        Issue(
            id=row.id,
            stage=row.stage,
            code=row.code,
            place=row.place,
            message=row.message,
            document_id=row.document_id,
            at=row.at,
            settled=row.settled,
        )
        for row in db.execute(query)
    ]


def count_issues(db: Connection) -> dict[str, int]:
    """How many open issues there are, by code."""
    rows = db.execute(
        select(t.issue.c.code, func.count())
        .where(~t.issue.c.settled)
        .group_by(t.issue.c.code)
        .order_by(func.count().desc())
    )
    return {row[0]: row[1] for row in rows}
