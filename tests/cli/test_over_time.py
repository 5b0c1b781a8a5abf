"""control, toll, agreements, relations, access, losses, displacement and the rest."""

from __future__ import annotations

import csv
import io
import json
from xml.etree import ElementTree

import pytest

WAR = [
    ("2021-05-01", "violation", "The rebels broke the 2019 truce, the army said.",
     "broke", {"initiator": ["The rebels"], "sources": ["the army"]}),
    ("2021-05-02", "access", "The army cut the Vale road.", "cut",
     {"initiator": ["The army"], "places": ["the Vale road"]}),
    ("2021-05-02", "equipment_loss", "The army destroyed three tanks of the rebels.",
     "destroyed", {"initiator": ["The army"], "target": ["the rebels"],
                   "figures": [("equipment_lost", "tanks", 3, "three tanks")]}),
    ("2021-05-03", "displacement", "Some 900 people fled Eastmill.", "fled",
     {"target": ["people"], "places": ["Eastmill"],
      "figures": [("displaced", "people", 900, "Some 900")]}),
    ("2021-05-03", "shelling", "Shells killed four people in Eastmill.", "Shells",
     {"places": ["Eastmill"], "figures": [("killed", "people", 4, "four")]}),
    ("2021-05-03", "support", "Norland has armed Sutland since 2019.", "armed",
     {"initiator": ["Russia"], "target": ["Syria"], "status": "ongoing"}),
]  # fmt: skip


def row(number: int, day: str, kind: str, text: str, anchor: str, slots: dict) -> dict:
    places = [
        {"mention": p, "lat": 12.5, "lon": 22.5, "level": "town"}
        for p in slots.get("places", ())
    ]
    figures = [
        {"what": what, "who": who, "low": n, "high": n, "text": words}
        for what, who, n, words in slots.get("figures", ())
    ]
    claim = {
        "id": "c1", "quote": text, "anchor": anchor, "kind": kind,
        "initiator": slots.get("initiator", []), "target": slots.get("target", []),
        "places": places, "when": {"start": day, "end": day}, "figures": figures,
        "sources": [{"mention": s, "stance": "says"} for s in slots.get("sources", ())],
        "status": slots.get("status", "happened"),
    }  # fmt: skip
    return {
        "doc_id": f"w{number}", "outlet": f"Paper {number}", "published": day,
        "title": f"News {number}", "text": text, "claims": [claim],
    }  # fmt: skip


@pytest.fixture
def war(marsad, store_of):
    """The taking of three towns, and one claim of each thing that lasts."""
    store_of(marsad.home, tuple(row(n, *told) for n, told in enumerate(WAR)))
    return marsad


def test_who_holds_what_is_told_with_basis_and_age(war):
    rows = {r["place"]: r for r in war.table("control", "--on", "2021-05-03")}
    north = rows["Northford"]
    assert (north["since"], north["told"], north["age_days"]) == (
        "2021-05-01",
        "2021-05-02",
        1,
    )
    assert north["evidence"][0]["quote"].startswith("Rebels seized Northford")
    assert "At the end of 2021-05-03" in war("control").stdout


def test_control_as_known_then_knows_nothing_later(war):
    then = war.table("control", "--as-of", "2021-05-02")
    assert "Southgate" not in {r["place"] for r in then}
    assert {r["place"] for r in war.table("control", "--place", "north")} == {
        "Northford"
    }


def test_a_starting_map_fills_what_no_report_tells_and_goes_again(war):
    path = war.home / "lines.csv"
    path.write_text("place,lat,lon,holder,day\nOldton,13,23,army,2021-04-30\n")
    said = war("control", "--load", "lines.csv", "--source", "Map House").stdout
    assert said == "starting map of Map House: 1 rows, held by army\n"
    rows = {r["place"]: r for r in war.table("control", "--on", "2021-05-02")}
    assert rows["Oldton"]["holder"] == "army"
    assert rows["Oldton"]["rests on"] == "map of Map House"
    assert rows["Oldton"]["age_days"] == 2
    war("control", "--drop", "Map House")
    assert "Oldton" not in {r["place"] for r in war.table("control")}
    assert "Map House" in war("control", "--drop", "Map House", code=2).stderr


