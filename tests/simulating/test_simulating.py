"""The simulator: the same seed the same war, the truth kept apart, and the comparison
told wrong where the picture is wrong."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from marsad import per_document, pipeline
from marsad.errors import InputError
from marsad.gather import gather_row
from marsad.model import Picture
from marsad.settings import Settings
from marsad.simulating import Press, Scale, compare, load_truth, simulate
from marsad.simulating.files import DocumentFiles, document_files
from marsad.simulating.war import war

SMALL = Scale(1, 16, 20)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("war")
    simulate(made, SMALL, Press(), 1)
    return made


@pytest.fixture(scope="module")
def picture(folder: Path) -> Picture:
    documents, claims = [], []
    path = folder / "documents.jsonl"
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        found = gather_row(json.loads(line), path, number, Settings())
        documents.append(found.document)
        claims += per_document.resolve_claims(found.document, found.claims or ())
    return pipeline.picture_of(documents, claims)


def test_the_same_seed_gives_the_same_war(folder: Path, tmp_path: Path) -> None:
    simulate(tmp_path, SMALL, Press(), 1)
    for name in ("documents.jsonl", "truth.jsonl"):
        assert (tmp_path / name).read_bytes() == (folder / name).read_bytes()
    simulate(tmp_path, SMALL, Press(), 2)
    assert (tmp_path / "truth.jsonl").read_bytes() != (
        folder / "truth.jsonl"
    ).read_bytes()


def test_a_large_war_fills_several_files(tmp_path: Path) -> None:
    rows = [{"doc_id": str(number), "text": "x" * 80} for number in range(9)]
    for most, files in ((200, 5), (10_000, 1)):  # an earlier war's files go
        with DocumentFiles(tmp_path, most) as written:
            for row in rows:
                written.write(row)
        made = document_files(tmp_path)
        assert len(made) == len(list(tmp_path.glob("documents*.jsonl"))) == files
        lines = [x for file in made for x in file.read_text("utf-8").splitlines()]
        assert [json.loads(line) for line in lines] == rows


def test_towns_change_hands_only_where_they_are_taken() -> None:
    (front,) = war(Scale(1, 25, 60), 7)
    taken = {(e.day, e.town): e.doer for e in front.events if e.kind == "taken"}
    assert taken
    for day in range(1, len(front.holders)):
        before, after = front.holders[day - 1], front.holders[day]
        for town, holder in enumerate(after):
            assert holder == taken.get((day, town), before[town])


def test_every_event_has_an_id_of_its_own() -> None:
    fronts = list(war(Scale(2, 16, 30), 4))
    ids = [event.id for front in fronts for event in front.events]
    assert len(set(ids)) == len(ids) > 40


def test_reports_say_nothing_of_what_is_true(folder: Path) -> None:
    row = json.loads((folder / "documents.jsonl").read_text("utf-8").splitlines()[0])
    assert "event" not in row["claims"][0]
    assert "root" not in row["claims"][0]
    assert all(c["quote"] in row["text"] for c in row["claims"])
    assert all(c["anchor"] in c["quote"] for c in row["claims"])


def test_honest_sources_that_all_tell_are_believed(tmp_path: Path) -> None:
    counts = simulate(tmp_path, SMALL, Press(6, 0), 3)
    assert counts["claims"] > 100
    lines = (tmp_path / "documents.jsonl").read_text("utf-8").splitlines()
    assert not any("It is not true" in line for line in lines)


def test_the_picture_is_mostly_true(folder: Path, picture: Picture) -> None:
    found = compare(picture, load_truth(folder))
    assert found.control.of == 16 * 21
    assert found.control.share > 0.9
    assert found.tolls.share > 0.7
    assert found.disputes_real.share > 0.9


def test_a_false_picture_is_told_as_such(folder: Path, picture: Picture) -> None:
    truth = load_truth(folder)
    sides = {h[3] for h in truth.holders}
    other = dict(zip(sorted(sides), sorted(sides, reverse=True), strict=True))
    turned = [
        replace(row, holder=other[row.holder.removeprefix("the ")])
        for row in picture.control or ()
        if row.holder.removeprefix("the ") in other
    ]
    emptied = [replace(i, tolls=(), oppositions=()) for i in picture.incidents or ()]
    found = compare(
        replace(picture, control=tuple(turned), incidents=tuple(emptied)), truth
    )
    assert found.control.share < 0.1
    assert found.tolls.hit == found.disputes_found.hit == 0


def test_a_folder_without_truth_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="marsad simulate"):
        load_truth(tmp_path)
    (tmp_path / "truth.jsonl").write_text("{}\n", "utf-8")
    with pytest.raises(InputError, match="anew"):
        load_truth(tmp_path)


def test_a_war_begins_on_a_fixed_day(folder: Path) -> None:
    assert min(h[1] for h in load_truth(folder).holders) == date(2021, 3, 1)
