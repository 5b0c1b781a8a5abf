"""Pictures of past moments, remembered: to fuse one anew takes seconds in a big store.

Each is tied to the run that computed the latest picture; as soon as claims or
judgements change, none is used any more, and the next kept picture sweeps them away.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from pydantic import TypeAdapter
from sqlalchemy import Connection, delete, insert, select

from marsad.model import ControlRow, Group, Incident, Picture, Relation, Series
from marsad.store import schema as t

MOST = 40
"""So many past moments are remembered; then the one asked for first is forgotten."""


@dataclass(frozen=True, slots=True)
class Computed:
    """What fusing and tracking made: everything of a picture that is not claims."""

    incidents: tuple[Incident, ...]
    series: tuple[Series, ...]
    relations: tuple[Relation, ...]
    control: tuple[ControlRow, ...]
    homeless: tuple[str, ...]

    @classmethod
    def of(cls, picture: Picture) -> Computed:
        """What was made of a picture's claims."""
        return cls(
            picture.incidents or (),
            picture.series or (),
            picture.relations or (),
            picture.control or (),
            picture.homeless,
        )

    @property
    def groups(self) -> tuple[Group, ...]:
        """All incidents, series and relations."""
        return (*self.incidents, *self.series, *self.relations)


@cache
def _adapter() -> TypeAdapter[Computed]:
    return TypeAdapter(Computed)


def recall(db: Connection, as_of: datetime) -> Computed | None:
    """What was computed for `as_of`, if that still holds."""
    body = db.execute(
        select(t.past_picture.c.body)
        .join(t.picture, t.picture.c.run_id == t.past_picture.c.run_id)
        .where(t.past_picture.c.as_of == as_of, ~t.picture.c.stale)
    ).scalar()
    return _adapter().validate_json(zlib.decompress(body)) if body else None


def remember(db: Connection, picture: Picture, run: int) -> None:
    """Keep what was computed from the state that `run` left; nothing where claims have
    changed since."""
    now = db.execute(select(t.picture.c.run_id, t.picture.c.stale)).first()
    if now is None or now.stale or now.run_id != run:
        return
    computed = Computed.of(picture)
    past = t.past_picture
    kept = db.execute(select(past.c.id).order_by(past.c.id.desc())).scalars().all()
    forgotten = kept[MOST - 1 :]
    db.execute(
        delete(past).where((past.c.as_of == picture.as_of) | past.c.id.in_(forgotten))
    )
    body = zlib.compress(_adapter().dump_json(computed), level=1)
    db.execute(insert(past).values(as_of=picture.as_of, run_id=run, body=body))


def forget(db: Connection) -> None:
    """Forget all past pictures: the claims they were made of have changed."""
    db.execute(delete(t.past_picture))
