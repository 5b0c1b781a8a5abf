"""The routes of `/v1`: one file a part of the record, all in one tuple."""

from __future__ import annotations

from fastapi import APIRouter

from marsad.serving.routes import (
    brief,
    changing,
    claims,
    events,
    groups,
    incidents,
    meta,
    search,
    session,
    states,
    stats,
    taking_in,
    who_where,
)

ROUTERS: tuple[APIRouter, ...] = (
    meta.router,
    session.router,
    incidents.router,
    claims.router,
    groups.router,
    states.router,
    who_where.router,
    brief.router,
    search.router,
    stats.router,
    changing.router,
    taking_in.router,
    events.router,
)
