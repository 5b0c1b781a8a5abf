"""`marsad annotate`: what could not be annotated rightly is told before the work."""

from __future__ import annotations

import json

import pytest


@pytest.mark.parametrize(
    ("published", "told"),
    [("2999-01-01", "lies in the future"), (None, "no publication date")],
)
def test_a_day_that_cannot_be_used_is_told(marsad, tmp_path, published, told):
    row = {"doc_id": "r1", "outlet": "Radio", "text": "Shells hit Northford today."}
    (tmp_path / "new.jsonl").write_text(json.dumps({**row, "published": published}))
    done = marsad("annotate", "new.jsonl")
    assert "# 1. Shells hit Northford" in done.stdout
    assert "r1: " in done.stderr
    assert told in done.stderr


def test_of_a_document_with_its_day_nothing_is_told(marsad, tmp_path):
    row = {"doc_id": "r1", "outlet": "Radio", "text": "Shells hit Northford today."}
    (tmp_path / "new.jsonl").write_text(json.dumps({**row, "published": "2024-01-01"}))
    assert marsad("annotate", "new.jsonl").stderr == ""
