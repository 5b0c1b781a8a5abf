"""The bench: what it measures on, and that a missed target is told."""

import importlib
import json
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def bench():
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(ROOT / "bench")
        yield importlib.import_module("run")


def test_a_missed_target_is_told(bench):
    met, missed = (bench._line("x", bench.Spent(s, s, 10.0), 0.4) for s in (0.3, 0.5))
    assert not met.missed
    assert "0.50 s (missed) | < 0.4 s" in bench.markdown([met, missed])


def test_growth_goes_by_processor_time_and_memory(bench):
    growth = importlib.import_module("growth")
    assert not growth._line(
        "x", bench.Spent(9.0, 1.0, 10.0), 2
    ).missed  # a busy machine
    assert growth._line("x", bench.Spent(1.0, 3.0, 10.0), 2).missed
    assert growth._line("x", bench.Spent(1.0, 1.0, 5000.0)).missed


def test_one_more_report_is_another_outlets(bench, tmp_path):
    growth = importlib.import_module("growth")
    reports = tmp_path / "documents.jsonl"
    row = {"doc_id": "a", "outlet": "A", "text": "x", "claims": []}
    reports.write_text(json.dumps(row) + "\n", "utf-8")
    made = json.loads(growth._one_more(tmp_path, reports).read_text("utf-8"))
    assert made["text"] == "x"
    assert made["outlet"] != "A"
