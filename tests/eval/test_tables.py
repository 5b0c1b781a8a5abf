"""Tables on a page: between their marks and nowhere else, with what was measured."""

import json
from datetime import date
from pathlib import Path

import pytest

from marsad.errors import InputError
from marsad.scoring import score_reading
from marsad.scoring.pages import markdown_table, write_part

PAGE = Path(__file__).resolve().parents[2] / "docs" / "evaluation.md"
QUOTE = "Rebels seized Saraqeb."
CLAIM = {"quote": QUOTE, "kind": "territory_taken", "anchor": "seized"}


def test_a_part_goes_between_its_marks_and_nowhere_else(tmp_path):
    page = tmp_path / "page.md"
    marks = "<!-- {0}: begin -->\nold\n<!-- {0}: end -->\n"
    page.write_text("before\n" + marks.format("one") + marks.format("two") + "after\n")
    write_part(page, "two", "new")
    assert page.read_text() == (
        "before\n<!-- one: begin -->\nold\n<!-- one: end -->\n"
        "<!-- two: begin -->\nnew\n<!-- two: end -->\nafter\n"
    )
    with pytest.raises(InputError, match="needs a line <!-- three: begin -->"):
        write_part(page, "three", "new")


def test_a_table_has_a_line_a_row():
    assert markdown_table(("a", "b"), [("1", "2")]).split("\n") == [
        "| a | b |",
        "| --- | --- |",
        "| 1 | 2 |",
    ]


def test_the_page_has_marks_for_every_table(script, tmp_path):
    rows = [{"doc_id": "d1", "text": QUOTE, "claims": [{**CLAIM, "confidence": 0.9}]}]
    rows.append({"doc_id": "d2", "text": QUOTE, "claims": []})
    gold = tmp_path / "gold.jsonl"
    gold.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    score = score_reading(gold, gold, gate=lambda text: [(0, len(text))])
    page = tmp_path / "page.md"
    page.write_text(PAGE.read_text("utf-8"), "utf-8")
    script("tables").write_tables(page, {"dev": score}, date(2031, 5, 2))
    told = page.read_text("utf-8")
    assert "| claim kind F1 | 1.000 (.000-1.000) | .730 | .850 |" in told
    assert "| dev | .100 | 1 | 1.0000 |" in told
    assert "| dev | 1 | 0 | 0 | 0.0 |" in told
    assert told.count("Measured on 2031-05-02.") == 3
