"""The picture in the store: groups whose ids are minted once, and who holds what.

Groups are computed anew whenever claims change, but an analyst's links must not break:
`with_ids` hands every new group the id of the old one it carries on, and an id whose
group was merged into another leads there for ever.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any, TypeVar

from pydantic import TypeAdapter
from sqlalchemy import (
    Connection,
    delete,
    insert,
    select,
    update,
)

from marsad.errors import NotFound
from marsad.ids import mint
from marsad.model import (
    ControlRow,
    Group,
    Incident,
    Judgement,
    Picture,
    Relation,
    Series,
)
from marsad.store import past
from marsad.store import schema as t

G = TypeVar("G", bound=Group)

FORMS: dict[str, type[Group]] = {
    "incident": Incident,
    "series": Series,
    "relation": Relation,
}


@cache
def _adapter(form: str) -> TypeAdapter[Any]:
    return TypeAdapter(FORMS.get(form, ControlRow))


# -- ids ----------------------------------------------------------------------------


def with_ids(groups: Iterable[G], old: Mapping[str, str], prefix: str) -> tuple[G, ...]:
    """Give every group an id: that of the old group most of whose claims it carries
    on, or a new one minted from its claims.

    `old` tells each claim's old group id (of the same form). An old id goes to the new
    group that holds most of its claims; ties go to the larger, then the earlier group.
    """
    fresh = list(groups)
    bids = []
    for index, group in enumerate(fresh):
        for old_id, shared in Counter(old[c] for c in group.claims if c in old).items():
            bids.append((-shared, -len(group.claims), index, old_id))
    given: dict[int, str] = {}
    taken: set[str] = set()
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


def _mint(group: Group, prefix: str, taken: set[str]) -> str:
    claims = sorted(group.claims)
    name = mint(prefix, *claims[:1])
    attempt = 0
    while name in taken:  # its first claim once belonged to a group that lives on
        attempt += 1
        name = mint(prefix, *claims, str(attempt))
    return name


def old_homes(db: Connection, form: str) -> dict[str, str]:
    """The live group of this form that each claim belongs to."""
    rows = db.execute(
        select(t.group_claim.c.claim_id, t.group_claim.c.group_id)
        .join(t.claim_group)
        .where(t.claim_group.c.live, t.claim_group.c.form == form)
    )
    return {row.claim_id: row.group_id for row in rows}


def identified(db: Connection, picture: Picture) -> Picture:
    """The picture with the store's ids on its groups (nothing is written)."""
    return replace(
        picture,
        incidents=with_ids(picture.incidents or (), old_homes(db, "incident"), "i"),
        series=with_ids(picture.series or (), old_homes(db, "series"), "s"),
        relations=with_ids(picture.relations or (), old_homes(db, "relation"), "r"),
    )


# -- saving and loading ---------------------------------------------------------------


def mark_stale(db: Connection) -> None:
    """Say that claims or judgements changed since the picture was computed."""
    newer = {"stale": True, "generation": t.picture.c.generation + 1}
    if not db.execute(update(t.picture).values(newer)).rowcount:
        first = {"id": 1, "stale": True, "generation": 1, "homeless": []}
        db.execute(insert(t.picture).values(first))


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


def save(db: Connection, picture: Picture, run: int, made_of: int) -> Picture:
    """Keep the picture as the latest one; gives it back with ids on its groups.

    `made_of` is the generation it was computed from: where claims have changed since
    (another run added some), it is kept and stays stale.
    """
    # Every claim's old home, dead groups' included: where it is now is where an old
    # id must lead.
    before = {form: old_homes(db, form) for form in FORMS}
    picture = identified(db, picture)
    known = set(db.execute(select(t.claim_group.c.id)).scalars())
    db.execute(delete(t.group_claim))
    db.execute(update(t.claim_group).values(live=False))
    for form, shape in FORMS.items():
        groups = [g for g in picture.groups if isinstance(g, shape)]
        _save_groups(db, form, groups, known, run)
        _redirect(db, before[form], groups)
    past.forget(db)
    db.execute(delete(t.control))
    rows = [_control_row(row) for row in picture.control or ()]
    if rows:
        db.execute(insert(t.control), rows)
    db.execute(
        update(t.picture).values(
            stale=generation(db) != made_of,
            as_of=picture.as_of,
            run_id=run,
            homeless=list(picture.homeless),
        )
    )
    return picture


def _save_groups(
    db: Connection, form: str, groups: Sequence[Group], known: set[str], run: int
) -> None:
    new: list[dict[str, Any]] = []
    again: list[dict[str, Any]] = []
    for group in groups:
        row = {
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
        }
        (again if group.id in known else new).append(row)
    if new:
        db.execute(insert(t.claim_group), [{**r, "minted_run": run} for r in new])
    for row in again:
        db.execute(
            update(t.claim_group).where(t.claim_group.c.id == row["id"]).values(row)
        )
    members = [{"group_id": g.id, "claim_id": c} for g in groups for c in set(g.claims)]
    if members:
        db.execute(insert(t.group_claim), members)


def _redirect(db: Connection, before: dict[str, str], groups: Sequence[Group]) -> None:
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


def _control_row(row: ControlRow) -> dict[str, Any]:
    return {
        "place_name": row.place.name or row.place.mention,
        "starts": row.start,
        "ends": row.end,
        "holder": row.holder,
        "basis": row.basis,
        "body": _adapter("control").dump_json(row).decode(),
    }


def load_groups(db: Connection, shape: type[G]) -> tuple[G, ...]:
    """The live groups of one shape (Incident, Series or Relation)."""
    form = next(name for name, known in FORMS.items() if known is shape)
    rows = db.execute(
        select(t.claim_group.c.body)
        .where(t.claim_group.c.live, t.claim_group.c.form == form)
        .order_by(t.claim_group.c.starts, t.claim_group.c.id)
    ).scalars()
    one = _adapter(form)
    return tuple(one.validate_json(row) for row in rows)


def load_control(db: Connection) -> tuple[ControlRow, ...]:
    """Who holds what, by the kept picture."""
    rows = db.execute(select(t.control.c.body).order_by(t.control.c.id)).scalars()
    one = _adapter("control")
    return tuple(one.validate_json(row) for row in rows)


def load_computed(db: Connection) -> past.Computed:
    """All of the kept picture that is not claims."""
    homeless = db.execute(select(t.picture.c.homeless)).scalar() or ()
    return past.Computed(
        load_groups(db, Incident),
        load_groups(db, Series),
        load_groups(db, Relation),
        load_control(db),
        tuple(homeless),
    )


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


def load_judgements(db: Connection) -> tuple[Judgement, ...]:
    """People's live decisions, oldest first."""
    rows = db.execute(
        select(t.judgement).where(t.judgement.c.live).order_by(t.judgement.c.id)
    )
    return tuple(
        Judgement(r.decision, r.subject, r.other or None, r.by, r.at, r.reason)
        for r in rows
    )
