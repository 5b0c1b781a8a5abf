"""People's judgements in the store: append-only, signed, with a reason, undoable.

A row is never edited but for the mark that it no longer counts. One question (are these
two the same? is this claim so? what is its place?) has one live answer: another is
refused until the first is undone. What one call writes is one *act*; an act is undone
whole. Every function names things as people do: an id, or a name of a corpus file.

Errors: NotFound where nothing goes by a name, InputError where a thing cannot be judged
so, Contradiction (an InputError) where the judgement goes against one that counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, or_, select, update

from marsad.correcting import slot_json, slot_value
from marsad.errors import InputError, NotFound
from marsad.model import Group, Judgement
from marsad.store import schema as t
from marsad.store.acts import Act, Signed, judgement_of, live
from marsad.store.find import claim_by_id, resolve_id
from marsad.store.groups import load_group
from marsad.store.ties import told

__all__ = [
    "RELIABILITY",
    "Signed",
    "confirm",
    "correct",
    "different",
    "history",
    "live",
    "note",
    "rate",
    "reject",
    "same",
    "split",
    "undo",
    "withdraw",
    "withdrawn",
]

RELIABILITY = "ABCDEF"
"""The letters of a source's reliability; F: cannot be judged."""
RATED = "reliable"
"""The slot of a source that `rate` corrects."""


# -- deciding -----------------------------------------------------------------------


def same(db: Connection, first: str, second: str, sign: Signed) -> Judgement:
    """Two claims, or two groups of one form, are of one event. Of groups the second is
    merged into the first, and its id leads there from the next fusing on."""
    a, b = _claims_or_group(db, first), _claims_or_group(db, second)
    if a.name == b.name or set(a.claims) & set(b.claims):
        raise InputError(f"{first} and {second} are already one: {a.name}")
    if a.form != b.form:
        raise InputError(f"{first} is {a.form}, {second} {b.form}: these never merge")
    act = Act(db, sign)
    for other in b.claims:
        for own in a.claims[1:]:
            act.ties.check_pair(own, other)
        act.ties.check_same(a.claims[0], other)
        act.write("same", a.claims[0], other)
    return act.done()


def different(db: Connection, stays: str, leaves: str, sign: Signed) -> Judgement:
    """Two claims are of two events. Where both are in one group, the second leaves it,
    and takes along what is `same` with it."""
    a, b = _claim(db, stays), _claim(db, leaves)
    if a == b:
        raise InputError(f"{stays} and {leaves} are one claim")
    act = Act(db, sign)
    act.ties.check_different(a, b)
    act.write("different", a, b)
    return act.done()


def split(db: Connection, group: str, claims: Sequence[str], sign: Signed) -> Judgement:
    """Some claims of a group are of another event: they leave it, together."""
    whole = _group(db, group)
    leaving = list(dict.fromkeys(_claim(db, c) for c in claims))
    if not leaving:
        raise InputError(f"name the claims that leave {group}")
    strangers = [c for c in leaving if c not in whole.claims]
    if strangers:
        raise InputError(f"{', '.join(strangers)} is not in {whole.id}")
    staying = [c for c in whole.claims if c not in leaving]
    if not staying:
        raise InputError(f"all claims of {whole.id} cannot leave it: it would be empty")
    act = Act(db, sign)
    for claim in leaving:
        for other in staying:
            act.ties.check_different(other, claim)
    act.write("different", staying[0], leaving[0])
    for claim in leaving[1:]:
        act.ties.check_same(leaving[0], claim)
        act.write("same", leaving[0], claim)
    return act.done()


def confirm(db: Connection, name: str, sign: Signed) -> Judgement:
    """A claim is so; of a group, the first claim that asserts it."""
    act = Act(db, sign)
    act.write("confirm", _first_asserted(db, _claims_or_group(db, name).claims))
    return act.done()


def reject(db: Connection, name: str, sign: Signed) -> Judgement:
    """A claim does not count (it is not so, or misread); of a group, every claim."""
    act = Act(db, sign)
    for claim in _claims_or_group(db, name).claims:
        act.write("reject", claim)
    return act.done()


def correct(
    db: Connection, claim: str, slot: str, value: Any, sign: Signed
) -> Judgement:
    """A slot of a claim should say `value`: JSON as `marsad.correcting` takes it.

    `marsad.judging.correct` makes it from the corpus form, with places and actors
    resolved."""
    made = slot_json(slot, slot_value(slot, value))
    act = Act(db, sign)
    act.write("correct", _claim(db, claim), slot=slot, value=made)
    return act.done()


