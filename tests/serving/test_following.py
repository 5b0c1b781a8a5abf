"""A view that follows another tells what one made anew tells."""

from __future__ import annotations

from datetime import timedelta

import pytest

from marsad import asking, judging
from marsad.following import Follower
from marsad.serving.items.claims import claim_shelf
from marsad.serving.items.columns import columns
from marsad.serving.items.incidents import incident_shelf
from marsad.serving.view import View
from marsad.serving.views import Views
from marsad.store import judgements, sources
from marsad.store.judgements import Signed
from tests.serving.conftest import fill, rows

SIGN = Signed(by="ann", reason="seen")


def reject(db, claims):
    judgements.reject(db, claims[0].id, SIGN)


def part(db, claims):
    one, other = [c for c in claims if c.places[0].mention == "Northford"][:2]
    judgements.different(db, one.id, other.id, SIGN)


def correct(db, claims):
    judging.correct(db, claims[-1].id, "status", "denied", SIGN)


def correct_and_undo(db, claims):
    number = judging.correct(db, claims[0].id, "status", "denied", SIGN).number
    judgements.undo(db, number, SIGN)


def told(view: View) -> tuple:
    """All that a view tells of incidents and claims."""
    shelf, claims = incident_shelf(view), claim_shelf(view)
    return (
        columns(view, shelf.all(), view.as_of).model_dump_json(),
        [shelf.row(n) for n in range(len(shelf))],
        [claims.row(n) for n in range(len(claims))],
        {name: shelf.names[name].counts(shelf.all()) for name in shelf.names},
        {name: claims.names[name].counts(claims.all()) for name in claims.names},
        list(claims.order("newest").positions),
    )


@pytest.fixture
def views(store):
    made = Views(store, delay=timedelta(0), decimals=1, changed=lambda _old, _new: None)
    yield made
    made.close()


@pytest.mark.parametrize("act", [reject, part, correct, correct_and_undo])
def test_after_a_judgement_it_is_as_if_made_anew(store, views, act):
    before = views.latest(30)
    told(before)
    with store.writing() as db:
        act(db, list(before.picture.claims.values()))
    after = views.latest(30)
    assert after.revision != before.revision
    anew = View(asking.picture_at(store, None), after.revision, public=False)
    assert after.picture == anew.picture
    assert list(after.picture.claims) == list(anew.picture.claims)
    assert told(after) == told(anew)


def test_a_judgement_leaves_the_other_claims_as_they_are(store):
    follower = Follower(store)
    before = follower.latest()
    first, *others = before.claims
    with store.writing() as db:
        judgements.reject(db, first, SIGN)
    after = follower.latest()
    assert after.claims is before.claims
    assert after.documents is before.documents
    kept = {id(i) for i in before.incidents}
    assert any(id(i) in kept for i in after.incidents)
    assert any(id(i) not in kept for i in after.incidents)
    with store.writing() as db:
        judging.correct(db, first, "status", "denied", SIGN)
    corrected = follower.latest()
    assert corrected.claims[first] is not before.claims[first]
    assert all(corrected.claims[c] is before.claims[c] for c in others)


def test_a_new_report_and_a_rating_are_followed(store, tmp_path):
    follower = Follower(store)
    before = follower.latest()
    more = [{**rows()[0], "doc_id": "more", "outlet": "One Paper More"}]
    fill(store, tmp_path / "more.jsonl", more)
    after = follower.latest()
    assert len(after.documents) == len(before.documents) + 1
    assert after == asking.picture_at(store, None)
    source = next(iter(before.documents.values())).source.id
    with store.writing() as db:
        sources.rate(db, source, "B")
    rated = follower.latest()
    assert rated == asking.picture_at(store, None)
    assert {d.source.reliability for d in rated.documents.values()} == {"B", "F"}
    assert rated.claims is after.claims


def test_a_withdrawn_source_takes_its_claims_along(store):
    follower = Follower(store)
    before = follower.latest()
    document = next(iter(before.documents.values()))
    with store.writing() as db:
        judgements.withdraw(db, document.source.id, SIGN)
    after = follower.latest()
    assert document.id not in after.documents
    assert after == asking.picture_at(store, None)
