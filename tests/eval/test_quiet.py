"""The texts that the gates learn from: apart from what they are judged on."""

import json
from collections import Counter
from pathlib import Path

import pytest

CORPUS = Path(__file__).resolve().parents[2] / "corpus"


def read(name: str) -> list[dict]:
    return [json.loads(x) for x in (CORPUS / name).read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def rows() -> list[dict]:
    return read("quiet.jsonl")


def test_all_are_without_claims_and_invented(rows):
    assert len({r["doc_id"] for r in rows}) == len({r["text"] for r in rows}) == 451
    assert all(r["claims"] == [] for r in rows)
    assert {r["text_origin"] for r in rows} == {"invented"}
    assert all(30 <= len(r["text"].split()) <= 200 for r in rows)


def test_many_topics(rows):
    assert len(Counter(r["topic"] for r in rows)) >= 20


def test_nothing_of_it_is_in_what_the_gates_are_judged_on(rows):
    judged = {r["title"] for r in read("silent.jsonl")}
    assert not judged & {r["title"] for r in rows}


def test_the_data_sheet_tells_size(rows):
    words = sum(len(r["text"].split()) for r in rows)
    told = (CORPUS / "README.md").read_text("utf-8")
    assert f"`quiet.jsonl` | {len(rows)} | {len(rows)} | 0 | {words:,} |" in told
