"""Judgements: signed, append-only, one live answer to a question, undoable."""

from __future__ import annotations

import sqlite3
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from marsad import asking, judging
from marsad.corpus_form import claims_from_rows
from marsad.errors import Contradiction, InputError, NotFound
from marsad.model import Reading
from marsad.store import (
    Store,
    evidence,
    find,
    groups,
    judgements,
    pictures,
    readings,
    schema,
)
from marsad.store.judgements import Signed
from tests.conftest import make_document

SIGN = Signed("ana", "read both")


def strike(number: int, town: str = "Northford", lat: float = 1.5) -> dict:
    quote = f"Shells hit {town} at hour {number}."
    return {
        "id": f"c{number}",
        "quote": quote,
        "anchor": "Shells hit",
        "kind": "shelling",
        "places": [{"mention": town, "lat": lat, "lon": 2.5, "level": "town"}],
        "when": {"start": "2031-05-01", "end": "2031-05-01"},
        "sources": [{"mention": "the mayor", "stance": "says"}],
    }


@pytest.fixture
def told(store, run):
    """Three papers on one strike (r1, r2, r3) and one on another (r4)."""
    rows = [strike(1), strike(2), strike(3), strike(4, "Southbay", 5.0)]
    for number, row in enumerate(rows, 1):
        document = make_document(
            row["quote"], key=f"r{number}", outlet=f"Paper {number}",
            day=date(2031, 5, 2),
        )  # fmt: skip
        with store.writing() as db:
            evidence.add_document(db, document, run)
            claims = claims_from_rows(document, [row])
            readings.save_reading(
                db, Reading(document.id, "annotator", "1", claims), run
            )
            pictures.mark_stale(db)
    return store


def homes(store: Store) -> dict[str, str]:
    """Corpus name of each claim -> its group's id, the picture brought up to date."""
    picture = asking.picture_at(store, None)
    return {picture.claims[c].ref: g.id for g in picture.groups for c in g.claims}


def test_a_judgement_is_signed_and_has_a_reason(told):
    for by, reason in ((" ", "seen"), ("ana", "")):
        with pytest.raises(InputError, match=r"--by|--reason"):
            Signed(by, reason)


def test_a_split_parts_a_group_and_an_undo_puts_it_together(told):
    before = homes(told)
    group = before["r1#c1"]
    assert before["r2#c2"] == before["r3#c3"] == group
    with told.writing() as db:
        made = judgements.split(db, group, ["r2#c2", "r3#c3"], SIGN)
    parted = homes(told)
    assert parted["r1#c1"] != parted["r2#c2"] == parted["r3#c3"]
    assert group in parted.values()
    with told.writing() as db:
        undone = judgements.undo(db, made.number, Signed("bo", "was right"))
        assert judgements.live(db) == ()
        assert [j.decision for j in judgements.history(db)] == [
            "different", "same", "undo",
        ]  # fmt: skip
    assert undone.by == "bo"
    assert homes(told) == before


def test_a_merge_redirects_for_ever_and_takes_later_claims_along(told):
    before = homes(told)
    with told.writing() as db:
        judgements.same(db, before["r4#c4"], before["r1#c1"], SIGN)
    after = homes(told)
    assert len(set(after.values())) == 1
    gone = {before["r1#c1"], before["r4#c4"]} - set(after.values())
    with told.reading() as db:
        assert groups.follow(db, gone.pop()) == after["r1#c1"]
        refused = pytest.raises(InputError, match="already one")
        with refused:
            judgements.same(db, before["r4#c4"], before["r1#c1"], SIGN)


def test_a_same_that_would_join_a_different_is_refused_with_the_path(told):
    with told.writing() as db:
        apart = judgements.different(db, "r1#c1", "r3#c3", SIGN)
        judgements.same(db, "r1#c1", "r2#c2", SIGN)
        one, two, three = (find.resolve_id(db, f"r{n}#c{n}").id for n in (1, 2, 3))
        with pytest.raises(Contradiction) as wrong:
            judgements.same(db, "r3#c3", "r2#c2", SIGN)
    said = str(wrong.value)
    assert f"{three} = {two} = {one}" in said or f"{one} = {two} = {three}" in said
    assert f"marsad undo {apart.number}" in str(wrong.value)


def test_a_different_against_a_chain_of_same_is_refused_with_the_path(told):
    with told.writing() as db:
        judgements.same(db, "r1#c1", "r2#c2", SIGN)
        judgements.same(db, "r2#c2", "r3#c3", SIGN)
        with pytest.raises(Contradiction, match=r"one by c-\w+ = c-\w+ = c-\w+"):
            judgements.different(db, "r3#c3", "r1#c1", SIGN)


def test_a_cycle_of_merges_joins_and_does_not_turn(told):
    with told.writing() as db:
        for a, b in ((1, 2), (2, 3), (3, 1)):
            judgements.same(db, f"r{a}#c{a}", f"r{b}#c{b}", SIGN)
        with pytest.raises(Contradiction, match="already decided"):
            judgements.same(db, "r2#c2", "r1#c1", SIGN)
    assert len(set(homes(told).values())) == 2


def test_one_question_has_one_live_answer(told):
    with told.writing() as db:
        judgements.confirm(db, "r1#c1", SIGN)
        with pytest.raises(Contradiction, match=r"by ana.*marsad undo 1"):
            judgements.reject(db, "r1#c1", SIGN)
        judgements.undo(db, 1, SIGN)
        judgements.reject(db, "r1#c1", SIGN)
        with pytest.raises(InputError, match="was undone"):
            judgements.undo(db, 1, SIGN)
        with pytest.raises(NotFound):
            judgements.undo(db, 99, SIGN)
    assert "r1#c1" not in homes(told)


