"""`marsad actor`: finding, showing, adding, undoing, handing rows on."""

from __future__ import annotations

import csv
import io
import json


def rows(done) -> list[dict]:
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_find_says_who_wins_and_why(marsad):
    found = rows(marsad("actor", "find", "AA", "--in", "MM", "--format", "json"))
    assert [(r["id"], r["wins"]) for r in found[:2]] == [("aa", "yes"), ("anadolu", "")]
    assert found[0]["why"] == "of MM"
    state = rows(marsad("actor", "find", "Syrian army", "--format", "json"))
    assert state[0]["id"] == "state:SY:military"
    assert "nobody goes by" in marsad("actor", "find", "Qqqq").stdout


def test_show_tells_names_sides_and_ties(marsad):
    (told,) = rows(marsad("actor", "show", "hts", "--format", "json"))
    assert told["ACLED inter"] == 2
    assert {"told": "state:SY", "from": "2012-01", "to": "2024-12-08"} in told["fights"]
    assert "marsad actor find" in marsad("actor", "show", "nobody", code=2).stderr


def test_an_own_actor_is_used_for_reports_handed_on_and_taken_back(marsad):
    marsad(
        "actor", "add", "guard", "--name", "Northern Guard", "--type", "rebel",
        "--country", "Syria", "--alias", "NG", "--by", "ana",
    )  # fmt: skip
    text = (
        "Outlet: Example\nDate: 2024-11-29\nTitle: War\n\nThe Northern Guard captured "
    )
    (marsad.home / "r.txt").write_text(f"{text}Saraqeb in Syria on Friday.\n")
    marsad("add", "r.txt")
    (claim,) = marsad.json("claims", "--actor", "guard")
    assert claim["kind"] == "territory_taken"
    table = marsad("actor", "list", "--format", "csv").stdout
    (row,) = csv.DictReader(io.StringIO(table))
    assert (row["id"], row["side"], row["country"]) == ("guard", "Northern Guard", "SY")
    assert "no row of yours" in marsad("actor", "undo", "guard").stdout
    assert "was added here" in marsad("actor", "undo", "guard", code=2).stderr


def test_what_is_wrong_is_said_in_one_line(marsad):
    base = ("actor", "add", "x", "--name", "X", "--type", "rebel")
    for wrong, told in [
        (("--country", "Atlantis"), "no country"),
        (("--founded", "soon"), "--founded"),
        (("--parent", "nobody"), "--parent"),
        (("--alias", "y" * 200), "--alias"),
    ]:
        said = marsad(*base, *wrong, code=2).stderr
        assert told in said
        assert said.count("\n") == 1
