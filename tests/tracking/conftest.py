"""A front line in an invented war, told claim by claim."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from marsad.model import (
    Actor,
    Claim,
    Document,
    Figure,
    Incident,
    Level,
    Mention,
    Picture,
    Place,
    Span,
    Speaker,
    Stance,
    Status,
    What,
    When,
)

ACTORS = {
    "army": Actor("army", "Norland army", "state", "government"),
    "Front": Actor("front", "River Front", "rebel", "River Front"),
    "commander": Actor("front", "River Front", "rebel", "River Front"),
    "rebels": Actor("described:rebels:NO", "rebels", "rebel", "rebels"),
    "residents": Actor("described:residents:NO", "residents", "civilian"),
    "Watch": Actor("watch", "Norland Watch", "monitor"),
}
PLACES = {
    "Kalim": Place("Kalim", level=Level.CITY, lat=10.0, lon=20.0),
    "Borun": Place("Borun", level=Level.TOWN, lat=10.5, lon=20.6),
    "Kalim province": Place("Kalim province", level=Level.PROVINCE, lat=10.2, lon=20.2),
    "several towns of Kalim province": Place(
        "several towns of Kalim province", level=Level.PROVINCE, lat=10.2, lon=20.2
    ),
}


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
        first, last = on if isinstance(on, tuple) else (on, on)
        claim = Claim(
            id=f"c-{number:03}",
            document_id=made.id,
            ref=f"d{number}#c1",
            local_id="c1",
            kind=kind,
            quote=quote or f"{who} {kind} {at}",
            anchor=kind,
            span=Span(0, 1),
            anchor_span=Span(0, 1),
            status=Status(status),
            initiator=(Mention(who, actor=ACTORS.get(who)),) if who else (),
            target=(Mention(to, actor=ACTORS.get(to)),) if to else (),
            places=(PLACES[at],),
            when=When(date(2031, 5, first), date(2031, 5, last)),
            figures=(figure,) if figure else (),
            sources=(Speaker(by, Stance.SAYS, actor=ACTORS.get(by)),) if by else (),
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
