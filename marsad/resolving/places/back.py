"""Mentions that point back: "the city", "the capital", "the country's north"."""

from __future__ import annotations

import re
from dataclasses import replace

from marsad.model import Level, Place
from marsad.resolving.places.choose import Told, choose
from marsad.resolving.places.context import Context
from marsad.resolving.places.countries import capital_of, country_of, people_of
from marsad.resolving.places.describe import Description, lexicon, names_inside
from marsad.resolving.places.gazetteer import country, largest_cities
from marsad.resolving.places.shape import placed, settled

_CAPITAL = re.compile(
    r"(?:the )?capital(?: city)? of (?:the )?(?P<of>[\w .-]+)"
    r"|(?P<owner>[\w .-]+?)(?:'s|’s) capital(?: city)?",
    re.IGNORECASE,
)
_LARGEST = re.compile(
    r"(?:(?:most|much|parts?|districts?|areas) of )?"
    r"(?:the country(?:'s|’s)|(?P<owner>[A-Z][\w .-]+?)(?:'s|’s|(?<=s)['’])"
    r"|the (?P<people>[A-Z]\w+)) (?P<second>second[- ])?"
    r"(?:(?:largest|biggest|most populous) city|(?<=second )city)",
)
_SETTLED = {Level.CITY, Level.TOWN}
_CAPITAL_RANK = 3
_ENOUGH = 3  # cities to tell the second by
_CLEARLY = 1.2  # times as many inhabitants: which city is larger is beyond doubt
_SITE_KM = 10.0  # kilometres: a site told only by the town it is in


class PointingBack:
    """What was named last in a document, and what pointing words take it up."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._last: dict[str, Place] = {}

    def remember(self, place: Place) -> None:
        """A place just told: the next "the city" may mean it."""
        if place.lat is None or place.level is None or place.name is None:
            return
        if place.level in _SETTLED:
            self._last["city"] = place
        elif place.level in {Level.PROVINCE, Level.DISTRICT}:
            self._last["province"] = place

    def meant(self, place: Place) -> Place | None:
        """The place that a pointing mention means; None where it is another sort of
        mention, or nothing was named before."""
        said = " ".join(place.mention.split())
        patterns = lexicon().back
        main = self._context.main()
        whole = country(main) if main else None
        if patterns["country"].fullmatch(said) and whole:
            told = Description(said, says=("the document's country",))
            return placed(place, settled(whole), told)
        if patterns["capital"].fullmatch(said) and main:
            return self._capital(place, said, main)
        if (match := _CAPITAL.fullmatch(said)) and (
            iso := country_of(match["of"] or match["owner"])
        ):
            return self._capital(place, said, iso)
        if (match := _LARGEST.fullmatch(said)) and (
            found := self._largest(place, match, main)
        ):
            return found
        if (match := patterns["part"].fullmatch(said)) and whole:
            words = match.groupdict()
            to = lexicon().compass[(words["to"] or words["to2"]).casefold()]
            told = Description(
                said, bearing=to, says=("a part of the document's country",)
            )
            return placed(place, settled(whole), told)
        for level in ("city", "province", "site"):
            if patterns[level].fullmatch(said) and not _is_a_name(said):
                return self._again(place, level)
        return None

    def inside(self, place: Place) -> Place | None:
        """A part or building of a city that no list has ("Potters' quarter"): in
        the city named last before it, and no further off than that."""
        said = " ".join(place.mention.split())
        found = lexicon().back["inner"].fullmatch(said)
        return self._again(place, "site") if found else None

    def _capital(self, place: Place, said: str, iso: str) -> Place | None:
        name = capital_of(iso)
        whole = country(iso)
        if not name or not whole:
            return None
        choice = choose(Told(name, Level.CITY, whole.name), self._context)
        told = Description(said, says=("the capital of the country",))
        return placed(place, choice, told) if choice else None

    def _largest(
        self, place: Place, told: re.Match[str], main: str | None
    ) -> Place | None:
        """The largest city of a country, or the second; None where the numbers leave
        open which that is, or the capital is second: then people mean either."""
        iso = main
        if told["owner"] or told["people"]:
            iso = country_of(told["owner"] or "") or people_of(told["people"] or "")
        cities = largest_cities(iso) if iso else ()
        if len(cities) < _ENOUGH:
            return None
        meant, less = cities[1:3] if told["second"] else cities[:2]
        capital = bool(told["second"]) and meant.rank == _CAPITAL_RANK
        if capital or meant.people < _CLEARLY * less.people:
            return None
        says = Description(place.mention, says=("by its rank among the cities",))
        return placed(place, settled(meant), says)

    def _only_town(self, place: Place) -> Place | None:
        """The one town that the text names, further down: "the town" is that."""
        votes = [v.entry for votes in self._context.votes.values() for v in votes]
        towns = {e.id: e for e in votes if e.level in _SETTLED}
        if len(towns) != 1:
            return None
        (town,) = towns.values()
        return placed(place, settled(town), Description(town.name))

    def _again(self, place: Place, level: str) -> Place | None:
        """The last place of that level named before, taken for the one meant."""
        before = self._last.get("city" if level == "site" else level)
        if before is None and level != "province":
            before = self._only_town(place)
        if before is None or before.lat is None:
            return None
        radius = (before.radius_km or 0.0) + (_SITE_KM if level == "site" else 0.0)
        out = replace(before, mention=place.mention, span=place.span, radius_km=radius)
        if level == "site":
            out = replace(out, level=Level.SITE, gazetteer_id=None, name=None)
        return replace(
            out, basis=f"taken to be {'in ' * (level == 'site')}{before.name}"
        )


def _is_a_name(said: str) -> bool:
    return bool(names_inside(said.removeprefix("The ")))
