"""A small invented war to fuse: towns, parties, and a way to write claims down."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from marsad.codebook import kinds
from marsad.fusing import fuse
from marsad.model import (
    Claim,
    Document,
    Figure,
    Judgement,
    Picture,
    Stance,
    What,
)
from tests.norland import claim_about, speakers


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
        denial = speakers(denier, Stance.DENIES)
        claim = claim_about(
            number,
            document,
            kind,
            local_id=f"c{number}",
            quote=text or f"{who or 'Someone'} {kind} {to or ''} {number}",
            at=names,
            on=on,
            who=who,
            to=to,
            figures=[_figure(k, v) for k, v in (figures or {}).items()],
            sources=(*speakers(by), *denial),
            status=status,
            start=number,
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


def series(story, who="all", what=What.KILLED):
    """The running count of these people or things."""
    found = fuse(story.picture()).series
    return next(s for s in found if s.who == who and s.what is what)


def toll(story, who="all"):
    """What it comes to of these people."""
    return next(t for t in series(story, who).tolls if t.who == who)
