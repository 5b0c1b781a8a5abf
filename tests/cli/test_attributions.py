"""`marsad attributions`: a table, rows with offsets, and one line where it cannot."""

from __future__ import annotations

import csv
import io

from marsad.cli.attributions import attributions

TEXT = "The mayor said that the bridge was shut. Nobody else was there."


def test_every_form_tells_who_says_what(marsad):
    (marsad.home / "report.txt").write_text(TEXT)
    (row,) = marsad.table("attributions", "report.txt")
    assert (row["source"], row["cue"]) == ("The mayor", "said")
    assert "the bridge was shut" in row["content"]
    assert TEXT[slice(*row["cue_span"])] == "said"
    assert TEXT[slice(*row["source_span"])] == "The mayor"
    assert [TEXT[slice(*s)] for s in row["content_spans"]] == [row["content"]]
    told = marsad("attributions", "report.txt", "--format", "csv").stdout
    (line,) = csv.DictReader(io.StringIO(told))
    assert line["source"] == "The mayor"
    assert "The mayor" in marsad("attributions", "report.txt").stdout


def test_a_text_without_any_says_so(marsad):
    (marsad.home / "report.txt").write_text("It rained over the hills all day.")
    assert marsad("attributions", "report.txt").stdout == "Nobody says anything.\n"


def test_a_file_that_is_not_there_is_one_line(marsad):
    done = marsad("attributions", "none.txt", code=2)
    assert len(done.stderr.splitlines()) == 1
    assert "none.txt" in done.stderr


def test_a_text_that_takes_too_long_is_left_out(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("marsad.limits.seconds_for", lambda _characters: 0.001)
    (tmp_path / "report.txt").write_text(TEXT * 500)
    attributions(tmp_path / "report.txt", "text", None)
    out, err = capsys.readouterr()
    assert "left out" in err
    assert out == "Nobody says anything.\n"
