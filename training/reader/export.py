"""From trained parts to the folder that the reader loads: three int8 graphs, the
vocabulary, and a card with the tuned probabilities and each file's SHA-256."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from marsad.reading.detection import Calibration, Cuts
from marsad.reading.labels import KINDS, ROLES
from training.reader import graphs
from training.reader.joint import Joint

FILES = ("trunk.onnx", "kinds.onnx", "slots.onnx", "tokenizer.json")


def write(model: Joint, base: Path, folder: Path) -> None:
    """The graphs into `folder`; `base` is the pre-trained encoder's folder."""
    model.eval()
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as scratch:
        plain = Path(scratch)
        graphs.trunk(model.encoder, plain / "trunk.onnx")
        graphs.kinds(model.kinds, plain / "kinds.onnx")
        graphs.slots(model.slots, plain / "slots.onnx")
        for name in ("trunk.onnx", "kinds.onnx", "slots.onnx"):
            graphs.quantised(plain / name, folder / name)
    shutil.copy(base / "tokenizer.json", folder / "tokenizer.json")


def card(
    folder: Path,
    version: str,
    cuts: Cuts,
    calibration: Calibration,
    least: dict[str, float],
    **told: Any,
) -> None:
    """Write `reader.json`: what was tuned, what was measured, and the digests."""
    digests = {
        name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in FILES
    }
    content = {
        "version": version,
        "claim": cuts.claim,
        "again": cuts.again,
        "calibration": [calibration.slope, calibration.shift],
        "least": {role: least.get(role, 0.4) for role in ROLES},
        "kinds": list(KINDS),
        **told,
        "sha256": digests,
    }
    text = json.dumps(content, indent=1, ensure_ascii=False) + "\n"
    (folder / "reader.json").write_text(text, "utf-8")
