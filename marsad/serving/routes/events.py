"""`/v1/events`: server-sent events when the picture changes."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from fastapi.responses import StreamingResponse

from marsad.serving.asked import Reading
from marsad.serving.problems import Refused

router = APIRouter(tags=["events"])
STREAM: dict[int | str, dict[str, Any]] = {
    200: {"content": {"text/event-stream": {"schema": {"type": "string"}}}}
}


@router.get("/events", response_class=StreamingResponse, responses=STREAM)
def events(asked: Reading) -> StreamingResponse:
    """`hello` at once, with the `revision` there is; `picture` with the `Changes` when
    it changes (the public hears the revision only); `job` as work goes on."""
    desk, identity = asked.desk, asked.identity

    def may_still() -> bool:
        try:
            same: bool = desk.identify(asked.request).role == identity.role
        except Refused:
            return False
        return same

    desk.live.admit(public=identity.public)
    stream = desk.live.listen(
        asked.view.revision, public=identity.public, may_still=may_still
    )
    return StreamingResponse(
        stream,
        media_type="text/event-stream",
        headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
    )
