"""Confidence, false alarms and the gate: the figures beside right and wrong claims."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.errors import InputError
from marsad.scoring import score_reading
from marsad.scoring.calibration import calibrate
from marsad.scoring.rows import read_sheets
from marsad.scoring.triage import triage_of

FIRST, SECOND = "Rebels seized Saraqeb.", "The army shelled Binnish."
TEXT = f"{FIRST} {SECOND}"


def row(key, *claims, **more):
    return {"doc_id": key, "text": TEXT, "claims": list(claims), **more}


def claim(quote=FIRST, kind="territory_taken", **more):
    return {"quote": quote, "kind": kind, "anchor": quote.split()[1], **more}


@pytest.fixture
def write(tmp_path):
    def put(name: str, *rows: dict) -> Path:
        path = tmp_path / name
        path.write_text("\n".join(map(json.dumps, rows)), "utf-8")
        return path

    return put


def test_the_error_is_the_gap_between_confidence_and_right_weighed_by_claims():
    claims = [(0.9, True)] * 3 + [(0.9, False)] + [(0.2, False)] * 4
    found = calibrate(claims)
    assert [(b.claims, b.right) for b in found.bins] == [(4, 0), (4, 0.75)]
    assert found.error == pytest.approx((4 * 0.2 + 4 * 0.15) / 8)
    assert calibrate([]) is None


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1))
def test_every_claim_is_in_one_bin_and_the_error_is_a_share(claims):
    found = calibrate(claims)
    assert sum(b.claims for b in found.bins) == len(claims)
    assert 0 <= found.error <= 1 + 1e-9
    for b in found.bins:
        assert b.low - 1e-9 <= b.confidence <= b.high + 1e-9


def test_confidence_is_held_against_pairs_of_equal_kind(write):
    gold = write("gold", row("d1", claim(), claim(SECOND, "shelling")))
    read = write(
        "read",
        row("d1", claim(confidence=0.8), claim(SECOND, "air_strike", confidence=0.8)),
    )
    score = score_reading(gold, read)
    assert score.calibration.bins[0].right == 0.5
    assert score.figures()["calibration"] == pytest.approx(0.7)
    assert score_reading(gold, gold).calibration is None


@pytest.mark.parametrize("wrong", [-0.1, 1.1, float("nan"), "high"])
def test_a_confidence_that_is_no_share_is_refused(write, wrong):
    bad = write("bad", row("d1", claim(confidence=wrong)))
    with pytest.raises(InputError, match="line 1"):
        read_sheets(bad)


def test_false_alarms_are_counted_where_nothing_is_annotated(write):
    gold = write(
        "gold",
        row("d1", claim()),
        row("d2", text_origin="sport", split="held"),
        row("d3", text_origin="weather", split="tune"),
        {**row("d4"), "claims": None},
    )
    twice = claim(), claim(SECOND, "shelling")
    read = write("read", row("d1", *twice), row("d2", *twice), row("d3"), row("d4"))
    score = score_reading(gold, read)
    parts = {s.name: (s.documents, s.disturbed, s.claims) for s in score.silence}
    assert parts == {
        "all": (2, 1, 2),
        "sport": (1, 1, 2),
        "weather": (1, 0, 0),
        "held": (1, 1, 2),
        "tune": (1, 0, 0),
    }
    assert score.silence[0].in_hundred == 100
    assert score.figures()["silence_accuracy"] == 0.5


def test_where_nothing_is_annotated_only_silence_is_scored(write):
    gold = write("gold", row("d1", split="held"), row("d2", split="tune"))
    read = write("read", row("d1", claim(confidence=0.5)), row("d2"))
    score = score_reading(gold, read)
    assert score.figures() == {"silence_accuracy": 0.5}
    assert [t.title for t in score.tables()] == ["Documents without claims"]
    tune = score_reading(gold, read, splits=("tune",))
    assert tune.figures() == {"silence_accuracy": 1.0}
    assert not tune.invented


def test_documents_are_picked_by_key_and_split(write):
    gold = write("gold", row("d1", claim(), split="a"), row("d2", claim(), split="b"))
    assert score_reading(gold, gold, documents=("d2",)).documents == 1
    assert score_reading(gold, gold, splits=("a", "b")).documents == 2
    with pytest.raises(InputError, match="of those asked for"):
        score_reading(gold, gold, splits=("c",))


def test_the_gate_is_held_to_the_claims_it_turns_away(write):
    gold = write("gold", row("d1", claim(), claim(SECOND, "shelling")), row("d2"))
    found = triage_of(read_sheets(gold).values(), lambda _: [(0, len(FIRST))])
    assert (found.claims, found.kept, found.lost) == (2, 1, ("d1#c2",))
    assert (found.empty, found.passed) == (1, 1)
    figures = score_reading(gold, gold, gate=lambda text: [(0, len(text))]).figures()
    assert figures["triage_recall"] == 1
