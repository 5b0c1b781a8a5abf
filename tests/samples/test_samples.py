"""The samples: what ships is our own words, whole, and taken in as it stands."""

import json
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "samples" / "aleppo2024"
GOLD = ROOT / "eval" / "samples"
FILES = sorted(FOLDER.iterdir())


def rows(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def gold() -> dict[str, dict]:
    return {row["title"]: row for row in rows(GOLD / "documents.jsonl")}


def test_every_text_is_our_own_words():
    shipped = [row for path in FOLDER.glob("*.jsonl") for row in rows(path)]
    for row in (*shipped, *gold().values()):
        assert row["text_origin"] == "reworded", row["doc_id"]


def test_there_are_enough_of_enough_sources_in_every_form():
    assert len(gold()) >= 44
    assert len({row["outlet"] for row in gold().values()}) >= 20
    forms = Counter(path.suffix for path in FILES)
    assert set(forms) == {".txt", ".md", ".html", ".jsonl"}
    assert min(forms[".txt"], forms[".md"], forms[".html"]) >= 8


def test_both_halves_of_the_offensive_are_told():
    days = Counter(row["published"][:7] for row in gold().values())
    assert days["2024-11"] >= 10
    assert days["2024-12"] >= 20


@pytest.mark.parametrize("words", ["242", "311", "Saraqeb", "M5", "dormitor"])
def test_what_a_brief_must_tell_is_in_them(words):
    assert any(words in row["text"] for row in gold().values())


@pytest.fixture(scope="module")
def gathered() -> list:
    from marsad.gather import Gathered, gather_file
    from marsad.settings import Settings

    found = [g for path in FILES for g in gather_file(path, Settings())]
    assert all(isinstance(g, Gathered) for g in found)
    return found


def test_every_sample_is_taken_in_as_it_stands(gathered):
    wanted = gold()
    assert {g.document.title for g in gathered} == set(wanted)
    for g in gathered:
        document, row = g.document, wanted[g.document.title]
        assert document.text == row["text"]
        assert document.source.name == row["outlet"]
        assert (document.url or "") == row["url"]
        assert document.language == "en"
        assert document.published
        assert document.published.day.isoformat() == row["published"]


def test_no_sample_raises_an_issue_but_the_one_whose_date_is_inferred(gathered):
    notes = [(g.document.key, n.code) for g in gathered for n in g.notes]
    assert notes == [("efe-1201", "date_inferred")]


def test_claims_that_came_with_a_sample_are_those_of_the_gold(gathered):
    wanted = gold()
    annotated = [g for g in gathered if g.claims is not None]
    assert len(annotated) == 20
    for g in annotated:
        refs = [c["id"] for c in wanted[g.document.title]["claims"]]
        assert [c.local_id for c in g.claims] == refs


def test_groups_and_control_rest_on_claims_that_are_there():
    refs = {f"{d['doc_id']}#{c['id']}" for d in gold().values() for c in d["claims"]}
    groups = json.loads((GOLD / "groups.json").read_text("utf-8"))
    homes = Counter(groups["none"])
    for group in (*groups["incidents"], *groups["relations"]):
        homes.update(group["claims"])
    for series in groups["series"]:
        homes.update(point["claim"] for point in series["points"])
    assert set(homes) == refs
    assert set(homes.values()) == {1}
    control = json.loads((GOLD / "control.json").read_text("utf-8"))
    assert all(row["evidence"] and refs.issuperset(row["evidence"]) for row in control)
