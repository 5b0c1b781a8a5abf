"""The places of one document's claims: each mention to a point, a level and a radius.

What an annotator gave stays; what is not in the gazetteer stays "not located".
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from marsad.model import Claim, Document, Level, Place
from marsad.resolving.places.choose import Context, choose
from marsad.resolving.places.countries import (
    capital_of,
    countries_of,
    country_of,
    is_people,
)
from marsad.resolving.places.describe import (
    Description,
    lexicon,
    names_inside,
    peelings,
    several,
)
from marsad.resolving.places.gazetteer import Entry, country
from marsad.resolving.places.shape import filled, is_given, nearest, placed, spread
from marsad.resolving.places.spelling import LONGEST

_IN = re.compile(
    r"^(?P<name>.+?)(?:, | in (?:the )?| \()(?P<inside>[A-Z][\w' -]+?)\)?$"
)
_CAPITAL = re.compile(
    r"(?:the )?capital(?: city)? of (?P<of>[\w .-]+)"
    r"|(?P<owner>[\w .-]+?)(?:'s|’s) capital(?: city)?",
    re.IGNORECASE,
)
_SITE_KM = 10.0  # kilometres: a site told only by the town it is in


class DocumentPlaces:
    """The places of one document, told in the order of its claims."""

    def __init__(self, document: Document, claims: tuple[Claim, ...]) -> None:
        text = f"{document.title}\n{document.text}"
        self._countries = countries_of(text)
        self._known: dict[str, Place] = {}
        self._context = Context(self._countries)
        mentions = [p.mention for c in claims for p in c.places if not is_given(p)]
        first = [e for m in dict.fromkeys(mentions) if (e := self._plain(m))]
        given = [nearest(p) for c in claims for p in c.places if is_given(p)]
        found = [*first, *(e for e in given if e)]
        spoken = Counter(self._countries)
        spoken.update(e.country for e in found if e.country)
        self._context = Context(spoken, tuple(dict.fromkeys(found)))
        self._last: dict[str, Place] = {}

    def place(self, place: Place) -> Place:
        """The place with what the gazetteer tells of it; asked in document order."""
        out = filled(place) if is_given(place) else self._located(place)
        self._remember(out)
        return out

    # -- finding ------------------------------------------------------------------

    def _plain(self, mention: str) -> Entry | None:
        """What a mention that is nothing but a name means."""
        if len(mention) > LONGEST or is_people(mention):
            return None
        return choose(mention, self._context)

    def _located(self, place: Place) -> Place:
        if len(place.mention) > LONGEST or is_people(place.mention):
            return place
        key = " ".join(place.mention.split()).casefold()
        back = self._back(place)
        if back:
            return back
        if key not in self._known:
            found = self._described(place) or self._listed(place) or self._inner(place)
            self._known[key] = found or place
        return replace(self._known[key], mention=place.mention, span=place.span)

    def _described(self, place: Place) -> Place | None:
        """A name with words around it, peeled as far as needed."""
        for told in peelings(place.mention):
            name, inside = told.name, None
            if is_people(name):
                continue
            entry = choose(name, self._context, told.level)
            if entry is None and (match := _IN.match(name)):
                name, inside = match["name"], match["inside"]
                entry = choose(name, self._context, told.level, inside)
            if entry is not None:
                return placed(place, entry, told)
        return None

    def _listed(self, place: Place) -> Place | None:
        """A list of names: the middle of them, as wide as they lie apart."""
        for told in peelings(place.mention):
            names = several(told.name)
            if len(names) < 2:
                continue
            found = [choose(n, self._context, told.level) for n in names]
            entries = [e for e in found if e]
            if len(entries) == len(names):
                return spread(place, entries)
        return None

    def _inner(self, place: Place) -> Place | None:
        """A name inside the phrase: the event is at something in or by that place."""
        for name in names_inside(place.mention):
            entry = None if is_people(name) else choose(name, self._context)
            if entry is not None and entry.level is not Level.COUNTRY:
                told = Description(name, wider=_SITE_KM, says=("named in the phrase",))
                return placed(place, entry, told)
        return None

    # -- pointing back ----------------------------------------------------------------

    def _back(self, place: Place) -> Place | None:
        """A mention that points back ("the city"), by what came before."""
        said = " ".join(place.mention.split())
        patterns = lexicon().back
        main = self._context.main()
        if patterns["country"].fullmatch(said) and main and (entry := country(main)):
            return placed(
                place, entry, Description(said, says=("the document's country",))
            )
        if patterns["capital"].fullmatch(said) and main:
            name = capital_of(main)
            entry = choose(name, self._context, inside=main) if name else None
            return placed(place, entry, Description(said)) if entry else None
        if (match := _CAPITAL.fullmatch(said)) and (
            iso := country_of(match["of"] or match["owner"])
        ):
            name, owner = capital_of(iso), match["of"] or match["owner"]
            entry = choose(name, self._context, inside=owner) if name else None
            return placed(place, entry, Description(said)) if entry else None
        match = patterns["part"].fullmatch(said)
        if match and main and (entry := country(main)):
            words = match.groupdict()
            to = lexicon().compass[(words["to"] or words["to2"]).casefold()]
            told = Description(
                said, bearing=to, says=("a part of the document's country",)
            )
            return placed(place, entry, told)
        for level in ("city", "province", "site"):
            if patterns[level].fullmatch(said) and not self._is_a_name(said):
                return self._again(place, level)
        return None

    def _is_a_name(self, said: str) -> bool:
        return bool(names_inside(said.removeprefix("The ")))

    def _again(self, place: Place, level: str) -> Place | None:
        """The last place of that level named before, taken for the one meant."""
        before = self._last.get("city" if level == "site" else level)
        if before is None or before.lat is None:
            return None
        radius = (before.radius_km or 0.0) + (_SITE_KM if level == "site" else 0.0)
        out = replace(before, mention=place.mention, span=place.span, radius_km=radius)
        if level == "site":
            out = replace(out, level=Level.SITE, gazetteer_id=None, name=None)
        return replace(
            out, basis=f"taken to be {'in ' * (level == 'site')}{before.name}"
        )

    def _remember(self, place: Place) -> None:
        if place.lat is None or place.level is None or place.name is None:
            return
        if place.level in {Level.CITY, Level.TOWN}:
            self._last["city"] = place
        elif place.level in {Level.PROVINCE, Level.DISTRICT}:
            self._last["province"] = place
