"""Who asks, and what they may do.

Without accounts the desk is one analyst's own: whoever reaches it on this machine may
do everything. With accounts a request carries a session cookie or an API token. What a
browser sends to change something needs the session's CSRF token as well.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from fastapi import Request

from marsad.serving.problems import Refused
from marsad.store import Store, accounts
from marsad.store.accounts import Role

COOKIE = "marsad_session"
CSRF_HEADER = "x-csrf-token"
Deed = Literal["read", "judge", "add", "admin"]
MAY: dict[Role, tuple[Deed, ...]] = {
    "public": ("read",),
    "viewer": ("read",),
    "analyst": ("read", "judge", "add"),
    "admin": ("read", "judge", "add", "admin"),
}
"""What each role may do."""
OWN_NAME = "analyst"
"""Who signs on a desk without accounts, where the system tells no user."""
_BROWSER = ("cookie", "origin", "sec-fetch-site")
_OWN_CSRF = secrets.token_urlsafe(24)


@dataclass(frozen=True, slots=True)
class Identity:
    """Who asks: `access` is `own` on a desk without accounts. `role` None: a visitor
    who has not signed in."""

    access: Literal["own", "accounts"]
    name: str | None
    role: Role | None
    csrf: str | None = None
    session: accounts.Session | None = None

    @property
    def public(self) -> bool:
        """Whether only the public view is shown."""
        return self.role == "public"

    @property
    def may(self) -> tuple[Deed, ...]:
        """What is allowed."""
        return MAY[self.role] if self.role else ()


def identify(
    request: Request, store: Store, *, own_name: str, open_to_public: bool
) -> Identity:
    """Who sends `request`. Raises Refused where a token or session is none."""
    with store.reading() as db:
        if not accounts.exist(db):
            return Identity("own", own_name, "admin", _OWN_CSRF)
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        if token:
            found = accounts.by_token(db, token) if scheme.lower() == "bearer" else None
            if found is None:
                raise Refused(
                    401,
                    "bad_token",
                    "no such API token, or too old; make one with `marsad user token`",
                    {"WWW-Authenticate": "Bearer"},
                )
            return Identity("accounts", found.name, found.role)
        cookie = request.cookies.get(COOKIE)
        session = accounts.by_session(db, cookie) if cookie else None
    if session is not None:
        account = session.account
        return Identity("accounts", account.name, account.role, session.csrf, session)
    visitor: Role | None = "public" if open_to_public else None
    return Identity("accounts", None, visitor)


def require(identity: Identity, deed: Deed, request: Request) -> None:
    """Raises Refused where `identity` may not do `deed`, or the request may come from
    another site's page."""
    if identity.role is None:
        raise Refused(
            401, "sign_in", "sign in first (POST /v1/session), or give a token"
        )
    if deed not in identity.may:
        raise Refused(
            403, "not_allowed", f"a {identity.role} may not do this; ask an admin"
        )
    if deed != "read":
        check_csrf(identity, request)


def check_csrf(identity: Identity, request: Request) -> None:
    """Raises Refused where a browser's request has no CSRF token. A program that sends
    no cookie, and no header that only browsers send, needs none."""
    if identity.access == "accounts" and identity.session is None:
        return  # an API token is not sent by a browser on its own
    if not any(name in request.headers for name in _BROWSER):
        return
    given, known = request.headers.get(CSRF_HEADER, ""), identity.csrf
    if not known or not secrets.compare_digest(given.encode(), known.encode()):
        raise Refused(
            403,
            "csrf",
            "the X-CSRF-Token header is missing or old; get it from GET /v1/session",
        )


Decide = Callable[[Request], Identity]
