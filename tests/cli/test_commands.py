"""The commands as a user runs them: help, lists, showing, exports, briefs."""

from __future__ import annotations

import csv
import io
import json
import time

import pytest

from marsad.cli.app import COMMANDS, app_for
from marsad.cli.evaluate import SCORERS

NAMES = [c.__name__ for c in COMMANDS]
EVALUATIONS = [f"eval {s.__name__}" for s in SCORERS]


def test_help_names_every_command_and_is_quick(marsad):
    took = []
    for _ in range(3):
        began = time.perf_counter()
        told = marsad.start("--help").communicate()[0].decode()
        took.append(time.perf_counter() - began)
    for name in (*NAMES, "eval"):
        assert f"  {name} " in told
    # 0.4 s on an idle machine (docs/benchmarks.md); here others may be at work.
    assert min(took) < 0.8


@pytest.mark.parametrize(
    ("words", "commands", "groups"),
    [
        (("read", "brief"), 1, 0),
        (("eval", "reading"), 0, 1),
        (("raed",), len(NAMES), 4),
        (("--version", "read"), len(NAMES), 4),
        ((), len(NAMES), 4),
    ],
)
def test_only_the_command_of_the_line_is_put_together(words, commands, groups):
    made = app_for(words)
    assert len(made.registered_commands) == commands
    assert len(made.registered_groups) == groups


@pytest.mark.parametrize("name", [*NAMES, *EVALUATIONS])
def test_every_command_has_help_with_an_example(marsad, name):
    told = marsad(*name.split(), "--help").stdout
    assert f"marsad {name}" in told.partition("Examples:")[2]


def test_a_wrong_option_and_a_missing_store_are_one_line(marsad):
    assert marsad("brief", "--colour", code=2).stderr.count("Traceback") == 0
    said = marsad("brief", code=2).stderr
    assert said.count("\n") == 1
    assert "marsad add" in said


def test_lists_show_what_was_added(marsad, corpus):
    marsad("add", str(corpus))
    claims = marsad.json("claims")
    assert [c["ref"] for c in claims] == ["r0#c1", "r1#c1", "r2#c1", "r3#c1"]
    assert [c["ref"] for c in marsad.json("claims", "--place", "north")] == [
        "r0#c1",
        "r1#c1",
    ]
    assert len(marsad.json("claims", "--source", "observatory")) == 2
    assert len(marsad.json("claims", "--from", "2021-05-03")) == 1
    assert len(marsad.json("documents")) == 4
    assert {s["name"] for s in marsad.json("sources")} == {
        f"Radio {n}" for n in range(4)
    }
    places = {i["place"] for i in marsad.json("incidents")}
    assert places == {"Northford", "Eastmill", "Southgate"}
    assert marsad.json("status")[0]["claims"] == 4


def test_csv_has_a_header_and_no_formulas(marsad, corpus):
    marsad("add", str(corpus))
    rows = list(csv.DictReader(io.StringIO(marsad("claims", "--csv").stdout)))
    assert len(rows) == 4
    assert rows[0]["kind"] == "territory_taken"


def test_show_opens_anything_by_id_or_name(marsad, corpus):
    marsad("add", str(corpus))
    told = marsad("show", "r1#c1").stdout
    assert ">>seized<<" in told
    assert "the Valley Observatory" in told
    incident = next(i for i in marsad.json("incidents") if i["place"] == "Northford")
    told = marsad("show", incident["id"]).stdout
    assert "Rebels seized Northford from government forces" in told
    assert incident["id"] in marsad("show", "r1#c1").stdout
    assert "Report 1" in marsad("show", "r1").stdout
    assert "Radio 1" in marsad("show", "radio-1").stdout
    assert "nothing goes by" in marsad("show", "i-none", code=2).stderr
    for name in ("r1#c1", "r1", "radio-1", incident["id"]):
        json.loads(marsad("show", name, "--json").stdout)


