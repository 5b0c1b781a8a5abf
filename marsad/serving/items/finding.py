"""Search: what holds the words, of every form, the best first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Literal

import numpy as np

from marsad.model import Claim, Incident, Series, Span
from marsad.serving.items.actors import actor_shelf
from marsad.serving.items.claims import claim_shelf, claim_texts
from marsad.serving.items.counted import toll_shelf
from marsad.serving.items.incidents import incident_shelf
from marsad.serving.items.places import place_shelf
from marsad.serving.items.sources import source_shelf
from marsad.serving.shapes import Hit, SearchResult
from marsad.serving.shelf import Mask, plain
from marsad.serving.view import View
from marsad.telling.attribution import shown_name
from marsad.telling.places import place_name
from marsad.telling.safe import clean

EACH = 8
"""So many of each form are told."""
AROUND = 90
"""Characters of text told on either side of the first word found."""
Name = Literal["incident", "claim", "document", "actor", "place", "source", "series"]


def search(view: View, words: str, documents: set[str] | None) -> SearchResult:
    """Everything that holds all of `words`. `documents` are those whose text does
    (None: only what the view shows is looked through)."""
    claims = claim_shelf(view).picked(claim_texts(view).holding(words))
    if documents is None:
        documents = {c.document_id for c in claims}
    found: dict[str, list[Hit]] = {
        "place": list(_places(view, words)),
        "actor": list(_actors(view, words)),
        "incident": list(_incidents(view, claims)),
        "series": list(_series(view, claims)),
        "source": list(_sources(view, words)),
        "document": list(_documents(view, words, documents)),
        "claim": [_claim(view, c, words) for c in _latest(view, claims)],
    }
    total = {name: len(hits) for name, hits in found.items()}
    total["claim"] = len(claims)
    return SearchResult(
        as_of=view.as_of,
        query=words,
        total=total,
        items=[hit for hits in found.values() for hit in hits[:EACH]],
    )


def _hit(
    form: Name,
    name: str,
    title: str,
    snippet: str,
    words: str,
    at: datetime | None,
) -> Hit:
    text, marks = snippet_of(clean(snippet), words)
    return Hit(form=form, id=name, title=clean(title), snippet=text, marks=marks, at=at)


def snippet_of(text: str, words: str) -> tuple[str, list[Span]]:
    """A piece of `text` around the first of `words`, and where they stand in it."""
    wanted = "|".join(re.escape(w) for w in plain(words).split())
    # Folding keeps the length of all but a few letters; where it does not, no mark.
    folded = plain(text)
    if not wanted or len(folded) != len(text):
        return text[: 2 * AROUND], []
    first = re.search(wanted, folded)
    middle = first.start() if first else 0
    begin, end = _whole_words(text, middle - AROUND, middle, middle + AROUND)
    left, right = "…" if begin else "", "…" if end < len(text) else ""
    shift = len(left)
    marks = [
        Span(m.start() + shift, m.end() + shift)
        for m in re.finditer(wanted, folded[begin:end])
    ]
    return f"{left}{text[begin:end]}{right}", marks


def _whole_words(text: str, begin: int, middle: int, end: int) -> tuple[int, int]:
    """Begin and end moved towards the middle, to where words begin and end. A text
    without spaces is cut where it was."""
    if begin <= 0:
        begin = 0
    elif space := text.find(" ", begin, middle) + 1:
        begin = space
    if end >= len(text):
        return begin, len(text)
    space = text.rfind(" ", middle + 1, end)
    return begin, space if space > 0 else end


def _latest(view: View, claims: list[Claim]) -> list[Claim]:
    def known(claim: Claim) -> float:
        moment = view.index.known_from(claim)
        return -moment.timestamp() if moment else 0.0

    return sorted(claims, key=known)[:EACH]


def _claim(view: View, claim: Claim, words: str) -> Hit:
    document = view.index.document(claim)
    title = f"{document.source.name}: {claim.kind}"
    moment = view.index.known_from(claim)
    return _hit("claim", claim.id, title, claim.quote, words, moment)


def _incidents(view: View, claims: list[Claim]) -> Iterator[Hit]:
    """Incidents of which a claim was found, those with most of them first."""
    held: dict[str, int] = {}
    for claim in claims:
        group = view.index.group_of.get(claim.id)
        if isinstance(group, Incident):
            held[group.id] = held.get(group.id, 0) + 1
    shelf = incident_shelf(view)
    for name in sorted(held, key=lambda n: (-held[n], n)):
        incident = shelf.things[shelf.position[name]]
        place = place_name(incident.place) if incident.place else ""
        days = " – ".join(
            str(d) for d in dict.fromkeys((incident.start, incident.end)) if d
        )
        told = ", ".join(part for part in (place, days, incident.reason) if part)
        yield _hit("incident", name, incident.title, told, "", view.known(incident)[1])


def _series(view: View, claims: list[Claim]) -> Iterator[Hit]:
    found = {c.id for c in claims}
    for series in toll_shelf(view).things:
        if isinstance(series, Series) and not found.isdisjoint(series.claims):
            told = view.known(series)[1]
            yield _hit("series", series.id, series.title, series.reason, "", told)


def _documents(view: View, words: str, documents: set[str]) -> Iterator[Hit]:
    found = [d for i, d in view.picture.documents.items() if i in documents]
    for document in reversed(found):
        moment = document.published.known_from if document.published else None
        title = f"{document.source.name}: {document.title}"
        text = document.text or document.title
        yield _hit("document", document.id, title, text, words, moment)


def _places(view: View, words: str) -> Iterator[Hit]:
    shelf = place_shelf(view)
    mask = shelf.names["place"].holding(words, len(shelf))
    for at in _in_order(mask, shelf.order("most").positions):
        key, told = shelf.things[at]
        names = ", ".join(name for name, _ in told.names.most_common(5))
        title = told.place.name or place_name(told.place)
        yield _hit("place", key, title, names, words, None)


def _actors(view: View, words: str) -> Iterator[Hit]:
    shelf = actor_shelf(view)
    mask = shelf.names["actor"].holding(words, len(shelf))
    for at in _in_order(mask, shelf.order("most").positions):
        named = shelf.things[at]
        names = ", ".join(name for name, _ in named.names.most_common(5))
        title = shown_name(named.actor.name)
        yield _hit("actor", named.actor.id, title, names, words, None)


def _sources(view: View, words: str) -> Iterator[Hit]:
    shelf = source_shelf(view)
    mask = shelf.names["source"].holding(words, len(shelf))
    for at in _in_order(mask, shelf.order("most").positions):
        source = shelf.things[at].source
        yield _hit("source", source.id, source.name, source.owner or "", words, None)


def _in_order(mask: Mask, positions: np.ndarray) -> Iterator[int]:
    return (int(at) for at in positions if mask[at])
