"""The invented war of the bench: sound claims, the same each time, of the size told."""

import importlib
import json
from pathlib import Path
from statistics import mean

import pytest

from marsad.corpus_form import claims_from_rows
from marsad.model import Document, Source

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def bench():
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(ROOT / "bench")
        yield importlib.import_module("run")


def test_documents_are_of_the_size_told_and_their_claims_sound(bench, tmp_path):
    path, again = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    bench.write_world(path, 50, claims=True)
    bench.write_world(again, 50, claims=True)
    assert path.read_bytes() == again.read_bytes()
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    assert 450 < mean(len(row["text"].split()) for row in rows) < 550
    for row in rows:
        document = Document(
            "d", row["doc_id"], Source("s", "s"), row["title"], row["text"], ""
        )
        assert len(claims_from_rows(document, row["claims"])) == 20


def test_claims_of_several_documents_tell_of_one_happening(bench, tmp_path):
    bench.write_world(tmp_path / "a.jsonl", 50, claims=True)
    told: dict[tuple, set] = {}
    for line in (tmp_path / "a.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        for c in row["claims"]:
            key = (c["kind"], c["places"][0]["mention"], c["when"]["start"])
            told.setdefault(key, set()).add(row["doc_id"])
    assert 3 < mean(map(len, told.values())) < 7


def test_a_missed_target_is_told(bench):
    met, missed = (bench._line("x", bench.Spent(s, s, 10.0), 0.4) for s in (0.3, 0.5))
    assert not met.missed
    assert "0.50 s (missed) | < 0.4 s" in bench.markdown([met, missed])
