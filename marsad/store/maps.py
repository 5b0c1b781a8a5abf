"""Starting maps in the store: who held which place on a day, on the word of a source.

Rows are never deleted: loading a source's map again, or taking it out, leaves the old
rows without effect.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from functools import cache

from pydantic import TypeAdapter
from sqlalchemy import Connection, func, insert, select, update

from marsad.errors import NotFound
from marsad.model import Holding, Place
from marsad.store import schema as t
from marsad.store.pictures import mark_stale


@cache
def _place() -> TypeAdapter[Place]:
    return TypeAdapter(Place)


def load(db: Connection, holdings: Iterable[Holding]) -> int:
    """Keep a map; an earlier one of the same source no longer counts. Gives the number
    of its rows."""
    rows = [_row(h) for h in holdings]
    map_ = t.starting_map
    sources = {row["source"] for row in rows}
    db.execute(update(map_).where(map_.c.source.in_(sources)).values(live=False))
    known = set(db.execute(select(map_.c.id)).scalars())
    for row in rows:
        if row["id"] in known:
            db.execute(update(map_).where(map_.c.id == row["id"]).values(row))
    if new := [row for row in rows if row["id"] not in known]:
        db.execute(insert(map_), new)
    mark_stale(db)
    return len(rows)


def drop(db: Connection, source: str) -> int:
    """Let the map of a source no longer count. Gives the number of its rows; raises
    NotFound where there is none."""
    map_ = t.starting_map
    fits = (map_.c.source == source) & map_.c.live
    number = db.execute(update(map_).where(fits).values(live=False)).rowcount
    if not number:
        known = ", ".join(sorted(sources(db))) or "none"
        raise NotFound(f"no starting map of {source!r} is loaded; there are: {known}")
    mark_stale(db)
    return number


def known(db: Connection, as_of: datetime | None) -> tuple[Holding, ...]:
    """The rows of all starting maps that count at `as_of` (None: now), by id."""
    map_ = t.starting_map
    query = select(map_).where(map_.c.live).order_by(map_.c.id)
    if as_of is not None:
        query = query.where(map_.c.known_from <= as_of)
    return tuple(
        Holding(
            row.id,
            _place().validate_json(row.place),
            row.holder,
            row.day,
            row.source,
            row.known_from,
            row.note,
        )
        for row in db.execute(query)
    )


def sources(db: Connection) -> dict[str, int]:
    """The sources whose maps are loaded, with the number of rows of each."""
    map_ = t.starting_map
    query = select(map_.c.source, func.count().label("rows")).where(map_.c.live)
    found = db.execute(query.group_by(map_.c.source))
    return {row.source: row.rows for row in found}


def _row(holding: Holding) -> dict[str, object]:
    return {
        "id": holding.id,
        "source": holding.source,
        "day": holding.day,
        "holder": holding.holder,
        "known_from": holding.known_from,
        "place": _place().dump_json(holding.place).decode(),
        "note": holding.note,
        "loaded": datetime.now(UTC),
        "live": True,
    }