def test_a_limit_says_what_it_leaves_out(marsad, corpus):
    marsad("add", str(corpus))
    done = marsad("claims", "--limit", "1", "--json")
    assert done.stdout.count("\n") == 1
    assert "1 of 4" in done.stderr


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("claims", "--kind", "dancing"), "codebook"),
        (("claims", "--status", "maybe"), "happened"),
        (("claims", "--from", "yesterday"), "2024-11-29"),
        (("claims", "--json", "--csv"), "not both"),
        (("brief", "--as-of", "2021-05-02T12:00"), "time zone"),
        (("brief", "--as-of", "noon"), "moment"),
        (("brief", "--on", "2021-05-01", "--to", "2021-05-02"), "not both"),
        (("brief", "--from", "2021-05-03", "--to", "2021-05-01"), "before it begins"),
        (("brief", "--as-of", "2001-01-01"), "nothing in the store"),
        (("fuse", "corpus.jsonl"), "--groups"),
        (("brief", "-o", "no/such/folder.txt"), "cannot be written"),
    ],
)
def test_bad_options_say_the_way_out(marsad, corpus, words, told):
    marsad("add", str(corpus))
    said = marsad(*words, code=2).stderr
    assert told in said
    assert said.startswith("marsad: ")
    assert said.count("\n") == 1


@pytest.mark.parametrize("form", ["text", "md", "html", "json"])
def test_the_brief_comes_in_every_form(marsad, corpus, form):
    marsad("add", str(corpus))
    told = marsad("brief", "--on", "2021-05-02", "--format", form).stdout
    assert "Northford" in told
    assert "Southgate" not in told, "published the day after"
    if form == "json":
        json.loads(told)
    marsad("brief", "--format", form, "-o", "out")
    assert (marsad.home / "out").stat().st_size > 100


def test_the_brief_as_of_a_moment_holds_nothing_later(marsad, corpus):
    marsad("add", str(corpus))
    told = marsad("brief", "--as-of", "2021-05-02T12:00Z", "--format", "json").stdout
    assert "Eastmill" not in told, "dated to that day: it may have come after noon"
    assert "Northford" in told
    told = marsad("brief", "--as-of", "2021-05-02", "--format", "json").stdout
    assert "Eastmill" in told


@pytest.mark.parametrize("form", ["jsonl", "csv", "geojson"])
def test_exports_hold_every_claim_or_incident(marsad, corpus, form):
    marsad("add", str(corpus))
    told = marsad("export", "--format", form).stdout
    for place in ("Northford", "Eastmill", "Southgate"):
        assert place in told
    if form == "geojson":
        assert json.loads(told)["type"] == "FeatureCollection"


def test_read_and_fuse_work_without_a_store(marsad, corpus):
    marsad("read", "corpus.jsonl", "-o", "read.jsonl")
    rows = [json.loads(x) for x in (marsad.home / "read.jsonl").open()]
    assert [r["doc_id"] for r in rows] == ["r0", "r1", "r2", "r3"]
    assert all(isinstance(r["claims"], list) for r in rows)
    for row in rows:
        for claim in row["claims"]:
            start, end = claim["span"]
            assert row["text"][start:end] == claim["quote"]
    words = ("--groups", "groups.json", "--control", "control.json")
    marsad("fuse", "corpus.jsonl", *words)
    groups = json.loads((marsad.home / "groups.json").read_text())
    gathered = {c for i in groups["incidents"] for c in i["claims"]}
    assert gathered == {"r0#c1", "r1#c1", "r2#c1", "r3#c1"}
    control = json.loads((marsad.home / "control.json").read_text())
    assert {row["place"] for row in control} == {"Northford", "Eastmill", "Southgate"}
    assert not (marsad.home / "marsad.db").exists()


def test_eval_of_the_gold_against_itself_is_perfect(marsad, corpus):
    told = marsad("eval", "reading", "corpus.jsonl", "corpus.jsonl", "--json").stdout
    assert json.loads(told)["claim_kind_f1"] == 1.0
