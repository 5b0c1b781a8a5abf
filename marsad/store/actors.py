"""Analysts' own actors in the store: rows beside the registry that ships.

Rows are never deleted. A row of the same id takes the place of the one before it, and
taking it back lets the one before it count again.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime

from sqlalchemy import Connection, RowMapping, insert, select, update

from marsad.errors import NotFound
from marsad.model import ActorEntry
from marsad.store import schema as t

_LISTS = ("countries", "aliases", "nicknames")
_FIELDS = tuple(f.name for f in fields(ActorEntry) if f.name != "local")


@dataclass(frozen=True, slots=True)
class OwnActor:
    """A row of an analyst, who set it down when, and whether it counts."""

    entry: ActorEntry
    by: str
    at: datetime
    live: bool


def add(db: Connection, entry: ActorEntry, by: str) -> None:
    """Keep a row; one of the same id no longer counts."""
    _silence(db, entry.id)
    values = asdict(entry)
    row = {name: values[name] for name in _FIELDS} | {
        name: list(values[name]) for name in _LISTS
    }
    row["actor_id"] = row.pop("id")
    now = datetime.now(UTC)
    row |= {"by": by, "at": now, "live": True, "undone": False}
    db.execute(insert(t.own_actor).values(row))


def take_back(db: Connection, actor_id: str) -> ActorEntry | None:
    """Let the live row of that id no longer count. Gives the row before it, which
    counts again, or None. Raises NotFound where no row of that id counts."""
    own = t.own_actor
    fits = own.c.actor_id == actor_id
    number = db.execute(select(own.c.id).where(fits & own.c.live)).scalar()
    if number is None:
        known = ", ".join(e.id for e in entries(db)) or "none"
        raise NotFound(f"no actor {actor_id!r} was added here; there are: {known}")
    _silence(db, actor_id)
    db.execute(update(own).where(own.c.id == number).values(undone=True))
    before = db.execute(
        select(own.c.id).where(fits & ~own.c.undone).order_by(own.c.id.desc()).limit(1)
    ).scalar()
    if before is None:
        return None
    db.execute(update(own).where(own.c.id == before).values(live=True))
    return next(e for e in entries(db) if e.id == actor_id)


def entries(db: Connection) -> tuple[ActorEntry, ...]:
    """The rows that count, oldest first: what resolving uses."""
    return tuple(row.entry for row in every(db) if row.live)


def every(db: Connection) -> list[OwnActor]:
    """All rows that were ever added, oldest first."""
    found = db.execute(select(t.own_actor).order_by(t.own_actor.c.id)).mappings()
    return [OwnActor(_entry(row), row["by"], row["at"], row["live"]) for row in found]


def _entry(row: RowMapping) -> ActorEntry:
    values = {name: row[name] for name in _FIELDS if name not in {"id", *_LISTS}}
    lists = {name: tuple(row[name]) for name in _LISTS}
    return ActorEntry(id=row["actor_id"], **values, **lists)  # type: ignore[arg-type]


def _silence(db: Connection, actor_id: str) -> None:
    own = t.own_actor
    db.execute(update(own).where(own.c.actor_id == actor_id).values(live=False))
