"""From trained parts to the folder that the reader loads: three int8 graphs, the
vocabulary, and a card with the tuned probabilities and each file's SHA-256."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import torch

from marsad.reading.detection import Calibration, Cuts
from marsad.reading.labels import KINDS, ROLES
from training.reader import graphs
from training.reader.encoder import Shape, load_encoder
from training.reader.kinds import Kinds
from training.reader.slots import Slots

FILES = ("trunk.onnx", "kinds.onnx", "slots.onnx", "tokenizer.json")


def load_kinds(base: Path, shape: Shape, depth: int, weights: Path) -> Kinds:
    """Pass 1 as trained; `base` is the pre-trained encoder's folder."""
    model = Kinds(load_encoder(base, shape), depth)
    model.load_state_dict(torch.load(weights))
    return model.eval()


def load_slots(base: Path, shape: Shape, depth: int, top: int, weights: Path) -> Slots:
    """Pass 2 as trained, with layers up to `top`."""
    model = Slots(load_encoder(base, shape), depth, top)
    model.load_state_dict(torch.load(weights))
    return model.eval()


def write(kinds: Kinds, slots: Slots, base: Path, folder: Path, exact: bool) -> None:
    """The graphs into `folder`; `exact`: without quantising, to compare."""
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as scratch:
        plain = Path(scratch)
        graphs.trunk(kinds.encoder, kinds.depth, plain / "trunk.onnx")
        graphs.kinds(kinds, plain / "kinds.onnx")
        graphs.slots(slots, plain / "slots.onnx")
        for name in ("trunk", "kinds", "slots"):
            source, target = plain / f"{name}.onnx", folder / f"{name}.onnx"
            if exact:
                shutil.copy(source, target)
            else:
                graphs.quantised(source, target)
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
