"""Write `ucdp.csv` and `peoples.csv` of the lexicon from UCDP's actor list.

`python training/gazetteer/actors.py ucdp_actors.jsonl`: non-state organised groups of
the UCDP Actor Dataset 22.1 (CC BY 4.0; Davies, Pettersson and Öberg 2022, ucdp.uu.se)
with their names, the countries they fought in, whom they fought and what they split
from. Groups that our own list has (its number, or same name and country) have its id in
`ours`: of them the row gives the other names and fights only, for a side and dates are
known there. The list gives no years of a fight; a dyad of more than two names also
those who only helped, so only dyads of two tell who fought whom.

Its informal groups go to `peoples.csv`: the names of peoples and clans, most of whom
are civilians; "supporters of" a party or a person and lines of several are left out.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from marsad.resolving.places.countries import country_of
from marsad.resolving.places.spelling import fold

LEXICON = Path(__file__).parents[2] / "marsad/lexicons/actors"
OURS = ("groups", "organisations")
ORGANISED, INFORMAL, STATE = "1", "3", "4"
NAMES = ("NameData", "NameOrig", "NameOrigFull", "NameOrigFullEng")
CHANGED = ("NewName", "NewNameFullEng", "NewNameFullMotherTongue")
ABBREVIATION, MANY = 3, 4  # letters, countries
TELLING = 3  # words: a translation of fewer is no name ("Islamic Party", "The Base")
COLUMNS = ("id", "name", "countries", "aliases", "fights", "split_from", "ours")
HEAD = (
    "# {} of the UCDP Actor Dataset 22.1 (CC BY 4.0, ucdp.uu.se), by\n"
    "# training/gazetteer/actors.py; do not edit: {}.\n"
)
LONGEST_PEOPLE = 30  # letters: longer ones tell of a place or a dispute
Record = Mapping[str, str]


def main() -> None:
    """Read the list named on the command line, write the lexicon."""
    lines = Path(sys.argv[1]).read_text("utf-8").splitlines()
    records = {r["ActorId"]: r for r in map(json.loads, lines)}
    known = our_names()
    groups = {n: r for n, r in records.items() if r["Org"] == ORGANISED}
    ours = {n: id_ for n, r in groups.items() if (id_ := ours_of(r, known))}
    foes = foes_of(records.values())
    ids = id_of_every(records, groups, known) | ours
    rows = []
    for number, record in groups.items():
        own = ours.get(number, "")
        names = {own, f"ucdp:{number}"}
        fights = {ids[n] for n in foes[number] if n in ids} - names
        former = re.findall(r"\d+", record.get("ActorIdPrev", ""))
        split = [ids[n] for n in former if n in ids]
        row = row_of(record)
        if own:
            row[3] = ";".join(n for n in row[3].split(";") if is_telling(n, record))
        else:  # what a group that is everywhere is called means that one
            row[3] = ";".join(n for n in row[3].split(";") if not everywhere(n, known))
        rows.append([*row, ";".join(sorted(fights)), ";".join(split), own])
    what = HEAD.format("Armed groups", "mend or add rows in groups.csv")
    write("ucdp", what, COLUMNS, rows)
    peoples = peoples_of(records.values())
    what = HEAD.format("Peoples and clans that have fought, of the informal groups", "")
    what = what.replace(" do not edit: .", " do not edit.")
    write("peoples", what, ("name", "countries"), sorted(peoples.items()))
    print(len(groups), "groups,", len(ours), "of them ours;", len(peoples), "peoples")


def write(
    table: str, head: str, columns: Sequence[str], rows: Iterable[Sequence[str]]
) -> None:
    """Write one table of the lexicon."""
    with (LEXICON / f"{table}.csv").open("w", encoding="utf-8") as file:
        file.write(head)
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)


def peoples_of(records: Iterable[Record]) -> dict[str, str]:
    """The names of peoples and clans, each with the ISO codes where it fought."""
    out: dict[str, dict[str, None]] = defaultdict(dict)
    for record in records:
        name = re.sub(r" (?:sub)?clan of .*|\(.*", "", record["NameData"]).strip()
        name = re.sub(r" (?:sub-?)?(?:clan|tribe)\b.*", "", name)
        listed = re.search(r",| and |\d", name) or record["Org"] != INFORMAL
        if not listed and 2 < len(name) <= LONGEST_PEOPLE:
            out[name] |= dict.fromkeys(codes_of(record))
    return {name: ";".join(where) for name, where in out.items()}


def our_names() -> dict[str, list[tuple[str, set[str]]]]:
    """The folded names (and numbers) of our own rows, with id and countries of each."""
    known: dict[str, list[tuple[str, set[str]]]] = defaultdict(list)
    for table in OURS:
        with (LEXICON / f"{table}.csv").open(encoding="utf-8") as file:
            for row in csv.DictReader(line for line in file if line[0] != "#"):
                countries = set(filter(None, row["country"].split(";")))
                known[f"ucdp {row['ucdp']}"].append((row["id"], set()))
                for name in filter(None, (row["name"], *row["aliases"].split(";"))):
                    known[fold(name)].append((row["id"], countries))
    return known


def ours_of(
    record: Record, known: Mapping[str, list[tuple[str, set[str]]]]
) -> str | None:
    """The id of our own row for the group, by its number or by name and country."""
    where = set(codes_of(record))
    if numbered := known.get(f"ucdp {record['ActorId']}"):
        return numbered[0][0]
    for name in names_of(record):
        for id_, countries in known.get(fold(name), ()):
            if countries & where:
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
    """All names, the one in use first; lists of former names taken apart, of which
    a single word in small letters is no name ("Union")."""
    found = [record.get(n, "") for n in NAMES]
    former = [p.strip() for n in CHANGED for p in record.get(n, "").split(",")]
    found += [name for name in former if " " in name or name.isupper()]
    clean = [" ".join(n.split()) for n in found]
    return list(dict.fromkeys(n for n in clean if len(n) > 2))


def everywhere(name: str, known: Mapping[str, list[tuple[str, set[str]]]]) -> bool:
    """Whether a group of ours without a country goes by the name."""
    return any(not countries for _, countries in known.get(fold(name), ()))


def is_telling(name: str, record: Record) -> bool:
    """Whether a name may mean a group of ours in every report: not an abbreviation of
    one that fights in many countries, nor a short translation."""
    if len(name) <= ABBREVIATION and name.isupper():
        return len(codes_of(record)) < MANY
    translated = " ".join(record.get("NameOrigFullEng", "").split())
    return name != translated or name.count(" ") >= TELLING - 1


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
