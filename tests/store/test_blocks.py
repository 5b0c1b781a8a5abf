"""Fusing what changed gives what fusing everything gives."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import count
from pathlib import Path
from shutil import copyfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from marsad import pipeline, refreshing
from marsad.corpus_form import claims_from_rows
from marsad.fusing import blocks as cut
from marsad.model import Document, Picture, Reading
from marsad.per_document import resolve_claims
from marsad.store import Store, evidence, pictures, readings, runs
from marsad.store import judgements as decided
from marsad.store.judgements import Signed
from tests.conftest import make_document

TOWNS = {"Northford": (1.5, 2.5), "Southbay": (5.0, 2.6), "Eastham": (1.6, 9.0)}
NUMBER = count()
KINDS = ["shelling", "air_strike", "territory_taken", "casualties", "demand", "talks"]
CLAIM = st.tuples(
    st.sampled_from(KINDS),
    st.sampled_from([None, *TOWNS]),
    st.one_of(st.none(), st.integers(1, 28)),
    st.sampled_from([None, "the mayor", "Rebels"]),
    st.one_of(st.none(), st.integers(1, 9)),
)
REPORTS = st.lists(st.lists(CLAIM, min_size=1, max_size=4), min_size=1, max_size=6)


def report(number: int, told: list) -> tuple[Document, list[dict]]:
    rows, sentences = [], []
    for place, (kind, town, day, speaker, dead) in enumerate(told):
        quote = f"Rebels {kind} {town or 'somewhere'} {number} {place} {dead or ''}."
        sentences.append(quote)
        lat, lon = TOWNS.get(town or "", (0, 0))
        spot = [{"mention": town, "lat": lat, "lon": lon, "level": "town"}]
        toll = {"what": "killed", "who": "people", "low": dead, "high": dead}
        rows.append(
            {
                "quote": quote,
                "anchor": kind,
                "kind": kind,
                "initiator": ["Rebels"],
                "places": spot if town else [],
                "when": {"start": f"2031-05-{day:02}", "end": f"2031-05-{day:02}"}
                if day
                else None,
                "figures": [toll] if dead else [],
                "sources": [{"mention": speaker, "stance": "says"}] if speaker else [],
            }
        )
    document = make_document(
        " ".join(sentences), key=f"r{number}", outlet=f"Paper {number % 3}",
        day=date(2031, 5, 28),
    )  # fmt: skip
    return document, rows


def keep(store: Store, run: int, document: Document, rows: list[dict]) -> None:
    claims = resolve_claims(document, claims_from_rows(document, rows))
    with store.writing() as db:
        evidence.add_document(db, document, run)
        cells = pipeline.cells_of(document, claims)
        readings.save_reading(db, Reading(document.id, "a", "1", claims), run, cells)
        pictures.mark_stale(db, [document.id])


def refreshed(store: Store, run: int) -> set:
    refreshing.refresh(store, run, lambda *_: None)
    with store.reading() as db:
        return told(pictures.load_computed(db))


def told(picture: Picture) -> set:
    """The groups and the control of a picture, without ids."""
    return {replace(g, id="") for g in picture.groups} | set(picture.control or ())


def whole(store: Store) -> set:
    """The same, of everything in the store fused at once."""
    with store.reading() as db:
        documents = evidence.load_documents(db, None)
        claims = readings.load_claims(db)
        judgements = decided.live(db)
    return told(
        pipeline.picture_of(documents.values(), claims.values(), None, judgements)
    )


@pytest.fixture(params=[3, 1000])
def most(request, monkeypatch) -> int:
    monkeypatch.setattr(cut, "MOST", request.param)
    return request.param


@pytest.fixture(scope="module")
def empty(tmp_path_factory) -> Path:
    """A store of nothing, to copy: to make one takes longer than to fuse a little."""
    path = tmp_path_factory.mktemp("empty") / "war.db"
    Store.open(str(path), create=True).close()
    return path


@given(REPORTS, st.data())
@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_any_order_and_any_batches_give_the_picture_of_everything(
    tmp_path, empty, most, given_reports, data
):
    reports = [report(n, told) for n, told in enumerate(given_reports)]
    order = data.draw(st.permutations(reports))
    path = tmp_path / f"{next(NUMBER)}.db"
    copyfile(empty, path)
    store = Store.open(str(path))
    with store.writing() as db:
        run = runs.begin(db, "test", {})
    for document, rows in order:
        keep(store, run, document, rows)
        if data.draw(st.booleans()):
            refreshed(store, run)
    if len(order) > 1 and data.draw(st.booleans()):
        sign = Signed("ana", "why not")
        first, second = (f"{d.key}#c1" for d, _ in order[:2])
        act = data.draw(st.sampled_from([decided.same, decided.different]))
        with store.writing() as db:
            made = act(db, first, second, sign)
        if data.draw(st.booleans()):
            refreshed(store, run)
            with store.writing() as db:
                decided.undo(db, made.number, sign)
    assert refreshed(store, run) == whole(store)
    store.close()


def test_several_processes_make_the_same_picture(tmp_path, monkeypatch):
    monkeypatch.setattr(cut, "MOST", 3)  # in this process alone: blocks are cut here
    monkeypatch.setattr(refreshing, "WORTH_WORKERS", 1)
    store = Store.open(str(tmp_path / "war.db"), create=True)
    with store.writing() as db:
        run = runs.begin(db, "test", {})
    for number, town in enumerate([*TOWNS, *TOWNS]):
        told_of = ("shelling", town, number + 1, "the mayor", 2)
        keep(store, run, *report(number, [told_of, told_of]))
    refreshing.refresh(store, run, lambda *_: None, workers=2)
    with store.reading() as db:
        apart = pictures.load_computed(db)
    assert told(apart) == whole(store)
    with store.writing() as db:
        pictures.mark_stale(db)
    refreshing.refresh(store, run, lambda *_: None)
    with store.reading() as db:
        assert pictures.load_computed(db) == apart
    store.close()
