"""One request: who asks for which picture, and how the answer goes back.

An answer is bytes with an ETag made of everything it depends on: the store's revision,
the moment, the audience, the address and the form. A browser that has it already gets
304 before anything is worked out; the last answers are kept, compressed.
"""

from __future__ import annotations

import gzip
import hashlib
from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime
from functools import cached_property
from threading import Lock
from typing import Annotated, Any, Literal

from fastapi import Depends, Query, Request, Response
from pydantic import BaseModel

from marsad.serving.access import require
from marsad.serving.desk import Desk
from marsad.serving.moments import Moment
from marsad.serving.paging import page
from marsad.serving.problems import Refused
from marsad.serving.shelf import Mask, Shelf
from marsad.serving.view import View

Form = Literal["json", "geojson", "csv", "html", "md", "text"]
MEDIA: dict[Form, str] = {
    "json": "application/json",
    "geojson": "application/geo+json",
    "csv": "text/csv; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "text": "text/plain; charset=utf-8",
}
_ACCEPTED: dict[str, Form] = {
    media.partition(";")[0]: form for form, media in MEDIA.items()
}
LEAST_ZIPPED = 1400
"""Smaller answers fit into one packet: not worth compressing."""
KEPT_BYTES = 48_000_000
"""Answers kept for those who ask the same again."""


class Kept:
    """The last answers, by ETag: plain, or compressed."""

    def __init__(self) -> None:
        self._bodies: OrderedDict[str, bytes] = OrderedDict()
        self._size = 0
        self._lock = Lock()

    def get(self, tag: str) -> bytes | None:
        """The answer of that tag, if it is kept."""
        with self._lock:
            if tag in self._bodies:
                self._bodies.move_to_end(tag)
            return self._bodies.get(tag)

    def keep(self, tag: str, body: bytes) -> None:
        """Keep an answer, and forget the oldest where there are too many."""
        with self._lock:
            self._size += len(body) - len(self._bodies.pop(tag, b""))
            self._bodies[tag] = body
            while self._size > KEPT_BYTES:
                _, gone = self._bodies.popitem(last=False)
                self._size -= len(gone)


class Asked:
    """A request that reads. Raises Refused where who asks may not."""

    def __init__(
        self,
        request: Request,
        as_of: Annotated[Moment | None, Query()] = None,
        format: Annotated[  # noqa: A002
            Form | None,
            Query(description="The form of the answer; wins over the Accept header."),
        ] = None,
    ) -> None:
        self.request, self.moment, self._format = request, as_of, format
        self.desk: Desk = request.app.state.desk
        self.identity = self.desk.identify(request)
        require(self.identity, "read", request)

    @cached_property
    def view(self) -> View:
        """The picture asked for."""
        return self.desk.views.at(self.moment, public=self.identity.public)

    def asks_as_of(self, moment: datetime) -> None:
        """Ask for the picture of `moment` instead."""
        self.moment = moment
        self.__dict__.pop("view", None)

    @property
    def as_of(self) -> datetime:
        """The moment whose picture is told: as asked, never later than it may be."""
        if self.moment is None or self.identity.public:
            return self.view.as_of
        return self.moment

    def form(self, *possible: Form) -> Form:
        """The first form that is asked for of those there are; JSON where none is."""
        if self._format is not None:
            if self._format not in possible:
                raise Refused(
                    406, "no_such_form", f"format: there is {', '.join(possible)}"
                )
            return self._format
        for part in self.request.headers.get("accept", "").split(","):
            form = _ACCEPTED.get(part.partition(";")[0].strip().lower())
            if form in possible:
                return form
        return possible[0]

    def answer(
        self,
        make: Callable[[View], BaseModel | bytes | str],
        form: Form = "json",
        *,
        headers: dict[str, str] | None = None,
        also: Any = None,
    ) -> Response:
        """What `make` makes of the view, unless the browser has it already. `also`:
        whatever else the answer depends on."""
        zipped = "gzip" in self.request.headers.get("accept-encoding", "")
        tag = self._tag(form, zipped, also)
        head = {
            "ETag": tag,
            "Cache-Control": "private, no-cache",
            "Vary": "Accept, Accept-Encoding, Authorization, Cookie",
            **(headers or {}),
        }
        if tag in _tags(self.request.headers.get("if-none-match")):
            return Response(status_code=304, headers=head)
        kept: Kept = self.request.app.state.kept
        body = kept.get(tag)
        if body is None:
            body = _encoded(make(self.view))
            if zipped and len(body) >= LEAST_ZIPPED:
                body = gzip.compress(body, 4, mtime=0)
            kept.keep(tag, body)
        if body[:2] == b"\x1f\x8b":
            head["Content-Encoding"] = "gzip"
        return Response(body, headers=head, media_type=MEDIA[form])

    def page(self, view: View, shelf: Shelf[Any], mask: Mask, wanted: Any) -> bytes:
        """The page of a shelf that `wanted` (a `Narrow` with its `sort`) asks for."""
        return page(
            shelf,
            mask,
            sort=wanted.sort,
            limit=wanted.limit,
            cursor=wanted.cursor,
            as_of=self.as_of,
            revision=view.revision,
        )

    def _tag(self, form: Form, zipped: bool, also: Any) -> str:
        view, url = self.view, self.request.url
        parts = (
            *(view.revision, view.as_of, self.as_of, view.public, form, zipped),
            *(url.path, url.query, also),
        )
        digest = hashlib.blake2b(repr(parts).encode(), digest_size=15)
        return f'W/"{digest.hexdigest()}"'


def _tags(header: str | None) -> set[str]:
    return {part.strip() for part in (header or "").split(",")}


def _encoded(made: BaseModel | bytes | str) -> bytes:
    if isinstance(made, BaseModel):
        made = made.model_dump_json()
    return made.encode("utf-8", "replace") if isinstance(made, str) else made


Reading = Annotated[Asked, Depends()]
"""A request that reads, as a parameter of a route."""
