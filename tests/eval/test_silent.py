"""The texts without claims: of the size, form and split that the data sheet tells."""

import json
from collections import Counter
from pathlib import Path

import pytest

CORPUS = Path(__file__).resolve().parents[2] / "corpus"


@pytest.fixture(scope="module")
def rows() -> list[dict]:
    lines = (CORPUS / "silent.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def test_a_hundred_texts_without_claims(rows):
    assert (
        len(rows) == len({r["doc_id"] for r in rows}) == len({r["text"] for r in rows})
    )
    assert len(rows) == 100
    assert all(r["claims"] == [] for r in rows)
    assert {r["text_origin"] for r in rows} == {"exercise (invented names)"}
    assert all(60 <= len(r["text"].split()) <= 250 for r in rows)


def test_half_is_held_out_and_both_halves_have_every_topic(rows):
    assert Counter(r["split"] for r in rows) == {"tune": 50, "held": 50}
    topics = Counter((r["topic"], r["split"]) for r in rows)
    for topic in {topic for topic, _ in topics}:
        assert abs(topics[topic, "tune"] - topics[topic, "held"]) <= 1


def test_the_data_sheet_tells_topics_and_words(rows):
    told = (CORPUS / "README.md").read_text("utf-8")
    words = sum(len(r["text"].split()) for r in rows)
    assert f"`silent.jsonl` | 100 | 100 | 0 | {words:,} |" in told
    for topic, number in Counter(r["topic"] for r in rows).items():
        assert f"{topic} {number}" in told


def test_no_text_is_in_another_file_of_the_corpus(rows):
    others = {
        json.loads(line).get("text")  # `elsewhere` has none
        for path in CORPUS.glob("*.jsonl")
        if path.name != "silent.jsonl"
        for line in path.read_text("utf-8").splitlines()
    }
    assert not others & {r["text"] for r in rows}
