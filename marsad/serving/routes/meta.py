"""`/v1/health`, `/v1/meta`, `/v1/issues`."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from marsad import __version__
from marsad.codebook import kinds
from marsad.model import Level, Status, What
from marsad.serving.access import Identity
from marsad.serving.asked import Reading
from marsad.serving.desk import Desk
from marsad.serving.items.incidents import GRADES, incident_shelf
from marsad.serving.paging import MOST
from marsad.serving.problems import Refused
from marsad.serving.routes.session import session_item
from marsad.serving.shapes import IssueItem, Meta
from marsad.serving.shapes.common import Shape
from marsad.serving.shapes.desk import KindItem
from marsad.serving.view import View
from marsad.store import evidence, readings, runs
from marsad.telling.incidents import SECTIONS

router = APIRouter(tags=["meta"])
GRADES_SAY = {
    "confirmed": "the doer admits it, or two unrelated origins of opposing sides do",
    "fair": "two or more independent named origins",
    "weak": "one origin, or none that can be named",
    "contested": "a dispute on who did it, who holds the place, or whether it happened",
    "discounted": "denied, and supported by no one else",
}


class Health(Shape):
    """The server is up."""

    status: str
    version: str


@router.get("/health")
def health() -> Health:
    """Whether the server is up; asks nothing of the store."""
    return Health(status="ok", version=__version__)


@router.get("/meta")
def meta(request: Request, response: Response) -> Meta:
    """Vocabularies, limits, the state of the store, and who asks. A visitor who has not
    signed in is told the vocabularies alone."""
    desk: Desk = request.app.state.desk
    identity = desk.identify(request)
    response.headers["Cache-Control"] = "no-store"
    return Meta(**_vocabularies(desk, identity), **_state(desk, identity))


def _vocabularies(desk: Desk, identity: Identity) -> dict[str, Any]:
    settings = desk.settings
    return {
        "version": __version__,
        "session": session_item(identity),
        "kinds": [
            KindItem(
                kind=k.label,
                says=k.says,
                section=k.section,
                family=k.family,
                violent=k.violent,
            )
            for k in kinds().values()
        ],
        "sections": list(SECTIONS),
        "types": sorted({k.family for k in kinds().values()} - {"toll", "relation"}),
        "grades": {grade: GRADES_SAY[grade] for grade in GRADES},
        "statuses": [s.value for s in Status],
        "whats": [w.value for w in What],
        "levels": [level.value for level in Level],
        "languages": list(settings.languages),
        "delay_hours": settings.public_delay_hours if identity.public else None,
        "decimals": settings.public_decimals if identity.public else None,
        "map_style": settings.map_style or None,
        "limits": {
            "page": MOST,
            "body": settings.max_upload,
            "seconds": settings.max_seconds,
        },
    }


def _state(desk: Desk, identity: Identity) -> dict[str, Any]:
    view, waiting, empty = None, 0, False
    if identity.role is not None:
        with desk.store.reading() as db:
            waiting = len(readings.unread(db, desk.settings.languages))
            empty = evidence.latest_moment(db) is None
        # A desk must be able to say that it is still loading.
        view = desk.latest(identity) if empty or desk.views.ready else None
    known = _moments(view)
    return {
        "revision": view.revision if view else 0,
        "newest": max(known, default=None),
        "oldest": min(known, default=None),
        "computing": desk.views.computing or not desk.views.ready,
        "empty": empty,
        "samples": desk.samples is not None,
        "counts": _counts(view),
        "waiting": waiting,
        "sides": _sides(view),
    }


def _moments(view: View | None) -> list[Any]:
    documents = view.picture.documents.values() if view else ()
    return [d.published.known_from for d in documents if d.published]


def _counts(view: View | None) -> dict[str, int]:
    if view is None:
        return {}
    picture = view.picture
    return {
        "documents": len(picture.documents),
        "claims": len(picture.claims),
        "incidents": len(picture.incidents or ()),
        "series": len(picture.series or ()),
        "relations": len(picture.relations or ()),
        "control": len(picture.control or ()),
    }


def _sides(view: View | None) -> list[str]:
    if view is None:
        return []
    shelf = incident_shelf(view)
    return list(shelf.names["side"].counts(shelf.all()))


@router.get("/issues")
def issues(
    asked: Reading, code: Annotated[str | None, Query(max_length=40)] = None
) -> list[IssueItem]:
    """What was refused or kept back, and why."""
    if asked.identity.public:
        raise Refused(403, "not_allowed", "the public view tells no issues")
    with asked.desk.store.reading() as db:
        found = runs.list_issues(db, code=code)
    return [
        IssueItem(
            id=i.id,
            stage=i.stage,
            code=i.code,
            place=i.place,
            message=i.message,
            document=i.document_id,
            at=i.at,
        )
        for i in found[-MOST:]
    ]
