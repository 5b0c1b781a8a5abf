"""A front line in an invented war, told claim by claim."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from marsad.model import (
    Claim,
    Document,
    Figure,
    Incident,
    Picture,
    Place,
    Span,
    What,
)
from marsad.tracking import Known
from tests.norland import PLACES, claim_about, speakers


class Front:
    """Claims about places; `told` adds one, `picture` gathers them by place."""

    def __init__(self, make_document: Callable[..., Document]) -> None:
        self._make = make_document
        self.documents: dict[str, Document] = {}
        self.claims: dict[str, Claim] = {}

    def told(
        self,
        kind: str,
        at: str,
        on: tuple[int, int] | int,
        *,
        who: str | None = None,
        to: str | None = None,
        by: str | None = "Watch",
        status: str = "happened",
        quote: str | None = None,
        figure: Figure | None = None,
        out: int = 20,
    ) -> Claim:
        number = len(self.claims) + 1
        made = self._make(f"Report {number}.", key=f"d{number}", day=date(2031, 5, out))
        self.documents[made.id] = made
        claim = claim_about(
            number,
            made,
            kind,
            quote=quote or f"{who} {kind} {at}",
            at=[at],
            on=on,
            who=who,
            to=to,
            figures=[figure] if figure else (),
            sources=speakers(by),
            status=status,
        )
        self.claims[claim.id] = claim
        return claim

    def picture(self) -> Picture:
        by: dict[Any, list[str]] = {}
        for claim in self.claims.values():
            by.setdefault(claim.places[0], []).append(claim.id)
        incidents = tuple(
            Incident(title=p.mention, claims=tuple(ids), type="place", place=p)
            for p, ids in by.items()
        )
        return Picture(
            datetime(2031, 6, 1, tzinfo=UTC),
            self.documents,
            self.claims,
            incidents=incidents,
            series=(),
        )


@pytest.fixture
def front(make_document) -> Front:
    return Front(make_document)


@pytest.fixture
def part() -> Figure:
    return Figure(What.OTHER, "percent", 80, 80, "80 percent")


@pytest.fixture
def several() -> Figure:
    return Figure(What.PLACES_TAKEN, "towns", 4, 4, "four towns")


class Reports(Front):
    """Claims by their sentences, with places, figures and the groups they are in."""

    def __init__(self, make_document: Callable[..., Document]) -> None:
        super().__init__(make_document)
        self.homes: dict[str, list[str]] = {}

    def say(
        self,
        quote: str,
        anchor: str,
        kind: str,
        *,
        day: int | None = 10,
        out: int | None = None,
        home: str | None = None,
        places: tuple[str, ...] = (),
        doc: str | None = None,
        **more: Any,
    ) -> Claim:
        """A claim made on 2031-05-`day`, published on day `out` (the same day where not
        given); `home` names the incident that it is in."""
        out = out or day or 20
        made = self.told(kind, "Kalim", day or out, quote=quote, out=out, **more)
        document = next((d for d in self.documents.values() if d.key == doc), None)
        claim = replace(
            made,
            anchor=anchor,
            document_id=document.id if document else made.document_id,
            span=Span(made.span.start + len(self.claims), 500),
            places=tuple(PLACES.get(p, Place(p, lat=1.0, lon=1.0)) for p in places),
            when=made.when if day else None,
        )
        self.claims[claim.id] = claim
        self.homes.setdefault(home or claim.id, []).append(claim.id)
        return claim

    def known(self) -> Known:
        """All of it, each home an incident."""
        incidents = tuple(
            Incident(id=name, title=name, claims=tuple(ids), type="act")
            for name, ids in self.homes.items()
        )
        as_of = datetime(2031, 6, 1, tzinfo=UTC)
        picture = Picture(as_of, dict(self.documents), dict(self.claims))
        return Known.of(replace(picture, incidents=incidents))


@pytest.fixture
def reports(make_document) -> Reports:
    return Reports(make_document)