def test_a_group_is_rejected_and_undone_whole(told):
    group = homes(told)["r1#c1"]
    with told.writing() as db:
        made = judgements.reject(db, group, SIGN)
    assert set(homes(told)) == {"r4#c4"}
    with told.writing() as db:
        judgements.undo(db, made.number, SIGN)
    assert homes(told)["r1#c1"] == group


def test_a_corrected_slot_counts_and_the_reading_stays(told):
    with told.writing() as db:
        place = {"mention": "Southbay", "lat": 5.0, "lon": 2.5, "level": "town"}
        judging.correct(db, "r1#c1", "places", [place], SIGN)
        with pytest.raises(Contradiction):
            judging.correct(db, "r1#c1", "places", [], SIGN)
        with pytest.raises(InputError, match="no slot"):
            judging.correct(db, "r1#c1", "colour", "red", SIGN)
        with pytest.raises(InputError, match="maybe"):
            judging.correct(db, "r1#c1", "status", "maybe", SIGN)
    found = homes(told)
    assert found["r1#c1"] == found["r4#c4"] != found["r2#c2"]
    picture = asking.picture_at(told, None)
    [claim] = [c for c in picture.claims.values() if c.ref == "r1#c1"]
    assert claim.places[0].mention == "Southbay"
    assert claim.reasons[-1] == "places corrected by ana: read both"
    with told.reading() as db:
        assert find.claim_by_id(db, claim.id).places[0].mention == "Northford"


def test_a_withdrawn_source_does_not_count_until_it_is_undone(told):
    before = homes(told)
    with told.writing() as db:
        later = datetime(2031, 6, 1, tzinfo=UTC)
        made = judgements.withdraw(db, "Paper 1", Signed("ana", "a forgery", later))
        assert set(judgements.withdrawn(db)) == {"paper-1"}
        with pytest.raises(InputError, match="only sources"):
            judgements.withdraw(db, "r2#c2", SIGN)
    assert "r1#c1" not in homes(told)
    with told.reading() as db:
        known = evidence.load_documents(db, datetime(2031, 5, 3, tzinfo=UTC))
        assert len(known) == 4  # by then nobody had withdrawn it
        assert find.counts(db)["documents"] == 4
    with told.writing() as db:
        judgements.undo(db, made.number, SIGN)
    assert homes(told) == before


def test_notes_decide_nothing_and_may_be_many(told):
    with told.writing() as db:
        for reason in ("ask the mayor", "asked"):
            judgements.note(db, "r1#c1", Signed("ana", reason))
        assert len(judgements.history(db, "r1#c1")) == 2


def test_an_older_store_keeps_what_was_decided(tmp_path):
    """A store of revision 0001 opens, and its pair is still the only answer."""
    from alembic import command
    from alembic.config import Config
    from sqlalchemy import create_engine

    path = tmp_path / "old.db"
    engine = create_engine(f"sqlite:///{path}")
    config = Config()
    config.set_main_option("script_location", "marsad.store:migrations")
    with engine.connect() as db:
        config.attributes["connection"] = db
        command.upgrade(config, "0001")
        db.commit()
    with sqlite3.connect(path) as db:
        db.execute(
            "INSERT INTO judgement (decision, subject, other, by, at, reason, live) "
            "VALUES ('same', 'c-2', 'c-1', 'ana', '2031-05-01', '', 1)"
        )
    opened = Store.open(str(path))
    with opened.reading() as db:
        row = db.execute(select(schema.judgement)).one()
    assert (row.about, row.act) == ("pair c-1 c-2", row.id)
    opened.close()


def test_a_source_is_rated_and_the_letter_before_comes_back(told):
    def letter() -> str:
        with told.reading() as db:
            rows = find.list_sources(db)
        return next(r["reliability"] for r in rows if r["id"] == "paper-1")

    with told.writing() as db:
        made = judgements.rate(db, "Paper 1", "B", SIGN)
        with pytest.raises(InputError, match="Admiralty"):
            judgements.rate(db, "Paper 1", "G", SIGN)
    assert letter() == "B"
    with told.writing() as db:
        judgements.undo(db, made.number, SIGN)
    assert letter() == "F"


def test_a_place_moved_in_the_gazetteer_keeps_the_ids_and_loses_nothing(told, run):
    before = homes(told)
    row = strike(1, "Northford", 1.52)
    with told.writing() as db:
        named = find.resolve_id(db, "r1")
        document = evidence.load_document(db, named.id)
        claims = claims_from_rows(document, [row])
        readings.save_reading(db, Reading(document.id, "annotator", "2", claims), run)
        pictures.mark_stale(db, [document.id])
    assert homes(told) == before


def test_a_claim_far_in_the_future_spoils_no_other_and_says_so(told, run):
    before = homes(told)
    row = {**strike(9), "when": {"start": "2199-01-01", "end": "2199-01-01"}}
    document = make_document(row["quote"], key="r9", day=date(2031, 5, 2))
    with told.writing() as db:
        evidence.add_document(db, document, run)
        claims = claims_from_rows(document, [row])
        readings.save_reading(db, Reading(document.id, "annotator", "1", claims), run)
        pictures.mark_stale(db, [document.id])
    after = homes(told)
    assert {c: g for c, g in after.items() if c != "r9#c9"} == before
    with told.reading() as db:
        incident = groups.load_group(db, after["r9#c9"])
        kept = find.claim_by_id(db, claims[0].id)
    assert incident.end is None or incident.end.year == 2031
    assert kept.when.end.year == 2199