def note(db: Connection, name: str, sign: Signed) -> Judgement:
    """Something to know about a claim, group, document or source: the reason is the
    note. It decides nothing, and there may be many."""
    act = Act(db, sign)
    act.write("note", resolve_id(db, name).id)
    return act.done(changes=False)


def withdraw(db: Connection, source: str, sign: Signed) -> Judgement:
    """Nothing that a source published counts from now on. Its documents stay in the
    store, and pictures as of an earlier moment stay as they were."""
    named = resolve_id(db, source)
    if named.form != "source":
        raise InputError(f"{source} is a {named.form}; only sources are withdrawn")
    act = Act(db, sign)
    act.write("withdraw", named.id)
    return act.done()


def rate(db: Connection, source: str, letter: str, sign: Signed) -> Judgement:
    """The reliability of a source by the Admiralty code: A (completely reliable) to E
    (unreliable), F (cannot be judged). No grade of an incident rests on it."""
    named = resolve_id(db, source)
    if named.form != "source":
        raise InputError(f"{source} is a {named.form}; only sources are rated")
    if letter not in RELIABILITY:
        raise InputError(f"{letter!r} is no Admiralty letter; there are A to F")
    kept = t.source.c
    before = db.execute(select(kept.reliability).where(kept.id == named.id)).scalar()
    act = Act(db, sign)
    value = {"letter": letter, "before": before}
    act.write("correct", named.id, slot=RATED, value=value)
    db.execute(update(t.source).where(kept.id == named.id).values(reliability=letter))
    return act.done(changes=False)


def undo(db: Connection, number: int, sign: Signed) -> Judgement:
    """What was decided in the act of this judgement no longer counts, all of it."""
    row = db.execute(select(t.judgement).where(t.judgement.c.id == number)).first()
    if row is None:
        raise NotFound(f"there is no judgement {number}; see `marsad judgements`")
    if row.decision == "undo":
        raise InputError(f"judgement {number} is an undo; decide anew instead")
    if not row.live:
        said = told(judgement_of(row))
        raise InputError(f"{said} was undone on {row.undone:%Y-%m-%d}")
    moment = sign.at or datetime.now(UTC)
    if row.slot == RATED:
        old = update(t.source).where(t.source.c.id == row.subject)
        db.execute(old.values(reliability=row.value["before"]))
    db.execute(
        update(t.judgement)
        .where(t.judgement.c.act == row.act, t.judgement.c.live)
        .values(live=False, undone=moment)
    )
    act = Act(db, sign)
    act.write("undo", row.subject, row.other)
    db.execute(
        update(t.judgement)
        .where(t.judgement.c.id == act.first)
        .values(act=row.act, live=False)
    )
    return act.done(changes=row.decision != "note" and row.slot != RATED)


# -- telling ------------------------------------------------------------------------


def history(db: Connection, name: str | None = None) -> tuple[Judgement, ...]:
    """Every judgement ever made, undone ones and undoings included, oldest first; of
    one claim, group (and its claims), document or source where `name` is given."""
    query = select(t.judgement).order_by(t.judgement.c.id)
    if name is not None:
        named = resolve_id(db, name)
        ids = [named.id]
        if named.form == "group":
            ids += load_group(db, named.id).claims
        j = t.judgement.c
        query = query.where(or_(j.subject.in_(ids), j.other.in_(ids)))
    return tuple(judgement_of(row) for row in db.execute(query))


def withdrawn(db: Connection) -> dict[str, Judgement]:
    """The sources that are withdrawn, each with the judgement that did so."""
    return {j.subject: j for j in live(db) if j.decision == "withdraw"}


# -- what is judged -----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Judged:
    """A claim, or the claims of a group; `form` tells which."""

    name: str
    form: str
    claims: tuple[str, ...]


def _claims_or_group(db: Connection, name: str) -> _Judged:
    named = resolve_id(db, name)
    if named.form == "claim":
        return _Judged(named.id, "a claim", (named.id,))
    if named.form == "group":
        group = load_group(db, named.id)
        return _Judged(group.id, f"a group ({type(group).__name__})", group.claims)
    raise InputError(f"{name} is a {named.form}; only claims and groups are judged")


def _claim(db: Connection, name: str) -> str:
    named = resolve_id(db, name)
    if named.form != "claim":
        raise InputError(f"{name} is a {named.form}, not a claim")
    return named.id


def _group(db: Connection, name: str) -> Group:
    named = resolve_id(db, name)
    if named.form != "group":
        raise InputError(f"{name} is a {named.form}, not a group")
    return load_group(db, named.id)


def _first_asserted(db: Connection, claims: Iterable[str]) -> str:
    found = [claim_by_id(db, c) for c in claims]
    return next((c for c in found if c.status.value != "denied"), found[0]).id
