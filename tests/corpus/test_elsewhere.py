"""Annotations of texts that are not ours: none of their words, and all back again."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from training.reader.elsewhere import (
    beginning,
    packed,
    put_together,
    texts,
    unpacked,
)

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
KEPT = CORPUS / "elsewhere.jsonl"
DEV = CORPUS / "elsewhere_dev.jsonl"
TEXT = (
    "Rebels shelled Marrow.\n\n"
    "Two boys died. Rebels denied it, the mayor of Marrow said."
)
ROW = {
    "doc_id": "muc4-x1",
    "outlet": "Radio",
    "published": "1990-01-02",
    "text": TEXT,
    "claims": [
        {
            "id": "c1",
            "kind": "shelling",
            "status": "denied",
            "when": None,
            "quote": "Rebels denied it, the mayor of Marrow said.",
            "anchor": "denied",
            "initiator": ["Rebels"],
            "target": [],
            "places": [{"mention": "Marrow"}],
            "sources": [{"mention": "the mayor of Marrow", "stance": "says"}],
            "figures": [
                {"what": "killed", "who": "people", "low": 2, "high": 2, "text": "Two"}
            ],
        }
    ],
}


def words_in(value: Any) -> Iterator[str]:
    """All strings of a value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from words_in(part)
    elif isinstance(value, list):
        for part in value:
            yield from words_in(part)


def test_a_document_comes_back_as_it_was_annotated():
    back = unpacked(json.loads(json.dumps(packed(ROW))), "", TEXT)
    assert back["claims"] == ROW["claims"]
    assert back["text"] == TEXT


def test_words_are_looked_for_where_the_claim_stands():
    (claim,) = packed(ROW)["claims"]
    assert claim["initiator"] == [[TEXT.rindex("Rebels"), TEXT.rindex("Rebels") + 6]]
    assert claim["figures"][0]["who"] == "people"


@pytest.mark.parametrize("kept", [KEPT, DEV], ids=["learning", "choosing"])
def test_nothing_that_is_kept_is_a_word_of_theirs(kept):
    told = re.compile(r"c\d+|\w+(_\w+)?|\d{4}-\d\d-\d\d")
    for row in map(json.loads, kept.read_text("utf-8").splitlines()):
        for words in words_in(row["claims"]):
            assert told.fullmatch(words), (row["doc_id"], words)


@pytest.mark.parametrize("kept", [KEPT, DEV], ids=["learning", "choosing"])
def test_the_data_sheet_tells_the_counts(kept):
    rows = [json.loads(line) for line in kept.read_text("utf-8").splitlines()]
    claims = sum(len(row["claims"]) for row in rows)
    without = sum(not row["claims"] for row in rows)
    told = (CORPUS / "README.md").read_text("utf-8")
    assert f"`{kept.name}` | {len(rows)} | {without} | {claims:,} |" in told


def test_what_is_learnt_from_is_not_measured_on():
    learning, choosing = (
        {json.loads(line)["sha256"] for line in kept.read_text("utf-8").splitlines()}
        for kept in (KEPT, DEV)
    )
    assert not learning & choosing


def test_texts_of_a_list_and_of_lines_are_told_by_their_number(tmp_path, capsys):
    wire = tmp_path / "reuters21578/reuters-003.json"
    lee = tmp_path / "lee/lee.cor"
    for path in (wire, lee):
        path.parent.mkdir()
    body = "Rebels shelled\nMarrow.\n    Two boys died.\n REUTER\n\x03"
    wire.write_text(json.dumps([{"title": "A"}, {"title": "B \n", "body": body}]))
    lee.write_bytes("One.\nTwo boys died in caf\xe9s of Marrow.\n".encode("latin-1"))
    told = {key: (title, text) for key, title, text in texts(tmp_path)}
    assert told["rtr-003-001"] == ("B", "Rebels shelled Marrow.")
    assert told["lee-ev-001"] == ("", "Two boys died in caf\xe9s of Marrow.")
    capsys.readouterr()


def test_a_text_is_whole_paragraphs_of_its_beginning():
    long = " ".join(["word"] * 100)
    assert beginning(f"*****\n\n{long}\n\n{long}\n\nEnd of it all, they said.") == (
        f"{long}\n\n{long}"
    )
    assert beginning(f"{long}  x\n\n" + " ".join([long] * 2)) == f"{long} x"


def test_another_text_than_the_one_annotated_is_left_out(tmp_path, capsys):
    source = tmp_path / "muc4/dev.jsonl"
    source.parent.mkdir()
    kept = tmp_path / "kept.jsonl"
    kept.write_text(json.dumps(packed(ROW)) + "\n")
    source.write_text(json.dumps({"docid": "x1", "text": TEXT}) + "\n")
    (row,) = put_together(tmp_path, kept)
    assert row["claims"] == ROW["claims"]
    source.write_text(json.dumps({"docid": "x1", "text": f"{TEXT} More."}) + "\n")
    assert list(put_together(tmp_path, kept)) == []
    assert "muc4-x1: its text is not here" in capsys.readouterr().err


def test_all_that_is_kept_finds_its_text(shared):
    if not (shared / "bench/muc4").exists():
        pytest.skip("the public gold sets are not here")
    rows = list(put_together(shared / "bench", KEPT))
    kept = map(json.loads, KEPT.read_text("utf-8").splitlines())
    here = [r for r in kept if r["doc_id"].split("-")[0] not in ("lee", "rtr")]
    assert len(rows) == len(here)
    for row in rows:
        for claim in row["claims"]:
            assert claim["anchor"] in claim["quote"]
            assert claim["quote"] in row["text"]
