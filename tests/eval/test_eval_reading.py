"""`marsad eval reading` from a corpus file to tables, figures and the error browser."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from marsad.cli.app import app_for
from marsad.cli.eval_reading import let_through

TEXT = "Rebels shelled the town of Northford on Thursday, killing four soldiers."
CLAIM = {"quote": TEXT, "kind": "shelling", "anchor": "shelled"}


@pytest.fixture
def gold(tmp_path) -> Path:
    row = {
        "doc_id": "d1",
        "outlet": "Radio Example",
        "published": "2031-05-02",
        "title": "Northford",
        "text": TEXT,
        "claims": [CLAIM],
    }
    other = {**row, "doc_id": "d2", "text": "It rained all day.", "claims": []}
    path = tmp_path / "gold.jsonl"
    path.write_text("\n".join(map(json.dumps, (row, other))), "utf-8")
    return path


def run(*words: object):
    return CliRunner().invoke(app_for(()), ["eval", "reading", *map(str, words)])


def test_without_a_prediction_the_gold_is_read(gold, tmp_path):
    page = tmp_path / "errors.html"
    done = run(gold, "--html", page)
    assert done.exit_code == 0, done.output
    for title in ("Claims of 2 documents", "Documents without claims", "Confidence"):
        assert title in done.stdout
    assert "Gate before the networks" in done.stdout
    assert "Northford" in page.read_text("utf-8")


def test_a_given_prediction_is_scored_as_it_is(gold):
    done = run(gold, gold, "--json")
    figures = json.loads(done.stdout)
    assert figures["claim_kind_f1"] == figures["silence_accuracy"] == 1
    assert "triage_recall" not in figures


def test_what_is_let_through_lies_in_the_text():
    text = f"{TEXT}\n\n{TEXT}"
    assert [text[a:b] for a, b in let_through(text)] == [text]
    assert let_through("") == []
