"""The corpus form: documents with claims as JSON objects, one a line.

The fields are those of the annotation guide (docs/corpus-form.md): `doc_id`, `outlet`,
`url`, `published`, `title`, `text`, `claims`. What we write has more (character offsets
`span` and `anchor_span`, resolved names and radii); what we read needs none of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from marsad.codebook import kinds
from marsad.errors import InputError
from marsad.ids import claim_id
from marsad.model import (
    Claim,
    Document,
    Figure,
    Level,
    Mention,
    Place,
    Span,
    Speaker,
    Stance,
    Status,
    What,
    When,
)

Row = dict[str, Any]

LARGEST = 10**12
"""No count in a report is larger; what is, is a slip."""


def claims_from_rows(document: Document, rows: Iterable[Row]) -> tuple[Claim, ...]:
    """The claims of `document` from their corpus form.

    Raises InputError naming the claim where a row has an unknown label, a quote that
    is not in the text, or an anchor that is not in its quote.
    """
    out: list[Claim] = []
    seen: set[str] = set()
    for number, row in enumerate(rows, 1):
        claim = _claim(document, row, f"c{number}")
        if claim.id in seen:
            continue  # the same assertion annotated twice, word for word
        seen.add(claim.id)
        out.append(claim)
    return tuple(out)


def _claim(document: Document, row: Row, default_id: str) -> Claim:
    local = str(row.get("id") or default_id)
    ref = f"{document.key}#{local}"
    try:
        quote, kind = _words(row["quote"]), row["kind"]
        anchor = _words(row["anchor"])
        if kind not in kinds():
            raise ValueError(f"unknown kind {kind!r}")
        span = _span_of(document.text, quote, row.get("span"), 0, "quote")
        anchor_span = _span_of(
            document.text, anchor, row.get("anchor_span"), span.start, "anchor"
        )
        speakers = tuple(_speaker(s) for s in _list(row, "sources"))
        places = _list(row, "places")
        return Claim(
            id=claim_id(
                document.id,
                (span.start, span.end),
                (anchor_span.start, anchor_span.end),
                kind,
                [s.mention for s in speakers],
            ),
            document_id=document.id,
            ref=ref,
            local_id=local,
            kind=kind,
            quote=quote,
            anchor=anchor,
            span=span,
            anchor_span=anchor_span,
            status=Status(row.get("status") or "happened"),
            initiator=tuple(Mention(_words(m)) for m in _list(row, "initiator")),
            target=tuple(Mention(_words(m)) for m in _list(row, "target")),
            places=tuple(_place(p) for p in places if not p.get("inherited")),
            when=_when(row.get("when")),
            figures=tuple(_figure(f) for f in _list(row, "figures")),
            sources=speakers,
            confidence=_number(row.get("confidence"), 0, 1),
            reasons=tuple(_words(r) for r in _list(row, "reasons")),
            inherited=tuple(_place(p) for p in places if p.get("inherited")),
        )
    except (KeyError, IndexError, ValueError, TypeError, AttributeError) as wrong:
        told = f"no {wrong}" if isinstance(wrong, KeyError) else str(wrong)
        raise InputError(f"claim {ref}: {told}") from wrong


def _span_of(
    text: str, words: str, given: list[int] | None, start: int, name: str
) -> Span:
    if given and text[given[0] : given[1]] == words:
        return Span(given[0], given[1])
    at = text.find(words, start)
    if at < 0:
        raise ValueError(f"{name} is not in the text: {words[:60]!r}")
    return Span(at, at + len(words))


def _list(row: Row, name: str) -> list[Any]:
    value = row.get(name)
    if value is None:
        return []
    if not isinstance(value, list):
        raise ValueError(f"`{name}` is not a list")
    return value


def _words(value: Any, *, empty: bool = False) -> str:
    if not isinstance(value, str) or not (empty or value.strip()):
        raise ValueError(f"words expected, not {value!r}")
    return value


def _number(value: Any, low: float, high: float) -> float | None:
    if value is None:
        return None
    number = float(value)
    if not low <= number <= high:  # not so for NaN either
        raise ValueError(f"{value!r} is not between {low} and {high}")
    return number


def _precision(value: Any) -> int | None:
    """UCDP GED's `where_prec`, 1 to 7."""
    number = _number(value, 1, 7)
    return None if number is None else int(number)


