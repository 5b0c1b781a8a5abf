"""As known at T: replaying the samples hour by hour, nothing later ever shows."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from marsad import adding, asking
from marsad.model import Picture
from marsad.pipeline import picture_of
from marsad.settings import Settings
from marsad.store import Store, evidence, readings
from marsad.tracking import states_of

SAMPLES = Path(__file__).resolve().parents[2] / "eval" / "samples" / "documents.jsonl"


def told(picture: Picture) -> dict:
    """All that a picture tells, without the store's ids."""
    groups = [
        (type(g).__name__, g.title, sorted(g.claims), g.grade, g.reason)
        for g in picture.groups
    ]
    states = states_of(picture)
    return {
        "groups": sorted(groups, key=str),
        "control": sorted(picture.control, key=str),
        "agreements": sorted(states.agreements, key=str),
        "routes": sorted(states.routes, key=str),
        "tallies": sorted(
            ((t.title, t.what, t.who, t.low, t.high, t.claims) for t in states.tallies),
            key=str,
        ),
    }


def test_hour_by_hour_the_past_stays_as_it_was(tmp_path):
    """At every hour, a store that holds everything tells what one would that holds only
    what was out by then."""
    store = Store.open(str(tmp_path / "all.db"), create=True)
    adding.add(store, [SAMPLES], Settings())
    with store.reading() as db:
        claims = readings.load_claims(db).values()
        documents = evidence.load_documents(db, None).values()
    known_from = {d.id: d.published.known_from for d in documents}
    hour = min(known_from.values()).replace(minute=0, second=0)
    before: set[str] = set()
    while hour < max(known_from.values()) + timedelta(hours=1):
        hour += timedelta(hours=1)
        out = {d for d, moment in known_from.items() if moment <= hour}
        if out == before:
            continue
        before = out
        alone = picture_of(
            [d for d in documents if d.id in out],
            [c for c in claims if c.document_id in out],
            hour,
        )
        asked = asking.picture_at(store, hour)
        assert set(asked.documents) == out
        assert told(asked) == told(alone)
    assert before == set(known_from)
