"""Learning which reading of a claim's day to take."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from marsad.resolving.times.choice import choose
from training.times.learn import LEAST, Case, learn, read, write

MONDAY, TUESDAY = date(2024, 11, 25), date(2024, 11, 26)
TODAY, STORY = (TUESDAY, TUESDAY), (MONDAY, MONDAY)


def case(gold: tuple[date | None, date | None], *signs: str) -> Case:
    options = {"today": TODAY, "last": STORY, "unknown": (None, None)}
    return Case(0, options, ("any", *signs), gold)


CASES = [
    *(case(TODAY, "ongoing") for _ in range(4 * LEAST)),
    *(case(STORY, "happened") for _ in range(4 * LEAST)),
    *(case(STORY, "seldom") for _ in range(LEAST - 1)),
]


def test_signs_come_to_speak_for_the_readings_that_were_right() -> None:
    learned = learn(CASES)
    for one in (CASES[0], CASES[4 * LEAST]):
        assert one.options[choose(one.options, one.signs, learned)] == one.gold
    assert learned.signs["ongoing"]["today"] > 0 > learned.signs["happened"]["today"]


def test_a_sign_seen_too_seldom_weighs_nothing() -> None:
    assert "seldom" not in learn(CASES).signs


def test_what_is_written_is_the_same_each_time(tmp_path: Path) -> None:
    one, other = tmp_path / "one.toml", tmp_path / "other.toml"
    write(learn(CASES), one)
    write(learn(CASES), other)
    assert one.read_bytes() == other.read_bytes()
    assert one.read_text("utf-8").startswith("# Which reading")


def test_a_corpus_is_read_with_its_days_hidden(tmp_path: Path) -> None:
    text = "Soldiers shelled Farside on Monday."
    claim = {
        **{"id": "c1", "quote": text, "anchor": "shelled", "kind": "shelling"},
        **{"status": "happened", "when": {"start": "2024-11-25", "end": "2024-11-25"}},
        **{"initiator": [], "target": [], "places": [], "figures": [], "sources": []},
    }
    row = {
        **{"doc_id": "d", "outlet": "o", "title": "t", "published": "2024-11-26"},
        **{"text": text, "claims": [claim]},
    }
    file = tmp_path / "corpus.jsonl"
    file.write_text(json.dumps(row) + "\n", "utf-8")
    (found,) = read(file)
    assert found.gold == found.options["own"] == STORY
    assert {"happened", "event happened", "own words, happened"} <= set(found.signs)
