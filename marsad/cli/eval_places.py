"""`marsad eval places`: how well the names of a corpus are put on the map."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from marsad.cli.scores import AsJson, Errors, Gold, tell

if TYPE_CHECKING:
    from collections.abc import Iterable

    from marsad.model import Document, Place
    from marsad.scoring.places import GoldText


def places(gold: Gold, errors: Errors = 0, as_json: AsJson = False) -> None:
    """Score places: the gold names of a corpus, resolved anew.

    GOLD is a toponym corpus (docid, text, toponyms) or a claim corpus whose places are
    annotated; nothing of the annotators' coordinates is seen. With --errors, what is
    still missing or misplaced, the commonest first.

    \b
    Examples:
      marsad eval places lgl.jsonl
      marsad eval places dev.jsonl --errors 30
    """
    from marsad.scoring.places import read_gold, score_places

    tell(score_places(read_gold(gold), Ours()), errors, as_json)


_STYLE = re.compile(r"^.*\b(?:Republic|Kingdom|State|Federation|Union) of (?:the )?")
"""What stands before a country's name in its full style."""


class Ours:
    """marsad's own resolving, as scoring asks it."""

    def locate(self, text: GoldText) -> Iterable[Place]:
        """The names of a text, resolved."""
        from marsad.model import Span
        from marsad.resolving.places.names import resolve_names

        if "claims" in text.row:
            return _of_claims(text)
        row = text.row
        title, outlet = row.get("title") or "", row.get("domain") or "unknown"
        document = _document(row["docid"], title, row["text"], outlet, row.get("url"))
        return resolve_names(document, [Span(n.start, n.end) for n in text.names])

    def whole(self, name: str) -> str:
        """The code of a country, the name of a continent or ocean."""
        from marsad.resolving.places.countries import country_of
        from marsad.resolving.places.gazetteer import named

        if iso := country_of(name) or country_of(_STYLE.sub("", name)):
            return iso
        return next((e.name for e in named(name) if e.ours and not e.country), "")

    def country_at(self, lat: float, lon: float) -> str:
        """The country in which a point lies."""
        from marsad.resolving.places.gazetteer import country_at

        return country_at(lat, lon)


def _of_claims(text: GoldText) -> Iterable[Place]:
    """The places of a document's claims as the pipeline resolves them, their gold
    coordinates hidden."""
    from marsad.corpus_form import claims_from_rows
    from marsad.model import Place
    from marsad.resolving import resolve

    row = text.row
    document = _document(
        row["doc_id"], row["title"], row["text"], row["outlet"], row.get("url")
    )
    bare = ("lat", "lon", "level")
    rows = [
        {**c, "places": [{**p, **dict.fromkeys(bare)} for p in c.get("places") or ()]}
        for c in row["claims"] or ()
    ]
    told = resolve(document, tuple(claims_from_rows(document, rows)))
    found = {(c.local_id, n): p for c in told for n, p in enumerate(c.places)}
    return [
        found.get((claim["id"], n), Place(p["mention"]))
        for claim in row["claims"] or ()
        for n, p in enumerate(claim.get("places") or ())
        if p.get("lat") is not None and p.get("lon") is not None
    ]


def _document(
    key: str, title: str, text: str, outlet: str, url: str | None
) -> Document:
    from marsad.model import Document, Source

    source = Source(outlet, outlet)
    return Document(key, key, source, title, text, sha256="", url=url)
