"""Floors only rise, and what marsad does today holds every one of them."""

import importlib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.errors import InputError
from marsad.scoring.floors import (
    Floors,
    fallen,
    load_floors,
    lowered,
    raised,
    save_floors,
)

DAY = date(2026, 1, 2)
NAMES = st.sampled_from([f"{c}.reading.{f}" for c in ("dev", "samples") for f in "abc"])
FIGURES = st.dictionaries(NAMES, st.floats(0, 1))


@given(FIGURES, FIGURES)
def test_raising_never_lowers_and_what_was_measured_holds(first, second):
    floors = raised(raised(Floors({}), first), second)
    for figures in (first, second):
        assert all(floors.values[n] >= f - 0.001 for n, f in figures.items())
    assert not fallen(raised(Floors({}), first), first)


@given(FIGURES)
def test_floors_are_read_as_they_were_written(tmp_path_factory, figures):
    path = tmp_path_factory.mktemp("floors") / "floors.toml"
    floors = raised(Floors({}), figures)
    save_floors(floors, path)
    assert load_floors(path) == floors


def test_a_figure_that_falls_or_is_measured_no_more_is_told():
    floors = Floors({"dev.reading.a": 0.5, "dev.reading.b": 0.5, "dev.reading.c": 0.5})
    fell = fallen(floors, {"dev.reading.a": 0.499, "dev.reading.b": 0.5})
    assert [(f.name, f.measured) for f in fell] == [
        ("dev.reading.a", 0.499),
        ("dev.reading.c", None),
    ]


def test_a_corpus_that_was_not_measured_has_not_fallen():
    floors = Floors({"dev.reading.a": 0.5, "samples.reading.a": 0.5})
    assert not fallen(floors, {"samples.reading.a": 0.6})


def test_a_floor_is_lowered_only_with_a_reason_that_stays(tmp_path):
    floors = Floors({"dev.reading.a": 0.5, "dev.reading.b": 0.5})
    figures = {"dev.reading.a": 0.4, "dev.reading.b": 0.6}
    with pytest.raises(InputError, match="only with a reason"):
        lowered(floors, "dev.reading.a", figures, " ", DAY)
    for name in ("dev.reading.b", "dev.reading.z"):
        with pytest.raises(InputError, match="nothing to lower"):
            lowered(floors, name, figures, "why", DAY)
    low = lowered(floors, "dev.reading.a", figures, 'the "gold" was wrong', DAY)
    assert low.values["dev.reading.a"] == 0.4
    path = tmp_path / "floors.toml"
    save_floors(low, path)
    again = load_floors(path)
    assert again == low
    assert again.lowerings[0].reason == 'the "gold" was wrong'
    assert again.lowerings[0].day == DAY


def test_a_figure_given_up_is_taken_out_with_a_reason():
    floors = Floors({"dev.reading.a": 0.5, "dev.reading.b": 0.5})
    low = lowered(floors, "dev.reading.a", {"dev.reading.b": 0.5}, "renamed", DAY)
    assert low.values == {"dev.reading.b": 0.5}
    assert low.lowerings[0].after == 0


@pytest.mark.parametrize("text", ["a = [", "a = 1", "[a]\nb = 1", '[a.b]\nc = "x"'])
def test_a_file_that_holds_no_floors_is_refused(tmp_path, text):
    path = tmp_path / "floors.toml"
    path.write_text(text)
    with pytest.raises(InputError, match="not a file of floors"):
        load_floors(path)


def test_without_a_file_there_are_no_floors(tmp_path):
    assert load_floors(tmp_path / "floors.toml") == Floors({})


@pytest.fixture(scope="module")
def measure(root: Path):
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(root / "eval")
        yield importlib.import_module("measure")


CORPORA = ["samples", "dev", "aleppo2024", "silent", "polnear", "case2021"]


@pytest.mark.parametrize("name", CORPORA)
def test_no_floor_has_fallen(measure, name):
    corpus = next(c for c in measure.ALL if c.name == name)
    if not corpus.documents.exists():
        pytest.skip(f"the corpus {name} is not there ({corpus.documents})")
    figures = measure.figures_of(corpus, list(measure.scores_of(corpus)))
    floors = load_floors(measure.FLOORS)
    assert any(floor.startswith(f"{name}.") for floor in floors.values)
    assert fallen(floors, figures) == []
