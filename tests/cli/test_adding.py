"""`marsad add`: nothing twice, nothing lost, nothing stopped by one bad file."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import time
import zipfile

import pytest

from marsad.cli.add import Interruptible
from tests.cli.conftest import report, taken


def many(path, number: int) -> None:
    rows = []
    for n in range(number):
        day = f"2021-05-{1 + n % 28:02d}"
        text, claims = taken(f"Village{n % 40}", day)
        rows.append(report(n, day, f"{text} It was report {n}.", claims))
    path.write_text("".join(json.dumps(r) + "\n" for r in rows))


def documents_in(store) -> int:
    """How many documents a store file holds, looked at from outside; 0 before the first
    transaction."""
    if not store.exists():
        return 0
    with sqlite3.connect(store) as db:
        assert db.execute("PRAGMA quick_check").fetchone() == ("ok",)
        if not db.execute(
            "SELECT 1 FROM sqlite_master WHERE name='document'"
        ).fetchone():
            return 0
        return db.execute("SELECT count(*) FROM document").fetchone()[0]


def test_adding_twice_changes_nothing(marsad, corpus):
    marsad("add", str(corpus))
    before = (marsad.json("claims"), marsad.json("incidents"), marsad.json("status"))
    told = marsad("add", str(corpus)).stdout
    assert "4 known already" in told
    after = (marsad.json("claims"), marsad.json("incidents"), marsad.json("status"))
    for was, is_ in zip(before[:2], after[:2], strict=True):
        assert was == is_


def test_claims_that_came_with_a_file_count_until_reread(marsad, corpus):
    marsad("add", str(corpus))
    assert "annotator" in marsad("show", "r0#c1").stdout
    marsad("add", str(corpus), "--reread")
    readers = {
        json.loads(marsad("show", c["id"], "--json").stdout)["reader"].split()[0]
        for c in marsad.json("claims")
    }
    assert "annotator" not in readers


def test_ids_stay_when_more_is_added(marsad, corpus):
    marsad("add", str(corpus))
    before = {i["place"]: i["id"] for i in marsad.json("incidents")}
    text, claims = taken("Northford", "2021-05-02", source="the mayor")
    more = marsad.home / "more.jsonl"
    more.write_text(json.dumps(report(9, "2021-05-04", text, claims)))
    marsad("add", str(more))
    after = {i["place"]: i["id"] for i in marsad.json("incidents")}
    assert after == before


@pytest.mark.parametrize("after", [0.5, 0.9, 1.3, 1.7, 2.2])
def test_a_killed_add_loses_nothing_and_the_next_one_goes_on(marsad, tmp_path, after):
    path = tmp_path / "many.jsonl"
    many(path, 400)
    process = marsad.start("add", str(path))
    time.sleep(after)
    process.send_signal(signal.SIGKILL)
    process.wait()
    kept = documents_in(tmp_path / "marsad.db")
    told = marsad("add", str(path)).stdout
    status = marsad.json("status")[0]
    assert status["documents"] == 400
    assert status["claims"] == 400
    assert status["picture"] == "up to date"
    assert (f"{kept} known already" in told) == (kept > 0)


def test_ctrl_c_says_what_is_kept(marsad, tmp_path):
    path = tmp_path / "many.jsonl"
    many(path, 3000)
    process = marsad.start("add", str(path))
    while documents_in(tmp_path / "marsad.db") < 20:
        assert process.poll() is None, "done before it could be interrupted"
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert b"goes on" in err
    assert b"Traceback" not in err
    assert marsad.json("status")[0]["last run"].startswith("add interrupted")


def test_one_bad_file_never_stops_the_rest(marsad, tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    good, claims = taken("Northford", "2021-05-01")
    (folder / "a_good.jsonl").write_text(
        json.dumps(report(1, "2021-05-01", good, claims))
    )
    (folder / "b_empty.txt").write_bytes(b"")
    (folder / "c_binary.txt").write_bytes(bytes(range(256)) * 50)
    (folder / "d_broken.html").write_text("<html><div><p>x" + "<div>" * 60_000)
    (folder / "e_undated.txt").write_text(
        "Shells fell on the old town and people fled to the hills, residents said."
    )
    (folder / "f_broken.jsonl").write_text(
        json.dumps(report(2, "2021-05-02", good)) + "\n{broken\n"
        + json.dumps(report(3, "2021-05-02", good + " Again.")) + "\n"
    )  # fmt: skip
    with zipfile.ZipFile(folder / "g_bomb.docx", "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("word/document.xml", b"0" * 300_000_000)
    (folder / "h_not.pdf").write_bytes(b"%PDF-1.4 nonsense")
    (folder / "i_future.txt").write_text(
        "Outlet: Radio 9\nDate: 2199-01-01\nTitle: Later\n\nRebels seized Farpoint."
    )
    told = marsad("add", str(folder)).stdout
    assert "refused" in told
    issues = marsad.json("issues")
    named = {os.path.basename(i["place"])[0] for i in issues}  # noqa: PTH119
    assert named == set("bcdefghi")
    assert all(i["message"] and "\n" not in i["message"] for i in issues)
    assert {d["key"] for d in marsad.json("documents")} >= {"r1", "r2", "r3"}


def test_standard_input_is_taken(marsad, corpus):
    marsad("add", "-", stdin=corpus.read_bytes())
    assert marsad.json("status")[0]["documents"] == 4


def test_a_missing_path_is_told_before_anything_is_done(marsad):
    said = marsad("add", "no/such/place", code=2).stderr
    assert "no/such/place" in said


def test_the_undated_is_read_once_it_is_dated(marsad, tmp_path):
    path = tmp_path / "report.txt"
    path.write_text(
        "Outlet: Radio 1\nTitle: War\n\n"
        "Rebels seized the town of Northford on Monday, the army said."
    )
    marsad("add", str(path))
    assert [i["code"] for i in marsad.json("issues")] == ["no_date"]
    (tmp_path / "report.txt.toml").write_text('published = "2021-05-02"\n')
    assert "1 now dated" in marsad("add", str(path)).stdout
    assert marsad.json("issues") == []
    assert marsad.json("status")[0]["read"] == 1


def test_two_adds_at_once_both_arrive(marsad, tmp_path):
    for n in range(2):
        path = tmp_path / f"part{n}.jsonl"
        many(path, 60)
        rows = [json.loads(x) for x in path.open()]
        for row in rows:
            row["doc_id"] += f"-{n}"
            row["url"] += f"-{n}"
            row["text"] += f" Part {n}."
        path.write_text("".join(json.dumps(r) + "\n" for r in rows))
    started: list[subprocess.Popen] = [
        marsad.start("add", str(tmp_path / f"part{n}.jsonl")) for n in range(2)
    ]
    for process in started:
        _, err = process.communicate(timeout=120)
        assert process.returncode == 0, err.decode()
    assert marsad.json("status")[0]["documents"] == 120


def test_ctrl_c_that_strikes_while_an_object_is_cleared_away_still_stops():
    """Python says "Exception ignored" there, and would go on to the end."""
    steps = []

    class Cleared:
        def __del__(self) -> None:
            signal.raise_signal(signal.SIGINT)

    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with Interruptible(lambda *step: steps.append(step)) as watch:
            watch("gather", 0, 2)
            Cleared()
            with pytest.raises(KeyboardInterrupt):
                watch("gather", 1, 2)
    finally:
        signal.signal(signal.SIGINT, before)
    assert steps == [("gather", 0, 2)]
