"""What rows rest on: claims in words, counted by origin and document."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from marsad.model import Claim, Place
from marsad.telling.attribution import chain_words
from marsad.telling.index import Index
from marsad.telling.phrases import count_words
from marsad.telling.places import place_name
from marsad.telling.safe import clean

Row = dict[str, Any]


def evidence(index: Index, ids: Iterable[str]) -> list[Row]:
    """The claims of `ids` with outlet, day, speakers and exact sentence; a row of a
    starting map with its source and day."""
    maps = {h.id: h for h in index.picture.starting}
    out: list[Row] = []
    for name in ids:
        if claim := index.picture.claims.get(name):
            out.append(_claim(index, claim))
        elif holding := maps.get(name):
            out.append(
                {
                    "claim": None,
                    "map": clean(holding.source),
                    "published": holding.day,
                    "quote": clean(holding.note),
                }
            )
    return out


def _claim(index: Index, claim: Claim) -> Row:
    document = index.document(claim)
    return {
        "claim": claim.id,
        "ref": clean(claim.ref),
        "outlet": clean(document.source.name),
        "published": document.published.day if document.published else None,
        "speakers": chain_words(index, claim),
        "status": claim.status.value,
        "quote": clean(claim.quote),
    }


def rests_on(index: Index, ids: Iterable[str]) -> str:
    """`2 origins, 5 documents`; the source of a starting map by its name."""
    names = list(ids)
    claims = index.claims(names)
    maps = [h.source for h in index.picture.starting if h.id in names]
    told = [f"map of {clean(s)}" for s in dict.fromkeys(maps)]
    if claims:
        origins = len({index.origin(c).key for c in claims})
        documents = len({c.document_id for c in claims})
        told.insert(0, count_words(documents, "document"))
        told.insert(0, count_words(origins, "origin"))
    return ", ".join(told)


def where(place: Place | None) -> Row:
    """Name and point of a place; all None where there is none."""
    if place is None:
        return {"place": None, "lat": None, "lon": None, "level": None}
    return {
        "place": clean(place_name(place)),
        "lat": place.lat,
        "lon": place.lon,
        "level": place.level.value if place.level else None,
    }


def fits(part: str | None, names: Iterable[str | None]) -> bool:
    """Whether one of `names` has `part` in it; any, where no part is asked for."""
    return not part or any(part.casefold() in (n or "").casefold() for n in names)


def place_names(place: Place | None) -> tuple[str | None, ...]:
    """What a place is called, by reports and by the gazetteer."""
    return (place.mention, place.name) if place else ()
