"""Acts: the rows of judgements that one decision writes, and undoes together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, Row, and_, insert, or_, select, update

from marsad.errors import Contradiction, InputError
from marsad.model import Judgement
from marsad.store import schema as t
from marsad.store.blocks import cells_of, forget_cells, mark
from marsad.store.conditions import among
from marsad.store.pictures import mark_stale
from marsad.store.ties import Ties, told

Decision = Literal[
    "same", "different", "confirm", "reject", "correct", "note", "withdraw", "undo"
]


@dataclass(frozen=True, slots=True)
class Signed:
    """Who decides, why, and when (None: now)."""

    by: str
    reason: str
    at: datetime | None = None

    def __post_init__(self) -> None:
        if not self.by.strip():
            raise InputError("a judgement is signed: say who decides with --by")
        if not self.reason.strip():
            raise InputError("a judgement has a reason: give it with --reason")


class Act:
    """What one call writes: rows that are undone together."""

    def __init__(self, db: Connection, sign: Signed) -> None:
        self._db, self._sign = db, sign
        self._at = sign.at or datetime.now(UTC)
        self.ties = Ties(live(db))
        self.first = 0

    def write(
        self,
        decision: Decision,
        subject: str,
        other: str | None = None,
        slot: str | None = None,
        value: Any = None,
    ) -> None:
        """Add one row, unless the very same counts already."""
        about = _question(decision, subject, other, slot)
        if about is not None and self._answered(about, decision, value):
            return
        values = {
            "decision": decision,
            "subject": subject,
            "other": other or "",
            "by": self._sign.by.strip(),
            "at": self._at,
            "reason": self._sign.reason.strip(),
            "live": True,
            "about": about,
            "slot": slot,
            "value": value,
        }
        made = insert(t.judgement).values(values).returning(t.judgement.c.id)
        number = int(self._db.execute(made).scalar_one())
        self.first = self.first or number
        self._db.execute(
            update(t.judgement).where(t.judgement.c.id == number).values(act=self.first)
        )
        self.ties.add(self._row(number))

    def _answered(self, about: str, decision: Decision, value: Any) -> bool:
        """The question has this answer. Raises Contradiction where it has another."""
        j = t.judgement.c
        query = select(t.judgement).where(j.about == about, j.live)
        row = self._db.execute(query).first()
        if row is None:
            return False
        if row.decision == decision and row.value == value:
            return True
        raise Contradiction(
            f"{told(judgement_of(row))} says otherwise; `marsad undo {row.id}` first"
        )

    def _row(self, number: int) -> Judgement:
        query = select(t.judgement).where(t.judgement.c.id == number)
        return judgement_of(self._db.execute(query).one())

    def done(self, *, changes: bool = True) -> Judgement:
        """The first row written. Raises Contradiction where all was decided before."""
        if not self.first:
            raise Contradiction("that is already decided; see `marsad judgements`")
        if changes:
            _changed(self._db, self._row(self.first).act)
        return self._row(self.first)


def _changed(db: Connection, act: int) -> None:
    """What an act judges has to be fused anew. Where it corrects a slot, or ties claims
    together or no longer, they may be compared with others than before."""
    j = t.judgement.c
    rows = db.execute(select(t.judgement).where(j.act == act)).all()
    named = {row.subject for row in rows} | {row.other for row in rows}
    if any(row.decision == "same" for row in rows):
        tied = select(t.judgement).where(j.decision == "same", j.live)
        for row in db.execute(tied):
            named |= {row.subject, row.other}
    of_sources = select(t.document.c.id).where(among(db, t.document.c.source_id, named))
    documents = set(db.execute(of_sources).scalars())
    moving = any(row.decision in {"same", "correct"} for row in rows)
    if moving:
        of_claims = select(t.claim.c.document_id).where(among(db, t.claim.c.id, named))
        documents |= set(db.execute(of_claims.distinct()).scalars())
    now = mark_stale(db, documents)
    # What claims are compared with stays: only their own cells, not their documents'.
    mark(db, cells_of(db, named).values(), now)
    if moving:
        forget_cells(db, documents)


def _question(
    decision: Decision, subject: str, other: str | None, slot: str | None
) -> str | None:
    """What is decided: one live answer to each. None: nothing is."""
    if decision in {"same", "different"}:
        return "pair " + " ".join(sorted((subject, other or "")))
    if decision == "correct":
        return f"slot {subject} {slot}"
    if decision == "withdraw":
        return f"source {subject}"
    return f"claim {subject}" if decision in {"confirm", "reject"} else None


def judgement_of(row: Row[Any]) -> Judgement:
    """The judgement of its row."""
    return Judgement(
        row.decision,
        row.subject,
        row.other or None,
        row.by,
        row.at,
        row.reason,
        row.id,
        row.act or row.id,
        row.slot,
        row.value,
        row.undone,
    )


def live(db: Connection, as_of: datetime | None = None) -> tuple[Judgement, ...]:
    """The judgements that count (at `as_of`; None: now), oldest first."""
    j = t.judgement.c
    counts: ColumnElement[bool] = j.live.is_(True)
    if as_of is not None:
        counts = and_(
            j.at <= as_of,
            j.decision != "undo",
            or_(j.undone.is_(None), j.undone > as_of),
        )
    rows = db.execute(select(t.judgement).where(counts).order_by(j.id))
    return tuple(judgement_of(row) for row in rows)
