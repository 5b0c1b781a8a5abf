"""Every error in one shape: RFC 9457, `application/problem+json`.

What marsad raises for its users (`marsad.errors`) becomes a problem with its message;
our own bugs become a 500 that tells nothing but that, and the log has the rest.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from http import HTTPStatus

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from marsad.errors import (
    Contradiction,
    InputError,
    MarsadError,
    NotFound,
    SettingsError,
    StoreError,
)
from marsad.serving.shapes import Problem
from marsad.serving.shapes.common import FieldError

MEDIA_TYPE = "application/problem+json"
_STATUS: tuple[tuple[type[MarsadError], int, str], ...] = (
    # the most special first
    (NotFound, 404, "not_found"),
    (Contradiction, 409, "contradiction"),
    (InputError, 422, "bad_input"),
    (SettingsError, 422, "bad_input"),
    (StoreError, 503, "store"),
    (MarsadError, 500, "failed"),
)
log = logging.getLogger("marsad.serving")


class Refused(Exception):
    """A request that is not served: its status, a stable `code`, and what to do."""

    def __init__(
        self,
        status: int,
        code: str,
        detail: str,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.status, self.code, self.detail = status, code, detail
        self.headers = headers or {}


def problem_of(wrong: Exception) -> Problem:
    """The problem that an exception is told as."""
    if isinstance(wrong, Refused):
        return _problem(wrong.status, wrong.code, wrong.detail)
    if isinstance(wrong, RequestValidationError):
        return _invalid(wrong)
    for shape, status, code in _STATUS:
        if isinstance(wrong, shape):
            return _problem(status, code, str(wrong))
    if isinstance(wrong, HTTPException):
        phrase = HTTPStatus(wrong.status_code).phrase
        code = phrase.lower().replace(" ", "_")
        return _problem(wrong.status_code, code, str(wrong.detail))
    return _problem(500, "failed", "marsad failed here; the server's log has more")


def response_of(wrong: Exception) -> Response:
    """The answer to a request that raised `wrong`."""
    if isinstance(wrong, MarsadError | HTTPException | RequestValidationError):
        headers = getattr(wrong, "headers", None)
    else:
        headers = wrong.headers if isinstance(wrong, Refused) else None
    told = problem_of(wrong)
    return Response(told.model_dump_json(), told.status, headers, media_type=MEDIA_TYPE)


def install(app: FastAPI) -> None:
    """Let every error of `app` be told as a problem."""

    def told(_request: Request, wrong: Exception) -> Response:
        return response_of(wrong)

    def failed(request: Request, wrong: Exception) -> Response:
        log.error("%s %s failed", request.method, request.url.path, exc_info=wrong)
        return response_of(wrong)

    for kind in (Refused, MarsadError, HTTPException, RequestValidationError):
        app.add_exception_handler(kind, told)
    app.add_exception_handler(Exception, failed)


def _problem(status: int, code: str, detail: str) -> Problem:
    title = HTTPStatus(status).phrase
    return Problem(title=title, status=status, code=code, detail=detail)


def _invalid(wrong: RequestValidationError) -> Problem:
    errors = [
        FieldError(
            where=".".join(str(part) for part in error["loc"]), message=error["msg"]
        )
        for error in wrong.errors()[:20]
    ]
    first = errors[0]
    return Problem(
        title=HTTPStatus(422).phrase,
        status=422,
        code="invalid",
        detail=f"{first.where}: {first.message}",
        errors=errors,
    )
