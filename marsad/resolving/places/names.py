"""The place names of a text, apart from any claim: every name to what it means.

For toponym corpora, and for whoever wants all places of a text. Unlike the places of
events, a people's name stands for its country here ("Syrian forces": Syria), as such
corpora annotate it.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from marsad.model import Document, Level, Place, Span
from marsad.resolving.places.choose import Told, choose, together
from marsad.resolving.places.countries import (
    country_of,
    outlet_country,
    people_of,
    words_of,
)
from marsad.resolving.places.describe import Description
from marsad.resolving.places.gazetteer import Entry, country, named
from marsad.resolving.places.locate import core
from marsad.resolving.places.shape import placed, settled
from marsad.resolving.places.spelling import fold
from marsad.resolving.places.supplement import peoples

_WHOLES = {Level.PROVINCE, Level.DISTRICT}
_GAP = re.compile(r"\s?,\s?|\s?\(\s?|,? in (?:the )?|\s")


def resolve_names(document: Document, spans: Sequence[Span]) -> tuple[Place, ...]:
    """The places that the names at `spans` mean, in the order given; not located where
    the gazetteer has none that can be believed."""
    mentions = [Place(document.text[s.start : s.end], span=s) for s in spans]
    told = _told(document.text, mentions)
    known = [t for t in told if t]
    spoken = words_of(f"{document.title}\n{document.text}")
    context = together(known, spoken, outlet_country(document))
    inside = {t.key: t for t in reversed(known) if t.inside}
    out = []
    for mention, one in zip(mentions, told, strict=True):
        if one is None:
            out.append(_people(mention))
            continue
        full = one if one.inside else inside.get(one.key, one)
        choice = choose(replace(full, level=one.level), context)
        found = choice and placed(mention, choice, Description(one.name))
        out.append(found or mention)
    return tuple(out)


def _told(text: str, mentions: list[Place]) -> list[Told | None]:
    """What each name and the name right after it tell: "Homs, Syria"."""
    order = sorted(
        (m for m in mentions if m.span), key=lambda m: m.span.start if m.span else 0
    )
    after: dict[Span, str] = {}
    for one, other in itertools.pairwise(order):
        here, there = one.span, other.span
        if here and there and _GAP.fullmatch(text[here.end : there.start]):
            after[here] = other.mention
    told: list[Told | None] = []
    for mention in mentions:
        name = core(mention.mention)
        if name and not name.inside and mention.span in after:
            name = replace(name, inside=after[mention.span])
        told.append(name)
    return told


def _people(mention: Place) -> Place:
    """A people's name as its country, or as its region ("Abkhaz")."""
    iso = people_of(mention.mention)
    entry = country(iso) if iso and not country_of(mention.mention) else None
    entry = entry or _home_of(mention.mention)
    if entry is None:
        return mention
    told = Description(mention.mention, says=("by its people",))
    return placed(mention, settled(entry), told)


def _home_of(people: str) -> Entry | None:
    """The region or province that a people is called after."""
    name, iso = peoples().get(fold(people), ("", ""))
    wholes = (e for e in named(name) if e.country == iso and e.level in _WHOLES)
    return max(wholes, key=lambda e: (e.ours, e.people, e.id), default=None)
