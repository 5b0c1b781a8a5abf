"""Scoring places: how far from the gold each name of a text is put.

Two forms of file: toponym corpora (JSON lines with `docid`, `text` and `toponyms`:
`start`, `end`, `phrase`, `lat`, `lon`, and what tells a whole country: `fcode` and
`name`, or a `wikipedia` page) and claim corpora (`doc_id`, `text`, `claims`).

Toponyms count by Acc@161 (Gritta et al. 2020, "A pragmatic guide to geoparsing
evaluation"): the share of *all* names put within 161 km, one not located is wrong. A
country, continent or ocean counts by what it is, not by where its middle is said to be;
`strict` counts these too by distance. Places of claims count within the radius of their
level, as claims are scored (`match.RADIUS_KM`).
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol

from marsad.errors import InputError
from marsad.model import Level, Place
from marsad.scoring.measure import Table, share
from marsad.spots import distance_km

WITHIN_KM, CLOSE_KM = 161.0, 25.0
RADIUS_KM = {
    **{"site": 25.0, "town": 25.0, "city": 25.0},
    **{"district": 40.0, "province": 100.0, "country": 600.0},
}
CONFLICT = frozenset(
    [
        "SY",
        "AF",
        "UA",
        "IQ",
        "MX",
        "NG",
        "YE",
        "SD",
        "PK",
        "CD",
        "SO",
        "IL",
        "PS",
        "ET",
        "LK",
        "IN",
        "MM",
        "CF",
        "ML",
        "SS",
        "BF",
        "CO",
        "LY",
        "BR",
        "PH",
        "CM",
        "TR",
        "RU",
        "EG",
        "TD",
        "NE",
        "MZ",
        "NP",
        "KE",
        "TH",
        "DZ",
        "UG",
        "AZ",
        "BI",
        "LB",
        "IR",
        "CI",
        "ID",
        "HT",
        "EC",
        "VE",
        "GE",
        "TG",
        "BD",
    ]
)
"""Countries with 500 or more deaths in organised violence in 2004-2023, and Palestine
(UCDP GED 24.1 by country and month)."""
_WHOLE = ("PCL", "CONT", "OCN", "SEA")


@dataclass(frozen=True, slots=True)
class GoldName:
    """A name in a text and where people say it is. `whole`: what a country or continent
    is called; `country` is that of the point (ISO), "" where not known."""

    document: str
    phrase: str
    start: int
    end: int
    lat: float
    lon: float
    level: str = ""
    whole: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class GoldText:
    """A text with its names; `row` is the document as the file gives it."""

    key: str
    row: Mapping[str, Any]
    names: tuple[GoldName, ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """A name, what was made of it, and how far off that is (None: not located)."""

    gold: GoldName
    found: Place
    odd: bool
    same: bool

    @property
    def km(self) -> float | None:
        """Distance from the gold point."""
        if self.found.lat is None or self.found.lon is None:
            return None
        return distance_km(
            (self.gold.lat, self.gold.lon), (self.found.lat, self.found.lon)
        )

    def within(self, km: float) -> bool:
        """Whether it is right: the same country or continent, or so near."""
        away = self.km
        return away is not None and (self.same or away <= km)

    @property
    def strict(self) -> bool:
        """Whether it is within 161 km, whatever it is."""
        return self.km is not None and self.km <= WITHIN_KM


def read_gold(path: Path) -> list[GoldText]:
    """The texts of a toponym or claim corpus; names without a point are left out.

    Raises InputError naming file and line where one cannot be used.
    """
    try:
        lines = path.read_text("utf-8").split("\n")
    except OSError as wrong:
        raise InputError(f"{path} cannot be read: {wrong.strerror}") from wrong
    out = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            claims = "doc_id" in row
            names = tuple(_claimed(row) if claims else _toponyms(row))
            key = row["doc_id"] if claims else row["docid"]
        except (ValueError, KeyError, TypeError) as wrong:
            raise InputError(
                f"{path}, line {number}: no toponym or claim corpus ({wrong!r})"
            ) from wrong
        out.append(GoldText(key, row, names))
    return out


def _toponyms(row: Mapping[str, Any]) -> Iterator[GoldName]:
    for name in row["toponyms"]:
        if name.get("lat") is None or name.get("lon") is None:
            continue
        page = (name.get("wikipedia") or "").rsplit("/", 1)[-1].replace("_", " ")
        whole = page.removesuffix("(country)").strip()
        if (name.get("fcode") or "").startswith(_WHOLE):
            whole = name.get("name") or ""
        yield GoldName(
            row["docid"], name["phrase"], name["start"], name["end"],
            float(name["lat"]), float(name["lon"]), whole=whole,
        )  # fmt: skip


def _claimed(row: Mapping[str, Any]) -> Iterator[GoldName]:
    for claim in row["claims"] or ():
        for place in claim.get("places") or ():
            if place.get("lat") is None or place.get("lon") is None:
                continue
            yield GoldName(
                f"{row['doc_id']}#{claim['id']}", place["mention"], 0, 0,
                float(place["lat"]), float(place["lon"]), place.get("level") or "",
            )  # fmt: skip


@dataclass(frozen=True, slots=True)
class PlaceScore:
    """How well the names of a corpus were put on the map."""

    answers: tuple[Answered, ...]
    by_level: bool

    def figures(self) -> dict[str, float]:
        """Shares of all names, by their flat names, as floors keep them."""
        if self.by_level:
            return {"within_radius_accuracy": _rate(self.answers, _in_radius)}
        conflict = [a for a in self.answers if _sub_national(a)]
        out = {
            "acc161": _rate(self.answers, _far),
            "acc161_strict": _rate(self.answers, lambda a: a.strict),
            "acc25": _rate(self.answers, _close),
        }
        if conflict:
            out["conflict_acc161"] = _rate(conflict, _far)
            out["conflict_acc25"] = _rate(conflict, _close)
        return out

    def tables(self, errors: int = 0) -> tuple[Table, ...]:
        """The figures, also by halves (even and odd documents) or levels; with
        `errors`, the commonest names missing and misplaced."""
        out = [self._levels() if self.by_level else self._parts()]
        if errors:
            right = _in_radius if self.by_level else _far
            missing = Counter(a.gold.phrase for a in self.answers if a.km is None)
            out.append(_counted("not located", missing, errors))
            wrong = Counter(
                _told(a) for a in self.answers if a.km is not None and not right(a)
            )
            out.append(_counted("misplaced", wrong, errors))
        return tuple(out)

    def _parts(self) -> Table:
        parts = {
            "all names": self.answers,
            "even documents": [a for a in self.answers if not a.odd],
            "odd documents": [a for a in self.answers if a.odd],
            "countries and continents": [a for a in self.answers if a.gold.whole],
            "in conflict countries, below country": [
                a for a in self.answers if _sub_national(a)
            ],
        }
        rows = tuple(
            (
                name,
                str(len(part)),
                f"{_rate(part, _far):.3f}",
                f"{_rate(part, _close):.3f}",
                f"{_rate(part, lambda a: a.strict):.3f}",
                str(sum(a.km is None for a in part)),
            )
            for name, part in parts.items()
        )
        columns = ("names", "n", "Acc@161", "Acc@25", "strict @161", "not located")
        return Table("Names put on the map", columns, rows)

    def _levels(self) -> Table:
        levels = ["", *RADIUS_KM]
        rows = []
        for level in levels:
            part = [a for a in self.answers if not level or a.gold.level == level]
            radius = f"{RADIUS_KM[level]:g}" if level else ""
            missing = sum(a.km is None for a in part)
            cells = (level or "all", radius, str(len(part)))
            rows.append((*cells, f"{_rate(part, _in_radius):.3f}", str(missing)))
        columns = ("level", "radius km", "n", "within", "not located")
        return Table("Places of claims within the radius", columns, tuple(rows))


class Atlas(Protocol):
    """What places are resolved with, for scoring it."""

    def locate(self, text: GoldText) -> Iterable[Place]:
        """What the names of a text are taken for, in their order."""

    def whole(self, name: str) -> str:
        """The country (ISO code) or continent of that name, "" where it is none."""

    def country_at(self, lat: float, lon: float) -> str:
        """The country in which a point lies (ISO code), "" for none."""


def score_places(texts: Sequence[GoldText], atlas: Atlas) -> PlaceScore:
    """Score what `atlas` makes of the names of each text."""
    answers = []
    for number, text in enumerate(texts):
        for name, found in zip(text.names, atlas.locate(text), strict=True):
            gold = name if name.level else _completed(name, atlas)
            same = found.level is Level.COUNTRY and (
                bool(gold.whole) and gold.whole == atlas.whole(found.name or "")
            )
            answers.append(Answered(gold, found, bool(number % 2), same))
    return PlaceScore(tuple(answers), any(a.gold.level for a in answers))


def _completed(gold: GoldName, atlas: Atlas) -> GoldName:
    whole = atlas.whole(gold.whole) if gold.whole else ""
    return replace(gold, whole=whole, country=atlas.country_at(gold.lat, gold.lon))


def _rate(part: Sequence[Answered], right: Callable[[Answered], bool]) -> float:
    return share(sum(map(right, part)), len(part))


def _far(answer: Answered) -> bool:
    return answer.within(WITHIN_KM)


def _close(answer: Answered) -> bool:
    return answer.within(CLOSE_KM)


def _in_radius(answer: Answered) -> bool:
    away = answer.km
    radius = RADIUS_KM.get(answer.gold.level, RADIUS_KM["district"])
    return away is not None and away <= radius


def _sub_national(answer: Answered) -> bool:
    return not answer.gold.whole and answer.gold.country in CONFLICT


def _told(answer: Answered) -> str:
    found, gold = answer.found, answer.gold
    level = found.level.value if found.level else "?"
    return (
        f"{gold.phrase} ({gold.lat:.2f}, {gold.lon:.2f} {gold.level}) put "
        f"{answer.km:.0f} km off: {found.name}, {level}, {found.country} "
        f"[{found.basis}]"
    )


def _counted(title: str, counts: Counter[str], most: int) -> Table:
    rows = tuple((str(n), name) for name, n in counts.most_common(most))
    return Table(f"{title} ({sum(counts.values())})", ("times", "name"), rows)
