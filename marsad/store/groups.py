"""Groups in the store, whose ids are minted once.

Groups are computed anew whenever their claims change, but an analyst's links must not
break: `with_ids` hands every new group the id of the old one it carries on, and an id
whose group was merged into another leads there for ever.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from hashlib import blake2b
from typing import Any, TypeVar

from pydantic import TypeAdapter
from sqlalchemy import (
    Connection,
    bindparam,
    delete,
    func,
    insert,
    select,
    update,
)

from marsad.errors import NotFound
from marsad.ids import mint
from marsad.model import Group, Incident, Relation, Series
from marsad.store import schema as t
from marsad.store.conditions import among

G = TypeVar("G", bound=Group)

FORMS: dict[str, type[Group]] = {
    "incident": Incident,
    "series": Series,
    "relation": Relation,
}
PREFIX = {"incident": "i", "series": "s", "relation": "r"}


@cache
def _adapter(form: str) -> TypeAdapter[Any]:
    return TypeAdapter(FORMS[form])


# -- ids ----------------------------------------------------------------------------


def with_ids(
    groups: Iterable[G],
    old: Mapping[str, str],
    prefix: str,
    elsewhere: Collection[str] = (),
) -> tuple[G, ...]:
    """Give every group an id: that of the old group most of whose claims it carries
    on, or a new one minted from its claims and not among those in use `elsewhere`.

    `old` tells each claim's old group id (of the same form). An old id goes to the new
    group that holds most of its claims; ties go to the larger, then the earlier group.
    """
    fresh = list(groups)
    bids = []
    for index, group in enumerate(fresh):
        for old_id, shared in Counter(old[c] for c in group.claims if c in old).items():
            bids.append((-shared, -len(group.claims), index, old_id))
    given: dict[int, str] = {}
    taken: set[str] = set(elsewhere)
    for _, _, index, old_id in sorted(bids):
        if index not in given and old_id not in taken:
            given[index] = old_id
            taken.add(old_id)
    out = []
    for index, group in enumerate(fresh):
        name = given.get(index) or _mint(group, prefix, taken)
        taken.add(name)
        out.append(replace(group, id=name))
    return tuple(out)


def first_id(group: Group, prefix: str) -> str:
    """The id a group is minted if nobody has it: from its first claim."""
    return mint(prefix, *sorted(group.claims)[:1])


def _mint(group: Group, prefix: str, taken: set[str]) -> str:
    name = first_id(group, prefix)
    attempt = 0
    while name in taken:  # its first claim once belonged to a group that lives on
        attempt += 1
        name = mint(prefix, *sorted(group.claims), str(attempt))
    return name


def homes(
    db: Connection, form: str, blocks: Collection[str] | None = None
) -> dict[str, str]:
    """The live group of this form that each claim belongs to (of `blocks` alone, where
    they are given)."""
    query = (
        select(t.group_claim.c.claim_id, t.group_claim.c.group_id)
        .join(t.claim_group)
        .where(t.claim_group.c.live, t.claim_group.c.form == form)
    )
    if blocks is not None:
        query = query.where(among(db, t.claim_group.c.block, blocks))
    return {row.claim_id: row.group_id for row in db.execute(query)}


# -- saving -------------------------------------------------------------------------


def replace_groups(
    db: Connection,
    form: str,
    fresh: Mapping[str, Sequence[Group]],
    gone: Collection[str],
    run: int,
) -> None:
    """Keep the `fresh` groups of each block in place of those it had, and of those of
    the blocks that are `gone`. Their ids live on, or lead to where their claims went.
    What is as it was is not written again."""
    blocks = {*fresh, *gone}
    before = homes(db, form, blocks)
    prefix = PREFIX[form]
    groups = [g for made in fresh.values() for g in made]
    home = {id(g): block for block, made in fresh.items() for g in made}
    minted = {first_id(g, prefix) for g in groups}
    elsewhere = _alive(db, minted) - set(before.values())
    named = with_ids(groups, before, prefix, elsewhere)
    rows = {
        new.id: _row(form, new, home[id(g)])
        for g, new in zip(groups, named, strict=True)
    }
    kept = _bodies(db, form, blocks)
    same = {i for i, row in rows.items() if kept.get(i) == (row["block"], row["body"])}
    _retire(db, kept.keys() - same)
    changed = [g for g in named if g.id not in same]
    _write(db, [rows[g.id] for g in changed], run)
    members = [
        {"group_id": g.id, "claim_id": c} for g in changed for c in set(g.claims)
    ]
    if members:
        db.execute(insert(t.group_claim), members)
    _redirect(db, before, named)


def _alive(db: Connection, ids: Iterable[str]) -> set[str]:
    group = t.claim_group.c
    query = select(group.id).where(group.live, among(db, group.id, ids))
    return set(db.execute(query).scalars())


def _bodies(
    db: Connection, form: str, blocks: Collection[str]
) -> dict[str, tuple[str, str]]:
    """Block and body of the live groups of these blocks, by id."""
    group = t.claim_group.c
    rows = db.execute(
        select(group.id, group.block, group.body).where(
            group.live, group.form == form, among(db, group.block, blocks)
        )
    )
    return {row.id: (row.block, row.body) for row in rows}


def _retire(db: Connection, ids: Collection[str]) -> None:
    """These groups hold no claims, until they are written anew."""
    members = t.group_claim.c.group_id
    db.execute(delete(t.group_claim).where(among(db, members, ids)))
    old = among(db, t.claim_group.c.id, ids)
    db.execute(update(t.claim_group).where(old).values(live=False))


def _write(db: Connection, rows: Sequence[dict[str, Any]], run: int) -> None:
    ids = [row["id"] for row in rows]
    query = select(t.claim_group.c.id).where(among(db, t.claim_group.c.id, ids))
    known = set(db.execute(query).scalars())
    new = [{**row, "minted_run": run} for row in rows if row["id"] not in known]
    again = [{**row, "known_id": row["id"]} for row in rows if row["id"] in known]
    if new:
        db.execute(insert(t.claim_group), new)
    if again:
        columns = [name for name in again[0] if name not in {"id", "known_id"}]
        db.execute(
            update(t.claim_group)
            .where(t.claim_group.c.id == bindparam("known_id"))
            .values({name: bindparam(name) for name in columns}),
            again,
        )


def _row(form: str, group: Group, block: str) -> dict[str, Any]:
    return {
        "id": group.id,
        "form": form,
        "type": getattr(group, "type", None),
        "title": group.title,
        "starts": getattr(group, "start", None),
        "ends": getattr(group, "end", None),
        "grade": group.grade.value,
        "body": _adapter(form).dump_json(group).decode(),
        "live": True,
        "redirects_to": None,
        "block": block,
    }


def _redirect(
    db: Connection, before: Mapping[str, str], groups: Sequence[Group]
) -> None:
    """Point the ids that lost all their claims at the group most of these went to."""
    now = {c: g.id for g in groups for c in g.claims}
    alive = {g.id for g in groups}
    votes: dict[str, Counter[str]] = {}
    for claim, old in before.items():
        if old not in alive and claim in now:
            votes.setdefault(old, Counter())[now[claim]] += 1
    for old, counted in votes.items():
        heir = min(counted, key=lambda g: (-counted[g], g))
        db.execute(
            update(t.claim_group)
            .where(t.claim_group.c.id == old)
            .values(redirects_to=heir)
        )


# -- loading ------------------------------------------------------------------------


class Known:
    """Groups that were read before: one that is as it was is the same object again."""

    def __init__(self) -> None:
        self._before: dict[bytes, Any] = {}
        self._now: dict[bytes, Any] = {}

    def group(self, form: str, body: str) -> Any:
        """The group of a row."""
        key = blake2b(body.encode(), digest_size=16, person=form.encode()).digest()
        found = self._before.get(key)
        if found is None:
            found = _adapter(form).validate_json(body)
        self._now[key] = found
        return found

    def forget_others(self) -> None:
        """Let go of the groups that were not asked for since this was last said."""
        self._before, self._now = self._now, {}


def load_groups(
    db: Connection, shape: type[G], known: Known | None = None
) -> tuple[G, ...]:
    """The live groups of one shape (Incident, Series or Relation); those `known` are
    not made again."""
    form = next(name for name, known in FORMS.items() if known is shape)
    rows = db.execute(
        select(t.claim_group.c.body)
        .where(t.claim_group.c.live, t.claim_group.c.form == form)
        .order_by(t.claim_group.c.starts, t.claim_group.c.id)
    ).scalars()
    made = Known() if known is None else known
    return tuple(made.group(form, row) for row in rows)


def load_group(db: Connection, group: str) -> Group:
    """The group of this id, live or not. Raises NotFound."""
    row = db.execute(
        select(t.claim_group.c.form, t.claim_group.c.body).where(
            t.claim_group.c.id == group
        )
    ).first()
    if row is None:
        raise NotFound(f"nothing goes by {group}")
    found: Group = _adapter(row.form).validate_json(row.body)
    return found


def count_groups(db: Connection, form: str) -> int:
    """How many live groups of this form there are."""
    query = (
        select(func.count())
        .select_from(t.claim_group)
        .where(t.claim_group.c.live, t.claim_group.c.form == form)
    )
    return int(db.execute(query).scalar() or 0)


def follow(db: Connection, group: str) -> str:
    """The id a group goes by now, redirects followed. Raises NotFound."""
    seen = set()
    while group not in seen:
        seen.add(group)
        row = db.execute(
            select(t.claim_group.c.live, t.claim_group.c.redirects_to).where(
                t.claim_group.c.id == group
            )
        ).first()
        if row is None:
            raise NotFound(f"nothing goes by {group}")
        if row.live or row.redirects_to is None:
            return group
        group = row.redirects_to
    raise NotFound(f"{group} was merged in a circle; run `marsad add` to fuse again")
