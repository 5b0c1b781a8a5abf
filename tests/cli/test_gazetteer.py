"""`marsad gazetteer` and `marsad eval places`, as a person types them."""

from __future__ import annotations

import json
from pathlib import Path

from typer.testing import CliRunner

from marsad.cli.app import app_for


def run(*words: str) -> tuple[int, str]:
    done = CliRunner().invoke(app_for(()), list(words))
    return done.exit_code, done.output


def test_find_puts_the_country_told_first() -> None:
    code, text = run("gazetteer", "find", "Tripoli", "--country", "LY", "--json")
    rows = [json.loads(line) for line in text.splitlines()]
    assert code == 0
    assert (rows[0]["country"], rows[0]["level"]) == ("LY", "city")
    assert {"LB", "LY"} <= {row["country"] for row in rows}
    assert rows[0]["reasons"]


def test_find_tells_what_is_not_there() -> None:
    code, text = run("gazetteer", "find", "Xyzzyville")
    assert code == 0
    assert "not located" in text


def test_status_tells_sizes_and_files() -> None:
    code, text = run("gazetteer", "status", "--json")
    known = json.loads(text)
    assert code == 0
    assert known["shipped"]["places"]["town"] > 200_000
    assert known["supplement"]["villages.csv"] > 400


def test_eval_places_scores_a_toponym_corpus(tmp_path: Path) -> None:
    text = "Fighting reached Homs, Syria, and Atlantis."
    names = [("Homs", 34.73, 36.72), ("Syria", 35.0, 38.0), ("Atlantis", 1.0, 1.0)]
    row = {
        "docid": "d1",
        "text": text,
        "toponyms": [
            {
                **{"start": text.index(n), "end": text.index(n) + len(n)},
                **{"phrase": n, "lat": lat, "lon": lon},
            }
            for n, lat, lon in names
        ],
    }
    file = tmp_path / "gold.jsonl"
    file.write_text(json.dumps(row), "utf-8")
    code, out = run("eval", "places", str(file), "--json")
    assert code == 0
    assert json.loads(out)["acc161"] == 2 / 3


def test_eval_places_refuses_what_is_no_corpus(tmp_path: Path) -> None:
    file = tmp_path / "gold.jsonl"
    file.write_text('{"a": 1}', "utf-8")
    done = CliRunner().invoke(app_for(()), ["eval", "places", str(file)])
    assert done.exit_code != 0
