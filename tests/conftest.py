"""What every part of the tests may use: documents, claims, and the shared corpora."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from marsad.ids import document_id, sha256, source_id
from marsad.model import Document, Published, Source

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


@pytest.fixture
def shared() -> Path:
    """The folder of corpora and gold sets beside the checkout."""
    if not SHARED.is_dir():
        pytest.skip("the corpora are not beside this checkout")
    return SHARED


def make_document(
    text: str,
    *,
    key: str = "doc",
    outlet: str = "Radio Example",
    day: date | None = date(2031, 5, 2),
    title: str = "",
    published: Published | None = None,
    url: str | None = None,
    path: str | None = "reports.jsonl",
) -> Document:
    """A document with invented names; `day` None leaves it undated."""
    source = Source(source_id(outlet), outlet)
    when = published or (Published.on(day) if day else None)
    return Document(
        id=document_id(source.id, title, text),
        key=key,
        source=source,
        title=title,
        text=text,
        sha256=sha256(title, text),
        url=url,
        language="en",
        published=when,
        path=path,
    )


@pytest.fixture(name="make_document")
def make_document_fixture() -> object:
    """`make_document`, for tests that cannot import this file."""
    return make_document
