"""Which files a path stands for."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from marsad.errors import InputError
from marsad.gather import Refused, gather_file, list_files
from marsad.settings import Settings


def _touch(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("x")
    return path


def test_folders_are_walked_in_order_without_hidden_files_and_sidecars(
    tmp_path: Path,
) -> None:
    for name in ("b/z.txt", "a.txt", "a.txt.toml", "c.pdf.json", ".hidden/h.txt"):
        _touch(tmp_path / name)
    _touch(tmp_path / ".h.txt")
    _touch(tmp_path / "b" / "data.json")
    names = [str(p.relative_to(tmp_path)) for p in list_files([tmp_path])]
    assert names == ["a.txt", "b/data.json", "b/z.txt", "c.pdf.json"]


def test_files_given_twice_come_once_and_hidden_ones_if_named(tmp_path: Path) -> None:
    hidden = _touch(tmp_path / ".h.txt")
    plain = _touch(tmp_path / "a.txt")
    assert list_files([plain, tmp_path, hidden, plain]) == [plain, hidden]


def test_a_folder_named_like_a_file_is_a_folder(tmp_path: Path) -> None:
    inner = _touch(tmp_path / "x.txt" / "y.txt")
    assert list_files([tmp_path]) == [inner]


def test_links_in_a_circle_end(tmp_path: Path) -> None:
    file = _touch(tmp_path / "a" / "r.txt")
    (tmp_path / "a" / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "self").symlink_to(tmp_path / "self")
    listed = list_files([tmp_path])
    assert file.resolve() in {p.resolve() for p in listed if p.name != "self"}
    assert len(listed) == 2


def test_a_missing_path_is_told() -> None:
    with pytest.raises(InputError, match="no such file or folder: nowhere"):
        list_files([Path("nowhere")])


def test_a_broken_link_is_listed_and_refused(tmp_path: Path, limits: Settings) -> None:
    link = tmp_path / "gone.txt"
    link.symlink_to(tmp_path / "missing")
    (found,) = (f for p in list_files([tmp_path]) for f in gather_file(p, limits))
    assert isinstance(found, Refused)
    assert found.code == "unreadable"


def test_a_folder_that_cannot_be_opened_is_refused_not_skipped(
    tmp_path: Path, limits: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = tmp_path / "closed"
    _touch(closed / "r.txt")
    _forbid(monkeypatch, closed)
    (found,) = (f for p in list_files([tmp_path]) for f in gather_file(p, limits))
    assert isinstance(found, Refused)
    assert (found.path, found.code) == (str(closed), "permission")


def _forbid(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Close `folder`, also for root, whom no permission stops."""
    listdir, scandir = os.listdir, os.scandir

    def refuse(real: object) -> object:
        def call(path: object = ".") -> object:
            if Path(str(path)) == folder:
                raise PermissionError(13, "Permission denied")
            return real(path)  # type: ignore[operator]

        return call

    monkeypatch.setattr(os, "listdir", refuse(listdir))
    monkeypatch.setattr(os, "scandir", refuse(scandir))
