"""The three graphs of the reader and what stands in their folder.

`trunk.onnx` runs the embeddings and lowest layers on a window, `kinds.onnx` finds
claims from the trunk's states, `slots.onnx` fills one claim from a stretch of them.
`reader.json` tells the probabilities that were tuned and each file's SHA-256.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime as ort
from tokenizers import Tokenizer

from marsad.errors import SettingsError
from marsad.reading.detection import Calibration, Cuts, Floats, Outputs
from marsad.reading.filling import Answers
from marsad.reading.labels import KINDS, ROLES, STATUSES, WHATS
from marsad.reading.pieces import tokenizer_from

GRAPHS = ("trunk", "kinds", "slots")


@dataclass(frozen=True, slots=True)
class Asked:
    """One claim put to pass 2: the states it sees (the window's first state leads),
    the anchor's positions among them, and its kind (number)."""

    states: Floats
    anchor: tuple[int, int]
    kind: int


class Network:
    """The graphs in memory.

    Raises SettingsError where a file is missing or is not the one that was shipped.
    """

    def __init__(self, folder: Path, threads: int = 1) -> None:
        try:
            card = json.loads((folder / "reader.json").read_text("utf-8"))
            for name, digest in card["sha256"].items():
                held = hashlib.sha256((folder / name).read_bytes()).hexdigest()
                if held != digest:
                    raise SettingsError(
                        f"{folder / name} is damaged: install marsad anew"
                    )
        except OSError as missing:
            raise SettingsError(
                f"the reader's weights are not complete in {folder} ({missing}): "
                "install marsad anew"
            ) from missing
        if card["kinds"] != list(KINDS):
            raise SettingsError(
                f"the weights in {folder} know other kinds than this reader: train "
                "them anew (training/reader) or install marsad anew"
            )
        self.cuts = Cuts(card["claim"], card["again"])
        self.calibration = Calibration(*card["calibration"])
        self.least = tuple(float(card["least"][role]) for role in ROLES)
        self.tokenizer: Tokenizer = tokenizer_from(str(folder / "tokenizer.json"))
        options = ort.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._graphs = {
            name: ort.InferenceSession(
                str(folder / f"{name}.onnx"), options, ["CPUExecutionProvider"]
            )
            for name in GRAPHS
        }

    def trunk(self, windows: list[list[int]]) -> list[Floats]:
        """The states [positions, width] of each window of ids."""
        length = max(map(len, windows))
        ids = np.zeros((len(windows), length), np.int32)
        for row, window in enumerate(windows):
            ids[row, : len(window)] = window
        count = np.array([len(w) for w in windows], np.int32)
        (states,) = self._graphs["trunk"].run(None, {"ids": ids, "count": count})
        return [s[: len(w)] for s, w in zip(states, windows, strict=True)]

    def kinds(self, windows: list[Floats]) -> list[Outputs]:
        """Pass 1 over the trunk's states of each window."""
        states, count = _block(windows)
        (made,) = self._graphs["kinds"].run(None, {"states": states, "count": count})
        tags = len(KINDS) + 2
        split = (tags, tags + len(KINDS))
        return [
            Outputs(*np.split(row[:n], split, axis=-1))
            for row, n in zip(made, count, strict=True)
        ]

    def slots(self, asked: list[Asked]) -> list[Answers]:
        """Pass 2 over each claim; the answers leave the leading state out."""
        states, count = _block([a.states for a in asked])
        anchor = np.zeros(states.shape[:2], np.float32)
        for row, claim in enumerate(asked):
            anchor[row, claim.anchor[0] + 1 : claim.anchor[1] + 1] = 1
        lead = np.zeros((1, states.shape[1]), np.float32)
        lead[0, 0] = 1
        word, whole = self._graphs["slots"].run(
            None,
            {
                "states": states,
                "count": count,
                "anchor": anchor,
                "lead": lead,
                "kind": np.array([a.kind for a in asked], np.int64),
            },
        )
        cut, known = len(ROLES) * 3, len(STATUSES)
        return [
            Answers(
                word[i, 1:n, :cut].reshape(n - 1, len(ROLES), 3),
                word[i, 1:n, cut : cut + len(WHATS)],
                whole[i, :known],
                whole[i, known:],
            )
            for i, n in enumerate(count)
        ]


def _block(rows: list[Floats]) -> tuple[Floats, np.ndarray]:
    length = max(len(r) for r in rows)
    block = np.zeros((len(rows), length, rows[0].shape[1]), np.float32)
    for i, row in enumerate(rows):
        block[i, : len(row)] = row
    return block, np.array([len(r) for r in rows], np.int32)
