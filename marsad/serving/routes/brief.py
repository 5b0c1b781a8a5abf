"""`/v1/brief`: the situation brief of any day, as data or as a finished page."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel, ConfigDict, Field

from marsad.serving.asked import Form, Reading
from marsad.serving.moments import Day, Moment
from marsad.serving.narrowing import Text
from marsad.serving.problems import Refused
from marsad.serving.shapes import BriefItem
from marsad.serving.view import View
from marsad.telling import Question, build_brief, render
from marsad.telling.render import Format

router = APIRouter(tags=["brief"])
LONGEST = timedelta(days=366)
PAGE_POLICY = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; "
    "img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
}
"""The page of a brief holds its own style and drawings, and runs nothing."""
PRINTED: dict[str, Format] = {"html": "html", "md": "md", "text": "text"}
FORMS: dict[int | str, dict[str, Any]] = {
    200: {"content": {"text/html": {}, "text/markdown": {}, "text/plain": {}}}
}


class Asking(BaseModel):
    """The days a brief is of: `on`, or `from` and `to`; without any, the last day on
    which something was published. As known at `as_of`, else at the end of its days."""

    model_config = ConfigDict(extra="forbid")

    on: Day | None = None
    first: Day | None = Field(None, alias="from")
    last: Day | None = Field(None, alias="to")
    place: Text | None = Field(None, description="Only in or near it.")
    as_of: Moment | None = None
    format: Form | None = None


@router.get("/brief", response_model=BriefItem, responses=FORMS)
def brief(asked: Reading, wanted: Annotated[Asking, Query()]) -> Response:
    """What is known, what is disputed, and on whose word."""
    form = asked.form("json", "html", "md", "text")
    first, last = _days(wanted, asked.view)
    if asked.moment is None:
        # A brief of a day is told as known at the end of that day (decision 2).
        end = datetime.combine(last, time(23, 59, 59), asked.view.as_of.tzinfo)
        asked.asks_as_of(end)

    def make(view: View) -> BriefItem | str:
        question = Question(first, last, asked.as_of, wanted.place)
        made = build_brief(view.picture, question)
        if form == "json":
            return BriefItem(as_of=asked.as_of, revision=view.revision, brief=made)
        return render(made, PRINTED[form])

    headers = PAGE_POLICY if form == "html" else None
    return asked.answer(make, form, headers=headers)


def _days(wanted: Asking, view: View) -> tuple[date, date]:
    if wanted.on is not None and (wanted.first or wanted.last):
        raise Refused(422, "bad_input", "give `on`, or `from` and `to`, not both")
    last = wanted.on or wanted.last
    if last is None:
        published = [
            d.published.day for d in view.picture.documents.values() if d.published
        ]
        last = max([*published, wanted.first or date.min])
        if last == date.min:
            raise Refused(404, "empty", "nothing is known yet; add reports first")
    first = wanted.on or wanted.first or last
    if first > last:
        raise Refused(
            422, "bad_input", f"the brief would end ({last}) before it begins ({first})"
        )
    if last - first > LONGEST:
        raise Refused(422, "bad_input", "a brief is of a year at most")
    return first, last
