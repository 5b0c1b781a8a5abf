"""Which files the paths that a user points at stand for."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from marsad.errors import InputError
from marsad.gather.sidecar import is_sidecar


def list_files(paths: Sequence[Path]) -> list[Path]:
    """The files of `paths`: each file given, and all in folders, sorted.

    Hidden files and sidecars are left out, each file comes once, and links that lead
    in a circle are followed once. A folder that cannot be opened is listed itself, so
    that gathering it tells why. Raises InputError for a path that is not there.
    """
    out: list[Path] = []
    seen: set[str] = set()
    for path in paths:
        if not os.path.lexists(path):
            raise InputError(f"no such file or folder: {path}")
        for file in _walk(path, set()) if _is_dir(path) else (path,):
            real = os.path.realpath(file)
            if real not in seen and not is_sidecar(file):
                seen.add(real)
                out.append(file)
    return out


def _walk(folder: Path, entered: set[str]) -> Iterator[Path]:
    """Files under `folder`; `entered` holds the real folders already gone into."""
    real = os.path.realpath(folder)
    if real in entered:
        return
    entered.add(real)
    try:
        paths = sorted(folder.iterdir())
    except OSError:
        yield folder
        return
    for path in paths:
        if path.name.startswith("."):
            continue
        if _is_dir(path):
            yield from _walk(path, entered)
        else:
            yield path


def _is_dir(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # in a folder that may not be entered: gathering tells
        return False
