"""The picture of a store: the same however come by, and as known at any moment."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from marsad import adding, asking
from marsad.cli.brief import COUNTED, STANDING
from marsad.errors import InputError
from marsad.settings import Settings
from marsad.store import Store, past
from marsad.telling import Question, build_brief, render

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
GOLD = SAMPLES.parent / "eval" / "samples" / "documents.jsonl"
NOON = datetime(2024, 11, 29, 12, tzinfo=UTC)
DAYS = (date(2024, 11, 23), date(2024, 11, 30))


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    opened = Store.open(str(tmp_path_factory.mktemp("s") / "s.db"), create=True)
    adding.add(opened, [GOLD], Settings())
    yield opened
    opened.close()


def brief_of(picture, day: date) -> str:
    question = Question(day, day, picture.as_of, None)
    return render(build_brief(picture, question), "json")


@pytest.mark.parametrize("day", [date(2024, 11, 28), date(2024, 11, 30)])
def test_a_brief_needs_only_the_claims_of_groups_its_days_touch(store, day):
    moment = datetime(2024, 12, 31, tzinfo=UTC)
    days = asking.Days(day - STANDING, day, day - COUNTED)
    some = asking.picture_at(store, moment, days)
    whole = asking.picture_at(store, moment)
    assert len(some.claims) < len(whole.claims)
    assert brief_of(some, day) == brief_of(whole, day)


def test_nothing_published_later_is_in_a_picture(store):
    for hours in range(0, 14 * 24, 8):
        moment = NOON - timedelta(days=2) + timedelta(hours=hours)
        try:
            picture = asking.picture_at(store, moment)
        except InputError:
            continue
        for claim in picture.claims.values():
            published = picture.documents[claim.document_id].published
            assert published.known_from <= moment
        known = set(picture.claims)
        for group in picture.groups:
            assert known.issuperset(group.claims)
            sides = [c for o in group.oppositions for s in o.sides for c in s]
            assert known.issuperset(sides)
        for row in picture.control or ():
            assert known.issuperset(row.evidence)


def test_a_picture_remembered_is_the_one_that_was_fused(store):
    moment = datetime(2024, 11, 30, 23, 59, 59, tzinfo=UTC)
    with store.writing() as db:
        past.forget(db)
    fused = asking.picture_at(store, moment)
    with store.reading() as db:
        assert past.recall(db, moment) is not None
    remembered = asking.picture_at(store, moment)
    assert remembered.incidents == fused.incidents
    assert remembered.series == fused.series
    assert remembered.control == fused.control
    assert remembered.claims == fused.claims
    assert brief_of(remembered, date(2024, 11, 30)) == brief_of(
        fused, date(2024, 11, 30)
    )


def test_what_was_remembered_is_forgotten_when_claims_change(tmp_path):
    opened = Store.open(str(tmp_path / "s.db"), create=True)
    rows = [json.loads(line) for line in GOLD.open(encoding="utf-8")]
    early = [r for r in rows if r["published"] <= "2024-11-29"]
    for name, part in (("a", early[:-1] + rows[-3:-1]), ("b", early[-1:])):
        path = tmp_path / f"{name}.jsonl"
        path.write_text("".join(json.dumps(r) + "\n" for r in part), encoding="utf-8")
    adding.add(opened, [tmp_path / "a.jsonl"], Settings())
    moment = datetime(2024, 11, 29, 23, 59, 59, tzinfo=UTC)
    before = asking.picture_at(opened, moment)
    adding.add(opened, [tmp_path / "b.jsonl"], Settings())
    after = asking.picture_at(opened, moment)
    assert set(after.claims) > set(before.claims)


def test_ids_of_a_past_picture_are_those_of_the_store(store):
    now = asking.picture_at(store, None)
    then = asking.picture_at(store, datetime(2024, 12, 5, tzinfo=UTC))
    shared = {g.id for g in now.groups} & {g.id for g in then.groups}
    assert len(shared) > 0.8 * len(then.groups)


def test_adding_in_parts_gives_the_picture_of_adding_at_once(store, tmp_path):
    opened = Store.open(str(tmp_path / "s.db"), create=True)
    rows = GOLD.read_text("utf-8").splitlines(keepends=True)
    for number in range(3):
        path = tmp_path / f"{number}.jsonl"
        path.write_text("".join(rows[number::3]), encoding="utf-8")
        adding.add(opened, [path], Settings())
    once, parts = (
        {frozenset(g.claims) for g in asking.picture_at(s, None).groups}
        for s in (store, opened)
    )
    assert once == parts
