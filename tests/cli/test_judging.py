"""merge, split, confirm, reject, correct, note, undo: signed, told, taken back."""

from __future__ import annotations

import pytest

WHY = ("--reason", "I was there", "--by", "ana")


@pytest.fixture
def told(marsad, store_of):
    """The incidents of a store over four reports, by place."""
    store_of(marsad.home)
    return {i["place"]: i for i in marsad.json("incidents")}


def listed(marsad):
    return marsad.table("judgements")


def test_a_merge_says_what_changed_and_the_old_id_leads_on(marsad, told):
    first, second = told["Northford"]["id"], told["Southgate"]["id"]
    said = marsad("merge", first, second, *WHY).stdout
    assert "judgement 1: same, signed ana" in said
    assert f"{first}" in said
    assert f"{second} " in said
    assert "is no more" in said
    assert len(marsad.json("incidents")) == len(told) - 1
    assert f"merged into {first}" in marsad("show", second).stderr


def test_undo_brings_back_what_was_and_stays_on_record(marsad, told):
    before = marsad.json("incidents")
    marsad("merge", told["Northford"]["id"], told["Southgate"]["id"], *WHY)
    said = marsad("undo", "1", "--reason", "two towns", "--by", "ben").stdout
    assert "judgement 2: undo, signed ben" in said
    assert "take it back" not in said
    assert marsad.json("incidents") == before
    rows = listed(marsad)
    assert [(r["decision"], r["by"], bool(r["undone"])) for r in rows] == [
        ("same", "ana", True),
        ("undo", "ben", False),
    ]


def test_a_claim_leaves_its_group(marsad, told):
    group = told["Northford"]
    assert group["claims"] == 2
    leaves = group["members"][1]
    marsad("split", group["id"], leaves, *WHY)
    assert len(marsad.json("incidents")) == len(told) + 1
    marsad("split", group["members"][0], leaves, *WHY, code=2)


def test_what_is_rejected_counts_no_more(marsad, told):
    said = marsad("reject", told["Southgate"]["id"], *WHY).stdout
    assert "is no more" in said
    assert "Southgate: nobody is told to hold it any more" in said
    assert "Southgate" not in {i["place"] for i in marsad.json("incidents")}


def test_what_is_confirmed_is_graded_so(marsad, told):
    said = marsad("confirm", told["Eastmill"]["id"], *WHY).stdout
    assert "confirmed" in said


def test_a_correction_changes_the_picture_and_never_the_claim(marsad, told):
    claim = told["Southgate"]["members"][0]
    said = marsad("correct", claim, "when", "2021-05-01..2021-05-02", *WHY).stdout
    assert "correct, signed ana" in said
    after = {i["place"]: i for i in marsad.json("incidents")}["Southgate"]
    assert (after["start"], after["end"]) == ("2021-05-01", "2021-05-02")
    [as_read] = [c for c in marsad.json("claims") if c["id"] == claim]
    assert as_read["when"]["start"] == "2021-05-03"


@pytest.mark.parametrize(
    ("slot", "value"),
    [
        ("kind", "no_such_kind"),
        ("slot", "x"),
        ("when", "yesterday"),
        ("initiator", "[not json"),
        ("figures", "many"),
    ],
)
def test_a_value_that_cannot_be_is_refused_in_one_line(marsad, told, slot, value):
    claim = told["Southgate"]["members"][0]
    said = marsad("correct", claim, slot, value, *WHY, code=2)
    assert said.stderr.startswith("marsad: ")
    assert said.stderr.count("\n") == 1
    assert not listed(marsad)


def test_against_a_judgement_that_counts_the_way_out_is_told(marsad, told):
    first, second = told["Northford"]["id"], told["Southgate"]["id"]
    marsad("merge", first, second, *WHY)
    claims = told["Northford"]["members"][0], told["Southgate"]["members"][0]
    said = marsad("split", *claims, *WHY, code=2).stderr
    assert "marsad undo" in said


def test_a_note_decides_nothing(marsad, told):
    before = marsad.json("incidents")
    marsad("note", told["Eastmill"]["id"], "asked the mayor", "--by", "ana")
    assert marsad.json("incidents") == before
    assert [r["reason"] for r in listed(marsad)] == ["asked the mayor"]


def test_a_judgement_needs_a_name_and_a_reason(marsad, told):
    name = told["Eastmill"]["id"]
    assert "reason" in marsad("confirm", name, "--reason", " ", code=2).stderr
    said = marsad("confirm", name, "--reason", "so", "--by", "", code=2).stderr
    assert "--by" in said
    marsad("confirm", name, code=2)


def test_the_user_of_the_computer_signs(marsad, told, monkeypatch):
    monkeypatch.setenv("LOGNAME", "carla")
    marsad("confirm", told["Eastmill"]["id"], "--reason", "so", "--quiet")
    assert [r["by"] for r in listed(marsad)] == ["carla"]


def test_what_is_not_there_is_said_so(marsad, told):
    assert "i-nothing" in marsad("confirm", "i-nothing", *WHY, code=2).stderr
    assert "no judgement 7" in marsad("undo", "7", *WHY, code=2).stderr
