"""Unpacking the gazetteer: once, whole, and by two at a time."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from marsad.errors import MarsadError
from marsad.resolving.places import unpack

CODE = "from marsad.resolving.places.unpack import gazetteer_file as f; print(f())"


def test_two_processes_at_once_get_one_whole_file(tmp_path: Path) -> None:
    command = [sys.executable, "-c", CODE]
    env = {"XDG_CACHE_HOME": str(tmp_path), "PATH": "/usr/bin:/bin"}
    both = [
        subprocess.Popen(command, env=env, stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    paths = {process.communicate(timeout=60)[0].strip() for process in both}
    assert len(paths) == 1
    assert all(process.returncode == 0 for process in both)
    assert [str(p) for p in (tmp_path / "marsad").iterdir()] == [*paths]


def test_a_folder_that_cannot_be_written_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    data = unpack.gazetteer_file().read_bytes()
    monkeypatch.setattr(unpack.lzma, "decompress", lambda _: data)
    monkeypatch.setattr(unpack, "_folders", lambda: [blocked / "x", tmp_path / "ok"])
    assert unpack.gazetteer_file().parent == tmp_path / "ok"
    monkeypatch.setattr(unpack, "_folders", lambda: [blocked / "y"])
    with pytest.raises(MarsadError, match="no room"):
        unpack.gazetteer_file()
