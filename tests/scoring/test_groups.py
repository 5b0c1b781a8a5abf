"""What the scores of groups and of control say beside their figures."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.errors import InputError
from marsad.scoring import score_control, score_groups
from marsad.scoring.grouping import links, partition


def incident(name, *claims, **more):
    return {"id": name, "title": f"about {name}", "claims": list(claims), **more}


def dispute(*sides, about="killed", kind="dispute"):
    return {"about": about, "type": kind, "sides": [list(s) for s in sides]}


@pytest.fixture
def score(tmp_path):
    def compare(gold: dict, predicted: dict):
        paths = tmp_path / "gold.json", tmp_path / "predicted.json"
        for path, groups in zip(paths, (gold, predicted), strict=True):
            path.write_text(json.dumps(groups))
        return score_groups(*paths)

    return compare


def test_splits_and_merges_are_told_worst_first(score):
    gold = {"incidents": [incident("a", "1", "2", "3", "4"), incident("b", "5", "6")]}
    predicted = {"incidents": [incident("x", "1", "2"), incident("y", "3", "5", "6")]}
    got = score(gold, predicted)
    assert [(s.group, s.pairs) for s in got.splits] == [("a", 5)]
    assert got.splits[0].parts == (("x about x", 2), ("y about y", 1), ("", 1))
    assert [(s.group, s.pairs) for s in got.merges] == [("y", 2)]
    assert got.figures()["all_links_f1"] == pytest.approx(4 / 11)


def test_groups_without_ids_are_told_apart(score):
    same = [{"title": "", "claims": [c]} for c in "12"]
    got = score({"incidents": [incident("a", "1", "2")]}, {"incidents": same})
    assert got.splits[0].pairs == 1


def test_claims_the_gold_does_not_know_are_counted_not_scored(score):
    gold = {"incidents": [incident("a", "1", "2")]}
    got = score(gold, {"incidents": [incident("a", "1", "2", "8", "9")]})
    assert got.foreign == 2
    assert got.figures()["all_bcubed_f1"] == 1


def test_disputes_missed_and_spurious_are_listed(score):
    def groups(*disputes):
        row = incident("a", "1", "2", "3", "4", oppositions=[*disputes])
        return {"incidents": [row]}

    got = score(
        groups(dispute("12", "3"), dispute("1", "4", about="holder")),
        groups(dispute("1", "3"), dispute("2", "4"), dispute("1", "4", kind="differs")),
    )
    assert [d.about for d in got.missed_disputes] == ["holder"]
    assert [d.sides for d in got.spurious_disputes] == [(("2",), ("4",))]
    assert got.figures()["dispute_issues_f1"] == 0.5
    assert got.figures()["dispute_pairs_f1"] == pytest.approx(2 / 5)


def test_points_of_a_series_are_its_claims(score):
    series = {"series": [{"id": "s", "points": [{"claim": "1"}, {"claim": "2"}]}]}
    assert score(series, series).figures()["all_links_f1"] == 1


def test_tables_are_square_and_as_long_as_asked(score):
    gold = {"incidents": [incident("a", "1", "2"), incident("b", "3", "4")]}
    got = score(gold, {"relations": [{"from": "x", "to": "y", "claims": ["1"]}]})
    assert len(got.tables()) == 1
    splits = got.tables(1)[1]
    assert splits.title == "Gold groups split: 2"
    assert len(splits.rows) == 1
    for table in got.tables(9):
        assert all(len(row) == len(table.columns) for row in table.rows)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('{"incidents": [\n{]}', "line 2: not JSON"),
        ("[]", "no groups"),
        ("{}", "no groups"),
        ('{"incidents": [{"id": "a"}]}', "incidents 1: no 'claims'"),
        ('{"series": [{"points": [{}]}]}', "series 1: no 'claim'"),
        ('{"incidents": [3]}', "incidents 1: "),
    ],
)
def test_a_bad_file_of_groups_is_told(tmp_path, text, told):
    path = tmp_path / "groups.json"
    path.write_text(text)
    with pytest.raises(InputError, match=told):
        score_groups(path, path)


claims = st.sampled_from("abcdefgh")
clusters = st.lists(st.frozensets(claims, min_size=1), max_size=6)


@given(clusters, st.sets(claims))
def test_a_partition_holds_every_claim_once(drawn, keep):
    parts = partition(drawn, keep)
    assert sorted(c for part in parts for c in part) == sorted(keep)
    assert links(parts) <= links(drawn)


def hold(place="Saraqeb", holder="government", end="2024-11-30", **more):
    row = {"place": place, "from": "2024-11-27", "to": end, "holder": holder}
    return {"lat": 35.86, "lon": 36.8, **row, **more}


@pytest.fixture
def control(tmp_path):
    def compare(gold: list[dict], predicted: list[dict]):
        paths = tmp_path / "gold.json", tmp_path / "predicted.json"
        for path, rows in zip(paths, (gold, predicted), strict=True):
            path.write_text(json.dumps(rows))
        return score_control(*paths)

    return compare


def test_wrong_place_days_are_listed(control):
    got = control([hold()], [hold(end="2024-11-28"), hold(holder="SDF")])
    assert [(str(w.day), w.predicted) for w in got.wrong] == [
        ("2024-11-27", ("SDF", "government")),
        ("2024-11-28", ("SDF", "government")),
        ("2024-11-29", ("SDF",)),
        ("2024-11-30", ("SDF",)),
    ]
    assert got.figures() == {
        "control_accuracy": 0,
        "control_answered_accuracy": 1,
    }


@pytest.mark.parametrize(
    ("place", "lat", "right"),
    [
        ("saraqeb", 10.0, 1.0),
        ("Saraqib", 35.9, 1.0),
        ("Saraqib", 36.0, 0.0),
        ("Saraqib", None, 0.0),
    ],
)
def test_a_place_is_answered_by_its_name_or_a_near_one(control, place, lat, right):
    got = control([hold()], [hold(place, lat=lat)])
    assert got.figures()["control_accuracy"] == right


def test_bad_control_files_are_told(control):
    for gold, predicted, told in (
        ([], [], "no control rows"),
        ([hold()], [{"place": "x"}], "row 1: no 'from'"),
        ([hold()], [hold(end="later")], "row 1: Invalid isoformat"),
        ([hold()], {"rows": []}, "a list of control rows"),
    ):
        with pytest.raises(InputError, match=told):
            control(gold, predicted)
