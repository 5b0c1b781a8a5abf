"""Write `marsad/lexicons/places/villages.csv` from UCDP's events in Syria.

`python training/gazetteer/villages.py ucdp_syria.jsonl`: the places at which the UCDP
Georeferenced Event Dataset 19.1 (CC BY 4.0; Sundberg and Melander 2013, Croicu and
Högbladh, ucdp.uu.se) puts events with an exact location (`where_prec` 1), which
neither GeoNames' list of places from 500 inhabitants nor airfields.csv (written before)
has, by its spelling or consonants, within 6 km. A row is the place's name without
the word for its kind, and the median of its points.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections import defaultdict
from pathlib import Path
from statistics import median

from marsad.resolving.places import supplement
from marsad.resolving.places.gazetteer import in_geonames
from marsad.resolving.places.outline import distance
from marsad.resolving.places.spelling import airfield, fold

OUT = Path(__file__).parents[2] / "marsad/lexicons/places/villages.csv"
SOURCE = "UCDP GED 19.1 (https://ucdp.uu.se)"
HEAD = (
    "# Places of events of the UCDP Georeferenced Event Dataset 19.1 (CC BY 4.0,\n"
    "# ucdp.uu.se), by training/gazetteer/villages.py; do not edit: mend or add rows\n"
    "# in sites.csv.\n"
)
EXACT = 1
SAME_KM = 6.0  # a place of GeoNames so near, of that name, is the same
SPREAD_KM = 6.0  # points of one name further apart are several places
KIND = re.compile(
    r"^(?P<name>.+?) (?P<kind>town|village|city|suburb|farms?|area|hills?|district|"
    r"neighbou?rhood|gas field|oil ?field|checkpoint|dam|camp|refugee camp|"
    r"military (?:heliport|base|airport)|air ?base|air ?port|mountain|crossing|"
    r"bridge)$",
    re.IGNORECASE,
)
AIRFIELDS = [
    (airfield(fold(name)), (float(row["lat"]), float(row["lon"])))
    for row in supplement.read("airfields.csv")
    for name in (row["name"], *row["aliases"].split("|"))
]
SITES = re.compile(r"field|checkpoint|dam|camp|military|air|crossing|bridge|mountain")


def main() -> None:
    """Read the events named on the command line, write the lexicon."""
    points: dict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
    for line in Path(sys.argv[1]).read_text("utf-8").splitlines():
        event = json.loads(line)
        said = " ".join((event.get("where_coordinates") or "").split())
        match = KIND.match(said)
        if event["where_prec"] != EXACT or not match:
            continue
        point = (event["latitude"], event["longitude"])
        points[match["name"], match["kind"].casefold()].append(point)
    rows = sorted(filter(None, (_row(*key, at) for key, at in points.items())))
    with OUT.open("w", encoding="utf-8", newline="") as file:
        file.write(HEAD)
        out = csv.writer(file, lineterminator="\n")
        out.writerow(supplement.POINT_COLUMNS)
        out.writerows(rows)
    print(f"{len(rows)} places")


def _row(name: str, kind: str, at: list[tuple[float, float]]) -> tuple[str, ...] | None:
    """A line of the lexicon; None where GeoNames has the place, or it is not one."""
    lat, lon = median(p[0] for p in at), median(p[1] for p in at)
    if any(distance(lat, lon, *p) > SPREAD_KM for p in at):
        return None
    site = bool(SITES.search(kind))
    names = [n.strip() for n in name.split("/") if n.strip()]
    if site:
        names = [f"{n} {kind}" for n in names]
    if any(_known(n, lat, lon) for n in names):
        return None
    level = "site" if site else "district" if kind in {"area", "district"} else "town"
    first, *others = dict.fromkeys(names)
    aliases = "|".join(o for o in others if fold(o) != fold(first))
    return (
        first, aliases, level, f"{lat:.3f}", f"{lon:.3f}", "SY", "", SOURCE,
    )  # fmt: skip


def _known(name: str, lat: float, lon: float) -> bool:
    """Whether GeoNames or the list of airfields has it; our other rows are not asked,
    so that the outcome is the same whatever stands in them."""
    there = [(e.lat, e.lon) for e in in_geonames(name, "SY")]
    if field := airfield(fold(name)):
        there += [point for key, point in AIRFIELDS if key == field]
    return any(distance(lat, lon, *point) < SAME_KM for point in there)


if __name__ == "__main__":
    main()
