"""Annotating by hand: what is written comes in as meant, and every slip is told."""

from __future__ import annotations

import pytest

from marsad.annotating import blocks, claims_of, sheet
from marsad.corpus_form import claim_row, claims_from_rows
from marsad.model import Span
from tests.conftest import make_document

TEXT = (
    "Shells hit Northford on Thursday and killed at least 12 people, the mayor said."
    "\n\nThe army denied it."
)
SENTENCES = [Span(0, 79), Span(81, 100)]
DOCUMENT = make_document(TEXT, key="r1", title="Shells hit Northford")
GOOD = (
    "1 shelling Shells hit | at: Northford @1.5,-2.25 town | when: 2031-05-01 "
    "| to: people | fig: killed people 12.. [at least 12] | src: the mayor:says"
)


def test_a_sheet_numbers_every_sentence_and_is_read_back():
    text = sheet(DOCUMENT, SENTENCES)
    assert "# 1. Shells hit Northford" in text
    assert "# 2. The army denied it." in text
    assert blocks(text + GOOD + "\n") == [("r1", [(text.count("\n") + 1, GOOD)])]


def test_a_line_becomes_a_claim_with_every_slot():
    rows, wrong = claims_of(DOCUMENT, SENTENCES, [(7, GOOD)])
    assert wrong == []
    claim = claim_row(claims_from_rows(DOCUMENT, rows)[0])
    assert claim["quote"] == TEXT[:79]
    assert claim["places"][0]["lon"] == -2.25
    assert claim["when"] == {"start": "2031-05-01", "end": "2031-05-01"}
    assert (claim["figures"][0]["low"], claim["figures"][0]["high"]) == (12, None)
    assert claim["sources"] == [{"mention": "the mayor", "stance": "says"}]
    assert claim["status"] == "happened"


@pytest.mark.parametrize(
    ("days", "start", "end"),
    [("2031-05-01..", "2031-05-01", None), ("..2031-05-01", None, "2031-05-01")],
)
def test_open_days_stay_open(days, start, end):
    rows, _ = claims_of(DOCUMENT, SENTENCES, [(1, f"2 shelling it | when: {days}")])
    assert rows[0]["when"] == {"start": start, "end": end}


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("9 shelling Shells hit", "from 1 to 2"),
        ("1 shooting Shells hit", "no kind"),
        ("1 shelling Bombs hit", "not in sentence 1"),
        ("1 shelling Shells hit | by: the rebels", "does not stand"),
        ("1 shelling Shells hit | who: people", "no slot"),
        ("1 shelling Shells hit | at: Northford @99,0 town", "not on this earth"),
        ("1 shelling Shells hit | at: Northford @1,2 hamlet", "hamlet"),
        ("1 shelling Shells hit | when: 2031-05-02..2031-05-01", "ends before"),
        ("1 shelling Shells hit | when: 2031-13-01", "month"),
        ("1 shelling Shells hit | fig: 12 people", "no figure"),
        ("1 shelling Shells hit | fig: killed people 12..3 [12]", "more to less"),
        ("1 shelling Shells hit | fig: eaten people 12 [12]", "eaten"),
        ("1 shelling Shells hit | src: the mayor:whispers", "whispers"),
        ("1 shelling Shells hit | status: maybe", "maybe"),
    ],
)
def test_a_slip_is_told_with_its_line(line, told):
    rows, wrong = claims_of(DOCUMENT, SENTENCES, [(3, line), (4, GOOD)])
    assert [w.line for w in wrong] == [3]
    assert told in wrong[0].message
    assert len(rows) == 1
