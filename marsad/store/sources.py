"""Sources in the store: how far each is to be relied on."""

from __future__ import annotations

from sqlalchemy import Connection, update

from marsad.errors import NotFound
from marsad.store import schema as t
from marsad.store.pictures import mark_stale


def rate(db: Connection, source: str, reliability: str) -> None:
    """Give a source its Admiralty letter, A to E, or F: cannot be judged. Raises
    NotFound."""
    here = t.source.c.id == source
    if not db.execute(
        update(t.source).where(here).values(reliability=reliability)
    ).rowcount:
        raise NotFound(f"no source goes by {source}")
    mark_stale(db, ())  # how it is told changes; no group rests on it
