"""Write `marsad/lexicons/actors/ucdp.csv` from UCDP's actor list.

`python training/gazetteer/actors.py ucdp_actors.jsonl`: non-state organised groups of
the UCDP Actor Dataset 22.1 (CC BY 4.0; Davies, Pettersson and Öberg 2022, ucdp.uu.se)
with their names, the countries they fought in, whom they fought and what they split
from. Groups that our own list has are left out (same name, same country): there a side
and later names are known. The list gives no years of a fight; a dyad of more than two
also names those who only helped, so only dyads of two tell who fought whom.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from marsad.resolving.places.countries import country_of
from marsad.resolving.places.spelling import fold

LEXICON = Path(__file__).parents[2] / "marsad/lexicons/actors"
OURS = ("states", "groups", "organisations", "media")
ORGANISED, STATE = "1", "4"
NAMES = ("NameData", "NameOrig", "NameOrigFull", "NameOrigFullEng")
CHANGED = ("NewName", "NewNameFullEng", "NewNameFullMotherTongue")
COLUMNS = ("id", "name", "countries", "aliases", "fights", "split_from")
HEAD = (
    "# Armed groups of the UCDP Actor Dataset 22.1 (CC BY 4.0, ucdp.uu.se), by\n"
    "# training/gazetteer/actors.py; do not edit: mend or add rows in groups.csv.\n"
)
Record = Mapping[str, str]


def main() -> None:
    """Read the list named on the command line, write the lexicon."""
    lines = Path(sys.argv[1]).read_text("utf-8").splitlines()
    records = {r["ActorId"]: r for r in map(json.loads, lines)}
    known = our_names()
    groups = {
        number: record
        for number, record in records.items()
        if record["Org"] == ORGANISED and not is_ours(record, known)
    }
    foes = foes_of(records.values())
    ids = id_of_every(records, groups, known)
    with (LEXICON / "ucdp.csv").open("w", encoding="utf-8") as file:
        file.write(HEAD)
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for number, record in groups.items():
            fights = sorted({ids[n] for n in foes[number] if n in ids})
            former = re.findall(r"\d+", record.get("ActorIdPrev", ""))
            split = [ids[n] for n in former if n in ids]
            row = row_of(record)
            writer.writerow([*row, ";".join(fights), ";".join(split)])
    print(len(groups), "groups")


def our_names() -> dict[str, list[tuple[str, set[str]]]]:
    """The folded names of our own rows, with the id and countries of each."""
    known: dict[str, list[tuple[str, set[str]]]] = defaultdict(list)
    for table in OURS:
        with (LEXICON / f"{table}.csv").open(encoding="utf-8") as file:
            for row in csv.DictReader(line for line in file if line[0] != "#"):
                countries = set(filter(None, row["country"].split(";")))
                for name in filter(None, (row["name"], *row["aliases"].split(";"))):
                    known[fold(name)].append((row["id"], countries))
    return known


def is_ours(record: Record, known: Mapping[str, list[tuple[str, set[str]]]]) -> bool:
    """Whether our own list has a group of that name in one of its countries."""
    return ours_of(record, known) is not None


def ours_of(
    record: Record, known: Mapping[str, list[tuple[str, set[str]]]]
) -> str | None:
    """The id of our own row for the group."""
    where = set(codes_of(record))
    for name in names_of(record):
        for id_, countries in known.get(fold(name), ()):
            if not countries or countries & where:
                return id_
    return None


def foes_of(records: Iterable[Record]) -> dict[str, set[str]]:
    """By number, those whom each fought in a dyad (or non-state conflict) of two."""
    sides: dict[str, set[str]] = defaultdict(set)
    for record in records:
        for column in ("DyadId", "NSID"):
            for conflict in re.findall(r"\d+", record.get(column, "")):
                sides[f"{column}{conflict}"].add(record["ActorId"])
    foes: dict[str, set[str]] = defaultdict(set)
    for pair in sides.values():
        if len(pair) == 2:
            for one in pair:
                foes[one] |= pair - {one}
    return foes


def id_of_every(
    records: Mapping[str, Record],
    groups: Mapping[str, Record],
    known: Mapping[str, list[tuple[str, set[str]]]],
) -> dict[str, str]:
    """By number: our id, `ucdp:N`, or `state:XX`; informal groups have none."""
    out = {}
    for number, record in records.items():
        if number in groups:
            out[number] = f"ucdp:{number}"
        elif record["Org"] == STATE:
            name = re.sub(r"^Government of |\(.*", "", record["NameData"]).strip()
            if iso := country_of(name):
                out[number] = f"state:{iso}"
        elif ours := ours_of(record, known):
            out[number] = ours
    return out


def names_of(record: Record) -> list[str]:
    """All names, the one in use first; lists of former names taken apart."""
    found = [record.get(n, "") for n in NAMES]
    found += [part for n in CHANGED for part in record.get(n, "").split(",")]
    clean = [" ".join(n.split()) for n in found]
    return list(dict.fromkeys(n for n in clean if len(n) > 2))


def codes_of(record: Record) -> list[str]:
    """ISO codes of the countries it fought in."""
    places = re.sub(r"\(.*?\)", "", record["Location"]).split(",")
    return [iso for p in places if (iso := country_of(p.strip()))]


def row_of(record: Record) -> list[str]:
    """The first columns: id, name in use, ISO codes, other names."""
    names = names_of(record) or [record["NameData"].strip()]
    full = record.get("NameOrigFullEng", "").strip()
    title = full if names[0].isupper() and len(full) > len(names[0]) else names[0]
    aliases = [n for n in names if n != title]
    return [record["ActorId"], title, ";".join(codes_of(record)), ";".join(aliases)]


if __name__ == "__main__":
    main()