def test_a_map_that_cannot_be_read_is_refused_whole(war):
    (war.home / "bad.csv").write_text("place,lat,lon,holder,day\nOldton,x,1,a,b\n")
    said = war("control", "--load", "bad.csv", code=2).stderr
    assert "bad.csv:2" in said
    war("control", "--source", "x", code=2)


def test_control_is_drawn_and_exported(war):
    war("control", "--map", "c.svg")
    tree = ElementTree.fromstring((war.home / "c.svg").read_text())
    names = [t.text for t in tree.iter("{http://www.w3.org/2000/svg}text")]
    assert "Northford" in names
    war("control", "--map", "c.geojson")
    features = json.loads((war.home / "c.geojson").read_text())["features"]
    assert {f["properties"]["place"] for f in features} >= {"Northford", "Eastmill"}
    assert "name it .svg" in war("control", "--map", "c.png", code=2).stderr


def test_a_toll_has_a_range_and_the_claims_that_set_it(war):
    rows = war.table("toll", "--place", "Eastmill")
    [strike] = [r for r in rows if r["what"] == "killed"]
    assert (strike["low"], strike["high"], strike["low set by"]) == (4, 4, "w4#c1")
    said = war("toll", strike["id"]).stdout
    assert "How it grew" in said
    assert "Who counts whom" in said
    assert "never to be added up" in said
    nothing = next(i["id"] for i in war.json("incidents") if i["place"] == "Southgate")
    assert "has no toll" in war("toll", nothing, code=2).stderr


def test_an_agreement_is_told_with_who_says_whom_broke_it(war):
    [told] = war.table("agreements")
    assert told["agreement"] == "2019 truce"
    assert (told["charges"], told["breaches"][0]["outlet"]) == (1, "Paper 0")
    said = war("agreements").stdout
    assert "broken:" in said
    assert "The rebels broke the 2019 truce" in said


def test_roads_losses_and_flight_are_listed(war):
    [road] = war.table("access")
    assert (road["state"], road["since"]) == ("cut", "2021-05-02")
    [loss] = war.table("losses")
    assert (loss["thing"], loss["number"], loss["how"]) == ("tanks", "3", "destroyed")
    [flow] = war.table("displacement")
    assert (flow["from"], flow["low"], flow["way"]) == ("Eastmill", 900, "flight")
    for command in ("access", "losses", "displacement"):
        made = json.loads(war(command, "--format", "geojson").stdout)
        assert made["type"] == "FeatureCollection"
        assert war.table(command, "--place", "Nowhere") == []


def test_ties_are_listed_from_first_to_last_day(war):
    rows = war.table("relations")
    assert [(r["from"], r["tie"], r["to"]) for r in rows] in (
        [("Russia", "support", "Syria")],
        [("Russia", "support", "government")],
        [],
    )


def test_one_thing_and_one_place_in_the_order_of_days(war):
    group = next(i for i in war.json("incidents") if i["place"] == "Northford")
    days = [r["start"] for r in war.table("timeline", group["id"])]
    assert days == ["2021-05-01", "2021-05-02"]
    rows = war.table("history", "Northford")
    assert {r["what"] for r in rows} >= {"control", "place"}
    assert "did you mean" in war("history", "Northfort", code=2).stderr
    assert "Northford" in war("history", "northford").stdout
    war("timeline", "w1", code=2)


def test_disputes_are_listed_by_type_and_thing(war):
    assert war.table("disputes", "--type", "dispute") == []
    assert "nothing is set against" in war("disputes").stdout
    war("disputes", "i-nothing", code=2)


@pytest.mark.parametrize(
    "command",
    ["control", "toll", "agreements", "access", "losses", "displacement", "relations"],
)
def test_every_table_can_be_csv_in_a_file(war, command):
    war(command, "--format", "csv", "-o", "out.csv")
    rows = list(csv.reader(io.StringIO((war.home / "out.csv").read_text())))
    assert len(rows[0]) > 3
    assert "--format" in war(command, "-o", "out.txt", code=2).stderr