def _count(value: Any) -> int | None:
    if value is None:
        return None
    whole = isinstance(value, int | float) and not isinstance(value, bool)
    if not whole or not 0 <= value <= LARGEST or int(value) != value:
        raise ValueError(f"{value!r} is no count")
    return int(value)


def _told(value: Any) -> str | None:
    return None if value is None else _words(value)


def _speaker(row: Row) -> Speaker:
    return Speaker(_words(row["mention"]), Stance(row.get("stance") or "says"))


def _place(row: Row) -> Place:
    lat, lon = _number(row.get("lat"), -90, 90), _number(row.get("lon"), -180, 180)
    located = lat is not None and lon is not None
    return Place(
        mention=_words(row["mention"]),
        name=_told(row.get("name")),
        level=Level(row["level"]) if row.get("level") else None,
        lat=lat if located else None,
        lon=lon if located else None,
        radius_km=_number(row.get("radius_km"), 0, 21_000),
        country=_told(row.get("country")),
        gazetteer_id=_told(row.get("gazetteer_id")),
        basis=_told(row.get("basis")) or ("annotator" if located else None),
        shape=_told(row.get("shape")),
        precision=_precision(row.get("precision")),
    )


def _when(row: Row | None) -> When | None:
    if not row or not (row.get("start") or row.get("end")):
        return None
    start, end = _day(row.get("start")), _day(row.get("end"))
    if start and end and start > end:
        raise ValueError(f"the days {start} to {end} end before they begin")
    return When(start, end, _told(row.get("basis")), _told(row.get("text")))


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def _figure(row: Row) -> Figure:
    low, high = _count(row.get("low")), _count(row.get("high"))
    if low is not None and high is not None and low > high:
        raise ValueError(f"a figure from {low} to {high} goes from more to less")
    return Figure(
        What(row["what"]),
        _words(row.get("who") or " ", empty=True).strip(),
        low,
        high,
        _words(row.get("text") or " ", empty=True).strip(),
        bool(row.get("approx")),
    )


# -- writing ----------------------------------------------------------------------


def document_row(document: Document, claims: Iterable[Claim] | None) -> Row:
    """One document and its claims (None: not read) as a corpus line."""
    row: Row = {
        "doc_id": document.key,
        "outlet": document.source.name,
        "url": document.url or "",
        "published": document.published.raw if document.published else None,
        "title": document.title,
        "text": document.text,
        "claims": None if claims is None else [claim_row(c) for c in claims],
    }
    if document.text_origin:
        row["text_origin"] = document.text_origin
    return row


def claim_row(claim: Claim) -> Row:
    """A claim in corpus form, with offsets and what was resolved."""
    return {
        "id": claim.local_id,
        "quote": claim.quote,
        "span": [claim.span.start, claim.span.end],
        "anchor": claim.anchor,
        "anchor_span": [claim.anchor_span.start, claim.anchor_span.end],
        "kind": claim.kind,
        "initiator": [m.text for m in claim.initiator],
        "target": [m.text for m in claim.target],
        "places": [
            *map(_place_row, claim.places),
            *({**_place_row(p), "inherited": True} for p in claim.inherited),
        ],
        "when": _when_row(claim.when),
        "figures": [_figure_row(f) for f in claim.figures],
        "sources": [
            {"mention": s.mention, "stance": s.stance.value} for s in claim.sources
        ],
        "status": claim.status.value,
        **({} if claim.confidence is None else {"confidence": claim.confidence}),
        **({} if not claim.reasons else {"reasons": list(claim.reasons)}),
    }


def _place_row(place: Place) -> Row:
    row: Row = {
        "mention": place.mention,
        "lat": place.lat,
        "lon": place.lon,
        "level": place.level.value if place.level else None,
    }
    for name in (
        *("name", "radius_km", "country", "gazetteer_id", "basis", "shape"),
        "precision",
    ):
        if getattr(place, name) is not None:
            row[name] = getattr(place, name)
    return row


def _when_row(when: When | None) -> Row | None:
    if when is None:
        return None
    row: Row = {
        "start": when.start.isoformat() if when.start else None,
        "end": when.end.isoformat() if when.end else None,
    }
    if when.basis:
        row["basis"] = when.basis
    if when.text:
        row["text"] = when.text
    return row


def _figure_row(figure: Figure) -> Row:
    row: Row = {
        "what": figure.what.value,
        "who": figure.who,
        "low": figure.low,
        "high": figure.high,
        "text": figure.text,
    }
    if figure.approx:
        row["approx"] = True
    return row
