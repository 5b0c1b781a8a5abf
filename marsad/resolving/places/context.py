"""What a document tells of where its story is: the evidence that names are chosen by.

Countries spoken of (by name or people), places already made out, the outlet's country.
A name never votes for itself: what it was taken for is left out when it is weighed.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from marsad.model import Level
from marsad.resolving.places.gazetteer import Entry
from marsad.resolving.places.outline import distance

NEAR_KM = 150.0
_NEAR_DEGREES = 1.4  # of latitude: beyond them nothing is near
_POINTS = {Level.CITY, Level.TOWN, Level.SITE, Level.DISTRICT}


@dataclass(frozen=True, slots=True)
class Vote:
    """A place that a name may mean, and how much that counts."""

    entry: Entry
    weight: float = 1.0


Word = tuple[str, str]
"""A country's code and the folded word that names it or its people."""
Area = tuple[str, ...]
"""Country; country and province; or country, province and district."""


@dataclass(frozen=True)
class Context:
    """The evidence of one document: `spoken` how often which country is named by which
    word, `votes` by folded name what places the names may mean."""

    spoken: Mapping[Word, int]
    votes: Mapping[str, Sequence[Vote]] = field(default_factory=dict)
    outlet: str | None = None
    _all: defaultdict[Area, float] = field(
        default_factory=lambda: defaultdict(float), repr=False
    )
    _own: defaultdict[str, Counter[Area]] = field(
        default_factory=lambda: defaultdict(Counter), repr=False
    )

    def __post_init__(self) -> None:
        for (iso, word), times in self.spoken.items():
            self._add(word, (iso,), times)
        for name, votes in self.votes.items():
            for vote in votes:
                for area in _areas(vote.entry):
                    self._add(name, area, vote.weight)

    def _add(self, name: str, area: Area, weight: float) -> None:
        self._all[area] += weight
        self._own[name][area] += weight  # type: ignore[assignment]
        if len(area) == 1:
            self._all[()] += weight
            self._own[name][()] += weight  # type: ignore[assignment]

    def weight(self, area: Area, without: str = "") -> float:
        """What speaks for an area, apart from one name; () is everything."""
        own = self._own[without][area] if without in self._own else 0.0
        return max(0.0, self._all.get(area, 0.0) - own)

    def share(self, iso: str, without: str = "") -> float:
        """The part of the evidence that speaks for a country (0 to 1)."""
        total = self.weight((), without)
        return self.weight((iso,), without) / total if total > 1e-9 else 0.0

    def countries(self, most: int) -> list[str]:
        """The countries most spoken of, the first first."""
        told = [
            (weight, area[0]) for area, weight in self._all.items() if len(area) == 1
        ]
        return [iso for _, iso in sorted(told, key=lambda t: (-t[0], t[1]))[:most]]

    def main(self) -> str | None:
        """The country most spoken of."""
        return next(iter(self.countries(1)), None)

    def near(self, entry: Entry, without: str = "") -> float:
        """The weight of the document's places within 150 km."""
        total = 0.0
        for name, votes in self.votes.items():
            if name == without:
                continue
            for vote in votes:
                other = vote.entry
                if other.level not in _POINTS or other.id == entry.id:
                    continue
                if abs(other.lat - entry.lat) > _NEAR_DEGREES:
                    continue
                if distance(entry.lat, entry.lon, other.lat, other.lon) < NEAR_KM:
                    total += vote.weight
        return total


def _areas(entry: Entry) -> list[Area]:
    """The areas that a place speaks for. A country does so as it is spoken of."""
    if not entry.country or entry.level is Level.COUNTRY:
        return []
    out: list[Area] = [(entry.country,)]
    if entry.province:
        out.append((entry.country, entry.province))
        if entry.district:
            out.append((entry.country, entry.province, entry.district))
    return out
