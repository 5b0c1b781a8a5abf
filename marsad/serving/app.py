"""The application: routes, guards, errors, and the desk's own pages."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI
from starlette.middleware import Middleware

from marsad import __version__
from marsad.serving import problems
from marsad.serving.asked import Kept
from marsad.serving.desk import Desk
from marsad.serving.guard import (
    LOOPBACK,
    Bodies,
    Headers,
    Hosts,
    Times,
    security_headers,
)
from marsad.serving.pages import DeskPages
from marsad.serving.routes import ROUTERS
from marsad.serving.schema import described
from marsad.serving.shapes import Problem
from marsad.settings import Settings
from marsad.store import Store

PROBLEM: dict[int | str, dict[str, Any]] = {
    "default": {
        "model": Problem,
        "description": "Anything else, as a problem (RFC 9457).",
        "content": {
            problems.MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}
        },
    }
}


def create_app(store: Store, settings: Settings, *, loopback: bool = True) -> FastAPI:
    """The desk over `store`. `loopback`: it is bound to this machine only, and goes by
    no other host name than those of `settings.hosts`."""
    desk = Desk(store, settings)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        desk.views.begin()
        yield
        desk.close()

    known = {*LOOPBACK, *(h.lower() for h in settings.hosts)}
    any_host = not loopback and not settings.hosts
    app = FastAPI(
        title="marsad",
        version=__version__,
        summary="Who says what happened, where, when, to whom and how many.",
        # Their pages would load scripts from a third party.
        docs_url=None,
        redoc_url=None,
        openapi_url="/v1/openapi.json",
        lifespan=lifespan,
        responses=PROBLEM,
        middleware=[
            Middleware(Headers, headers=security_headers(settings.map_style)),
            Middleware(Hosts, known=None if any_host else known),
            Middleware(Times, seconds=settings.max_seconds),
            Middleware(Bodies, most=settings.max_upload),
        ],
    )
    app.state.desk, app.state.kept = desk, Kept()
    problems.install(app)
    for router in ROUTERS:
        app.include_router(router, prefix="/v1")
    # Whatever no route takes, so that a wrong method of a route stays a 405.
    app.router.default = DeskPages()
    app.openapi = lambda: described(app)  # type: ignore[method-assign]
    return app
