"""A small invented war to fuse: towns, parties, and a way to write claims down."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from marsad.codebook import kinds
from marsad.model import (
    Actor,
    Claim,
    Document,
    Figure,
    Judgement,
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
    "ministry": Actor("army", "Norland army", "state", "government"),
    "state TV": Actor("tv", "Norland TV", "media", "government"),
    "Front": Actor("front", "River Front", "rebel", "River Front"),
    "League": Actor("league", "Hill League", "rebel", "Hill League"),
    "Watch": Actor("watch", "Norland Watch", "monitor"),
    "Red Cross": Actor("icrc", "Red Cross", "international"),
}
PLACES = {
    "Kalim": Place("Kalim", level=Level.CITY, lat=10.0, lon=20.0),
    "the edge of Kalim": Place(
        "the edge of Kalim", level=Level.CITY, lat=10.02, lon=20.0
    ),
    "Kalim market": Place("Kalim market", level=Level.SITE, lat=10.0, lon=20.01),
    "Borun": Place("Borun", level=Level.TOWN, lat=10.5, lon=20.6),
    "Tesh": Place("Tesh", level=Level.TOWN, lat=10.6, lon=20.65),
    "Kalim province": Place("Kalim province", level=Level.PROVINCE, lat=10.2, lon=20.2),
    "Norland": Place("Norland", level=Level.COUNTRY, lat=10.3, lon=20.4),
}


def mention(name: str) -> Mention:
    return Mention(name, actor=ACTORS.get(name))


def speaker(name: str, stance: Stance = Stance.SAYS) -> Speaker:
    return Speaker(name, stance, actor=ACTORS.get(name))


class Story:
    """Claims as they come in; `told` adds one and gives it back."""

    def __init__(self, make_document: Callable[..., Document]) -> None:
        self._make = make_document
        self.documents: dict[str, Document] = {}
        self.claims: list[Claim] = []

    def told(
        self,
        kind: str,
        *,
        by: str | None = None,
        at: str | Iterable[str] | None = None,
        on: tuple[int, int] | int | None = None,
        who: str | None = None,
        to: str | None = None,
        figures: dict[str, Any] | None = None,
        status: str = "happened",
        outlet: str = "",
        out: int = 9,
        denier: str | None = None,
        text: str | None = None,
    ) -> Claim:
        """`on`: day(s) of May 2031; `out`: the day it was published; `by`: the speaker;
        `figures`: {"killed civilians": (3, 5)}. Each is in a document of its own
        unless `outlet` and `out` are those of an earlier one."""
        assert kind in kinds()
        number = len(self.claims) + 1
        paper = outlet or f"Paper {number}"
        key = f"{paper}-{out}"
        body = text or f"Report {key}."
        made = self._make(body, key=key, outlet=paper, day=date(2031, 5, out))
        document = self.documents.setdefault(made.id, made)
        names = [at] if isinstance(at, str) else list(at or ())
        days = (on, on) if isinstance(on, int) else on
        sources = [speaker(by)] if by else []
        if denier:
            sources.append(speaker(denier, Stance.DENIES))
        claim = Claim(
            id=f"c-{number:03}",
            document_id=document.id,
            ref=f"{key}#c{number}",
            local_id=f"c{number}",
            kind=kind,
            quote=text or f"{who or 'Someone'} {kind} {to or ''} {number}",
            anchor=kind,
            span=Span(number, number + 1),
            anchor_span=Span(number, number + 1),
            status=Status(status),
            initiator=(mention(who),) if who else (),
            target=(mention(to),) if to else (),
            places=tuple(PLACES[n] for n in names),
            when=When(*(date(2031, 5, d) for d in days)) if days else None,
            figures=tuple(_figure(k, v) for k, v in (figures or {}).items()),
            sources=tuple(sources),
        )
        self.claims.append(claim)
        return claim

    def picture(self, *judgements: Judgement) -> Picture:
        return Picture(
            datetime(2031, 6, 1, tzinfo=UTC),
            self.documents,
            {c.id: c for c in self.claims},
            tuple(judgements),
        )


def _figure(name: str, value: Any) -> Figure:
    what, _, who = name.partition(" ")
    low, high = value if isinstance(value, tuple) else (value, value)
    return Figure(What(what), who, low, high, str(value))


@pytest.fixture
def story(make_document) -> Story:
    return Story(make_document)


@pytest.fixture
def judge() -> Callable[..., Judgement]:
    def make(decision: str, a: Claim, b: Claim | None = None, hour: int = 1):
        moment = datetime(2031, 5, 20, hour, tzinfo=UTC)
        return Judgement(decision, a.id, b.id if b else None, "ana", moment)

    return make


@pytest.fixture
def aleppo(shared: Path) -> Path:
    return shared / "corpora" / "aleppo2024"


@pytest.fixture
def gold_picture(aleppo: Path, make_document) -> Picture:
    """The annotated claims of the Aleppo corpus, actors not resolved."""
    import json

    from marsad.corpus_form import claims_from_rows

    documents, claims = {}, {}
    for line in (aleppo / "documents.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        day = row.get("published")
        document = make_document(
            row["text"],
            key=row["doc_id"],
            outlet=row["outlet"] or "unknown",
            day=date.fromisoformat(day) if day else None,
            title=row["title"] or "",
        )
        documents[document.id] = document
        for claim in claims_from_rows(document, row.get("claims") or []):
            claims[claim.id] = claim
    return Picture(datetime(2025, 1, 1, tzinfo=UTC), documents, claims)
