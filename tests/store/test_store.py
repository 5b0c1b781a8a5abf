"""The store: opening it, what can go wrong, and that nothing kept is lost."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import insert, select, text
from sqlalchemy.exc import IntegrityError, StatementError

from marsad.corpus_form import claims_from_rows
from marsad.errors import InputError, NotFound, StoreError
from marsad.model import Actor, Document, Mention, Published, Reading, Span, When
from marsad.store import Store, evidence, find, readings, runs, schema
from marsad.store.database import BUSY_SECONDS, address
from marsad.store.evidence import Outcome
from tests.conftest import make_document

TEXT = "Rebels took Northford on Monday, the ministry said. Twelve people died."

make = make_document

ROWS = [
    {
        "id": "c1",
        "quote": "Rebels took Northford on Monday, the ministry said.",
        "anchor": "took",
        "kind": "territory_taken",
        "initiator": ["Rebels"],
        "places": [{"mention": "Northford", "lat": 1.5, "lon": 2.5, "level": "town"}],
        "when": {"start": "2031-04-28", "end": "2031-04-28"},
        "sources": [{"mention": "the ministry", "stance": "says"}],
        "status": "happened",
    },
    {
        "id": "c2",
        "quote": "Twelve people died.",
        "anchor": "died",
        "kind": "casualties",
        "target": ["people"],
        "figures": [
            {"what": "killed", "who": "people", "low": 12, "high": 12, "text": "Twelve"}
        ],
        "status": "happened",
    },
]


def keep(store, run, document: Document, rows=ROWS, reader="annotator") -> Outcome:
    with store.writing() as db:
        outcome = evidence.add_document(db, document, run)
        claims = claims_from_rows(document, rows)
        readings.save_reading(db, Reading(document.id, reader, "1", claims), run)
    return outcome


# -- opening ------------------------------------------------------------------------


def test_a_missing_store_says_how_to_make_one(tmp_path):
    with pytest.raises(StoreError, match="marsad add"):
        Store.open(str(tmp_path / "none.db"))


def test_a_file_that_is_no_store_is_refused_and_left_alone(tmp_path):
    path = tmp_path / "notes.txt"
    path.write_text("these are my notes, not a database at all" * 100)
    before = path.read_bytes()
    with pytest.raises(StoreError, match="not a marsad store"):
        Store.open(str(path), create=True)
    assert path.read_bytes() == before


def test_a_damaged_store_is_told_as_damaged(tmp_path):
    path = tmp_path / "war.db"
    Store.open(str(path), create=True).close()
    data = bytearray(path.read_bytes())
    data[4096 : 4096 * 6] = b"\xff" * (4096 * 5)
    path.write_bytes(bytes(data))
    with pytest.raises(StoreError, match=r"damaged|not a marsad store"):
        opened = Store.open(str(path))
        with opened.reading() as db:
            find.counts(db)


def test_a_newer_store_is_refused(tmp_path):
    path = tmp_path / "war.db"
    Store.open(str(path), create=True).close()
    with sqlite3.connect(path) as db:
        db.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreError, match="newer marsad"):
        Store.open(str(path))


def test_a_locked_store_is_told_as_locked(tmp_path, monkeypatch):
    monkeypatch.setattr("marsad.store.database.BUSY_SECONDS", 0)
    path = tmp_path / "war.db"
    opened = Store.open(str(path), create=True)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError, match="another marsad"), opened.writing() as db:
        runs.begin(db, "test", {})
    other.execute("ROLLBACK")
    assert BUSY_SECONDS > 0


def test_a_full_disk_is_told_and_keeps_what_was_kept(store, run):
    keep(store, run, make(TEXT))
    with store.reading() as db:
        pages = db.execute(text("PRAGMA page_count")).scalar_one()
    with pytest.raises(StoreError, match="disk is full"), store.writing() as db:
        db.execute(text(f"PRAGMA max_page_count = {pages}"))
        for n in range(200):
            evidence.add_document(db, make(f"{n} " + "long text " * 2000), run)
    with store.reading() as db:
        assert find.counts(db)["documents"] == 1


def test_a_folder_and_nonsense_are_no_stores(tmp_path):
    with pytest.raises(StoreError, match="folder"):
        Store.open(str(tmp_path), create=True)
    with pytest.raises(StoreError, match="no folder"):
        Store.open(str(tmp_path / "a" / "b.db"), create=True)
    with pytest.raises(StoreError):
        Store.open("mysterious://x", create=True)
    assert address("postgresql://me@host/db").drivername == "postgresql+psycopg"


def differences(db) -> list:
    """Where the migrated tables are not those of the schema; text search, which each
    database has in its own way, is left out."""

    def ours(name: str, kind: str, _: dict) -> bool:
        return "document_search" not in (name or "")

    context = MigrationContext.configure(db, opts={"include_name": ours})
    return compare_metadata(context, schema.metadata)


def test_migrations_make_the_tables_of_the_schema(store):
    with store.reading() as db:
        assert differences(db) == []
        current = MigrationContext.configure(db).get_current_revision()
    assert current == schema.HEAD
    scripts = ScriptDirectory("marsad/store/migrations")
    assert scripts.get_heads() == [schema.HEAD]


# -- evidence -----------------------------------------------------------------------


def test_the_same_document_twice_changes_nothing(store, run):
    assert keep(store, run, make(TEXT)) is Outcome.ADDED
    with store.writing() as db:
        assert evidence.add_document(db, make(TEXT), run) is Outcome.KNOWN
        assert find.counts(db)["documents"] == 1


def test_the_same_words_of_another_outlet_are_another_document(store, run):
    keep(store, run, make(TEXT))
    with store.writing() as db:
        other = make(TEXT, outlet="Daily Example", key="doc2")
        assert evidence.add_document(db, other, run) is Outcome.ADDED


def test_a_newer_version_counts_from_its_own_moment(store, run):
    old = make(TEXT, key="r1", day=date(2031, 5, 2))
    new = make(TEXT + " More.", key="r1", day=date(2031, 5, 4))
    keep(store, run, old)
    assert keep(store, run, new) is Outcome.REPLACED
    between = datetime(2031, 5, 3, tzinfo=UTC)
    with store.reading() as db:
        assert list(evidence.load_documents(db, between)) == [old.id]
        assert list(evidence.load_documents(db, None)) == [new.id]
        assert {c.document_id for c in readings.load_claims(db, between).values()} == {
            old.id
        }


def test_two_files_of_one_name_are_not_versions_of_each_other(store, run):
    keep(store, run, make(TEXT, key="report", path="a/report.txt"))
    other = make("Another text. " + TEXT, key="report", path="b/report.txt")
    assert keep(store, run, other) is Outcome.ADDED


def test_a_date_found_later_completes_an_undated_document(store, run):
    undated = make(TEXT, day=None)
    with store.writing() as db:
        evidence.add_document(db, undated, run)
        assert evidence.load_documents(db, None) == {}
        dated = replace(undated, published=Published.on(date(2031, 5, 2)))
        assert evidence.add_document(db, dated, run) is Outcome.COMPLETED
        assert list(evidence.load_documents(db, None)) == [undated.id]


def test_moments_are_converted_never_relabelled(store, run):
    east = timezone(timedelta(hours=3))
    moment = datetime(2031, 5, 2, 1, 30, tzinfo=east)
    when = Published(
        "2031-05-02T01:30+03:00", moment.date(), moment, "minute", "+03:00"
    )
    document = make(TEXT, published=when)
    with store.writing() as db:
        evidence.add_document(db, document, run)
    with store.reading() as db:
        kept = evidence.load_document(db, document.id).published
    assert kept.known_from == datetime(2031, 5, 1, 22, 30, tzinfo=UTC)
    assert kept.day == date(2031, 5, 2)
    with pytest.raises(StatementError, match="time zone"), store.writing() as db:
        db.execute(
            insert(schema.judgement).values(
                decision="confirm", subject="c-1", by="me", at=datetime(2031, 1, 1)
            )
        )


# -- readings -----------------------------------------------------------------------


def test_claims_come_back_as_they_went_in(store, run):
    document = make(TEXT)
    claims = claims_from_rows(document, ROWS)
    rebels = Actor("rebels", "the rebels", "rebel", "rebels", "XX", None)
    full = replace(
        claims[0],
        initiator=(Mention("Rebels", Span(0, 6), rebels),),
        when=When(None, date(2031, 4, 28), "weekday", "Monday", Span(22, 31)),
        confidence=0.5,
        reasons=("kind: took",),
    )
    with store.writing() as db:
        evidence.add_document(db, document, run)
        readings.save_reading(
            db, Reading(document.id, "local", "1", (full, claims[1])), run
        )
    with store.reading() as db:
        back = readings.load_claims(db)
    assert list(back.values()) == [full, claims[1]]


def test_a_new_reading_takes_the_place_of_the_old_and_keeps_it(store, run):
    document = make(TEXT)
    keep(store, run, document)
    keep(store, run, document, rows=ROWS[:1], reader="local")
    with store.reading() as db:
        assert len(readings.load_claims(db)) == 1
        kept = db.execute(select(schema.reading)).all()
    assert [r.live for r in kept] == [False, True]


def test_only_one_reading_of_a_document_can_be_live(store, run):
    keep(store, run, make(TEXT))
    keep(store, run, make(TEXT), reader="local")
    with pytest.raises(IntegrityError), store.writing() as db:
        db.execute(schema.reading.update().values(live=True))


def test_only_one_decision_on_a_pair_can_be_live(store):
    signed = {"by": "me", "at": datetime.now(UTC), "about": "pair a b"}
    values = {"subject": "a", "other": "b", **signed}
    with store.writing() as db:
        db.execute(insert(schema.judgement).values(decision="same", **values))
    with pytest.raises(IntegrityError), store.writing() as db:
        db.execute(insert(schema.judgement).values(decision="different", **values))
    with store.writing() as db:
        db.execute(schema.judgement.update().values(live=False))
        db.execute(insert(schema.judgement).values(decision="different", **values))


# -- finding ------------------------------------------------------------------------


def test_filters_find_by_every_slot(store, run):
    keep(store, run, make(TEXT))
    wanted = {
        "kind": "casualties", "place": "northf", "actor": "rebel",
        "source": "ministry", "status": "happened", "words": "twelve people",
    }  # fmt: skip
    expected = {"kind": 1, "place": 1, "actor": 1, "source": 1, "status": 2, "words": 2}
    with store.reading() as db:
        for name, value in wanted.items():
            found = find.find_claims(db, find.Filter(**{name: value}))
            assert len(found) == expected[name], name
        none = find.Filter(place="northf", status="denied")
        assert find.find_claims(db, none) == {}
        days = find.Filter(start=date(2031, 4, 29))
        assert [c.local_id for c in find.find_claims(db, days).values()] == ["c2"]


@pytest.mark.parametrize("words", ["a AND", "NEAR(x", "x*", "%z_", 'q"', "';--z"])
def test_search_takes_any_characters(store, run, words):
    keep(store, run, make(TEXT))
    with store.reading() as db:
        assert find.find_documents(db, find.Filter(words=words)) == []


def test_a_search_for_no_word_says_so(store):
    with store.reading() as db, pytest.raises(InputError, match="nothing to search"):
        find.find_documents(db, find.Filter(words='" - "'))


def test_names_stand_for_what_counts_now(store, run):
    document = make(TEXT, key="r1")
    keep(store, run, document)
    with store.reading() as db:
        assert find.resolve_id(db, "r1").id == document.id
        assert find.resolve_id(db, "r1#c2").form == "claim"
        assert find.resolve_id(db, "radio-example").form == "source"
        with pytest.raises(NotFound, match="nothing goes by"):
            find.resolve_id(db, "r1#c9")


def test_the_same_issue_is_recorded_once_and_can_be_settled(store, run):
    document = make(TEXT)
    with store.writing() as db:
        evidence.add_document(db, document, run)
        what = {"stage": "gather", "code": "no_date", "place": "a.txt"}
        for expected in (True, False):
            new = runs.note_issue(
                db, run, **what, message="undated", document=document.id
            )
            assert new is expected
        runs.settle_issues(db, document.id, ("no_date",))
        assert runs.list_issues(db) == []
        assert len(runs.list_issues(db, settled=True)) == 1


# -- PostgreSQL ---------------------------------------------------------------------


@pytest.fixture(scope="session")
def postgresql(tmp_path_factory):
    """A throw-away PostgreSQL server, where its programs are found."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found or not shutil.which("runuser"):
        pytest.skip("no PostgreSQL server programs here")
    bin_ = found[-1].parent
    home = tmp_path_factory.mktemp("pg")
    home.chmod(0o777)
    for parent in home.parents:
        if parent == Path("/tmp") or parent == Path("/"):
            break
        parent.chmod(parent.stat().st_mode | 0o055)
    data = home / "data"

    def as_postgres(*words: str) -> None:
        subprocess.run(
            ["runuser", "-u", "postgres", "--", *words],
            check=True, capture_output=True, timeout=60, cwd=home,
        )  # fmt: skip

    try:
        as_postgres(str(bin_ / "initdb"), "-D", str(data), "-A", "trust")
        options = f"-c listen_addresses='' -c unix_socket_directories='{home}'"
        as_postgres(
            str(bin_ / "pg_ctl"), "-D", str(data), "-w", "-l", str(home / "log"),
            "-o", options, "start",
        )  # fmt: skip
    except (subprocess.SubprocessError, OSError) as wrong:
        pytest.skip(f"PostgreSQL would not start: {wrong}")
    yield f"postgresql://postgres@/postgres?host={home}"
    as_postgres(str(bin_ / "pg_ctl"), "-D", str(data), "-m", "immediate", "stop")


def test_the_same_store_works_on_postgresql(postgresql):
    store = Store.open(postgresql, create=True)
    with store.writing() as db:
        run = runs.begin(db, "test", {})
    document = make(TEXT)
    keep(store, run, document)
    with store.reading() as db:
        claims = readings.load_claims(db)
        assert list(claims.values()) == list(claims_from_rows(document, ROWS))
        assert len(find.find_claims(db, find.Filter(words="rebels northford"))) == 2
        assert len(find.find_claims(db, find.Filter(actor="rebel"))) == 1
        assert find.list_sources(db)[0]["claims"] == 2
        assert differences(db) == []
    store.close()
