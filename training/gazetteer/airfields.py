"""Write `marsad/lexicons/places/airfields.csv`: airports and air bases of countries at
war, from the package airportsdata (MIT; OurAirports and national lists).

`python training/gazetteer/airfields.py`
"""

from __future__ import annotations

import argparse
import csv
import io
import re
from collections import Counter
from pathlib import Path

import fetch
from build import CACHE

from marsad.resolving.places import supplement
from marsad.resolving.places.spelling import airfield, fold

OUT = Path(__file__).parents[2] / "marsad/lexicons/places/airfields.csv"
SOURCE = "airportsdata 20260905 (https://pypi.org/project/airportsdata)"
HEAD = (
    "# Airports, airfields and air bases of countries at war, from airportsdata\n"
    "# (MIT), by training/gazetteer/airfields.py; do not edit: mend sites.csv.\n"
)
COUNTRIES = frozenset(
    "SY IQ LB PS IL YE AF PK SD SS ET SO CD CF TD CM NG "  # noqa: SIM905
    "NE ML BF LY UA MD GE AM AZ MM LK HT MZ BI XK ER".split()
)
"""All airfields with an IATA code, and air bases; where there are few, every one."""
LARGE = frozenset(
    "IR IN RU CO PH TR EG DZ KE UG BD TH NP "  # noqa: SIM905
    "SA JO TN VE EC ID".split()
)
"""Countries with many: only air bases and international airports."""
FEW = 60
BASE = re.compile(r"air ?base|air force|military|naval", re.IGNORECASE)


def main() -> None:
    """Read the package, write the lexicon."""
    ask = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    ask.add_argument("--cache", type=Path, default=CACHE)
    table = io.StringIO(fetch.airfields(ask.parse_args().cache))
    rows, cities = [], set()
    found = sorted(csv.DictReader(table), key=lambda r: (not r["iata"], r["name"]))
    many = Counter(r["country"] for r in found)
    for row in found:
        if _wanted(row, many[row["country"]]):
            rows.append(_line(row, cities, bool(BASE.search(row["name"]))))
    rows.sort(key=lambda r: (r[5], r[0]))
    with OUT.open("w", encoding="utf-8", newline="") as file:
        file.write(HEAD)
        out = csv.writer(file, lineterminator="\n")
        out.writerow(supplement.POINT_COLUMNS)
        out.writerows(rows)
    print(f"{len(rows)} airfields in {len({r[5] for r in rows})} countries")


def _wanted(row: dict[str, str], many: int) -> bool:
    base = bool(BASE.search(row["name"]))
    if row["country"] in COUNTRIES:
        return base or bool(row["iata"]) or many <= FEW
    return row["country"] in LARGE and (base or "International" in row["name"])


def _line(row: dict[str, str], cities: set[str], base: bool) -> tuple[str, ...]:
    """A line of the lexicon; the first airfield of a city is also called by it."""
    name = row["name"].split("(")[0].strip()
    if not airfield(fold(name)):
        name += " Air Base" if base else " Airport"
    city = row["city"].split("/")[0].split("(")[0].strip()
    called = f"{city} Airport"
    mine = (
        city and called not in cities and airfield(fold(called)) != airfield(fold(name))
    )
    cities.add(called)
    return (
        name, called if mine else "", "site", f"{float(row['lat']):.3f}",
        f"{float(row['lon']):.3f}", row["country"], "", f"{SOURCE} {row['icao']}",
    )  # fmt: skip


if __name__ == "__main__":
    main()
