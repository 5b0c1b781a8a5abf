"""`/v1/claims` and `/v1/documents`."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Response
from pydantic import Field

from marsad.errors import NotFound
from marsad.serving.asked import Asked, Reading
from marsad.serving.items import tables
from marsad.serving.items.claims import (
    claim_item,
    claim_items,
    claim_shelf,
    claim_texts,
    document_item,
    document_shelf,
)
from marsad.serving.narrowing import Claims, Days, Text, happenings
from marsad.serving.routes.incidents import FORMS
from marsad.serving.shapes import (
    ClaimItem,
    DocumentDetail,
    DocumentItem,
    Page,
)
from marsad.serving.shapes.claims import DocumentIssue
from marsad.serving.shapes.common import Name
from marsad.serving.shelf import Mask
from marsad.serving.view import View, documents_claims
from marsad.store import find

router = APIRouter(tags=["claims and documents"])


def fitting(view: View, wanted: Claims) -> Mask:
    """The claims that fit."""
    shelf = claim_shelf(view)
    mask = happenings(shelf, wanted)
    if wanted.document:
        mask &= shelf.names["document"].exactly([wanted.document], len(shelf))
    if wanted.text:
        mask &= claim_texts(view).holding(wanted.text)
    return mask


@router.get("/claims", response_model=Page[ClaimItem], responses=FORMS)
def list_claims(asked: Reading, wanted: Annotated[Claims, Query()]) -> Response:
    """Claims that fit, a page at a time; as CSV all of them at once."""
    form = asked.form("json", "csv")

    def make(view: View) -> bytes | str:
        shelf, mask = claim_shelf(view), fitting(view, wanted)
        if form == "csv":
            return tables.csv_table(shelf, mask, tables.CLAIM_COLUMNS)
        return asked.page(view, shelf, mask, wanted)

    return asked.answer(make, form)


@router.get("/claims/{id}", response_model=ClaimItem)
def one_claim(asked: Reading, id: Name) -> Response:  # noqa: A002
    """A claim, by its id."""

    def make(view: View) -> ClaimItem:
        if id not in view.picture.claims:
            raise NotFound(f"no claim of this picture goes by {id}")
        return claim_item(view, view.picture.claims[id])

    return asked.answer(make)


class Documents(Days):
    """What documents are narrowed by."""

    source: Text | None = Field(None, description="Outlet's name or id.")
    language: Text | None = None
    text: Text | None = Field(None, description="Words the document holds.")
    sort: Literal["newest", "oldest"] = "newest"


@router.get("/documents", response_model=Page[DocumentItem])
def list_documents(asked: Reading, wanted: Annotated[Documents, Query()]) -> Response:
    """Documents that count, a page at a time."""

    def make(view: View) -> bytes:
        shelf = document_shelf(view)
        mask = shelf.touching(wanted.first, wanted.last)
        if wanted.source:
            mask &= shelf.names["source"].holding(wanted.source, len(shelf))
        if wanted.language:
            mask &= shelf.names["language"].exactly([wanted.language], len(shelf))
        if wanted.text:
            mask &= _holding(asked, view, wanted.text)
        return asked.page(view, shelf, mask, wanted)

    return asked.answer(make)


def _holding(asked: Asked, view: View, words: str) -> Mask:
    """The documents that hold `words`: anywhere, in the public view in the sentences
    that it shows."""
    shelf = document_shelf(view)
    if view.public:
        told = claim_shelf(view).picked(claim_texts(view).holding(words))
        found = {c.document_id for c in told}
    else:
        with asked.desk.store.reading() as db:
            found = find.documents_with(db, words)
    mask = ~shelf.all()
    mask[[shelf.position[d] for d in found if d in shelf.position]] = True
    return mask


@router.get("/documents/{id}", response_model=DocumentDetail)
def one_document(asked: Reading, id: Name) -> Response:  # noqa: A002
    """A document whole, with its claims marked by their characters in its text."""

    def make(view: View) -> DocumentDetail:
        document = view.picture.documents.get(id)
        if document is None:
            raise NotFound(f"no document of this picture goes by {id}")
        with asked.desk.store.reading() as db:
            issues = [] if view.public else find.issues_of(db, id)
        return DocumentDetail(
            **dict(document_item(view, document)),
            as_of=asked.as_of,
            text=document.text,
            claim_items=claim_items(view, documents_claims(view).get(id, ())),
            issues=[DocumentIssue(code=c, message=m) for c, m in issues],
        )

    return asked.answer(make)
