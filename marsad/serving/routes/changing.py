"""`/v1/judgements`, and how far a source is to be relied on: what people decide."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request

from marsad import judging
from marsad.errors import NotFound
from marsad.model import Judgement
from marsad.serving.access import Deed, Identity, require
from marsad.serving.asked import Reading
from marsad.serving.changes import changes_between
from marsad.serving.desk import Desk
from marsad.serving.items.sources import published, source_detail
from marsad.serving.narrowing import Text
from marsad.serving.problems import Refused
from marsad.serving.shapes import (
    Changes,
    JudgementDone,
    NewJudgement,
    NewReliability,
    SourceDetail,
    Undoing,
)
from marsad.serving.shapes.common import Name
from marsad.serving.view import View
from marsad.store import Connection, judgements, sources
from marsad.store.judgements import Signed

router = APIRouter(tags=["judgements"])
UNSAID = "reviewed"
"""The reason of a decision that was given none."""
PATIENCE = 20.0
"""Seconds that a decision waits for the picture to be made anew."""


class Deciding:
    """A request that changes something."""

    deed: Deed = "judge"

    def __init__(self, request: Request) -> None:
        self.desk: Desk = request.app.state.desk
        self.identity: Identity = self.desk.identify(request)
        require(self.identity, self.deed, request)

    def signed(self, reason: str) -> Signed:
        """Who decides, and why."""
        return Signed(by=self.identity.name or "?", reason=reason.strip() or UNSAID)

    def changes_since(self, before: View) -> Changes | None:
        """What is different now; None where the picture is not there in time."""
        now = self.desk.views.latest(PATIENCE)
        if now.revision != self.desk.views.revision():
            return None
        return changes_between(before, now)


Decision = Annotated[Deciding, Depends()]


@router.get("/judgements")
def list_judgements(
    asked: Reading, about: Annotated[Text | None, Query()] = None
) -> list[Judgement]:
    """Every decision on record, undone ones included, latest first; `about`: of one
    claim, group, document or source."""
    if asked.identity.public:
        raise Refused(403, "not_allowed", "the public view tells no judgements")
    with asked.desk.store.reading() as db:
        return list(reversed(judgements.history(db, about)))


@router.post("/judgements", status_code=201)
def decide(deciding: Decision, given: NewJudgement) -> JudgementDone:
    """Take a decision: it is signed, kept for ever, and can be undone. Says what it
    changed in the picture."""
    before = deciding.desk.views.latest()
    sign = deciding.signed(given.reason)
    with deciding.desk.store.writing() as db:
        made = _ACTS[given.decision](db, given, sign)
    return JudgementDone(judgement=made, changes=deciding.changes_since(before))


def _pair(
    act: Callable[[Connection, str, str, Signed], Judgement],
) -> Callable[[Connection, NewJudgement, Signed], Judgement]:
    def decided(db: Connection, given: NewJudgement, sign: Signed) -> Judgement:
        if given.other is None:
            raise Refused(422, "invalid", f"{given.decision} is of two: give `other`")
        return act(db, given.subject, given.other, sign)

    return decided


def _one(
    act: Callable[[Connection, str, Signed], Judgement],
) -> Callable[[Connection, NewJudgement, Signed], Judgement]:
    return lambda db, given, sign: act(db, given.subject, sign)


def _correct(db: Connection, given: NewJudgement, sign: Signed) -> Judgement:
    if given.slot is None:
        raise Refused(422, "invalid", "say which `slot` is to be corrected")
    return judging.correct(db, given.subject, given.slot, given.value, sign)


def _split(db: Connection, given: NewJudgement, sign: Signed) -> Judgement:
    return judgements.split(db, given.subject, given.claims, sign)


_ACTS: dict[str, Callable[[Connection, NewJudgement, Signed], Judgement]] = {
    "confirm": _one(judgements.confirm),
    "reject": _one(judgements.reject),
    "note": _one(judgements.note),
    "withdraw": _one(judgements.withdraw),
    "same": _pair(judgements.same),
    "different": _pair(judgements.different),
    "correct": _correct,
    "split": _split,
}


@router.post("/judgements/{number}/undo", status_code=201)
def undo(deciding: Decision, number: int, given: Undoing) -> JudgementDone:
    """Undo a decision, and all that was decided with it. Says what that changed."""
    before = deciding.desk.views.latest()
    sign = deciding.signed(given.reason)
    with deciding.desk.store.writing() as db:
        made = judgements.undo(db, number, sign)
    return JudgementDone(judgement=made, changes=deciding.changes_since(before))


@router.put("/sources/{id}/reliability", tags=["sources"])
def rate(deciding: Decision, id: Name, given: NewReliability) -> SourceDetail:  # noqa: A002
    """Say how far a source is to be relied on, by its Admiralty letter; signed on
    record as a note on the source."""
    sign = deciding.signed(f"reliability {given.reliability}: {given.reason or UNSAID}")
    with deciding.desk.store.writing() as db:
        sources.rate(db, id, given.reliability)
        judgements.note(db, id, sign)
    view = deciding.desk.views.latest(PATIENCE)
    if id not in published(view):
        raise NotFound(f"no document of {id} counts, so there is nothing to show")
    return source_detail(view, published(view)[id])
