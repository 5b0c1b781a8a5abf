"""The places of one document's claims: each mention to a place with its shape.

What an annotator gave stays; what is not in the gazetteer stays "not located".
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import replace

from marsad.model import Claim, Document, Level, Place
from marsad.resolving.places.back import PointingBack
from marsad.resolving.places.choose import Choice, Told, choose, together
from marsad.resolving.places.context import Context, Vote
from marsad.resolving.places.countries import (
    country_of,
    is_people,
    outlet_country,
    people_of,
    words_of,
)
from marsad.resolving.places.describe import (
    Description,
    names_inside,
    peelings,
    several,
)
from marsad.resolving.places.gazetteer import Entry, country, named
from marsad.resolving.places.shape import (
    filled,
    is_given,
    nearest,
    placed,
    settled,
    spread,
)
from marsad.resolving.places.spelling import LONGEST, fold
from marsad.resolving.places.stretches import stretch

_IN = re.compile(
    r"^(?P<name>[^\Wa-z].+?)(?:, | in (?:the )?| of (?:the )?| \()"
    r"(?P<inside>[A-Z][\w'’ .-]+?)\)?$"
)
_PARAGRAPH = re.compile(r"[^\n]+")
_DIGEST = 0.4  # of the evidence: a text with no country of so much tells many stories
_LAND = re.compile(
    r"(?:the |in |inside |into )*(?P<people>[A-Z][\w -]+?) (?:territory|soil|airspace)"
)
_CAPITAL = 3  # rank
_SITE_KM = 10.0  # kilometres: a site told only by the town it is in


class DocumentPlaces:
    """The places of one document, told in the order of its claims. A digest, whose
    paragraphs are stories of their own, is read paragraph by paragraph."""

    def __init__(self, document: Document, claims: tuple[Claim, ...]) -> None:
        self._stories = _stories(document, claims)

    def of(self, claim: Claim) -> tuple[Place, ...]:
        """The places of a claim with what the gazetteer tells of them; asked in
        document order."""
        at = bisect_right(self._stories, claim.anchor_span.start, key=lambda s: s.start)
        story = self._stories[max(0, at - 1)]
        times = Counter(p.mention for p in claim.places)
        seen = Counter[str]()
        out = []
        for place in claim.places:
            nth = seen[place.mention] if times[place.mention] > 1 else None
            out.append(story.place(place, nth))
            seen[place.mention] += 1
        return tuple(out)


class _Story:
    """A document, or a paragraph of a digest: where it starts, and the places in it."""

    def __init__(self, start: int, context: Context, whole: _Story | None) -> None:
        """`whole` is the digest that the story is a paragraph of."""
        self.start = start
        self.context = context
        self._whole = whole
        self._known: dict[str, Place] = {}
        self._back = PointingBack(context)

    def place(self, place: Place, nth: int | None = None) -> Place:
        """The place with what the gazetteer tells of it. `nth`: which one of a list
        it is, where the claim tells the list once for each name in it."""
        out = filled(place) if is_given(place) else self._of_list(place, nth)
        self._back.remember(out)
        return out

    def _of_list(self, place: Place, nth: int | None) -> Place:
        """The name meant of "the Aleppo and Idlib fronts", told twice."""
        if nth is None:
            return self._located(place)
        for told in peelings(place.mention):
            names = several(told.name)
            if 1 < len(names) > nth and (
                choice := choose(Told(names[nth], told.level), self.context)
            ):
                return placed(place, choice, replace(told, name=names[nth]))
        return self._located(place)

    def _located(self, place: Place) -> Place:
        if len(place.mention) > LONGEST or is_people(place.mention):
            return place
        if back := self._back.meant(place):
            return back
        key = " ".join(place.mention.split()).casefold()
        if key not in self._known:
            self._known[key] = self._found(place) or self._elsewhere(place) or place
        if self._known[key].lat is None and (within := self._back.inside(place)):
            return within
        return replace(self._known[key], mention=place.mention, span=place.span)

    def _found(self, place: Place) -> Place | None:
        return (
            stretch(place, self.context, self._named)
            or _territory(place)
            or self._described(place)
            or self._listed(place)
            or self._inner(place)
        )

    def _elsewhere(self, place: Place) -> Place | None:
        """A name that the digest's other stories make believable."""
        return self._whole._found(place) if self._whole else None

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
            if choice and self._near_by(choice.entry):
                told = Description(name, wider=_SITE_KM, says=("named in the phrase",))
                return placed(place, choice, told)
        return None

    def _near_by(self, entry: Entry) -> bool:
        """Whether a name inside a phrase may be meant: no country, and a capital or in
        one that the document speaks of, where it speaks of any."""
        if entry.level is Level.COUNTRY:
            return False
        known = entry.rank == _CAPITAL or self.context.share(entry.country) > 0
        return known or not self.context.countries(1)


def _territory(place: Place) -> Place | None:
    """The country of a people's land: "Libyan territory", "Israeli airspace"."""
    match = _LAND.fullmatch(" ".join(place.mention.split()))
    iso = people_of(match["people"]) if match else None
    whole = country(iso) if iso else None
    if whole is None:
        return None
    told = Description(place.mention, says=("the land of its people",))
    return placed(place, settled(whole), told)


def _stories(document: Document, claims: tuple[Claim, ...]) -> list[_Story]:
    """The document as one story; a digest as one for each paragraph, where these speak
    of countries of their own."""
    whole = _story(document, 0, f"{document.title}\n{document.text}", claims)
    main = whole.context.main()
    if main is None or whole.context.share(main) >= _DIGEST:
        return [whole]
    out = []
    for match in _PARAGRAPH.finditer(document.text):
        start, end = match.span()
        own = tuple(c for c in claims if start <= c.anchor_span.start < end)
        if own:
            story = _story(document, start, match[0], own)
            alone = bool(story.context.countries(1))
            context = story.context if alone else whole.context
            out.append(_Story(start, context, whole if alone else None))
    return out or [whole]


def _story(
    document: Document, start: int, text: str, claims: tuple[Claim, ...]
) -> _Story:
    """The names of some claims, chosen together; an annotator's places count as made
    out."""
    places = [p for c in claims for p in c.places]
    told = [t for p in places if not is_given(p) and (t := core(p.mention))]
    given = {p.mention: e for p in places if is_given(p) and (e := nearest(p))}
    fixed = {fold(name): Vote(entry) for name, entry in given.items()}
    context = together(told, words_of(text), outlet_country(document), fixed)
    return _Story(start, context, None)


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
