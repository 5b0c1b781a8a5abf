"""When the store changed: the moments between which a picture stays the same."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, select

from marsad.store import schema as t


def moments(db: Connection) -> tuple[datetime, ...]:
    """Every moment from which a document, a starting map or a judgement counts, or
    counts no more, in order, each once."""
    columns = (
        t.document.c.known_from,
        t.starting_map.c.known_from,
        t.judgement.c.at,
        t.judgement.c.undone,
    )
    found: set[datetime] = set()
    for column in columns:
        query = select(column).where(column.is_not(None)).distinct()
        found.update(db.execute(query).scalars())
    return tuple(sorted(found))
