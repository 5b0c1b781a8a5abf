"""What a reading's score says beside its figures: faults, parts, bad files."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.errors import InputError
from marsad.scoring import score_reading
from marsad.scoring.match import distance_km, in_common, same_mention
from marsad.scoring.measure import Tally, bootstrap, measure

FIRST = "Rebels seized Saraqeb on Thursday."
SECOND = "The army shelled Binnish, killing four."
TEXT = f"{FIRST} {SECOND}"


def claim(quote=FIRST, kind="territory_taken", anchor="seized", **slots):
    return {"id": "c1", "quote": quote, "kind": kind, "anchor": anchor, **slots}


def write(path: Path, *documents: dict) -> Path:
    path.write_text("\n".join(map(json.dumps, documents)), "utf-8")
    return path


def document(key="d1", claims=(), **more):
    return {"doc_id": key, "text": TEXT, "claims": list(claims), **more}


@pytest.fixture
def score(tmp_path):
    def compare(gold: list[dict], predicted: list[dict]):
        return score_reading(
            write(tmp_path / "gold.jsonl", *gold),
            write(tmp_path / "predicted.jsonl", *predicted),
        )

    return compare


def test_missed_invented_and_confused_claims_are_listed(score):
    got = score(
        [document(claims=[claim(), claim(SECOND, "shelling", "shelled")])],
        [document(claims=[claim(kind="advance"), claim("not in the text")])],
    )
    assert [s.kind for s in got.missed] == ["shelling"]
    assert [s.quote for s in got.invented] == ["not in the text"]
    assert [(c.gold, c.predicted, c.anchors) for c in got.confused] == [
        ("territory_taken", "advance", ("seized",))
    ]
    assert got.figures()["claim_kind_f1"] == 0
    assert got.figures()["claim_any_f1"] == 0.5


def test_a_wrong_slot_is_listed_with_both_values(score):
    got = score(
        [document(claims=[claim(initiator=["Rebels"], when={"start": "2024-11-28"})])],
        [document(claims=[claim(initiator=["the army"])])],
    )
    told = {(w.slot, w.gold, w.predicted) for w in got.wrong}
    assert ("initiator", "Rebels", "the army") in told
    assert ("when", "2024-11-28; ?", "?; ?") in told
    assert got.figures()["claim_all_slots_f1"] == 0


def test_a_document_nobody_annotated_is_passed_over(score):
    got = score(
        [document(), {**document("d2"), "claims": None}],
        [document(), document("d2", [claim()])],
    )
    assert got.documents == 1
    assert got.invented == ()


def test_a_document_that_was_not_read_counts_as_empty_and_is_named(score):
    got = score([document(claims=[claim()]), document("d2")], [document("d2")])
    assert got.unread == ("d1",)
    assert len(got.missed) == 1


def test_parts_by_kind_and_by_sort_of_text(score):
    gold = [
        document("d1", [claim()], text_origin="reworded"),
        document("d2", [claim(), claim(SECOND, "shelling", "shelled")]),
    ]
    got = score(gold, [gold[0], document("d2", [claim()])])
    assert {m.name: m.recall for m in got.by_kind} == {
        "territory_taken": 1.0,
        "shelling": 0.0,
    }
    assert {m.name: m.recall for m in got.by_origin} == {
        "reworded": 1.0,
        "not told": 0.5,
    }


def test_tables_hold_as_many_errors_as_asked(score):
    got = score([document(claims=[claim(), claim(SECOND)])], [document()])
    assert len(got.tables()) == 1
    missed = next(t for t in got.tables(1) if t.title == "Missed: 2")
    assert len(missed.rows) == 1
    for table in got.tables(5):
        assert all(len(row) == len(table.columns) for row in table.rows)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", "line 2: not JSON"),
        ('{"text": "x"}', "line 2: no 'doc_id'"),
        ('{"doc_id": "d1"}', "line 2: document 'd1' stands there twice"),
        ('{"doc_id": "d2", "claims": [{"quote": "x"}]}', "line 2: no 'kind'"),
        ('{"doc_id": "d2", "claims": [3]}', "line 2: "),
        ("[]", "line 2: "),
        (
            '{"doc_id": "d2", "claims": [{"quote": "x", "kind": "talks", '
            '"when": {"start": "Friday"}}]}',
            "line 2: Invalid isoformat",
        ),
    ],
)
def test_a_bad_line_is_told_by_its_number(tmp_path, line, told):
    good = write(tmp_path / "good.jsonl", document(claims=[claim()]))
    bad = tmp_path / "bad.jsonl"
    bad.write_text(f"{json.dumps(document())}\n{line}\n", "utf-8")
    with pytest.raises(InputError, match=told):
        score_reading(good, bad)


def test_files_with_nothing_in_them_are_refused(tmp_path):
    good = write(tmp_path / "good.jsonl", document(claims=[claim()]))
    empty = write(tmp_path / "empty.jsonl")
    unread = write(tmp_path / "unread.jsonl", {**document(), "claims": None})
    binary = tmp_path / "binary.jsonl"
    binary.write_bytes(b"\xff\xfe\x00")
    for gold, predicted, told in (
        (good, empty, "no documents"),
        (unread, good, "no document in it has claims"),
        (good, binary, "not UTF-8"),
        (good, tmp_path / "absent.jsonl", "No such file"),
        (tmp_path, good, "directory"),
    ):
        with pytest.raises(InputError, match=told):
            score_reading(gold, predicted)


tallies = st.builds(
    lambda m, p, g: Tally(m, m + p, m + g),
    *[st.integers(0, 9)] * 3,
)


@settings(max_examples=20, deadline=None)
@given(st.lists(tallies, min_size=2, max_size=12))
def test_the_interval_is_ordered_and_the_same_each_time(drawn):
    low, high = bootstrap(drawn) or (1, 0)
    assert 0 <= low <= high <= 1
    assert bootstrap(drawn) == (low, high)


def test_the_interval_holds_the_figure_and_narrows_with_documents():
    few, many = [Tally(6, 10, 9), Tally(3, 9, 9)] * 5, [Tally(6, 10, 9), Tally(3, 9, 9)]
    (a, b), (c, d) = bootstrap(few) or (0, 0), bootstrap(many * 50) or (0, 0)
    assert a < measure("", Tally(9, 19, 18)).f1 < b
    assert d - c < b - a


@given(st.lists(st.integers(0, 5)), st.lists(st.integers(0, 5)))
def test_what_two_lists_share_does_not_hang_on_which_is_gold(xs, ys):
    there, back = (in_common(a, b, int.__eq__) for a, b in ((xs, ys), (ys, xs)))
    assert there.matched == back.matched <= min(len(xs), len(ys))
    assert there.exact == (sorted(xs) == sorted(ys))


def test_mentions_match_by_their_content_words():
    assert same_mention("the Syrian army", "army of Syria")
    assert not same_mention("the army", "the rebels")
    assert same_mention("", "")
    assert not same_mention("the", "of")


def test_distances_are_kilometres():
    aleppo, damascus = (36.2, 37.16), (33.51, 36.29)
    assert 300 < distance_km(aleppo, damascus) < 320
