"""Bad input of every sort: one clear line with a way out, and nothing lost."""

from __future__ import annotations

import json
import os
import sqlite3
import stat
from datetime import UTC, datetime

import pytest

from marsad import asking, pipeline
from marsad.store import Store, pictures
from tests.cli.conftest import report, taken


def one_line(said: str) -> None:
    assert said.startswith("marsad: ")
    assert said.count("\n") == 1
    assert "Traceback" not in said


def test_output_never_replaces_a_device_or_a_link(marsad, corpus, tmp_path):
    marsad("add", str(corpus))
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    marsad("export", "-o", str(pipe))
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert b"territory_taken" in os.read(reader, 65536)
    os.close(reader)
    target, link = tmp_path / "real.csv", tmp_path / "link.csv"
    target.write_text("old")
    target.chmod(0o600)
    link.symlink_to(target)
    marsad("export", "-f", "csv", "-o", str(link))
    assert link.is_symlink()
    assert "territory_taken" in target.read_text()
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert "territory_taken" in marsad("export", "-o", "-").stdout


def test_an_undated_version_does_not_hide_the_dated_one(marsad, tmp_path):
    for name, date in (("v1", "Date: 2021-05-02\n"), ("v2", "")):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "a.txt").write_text(
            f"Outlet: Radio 1\n{date}URL: https://example.org/a\nTitle: War\n\n"
            f"Rebels seized the town of Northford on Monday, version {name}."
        )
        marsad("add", str(folder))
    assert [c["published"] for c in marsad.json("claims")] == ["2021-05-02"]
    assert "Northford" in marsad("brief").stdout


def test_claims_kept_while_a_picture_is_computed_are_fused_too(
    marsad, corpus, tmp_path, monkeypatch
):
    marsad("add", str(corpus))
    text, claims = taken("Latetown", "2021-05-03")
    late = tmp_path / "late.jsonl"
    late.write_text(json.dumps(report(50, "2021-05-03", text, claims)))
    store = Store.open(str(tmp_path / "marsad.db"))
    fuse, calls = pipeline.fused, []

    def overtaken(*given):
        calls.append(1)
        if len(calls) == 1:  # another run adds a report while this one fuses
            with monkeypatch.context() as quiet:
                quiet.setattr(asking, "refresh", lambda *_: 0)
                quiet.setattr("marsad.adding.refresh", lambda *_: 0)
                marsad("add", str(late))
        return fuse(*given)

    with store.writing() as db:
        pictures.mark_stale(db)
    monkeypatch.setattr(pipeline, "fused", overtaken)
    picture = asking.picture_at(store, None)
    gathered = {c for g in picture.groups for c in g.claims} | set(picture.homeless)
    assert gathered == set(picture.claims)
    assert len(picture.claims) == 5
    assert len(calls) == 2


@pytest.mark.parametrize(
    "change",
    [
        {"places": [{"mention": "N", "lat": 1, "lon": 1, "country": ["a"]}]},
        {"figures": [{"what": "killed", "low": 10**20, "high": 10**20, "text": "x"}]},
        {"figures": [{"what": "killed", "low": 9, "high": 1, "text": "x"}]},
        {"when": {"start": "2021-05-02", "end": "2021-05-01"}},
    ],
)
def test_a_claim_that_cannot_be_kept_stops_nothing(marsad, tmp_path, change):
    text, claims = taken("Northford", "2021-05-01")
    path = tmp_path / "in.jsonl"
    bad = report(1, "2021-05-01", text, [{**claims[0], **change}])
    good = report(2, "2021-05-02", text + " Again.", [])
    path.write_text(json.dumps(bad) + "\n" + json.dumps(good) + "\n")
    marsad("add", str(path))
    assert len(marsad.json("documents")) == 2
    assert [i["code"] for i in marsad.json("issues")] == ["bad_claims"]


