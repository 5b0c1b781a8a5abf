"""`/v1/session`: signing in and out."""

from __future__ import annotations

from datetime import timedelta

from fastapi import APIRouter, Request, Response

from marsad.serving import passwords
from marsad.serving.access import COOKIE, Identity, check_csrf
from marsad.serving.desk import Desk
from marsad.serving.problems import Refused
from marsad.serving.shapes import SessionItem, SignIn
from marsad.store import accounts

router = APIRouter(tags=["session"])


def session_item(identity: Identity) -> SessionItem:
    """Who asks, and what they may do."""
    return SessionItem(
        access=identity.access,
        name=identity.name,
        role=identity.role,
        can=list(identity.may),
        csrf=identity.csrf,
        expires=identity.session.expires if identity.session else None,
    )


@router.get("/session")
def who(request: Request, response: Response) -> SessionItem:
    """Who asks, what they may do, and the CSRF token. Never refused: a visitor has no
    role."""
    response.headers["Cache-Control"] = "no-store"
    desk: Desk = request.app.state.desk
    return session_item(desk.identify(request))


@router.post("/session")
def sign_in(request: Request, response: Response, given: SignIn) -> SessionItem:
    """Sign in; sets the session cookie. After five failures a name is locked out for a
    quarter of an hour."""
    desk: Desk = request.app.state.desk
    _check_origin(request)
    # The failure is noted before the password is looked at and struck out when it
    # fits: many guesses sent at once are each counted before any is answered.
    with desk.store.writing() as db:
        if not accounts.exist(db):
            raise Refused(409, "no_accounts", "this desk has no accounts: no need to")
        until = accounts.locked_until(db, given.name)
        known = accounts.password_of(db, given.name)
        if until is None:
            accounts.note_failure(db, given.name)
    if until is not None:
        raise Refused(
            429, "locked_out", f"too many failures; try again after {until:%H:%M} UTC",
            {"Retry-After": str(int(accounts.FAILURES_LAST.total_seconds()))},
        )  # fmt: skip
    if not passwords.fits(known, given.password):
        raise Refused(401, "wrong", "wrong name or password")
    lasts = timedelta(hours=desk.settings.session_hours)
    with desk.store.writing() as db:
        accounts.clear_failures(db, given.name)
        account = accounts.get(db, given.name)
        key = accounts.begin_session(db, account, lasts)
        session = accounts.by_session(db, key)
    if session is None:
        raise Refused(401, "wrong", "wrong name or password")
    _set_cookie(request, response, key, int(lasts.total_seconds()))
    response.headers["Cache-Control"] = "no-store"
    identity = Identity("accounts", account.name, account.role, session.csrf, session)
    return session_item(identity)


@router.delete("/session", status_code=204)
def sign_out(request: Request, response: Response) -> None:
    """Sign out."""
    desk: Desk = request.app.state.desk
    identity = desk.identify(request)
    check_csrf(identity, request)
    if identity.session is not None:
        with desk.store.writing() as db:
            accounts.end_session(db, identity.session.id)
    response.delete_cookie(COOKIE, path="/", httponly=True, samesite="strict")


def _set_cookie(request: Request, response: Response, key: str, seconds: int) -> None:
    response.set_cookie(
        COOKIE,
        key,
        max_age=seconds,
        path="/",
        secure=request.url.scheme == "https",
        httponly=True,
        samesite="strict",
    )


def _check_origin(request: Request) -> None:
    """Raises Refused where another site's page would sign somebody in."""
    if request.headers.get("sec-fetch-site", "same-origin") not in (
        "same-origin",
        "none",
    ):
        raise Refused(403, "csrf", "sign in on the desk's own page")
