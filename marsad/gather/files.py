"""One file, or standard input, to its documents and refusals."""

from __future__ import annotations

import io
import stat
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from marsad.errors import Unreadable
from marsad.gather.assemble import assemble
from marsad.gather.decoding import storable
from marsad.gather.formats import format_of, read, sniff
from marsad.gather.outcome import Found, Gathered, Refused
from marsad.gather.rows import read_row
from marsad.gather.sidecar import is_sidecar, sidecar_fields

if TYPE_CHECKING:
    from marsad.settings import Settings  # slow to load

STDIN = "-"


def gather_file(path: Path, settings: Settings) -> Iterator[Gathered | Refused]:
    """The documents of one file, one by one, each with notes; or why there is none.

    Nothing but a regular file is opened, so that a pipe or device never blocks.
    """
    shown = storable(str(path))
    try:
        _check(path, settings)
        with path.open("rb") as stream:
            named = format_of(path.name)
            yield from _gather(
                stream, named or sniff(_head(stream)), path, shown, settings
            )
    except Unreadable as wrong:
        yield Refused(shown, None, wrong.code, str(wrong))
    except PermissionError:
        told = "no permission to read it; `chmod u+r` it, or add a copy of your own"
        yield Refused(shown, None, "permission", told)
    except OSError as wrong:
        told = f"cannot be read ({wrong.strerror or wrong}); check that it is there"
        yield Refused(shown, None, "unreadable", told)


def gather_stdin(data: bytes, settings: Settings) -> Iterator[Gathered | Refused]:
    """The documents of `data` from standard input, whose content tells the format."""
    try:
        _check_size(len(data), settings)
        yield from _gather(
            io.BytesIO(data), sniff(data), Path("stdin"), STDIN, settings
        )
    except Unreadable as wrong:
        yield Refused(STDIN, None, wrong.code, str(wrong))


def gather_row(
    row: Any, path: Path, number: int, settings: Settings
) -> Gathered | Refused:
    """The document of one row of a corpus file, already parsed: line `number`."""
    shown, stem = storable(str(path)), storable(path.stem)
    found = read_row(row, shown, f"line {number}", f"{stem}-{number}", set())
    return _judge(found, {}, stem, shown, settings)


def _gather(
    stream: BinaryIO, named: str, path: Path, shown: str, settings: Settings
) -> Iterator[Gathered | Refused]:
    sidecar, notes = ({}, ()) if shown == STDIN else sidecar_fields(path)
    stem = storable(path.stem)
    for found in read(named, stream, shown, stem, settings):
        taken = _judge(found, sidecar, stem, shown, settings)
        if isinstance(taken, Gathered) and notes:
            taken = replace(taken, notes=(*notes, *taken.notes))
        yield taken


def _judge(
    found: Found | Refused,
    sidecar: dict[str, str],
    key: str,
    shown: str,
    settings: Settings,
) -> Gathered | Refused:
    if isinstance(found, Refused):
        return found
    try:
        return assemble(found, sidecar, key, shown, settings)
    except Unreadable as wrong:
        return Refused(shown, found.where, wrong.code, str(wrong))


def _check(path: Path, settings: Settings) -> None:
    status = path.stat()
    if stat.S_ISDIR(status.st_mode):
        next(path.iterdir(), None)  # tells whether it may be opened
        raise Unreadable("not_a_file", "a folder; add the files in it")
    if not stat.S_ISREG(status.st_mode):
        raise Unreadable(
            "not_a_file", "a pipe or device, not a file; use `marsad add -` for pipes"
        )
    if is_sidecar(path):
        raise Unreadable("sidecar", "tells about the file beside it; add that one")
    _check_size(status.st_size, settings)


def _check_size(size: int, settings: Settings) -> None:
    if not size:
        raise Unreadable("empty", "holds nothing; check that it was saved whole")
    if size > settings.max_bytes:
        raise Unreadable(
            "too_large",
            f"{size:,} bytes; split it, or raise the setting max_bytes "
            f"({settings.max_bytes:,})",
        )


def _head(stream: BinaryIO) -> bytes:
    head = stream.read(1 << 16)
    stream.seek(0)
    return head