def test_reading_anew_never_loses_an_annotators_claims(marsad, tmp_path):
    text, claims = taken("Northford", "2021-05-01")
    path = tmp_path / "in.jsonl"
    row = report(1, "2021-05-01", text, claims, language="fr")
    path.write_text(json.dumps(row))
    marsad("add", str(path))
    marsad("add", str(path), "--reread")
    assert len(marsad.json("claims")) == 1, "French is not read: the claims stay"
    row["language"] = "en"
    row["url"] = row["doc_id"] = "other"
    path.write_text(json.dumps({**row, "text": text + " Two.", "outlet": "Radio X"}))
    marsad("add", str(path))
    annotated = {c["id"] for c in marsad.json("claims")}
    marsad("add", str(path), "--reread")
    marsad("add", str(path))
    assert {c["id"] for c in marsad.json("claims")} == annotated


def test_a_foreign_database_is_left_alone(marsad, tmp_path):
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as db:
        db.execute("CREATE TABLE mine (x)")
    for words in (("status",), ("add", str(tmp_path))):
        one_line(marsad(*words, "--store", str(other), code=2).stderr)
    with sqlite3.connect(other) as db:
        assert db.execute("SELECT name FROM sqlite_master").fetchall() == [("mine",)]


@pytest.mark.parametrize(
    "words",
    [
        ("brief", "--on", "0001-01-01"),
        ("brief", "--from", "0001-01-01", "--to", "9999-12-31"),
        ("brief", "--as-of", "0001-01-01T00:00+14:00"),
        ("brief", "--as-of", "9999-12-31T23:59-12:00"),
        ("brief", "--on", ""),
        ("brief", "--on", "2024-W49-1"),
        ("brief", "-o", ""),
        ("incidents", "--grade", "sure"),
        ("incidents", "--type", "dance"),
        ("add", "no/such/folder"),
        ("show", "x" * 5000),
        ("read", "missing.jsonl"),
        ("fuse", "deep.jsonl", "--groups", "g.json"),
        ("status", "--store", "mysql://x/y"),
        ("eval", "reading", "missing.jsonl", "missing.jsonl"),
    ],
)
def test_what_cannot_be_done_is_one_line(marsad, corpus, tmp_path, words):
    marsad("add", str(corpus))
    (tmp_path / "deep.jsonl").write_text("[" * 200_000)
    one_line(marsad(*words, code=2).stderr)


def test_nothing_taken_in_is_told_to_a_script(marsad, tmp_path):
    (tmp_path / "empty.txt").write_bytes(b"")
    marsad("add", str(tmp_path / "empty.txt"), code=1)


def test_a_full_device_is_told(marsad, corpus):
    marsad("add", str(corpus))
    with open("/dev/full", "wb") as full:  # noqa: PTH123
        process = marsad.start("claims", stdout=full)
        _, err = process.communicate()
    assert process.returncode == 2
    one_line(err.decode())


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252"])
def test_a_terminal_that_cannot_show_a_letter_gets_its_number(
    marsad, tmp_path, encoding
):
    text, claims = taken("Дніпро", "2021-05-01")
    path = tmp_path / "in.jsonl"
    path.write_text(json.dumps(report(1, "2021-05-01", text, claims)))
    marsad("add", str(path))
    for words in (("claims",), ("brief",), ("show", "r1#c1"), ("claims", "--csv")):
        process = marsad.start(*words, env={"PYTHONIOENCODING": encoding})
        out, err = process.communicate()
        assert process.returncode == 0, err.decode()
        assert b"\\u0414" in out


def test_a_lone_surrogate_is_read_and_written(marsad, tmp_path):
    text, _ = taken("Northford", "2021-05-01")
    row = report(1, "2021-05-01", text, title="x \ud800 y")
    (tmp_path / "in.jsonl").write_text(json.dumps(row))
    marsad("read", "in.jsonl", "-o", "out.jsonl")
    assert json.loads((tmp_path / "out.jsonl").read_text())["title"] == "x \ud800 y"


def test_a_store_that_another_run_writes_to_still_answers(
    marsad, corpus, tmp_path, monkeypatch
):
    monkeypatch.setattr("marsad.store.database.BUSY_SECONDS", 0)
    marsad("add", str(corpus))
    store = Store.open(str(tmp_path / "marsad.db"))
    other = sqlite3.connect(tmp_path / "marsad.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    moment = datetime(2021, 5, 2, 23, 59, 59, tzinfo=UTC)
    assert asking.picture_at(store, moment).incidents, (
        "it cannot be remembered, but told"
    )
    other.execute("ROLLBACK")
