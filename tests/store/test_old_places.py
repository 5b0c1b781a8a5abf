"""A store from before places had a shape: its places stay, and new ones have theirs."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace

from marsad.corpus_form import claims_from_rows
from marsad.model import Reading
from marsad.store import Store, readings
from tests.conftest import make_document
from tests.store.test_store import ROWS, TEXT, keep

LINE = "LINESTRING(2.5 1.5, 2.6 1.6)"


def test_places_live_through_the_coming_of_shapes(store, run, tmp_path):
    document = make_document(TEXT)
    keep(store, run, document)
    store.close()
    with closing(sqlite3.connect(tmp_path / "war.db")) as db:  # as 0006 had it
        db.execute("ALTER TABLE claim_slot DROP COLUMN shape")
        db.execute("ALTER TABLE claim_slot DROP COLUMN precision")
        db.execute("ALTER TABLE claim_slot DROP COLUMN inherited")
        db.execute("DROP INDEX ix_document_unread")
        db.execute("ALTER TABLE document DROP COLUMN unread")
        for index in ("form", "redirects_to", "block"):
            db.execute(f"DROP INDEX ix_claim_group_{index}")
        for index in ("live", "block"):
            db.execute(f"CREATE INDEX ix_claim_group_{index} ON claim_group ({index})")
        db.execute("UPDATE alembic_version SET version_num = '0006'")
        db.commit()

    opened = Store.open(str(tmp_path / "war.db"))
    with opened.reading() as db:
        old = list(readings.load_claims(db).values())
    assert old == list(claims_from_rows(document, ROWS))
    (place,) = old[0].places
    assert (place.lat, place.shape, place.precision) == (1.5, None, None)

    drawn = replace(place, shape=LINE, precision=5)
    likely = replace(place, mention="the port")
    anew = (replace(old[0], places=(drawn,), inherited=(likely,)), old[1])
    with opened.writing() as db:
        readings.save_reading(db, Reading(document.id, "annotator", "2", anew), run)
    with opened.reading() as db:
        kept = list(readings.load_claims(db).values())
    assert kept[0].places == (drawn,)
    assert kept[0].inherited == (likely,)
    opened.close()
