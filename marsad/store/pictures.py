"""The kept picture: is it up to date, what was computed, and who holds what.

It is made block by block (`marsad.store.blocks`): what changed is fused anew, and the
rest stays. Groups and their ids are `marsad.store.groups`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from functools import cache
from itertools import groupby
from typing import Any, TypeVar

from pydantic import TypeAdapter
from sqlalchemy import Connection, delete, insert, select, update

from marsad.joining import joined_control
from marsad.model import ControlRow, Group, Incident, Picture, Relation, Series
from marsad.store import blocks, past
from marsad.store import schema as t
from marsad.store.conditions import among
from marsad.store.groups import (
    FORMS,
    PREFIX,
    Known,
    homes,
    load_groups,
    replace_groups,
    with_ids,
)

G = TypeVar("G", bound=Group)


@cache
def _control() -> TypeAdapter[ControlRow]:
    return TypeAdapter(ControlRow)


# -- is it up to date? --------------------------------------------------------------


def mark_stale(db: Connection, documents: Iterable[str] | None = None) -> int:
    """Say that claims of these `documents` (None: of any), or judgements on them,
    changed since the picture was computed. Gives the generation that this begins."""
    newer = {"stale": True, "generation": t.picture.c.generation + 1}
    if not db.execute(update(t.picture).values(newer)).rowcount:
        first = {"id": 1, "stale": True, "generation": 1}
        db.execute(insert(t.picture).values(first))
    now = generation(db)
    if documents is None:
        blocks.mark_all(db, now)
    else:
        blocks.touch(db, documents, now)
    return now


def generation(db: Connection) -> int:
    """How often claims or judgements have changed: what a picture was computed from."""
    return int(db.execute(select(t.picture.c.generation)).scalar() or 0)


def current_run(db: Connection) -> int | None:
    """The run that computed the kept picture; None where it is stale or not there."""
    query = select(t.picture.c.run_id).where(~t.picture.c.stale)
    return db.execute(query).scalar()


def is_stale(db: Connection) -> bool:
    """Whether the kept picture is older than the claims."""
    found = db.execute(select(t.picture.c.stale)).scalar()
    return bool(found)


# -- keeping ------------------------------------------------------------------------


def identified(db: Connection, picture: Picture) -> Picture:
    """The picture with the store's ids on its groups (nothing is written)."""

    def named(groups: Iterable[G] | None, form: str) -> tuple[G, ...]:
        return with_ids(groups or (), homes(db, form), PREFIX[form])

    return replace(
        picture,
        incidents=named(picture.incidents, "incident"),
        series=named(picture.series, "series"),
        relations=named(picture.relations, "relation"),
    )


def save(
    db: Connection,
    made: Mapping[str, past.Computed],
    gone: Collection[str],
    fused: Collection[str],
    run: int,
    made_of: int,
) -> None:
    """Keep what was `made` of some blocks, by name; blocks that are `gone` hold nothing
    any more. The cells `fused` were computed as of the generation `made_of`."""
    for form, shape in FORMS.items():
        fresh = {
            name: [g for g in part.groups if isinstance(g, shape)]
            for name, part in made.items()
        }
        replace_groups(db, form, fresh, gone, run)
    old = [*made, *gone]
    db.execute(delete(t.control).where(among(db, t.control.c.block, old)))
    rows = [
        _control_row(name, row) for name, part in made.items() for row in part.control
    ]
    if rows:
        db.execute(insert(t.control), rows)
    homeless = {name: part.homeless for name, part in made.items()}
    blocks.save(db, homeless, gone, fused, made_of)


def finish(db: Connection, as_of: datetime | None, run: int, made_of: int) -> bool:
    """Say that the whole picture is kept, as computed from generation `made_of`. False
    where claims have changed since (another run added some): then it is stale still."""
    past.forget(db)
    stale = generation(db) != made_of
    db.execute(update(t.picture).values(stale=stale, as_of=as_of, run_id=run))
    return not stale


def _control_row(block: str, row: ControlRow) -> dict[str, Any]:
    return {
        "place_name": row.place.name or row.place.mention,
        "starts": row.start,
        "ends": row.end,
        "holder": row.holder,
        "basis": row.basis,
        "body": _control().dump_json(row).decode(),
        "block": block,
    }


# -- loading ------------------------------------------------------------------------


def load_control(db: Connection) -> tuple[ControlRow, ...]:
    """Who holds what, by the kept picture."""
    query = select(t.control.c.block, t.control.c.body)
    rows = db.execute(query.order_by(t.control.c.block, t.control.c.id))
    return joined_control(
        [_control().validate_json(body) for _, body in part]
        for _, part in groupby(rows, key=lambda row: row[0])
    )


def load_computed(db: Connection, known: Known | None = None) -> past.Computed:
    """All of the kept picture that is not claims; groups `known` are not made again."""
    return past.Computed(
        load_groups(db, Incident, known),
        load_groups(db, Series, known),
        load_groups(db, Relation, known),
        load_control(db),
        blocks.homeless(db),
    )
