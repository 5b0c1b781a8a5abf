"""Sidecars: `NAME.ext.toml` or `NAME.ext.json` beside a file, telling its metadata."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

from marsad.gather.fields import NAMES, stated, unknown
from marsad.gather.outcome import Note

ENDINGS = (".toml", ".json")
_MAX_BYTES = 1 << 16


def is_sidecar(path: Path) -> bool:
    """Whether `path` tells about a file beside it."""
    if path.suffix.lower() not in ENDINGS:
        return False
    subject = path.with_suffix("")
    return bool(subject.suffix) and _is_file(subject)


def sidecar_fields(path: Path) -> tuple[dict[str, str], tuple[Note, ...]]:
    """What the sidecar of `path` states, and notes on what in it cannot be used."""
    for ending in ENDINGS:
        beside = path.with_name(path.name + ending)
        if _is_file(beside):
            break
    else:
        return {}, ()
    try:
        row = _row(beside)
    except (OSError, ValueError, RecursionError) as wrong:
        told = f"{beside.name} cannot be used: {wrong}; mend it and add the file again"
        return {}, (Note("bad_sidecar", told),)
    fields, notes = stated(row)
    strange = unknown(row)
    if strange:
        told = f"{beside.name}: unknown {', '.join(strange)}; known are " + ", ".join(
            NAMES
        )
        notes = (*notes, Note("bad_sidecar", told))
    return fields, notes


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a name too long for a file, or a folder that may not be entered
        return False


def _row(path: Path) -> dict[str, Any]:
    if path.stat().st_size > _MAX_BYTES:
        raise ValueError(f"larger than {_MAX_BYTES} bytes")
    text = path.read_text("utf-8-sig")
    row = tomllib.loads(text) if path.suffix == ".toml" else json.loads(text)
    if not isinstance(row, dict):
        raise ValueError("not an object of fields")
    return row
