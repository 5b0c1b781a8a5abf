"""`/v1/search`, and what an id stands for."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response

from marsad.errors import NotFound
from marsad.serving.asked import Reading
from marsad.serving.items.finding import search
from marsad.serving.narrowing import Text
from marsad.serving.shapes import Named, SearchResult
from marsad.serving.shapes.common import Name
from marsad.serving.view import View, groups
from marsad.store import find

router = APIRouter(tags=["search"])


@router.get("/search", response_model=SearchResult)
def find_words(
    asked: Reading, q: Annotated[Text, Query(description="All must be there.")]
) -> Response:
    """Incidents, claims, documents, places, actors and sources that hold the words."""

    def make(view: View) -> SearchResult:
        documents = None
        if not view.public:
            with asked.desk.store.reading() as db:
                documents = find.documents_with(db, q)
        return search(view, q, documents)

    return asked.answer(make)


@router.get("/ids/{name}", response_model=Named)
def what_is(asked: Reading, name: Name) -> Response:
    """What an id, or the name of a corpus file (`doc`, `doc#c1`), stands for."""

    def make(view: View) -> Named:
        with asked.desk.store.reading() as db:
            named = find.resolve_id(db, name)
        shown = {
            "claim": view.picture.claims.keys(),
            "document": view.picture.documents.keys(),
            "group": groups(view).keys(),
            "source": {d.source.id for d in view.picture.documents.values()},
        }
        if named.id not in shown[named.form]:
            raise NotFound(f"{name} is not in this picture")
        form: str = named.form
        if form == "group":
            form = type(groups(view)[named.id]).__name__.lower()
        return Named.model_validate({"form": form, "id": named.id, "asked": name})

    return asked.answer(make)
