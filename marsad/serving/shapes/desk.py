"""Who is at the desk, what they decide and add, and what changes by it."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from pydantic import Field

from marsad.model import Grade, Judgement
from marsad.serving.shapes.common import GroupRef, Problem, Shape, Word

Role = Literal["public", "viewer", "analyst", "admin"]


class SignIn(Shape):
    """Name and password of an account."""

    name: Word = Field(min_length=1, max_length=100)
    password: str = Field(min_length=1, max_length=1000)


class SessionItem(Shape):
    """Who asks. `access`: `own` is the desk of one analyst on this machine, without
    accounts; `accounts` needs signing in. `csrf` goes into the `X-CSRF-Token` header
    of every request that changes something. `can`: read, judge, add, admin."""

    access: Literal["own", "accounts"]
    name: str | None
    role: Role | None
    can: list[Literal["read", "judge", "add", "admin"]]
    csrf: str | None
    expires: datetime | None


class KindItem(Shape):
    """A label of the codebook."""

    kind: str
    says: str
    section: str
    family: str
    violent: bool


class Meta(Shape):
    """What a desk must know before it draws: vocabularies, limits, the store's state.
    `newest` is when the latest document became known; null where none is.
    `computing`: the picture is being loaded or made anew (with `revision` 0: the
    first one, and there are no counts yet: ask again). `delay_hours` and
    `decimals` hold in the public view only."""

    version: str
    revision: int
    newest: datetime | None
    oldest: datetime | None
    computing: bool
    empty: bool
    samples: bool
    session: SessionItem
    counts: dict[str, int]
    waiting: int
    kinds: list[KindItem]
    sections: list[str]
    types: list[str]
    grades: dict[Grade, str]
    statuses: list[str]
    whats: list[str]
    levels: list[str]
    sides: list[str]
    languages: list[str]
    delay_hours: float | None
    decimals: int | None
    map_style: str | None
    limits: dict[str, int]


class NewJudgement(Shape):
    """A person's decision. `confirm`, `reject`: a claim or all of a group; `correct`:
    a `slot` of a claim says `value` (in corpus form, docs/corpus-form.md); `same`,
    `different`: `subject` and `other`, two claims (or, for `same`, two groups);
    `split`: `claims` leave the group `subject`; `note`: `reason` is the note;
    `withdraw`: a source counts no more. Without a reason it says "reviewed"."""

    decision: Literal[
        "confirm",
        "reject",
        "correct",
        "same",
        "different",
        "split",
        "note",
        "withdraw",
    ]
    subject: Word = Field(min_length=1, max_length=200)
    other: Word | None = Field(None, min_length=1, max_length=200)
    claims: list[Word] = Field(default_factory=list, max_length=500)
    slot: Word | None = Field(None, max_length=40)
    value: Any = None
    reason: Word = Field("", max_length=2000)


class Undoing(Shape):
    """Why a judgement is undone."""

    reason: Word = Field("", max_length=2000)


class GroupChange(Shape):
    """How one group changed: `what` says so in words."""

    group: GroupRef
    change: Literal["new", "gone", "changed"]
    what: list[str]
    now: str | None


class Changes(Shape):
    """What a decision or a new document changed in the picture. `now` of a group that
    is gone is the one it was merged into. Null where it is still being computed: an
    event tells when it is done."""

    revision: int
    groups: list[GroupChange]
    control: list[str]


class JudgementDone(Shape):
    """A decision taken, and what it changed."""

    judgement: Judgement
    changes: Changes | None


class NewReliability(Shape):
    """An Admiralty letter for a source; F: cannot be judged."""

    reliability: Literal["A", "B", "C", "D", "E", "F"]
    reason: Word = Field("", max_length=2000)


class NewText(Shape):
    """A pasted text. `published` is a date or a moment with its zone, as the source
    gives it. The address is kept, never fetched."""

    text: Word = Field(min_length=1)
    outlet: Word = Field(min_length=1, max_length=200)
    published: Word = Field(min_length=4, max_length=100)
    title: Word = Field("", max_length=1000)
    url: Word | None = Field(None, max_length=2000)
    language: Word | None = Field(None, min_length=2, max_length=20)


class Job(Shape):
    """Work that may take long: reports on their way in. `stage` is gather, read or
    fuse; `done` of `total` (null: not known yet). `added` counts documents by outcome,
    `issues` by code."""

    id: str
    state: Literal["waiting", "running", "done", "failed", "interrupted"]
    stage: str | None
    done: int
    total: int | None
    added: dict[str, int]
    documents: list[str]
    claims: int
    issues: dict[str, int]
    changes: Changes | None
    problem: Problem | None
