"""The places of one document's claims: each mention to a place with its shape.

What an annotator gave stays; what is not in the gazetteer stays "not located".
"""

from __future__ import annotations

import re
from dataclasses import replace

from marsad.model import Claim, Document, Place
from marsad.resolving.places.back import PointingBack
from marsad.resolving.places.choose import Choice, Told, choose, together
from marsad.resolving.places.context import Context, Vote
from marsad.resolving.places.countries import (
    country_of,
    is_people,
    outlet_country,
    words_of,
)
from marsad.resolving.places.describe import (
    Description,
    names_inside,
    peelings,
    several,
)
from marsad.resolving.places.gazetteer import Entry, named
from marsad.resolving.places.shape import filled, is_given, nearest, placed, spread
from marsad.resolving.places.spelling import LONGEST, fold
from marsad.resolving.places.stretches import stretch

_IN = re.compile(
    r"^(?P<name>[^\Wa-z].+?)(?:, | in (?:the )?| of (?:the )?| \()"
    r"(?P<inside>[A-Z][\w'’ .-]+?)\)?$"
)
_SITE_KM = 10.0  # kilometres: a site told only by the town it is in


class DocumentPlaces:
    """The places of one document, told in the order of its claims."""

    def __init__(self, document: Document, claims: tuple[Claim, ...]) -> None:
        self._known: dict[str, Place] = {}
        every = [p for c in claims for p in c.places]
        self.context = _context(document, every)
        self._back = PointingBack(self.context)

    def place(self, place: Place) -> Place:
        """The place with what the gazetteer tells of it; asked in document order."""
        out = filled(place) if is_given(place) else self._located(place)
        self._back.remember(out)
        return out

    def _located(self, place: Place) -> Place:
        if len(place.mention) > LONGEST or is_people(place.mention):
            return place
        if back := self._back.meant(place):
            return back
        key = " ".join(place.mention.split()).casefold()
        if key not in self._known:
            self._known[key] = self._found(place) or place
        return replace(self._known[key], mention=place.mention, span=place.span)

    def _found(self, place: Place) -> Place | None:
        return (
            stretch(place, self.context, self._named)
            or self._described(place)
            or self._listed(place)
            or self._inner(place)
        )

    def _named(self, name: str) -> Entry | None:
        """The place that a bare name means in this document."""
        choice = None if is_people(name) else choose(Told(name), self.context)
        return choice.entry if choice else None

    def _described(self, place: Place) -> Place | None:
        """A name with words around it, peeled as far as needed."""
        for told in peelings(place.mention):
            if found := self._chosen(told):
                return placed(place, found, told)
        return None

    def _chosen(self, told: Description) -> Choice | None:
        if is_people(told.name):
            return None
        choice = choose(Told(told.name, told.level), self.context)
        if choice is None and (match := _IN.match(told.name)):
            inside = Told(match["name"], told.level, match["inside"])
            choice = None if is_people(inside.name) else choose(inside, self.context)
        return choice

    def _listed(self, place: Place) -> Place | None:
        """A list of names: the middle of them, as wide as they lie apart."""
        for told in peelings(place.mention):
            names = several(told.name)
            if len(names) < 2:
                continue
            found = [choose(Told(n, told.level), self.context) for n in names]
            if all(found):
                return spread(place, [c.entry for c in found if c])
        return None

    def _inner(self, place: Place) -> Place | None:
        """A name inside the phrase: the event is at something in or by that place."""
        for name in names_inside(place.mention):
            choice = None if is_people(name) else choose(Told(name), self.context)
            if choice and choice.entry.level.value not in {"country"}:
                told = Description(name, wider=_SITE_KM, says=("named in the phrase",))
                return placed(place, choice, told)
        return None


def _context(document: Document, places: list[Place]) -> Context:
    """The names of a document's claims, chosen together; an annotator's places count
    as made out."""
    spoken = words_of(f"{document.title}\n{document.text}")
    told = [t for p in places if not is_given(p) and (t := core(p.mention))]
    given = {p.mention: e for p in places if is_given(p) and (e := nearest(p))}
    fixed = {fold(name): Vote(entry) for name, entry in given.items()}
    return together(told, spoken, outlet_country(document), fixed)


def core(mention: str) -> Told | None:
    """The name in a mention with what its words tell; None where there is none."""
    if len(mention) > LONGEST or is_people(mention):
        return None
    for told in peelings(mention):
        if named(told.name) or country_of(told.name):
            return Told(told.name, told.level)
        if (match := _IN.match(told.name)) and named(match["name"]):
            return Told(match["name"], told.level, match["inside"])
    return None
