"""Write `marsad/lexicons/actors_ucdp.csv` from UCDP's actor list.

`python training/gazetteer/actors.py ucdp_actors.jsonl`: non-state organised groups of
the UCDP Actor Dataset 22.1 (CC BY 4.0; Davies, Pettersson and Öberg 2022, ucdp.uu.se)
with their names and the countries they fought in. Rows whose name our own list
(`actors.csv`) has are left out: there a side and later names are known.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from pathlib import Path

from marsad.resolving.places.countries import country_of
from marsad.resolving.places.spelling import fold

LEXICONS = Path(__file__).parents[2] / "marsad/lexicons"
ORGANISED = "1"
NAMES = ("NameData", "NameOrig", "NameOrigFull", "NameOrigFullEng")
CHANGED = ("NewName", "NewNameFullEng", "NewNameFullMotherTongue")
HEAD = (
    "# Armed groups of the UCDP Actor Dataset 22.1 (CC BY 4.0, ucdp.uu.se), by\n"
    "# training/gazetteer/actors.py; do not edit: mend or add rows in actors.csv.\n"
)


def main() -> None:
    """Read the list named on the command line, write the lexicon."""
    known = set()
    with (LEXICONS / "actors.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(line for line in file if line[0] != "#"):
            names = [row["name"], *row["aliases"].split(";")]
            known |= {fold(n) for n in names}
    rows = []
    for line in Path(sys.argv[1]).read_text("utf-8").splitlines():
        record = json.loads(line)
        if record["Org"] != ORGANISED:
            continue
        names = names_of(record)
        if names and not {fold(n) for n in names} & known:
            rows.append(row_of(record, names))
    with (LEXICONS / "actors_ucdp.csv").open("w", encoding="utf-8") as file:
        file.write(HEAD)
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["id", "name", "countries", "aliases"])
        writer.writerows(rows)
    print(len(rows), "groups")


def names_of(record: dict[str, str]) -> list[str]:
    """All names, the one in use first; lists of former names taken apart."""
    found = [record.get(n, "") for n in NAMES]
    found += [part for n in CHANGED for part in record.get(n, "").split(",")]
    clean = [" ".join(n.split()) for n in found]
    return list(dict.fromkeys(n for n in clean if len(n) > 2))


def row_of(record: dict[str, str], names: list[str]) -> list[str]:
    """One line of the lexicon: id, name in use, ISO codes, other names."""
    places = re.sub(r"\(.*?\)", "", record["Location"]).split(",")
    codes = [iso for p in places if (iso := country_of(p.strip()))]
    full = record.get("NameOrigFullEng", "").strip()
    title = full if names[0].isupper() and len(full) > len(names[0]) else names[0]
    aliases = [n for n in names if n != title]
    return [record["ActorId"], title, ";".join(codes), ";".join(aliases)]


if __name__ == "__main__":
    main()
