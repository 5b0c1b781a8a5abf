"""Cells and blocks in the store: what has to be fused anew, and what need not be.

A claim's `cell` (`marsad.fusing.blocks`) is worked out once, from its document.
Whatever changes claims marks their cells stale in the same transaction; fusing takes
the blocks with stale cells and leaves the others as they are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import (
    ColumnElement,
    Connection,
    and_,
    bindparam,
    delete,
    func,
    insert,
    or_,
    select,
    update,
)

from marsad.store import schema as t
from marsad.store.conditions import among
from marsad.store.evidence import known_at
from marsad.store.readings import frame


def touch(db: Connection, documents: Iterable[str], generation: int) -> None:
    """The cells of claims of these documents, and of those they take the place of, are
    stale; those of superseded readings too, for there claims are missed now."""
    wanted = list(documents)
    claim = t.claim.c
    replaced = select(t.document.c.supersedes).where(among(db, t.document.c.id, wanted))
    found = db.execute(
        select(claim.cell)
        .where(
            or_(among(db, claim.document_id, wanted), claim.document_id.in_(replaced))
        )
        .distinct()
    ).scalars()
    mark(db, {cell for cell in found if cell}, generation)


def mark(db: Connection, cells: Iterable[str], generation: int) -> None:
    """These cells are stale."""
    wanted = list(cells)
    cell = t.cell.c
    db.execute(
        update(t.cell).where(among(db, cell.name, wanted)).values(stale=generation)
    )
    known = set(
        db.execute(select(cell.name).where(among(db, cell.name, wanted))).scalars()
    )
    new = sorted(set(wanted) - known)
    if new:
        rows = [{"name": c, "claims": 0, "stale": generation} for c in new]
        db.execute(insert(t.cell), rows)


def mark_all(db: Connection, generation: int) -> None:
    """Every cell is stale."""
    db.execute(update(t.cell).values(stale=generation))


def forget_cells(db: Connection, documents: Iterable[str]) -> None:
    """The cells of the claims of these documents have to be worked out anew."""
    fits = among(db, t.claim.c.document_id, documents)
    db.execute(update(t.claim).where(fits).values(cell=None))


def without_cells(db: Connection, most: int) -> list[str]:
    """Ids of up to `most` documents with live claims whose cells are not worked out."""
    query = (
        select(t.claim.c.document_id)
        .select_from(frame())
        .where(t.claim.c.cell.is_(None), t.reading.c.live, known_at(None))
        .distinct()
        .limit(most)
    )
    return list(db.execute(query).scalars())


def put(db: Connection, cells: Mapping[str, str], generation: int) -> None:
    """Keep the cells of claims, by claim id; old and new ones are stale."""
    if not cells:
        return
    claim = t.claim.c
    old = db.execute(
        select(claim.cell).where(among(db, claim.id, cells)).distinct()
    ).scalars()
    mark(db, {*(c for c in old if c), *cells.values()}, generation)
    db.execute(
        update(t.claim)
        .where(claim.id == bindparam("claim"))
        .values(cell=bindparam("new")),
        [{"claim": c, "new": cell} for c, cell in cells.items()],
    )


def cells_of(db: Connection, claims: Iterable[str]) -> dict[str, str]:
    """The cells of these claims, by claim id, as far as they are known."""
    claim = t.claim.c
    query = select(claim.id, claim.cell).where(
        among(db, claim.id, claims), claim.cell.is_not(None)
    )
    return dict(db.execute(query).all())


def recount(db: Connection) -> set[str]:
    """Count the claims of stale cells anew. Gives these cells."""
    cell = t.cell.c
    stale = set(db.execute(select(cell.name).where(cell.stale.is_not(None))).scalars())
    numbers = Counter(dict.fromkeys(stale, 0))
    counted = db.execute(
        select(t.claim.c.cell, func.count())
        .select_from(frame())
        .where(among(db, t.claim.c.cell, stale), t.reading.c.live, known_at(None))
        .group_by(t.claim.c.cell)
    )
    numbers.update(dict(counted.all()))
    if numbers:
        db.execute(
            update(t.cell)
            .where(cell.name == bindparam("cell"))
            .values(claims=bindparam("number")),
            [{"cell": c, "number": n} for c, n in numbers.items()],
        )
    return stale


def full(db: Connection, parts: Iterable[str]) -> dict[str, int]:
    """The cells in these parts of the tree that have claims, and how many."""
    cell = t.cell.c
    out: dict[str, int] = {}
    for part in parts:
        held = cell.claims > 0, _below(cell.name, part)
        out |= dict(db.execute(select(cell.name, cell.claims).where(*held)).all())
    return out


def weight(db: Connection, part: str) -> tuple[int, int]:
    """How many claims a part of the tree has, and how many cells with claims."""
    cell = t.cell.c
    query = select(func.coalesce(func.sum(cell.claims), 0), func.count())
    row = db.execute(query.where(cell.claims > 0, _below(cell.name, part))).one()
    return int(row[0]), int(row[1])


def made(db: Connection, parts: Iterable[str]) -> set[str]:
    """The names of the blocks of the kept picture in these parts of the tree."""
    name = t.block.c.name
    found = (db.execute(select(name).where(_below(name, part))) for part in parts)
    return {block for rows in found for block in rows.scalars()}


def known(db: Connection, names: Iterable[str]) -> set[str]:
    """Those of `names` that are blocks of the kept picture."""
    name = t.block.c.name
    return set(db.execute(select(name).where(among(db, name, names))).scalars())


def inside(block: str) -> ColumnElement[bool]:
    """The condition that a claim is in a block."""
    return _below(t.claim.c.cell, block)


def _below(path: ColumnElement[str], part: str) -> ColumnElement[bool]:
    """The condition that a path is in a part of the tree. Cells sort by their paths:
    what is below one stands between it with "/" and with "0", the character after."""
    if not part:
        return path.is_not(None)
    return or_(path == part, and_(path >= f"{part}/", path < f"{part}0"))


def save(
    db: Connection,
    made: Mapping[str, Sequence[str]],
    gone: Iterable[str],
    fused: Iterable[str],
    made_of: int,
) -> None:
    """Note that blocks are `made` (with the claims in them that a person rejected),
    that those `gone` are not, and that cells are `fused` as of generation `made_of`."""
    old = among(db, t.block.c.name, [*gone, *made])
    db.execute(delete(t.block).where(old))
    rows = [{"name": name, "homeless": list(out)} for name, out in made.items()]
    if rows:
        db.execute(insert(t.block), rows)
    settle(db, made_of, among(db, t.cell.c.name, fused))


def settle(
    db: Connection, made_of: int, which: ColumnElement[bool] | None = None
) -> None:
    """Cells (`which`; None: all) that were stale by generation `made_of` are fresh."""
    fresh = update(t.cell).where(t.cell.c.stale <= made_of).values(stale=None)
    db.execute(fresh if which is None else fresh.where(which))
    db.execute(delete(t.cell).where(t.cell.c.claims == 0, t.cell.c.stale.is_(None)))


def homeless(db: Connection) -> tuple[str, ...]:
    """Claims that are in no group, because a person rejected them."""
    rows = db.execute(select(t.block.c.homeless)).scalars()
    return tuple(sorted(c for row in rows for c in row))
