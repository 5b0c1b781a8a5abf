"""The shipped gazetteer, unpacked once into the user's cache.

The packed file is in the package; what is unpacked carries its checksum in its name,
so that a newer package never reads an older file. It appears in one step (written
beside, then renamed): two processes at once do no harm.
"""

from __future__ import annotations

import hashlib
import lzma
import os
import tempfile
from importlib.resources import files
from pathlib import Path

from marsad.errors import MarsadError


def gazetteer_file() -> Path:
    """The unpacked SQLite file; unpacks it (about two seconds) at the first call.

    Raises MarsadError where the package is damaged or no folder can be written to.
    """
    lexicons = files("marsad").joinpath("lexicons")
    digest = lexicons.joinpath("gazetteer.sha256").read_text("ascii").strip()
    name = f"gazetteer-{digest[:16]}.sqlite"
    folders = _folders()
    for folder in folders:
        if (folder / name).is_file():
            return folder / name
    data = lzma.decompress(lexicons.joinpath("gazetteer.sqlite.xz").read_bytes())
    if hashlib.sha256(data).hexdigest() != digest:
        raise MarsadError("the gazetteer in the package is damaged: install it again")
    for folder in folders:
        try:
            return _write(data, folder, name)
        except OSError:
            continue  # a read-only home or a full disk: the next folder may do
    tried = ", ".join(map(str, folders))
    raise MarsadError(f"no room to unpack the gazetteer (50 MB); tried {tried}")


def added_file() -> Path:
    """The SQLite file of what the user added from GeoNames' dumps; it may not exist."""
    given = os.environ.get("XDG_DATA_HOME") or os.environ.get("LOCALAPPDATA")
    try:
        data = Path(given) if given else Path.home() / ".local" / "share"
    except RuntimeError:  # no home folder is known
        return _folders()[-1] / "added.sqlite"
    return data / "marsad" / "gazetteer-added.sqlite"


def _folders() -> list[Path]:
    """The user's cache, then a folder of our own among the temporary ones."""
    given = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    temporary = Path(tempfile.gettempdir()) / f"marsad-{_user()}"
    try:
        cache = Path(given) if given else Path.home() / ".cache"
    except RuntimeError:  # no home folder is known
        return [temporary]
    return [cache / "marsad", temporary]


def _user() -> str:
    return str(os.getuid()) if hasattr(os, "getuid") else "user"


def _write(data: bytes, folder: Path, name: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, beside = tempfile.mkstemp(prefix=name, dir=folder)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(beside).replace(folder / name)
    except OSError:
        Path(beside).unlink(missing_ok=True)
        raise
    return folder / name
