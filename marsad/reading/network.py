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
from typing import Any

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray
from tokenizers import Tokenizer

from marsad.errors import SettingsError
from marsad.reading.detection import Calibration, Cuts, Floats, Outputs
from marsad.reading.filling import Answers
from marsad.reading.labels import KINDS, ROLES, STATUSES, WHATS
from marsad.reading.pieces import tokenizer_from

ort.disable_telemetry_events()  # Windows, which does not look at marsad's variable

GRAPHS = ("trunk", "kinds", "slots")


@dataclass(frozen=True, slots=True)
class Asked:
    """One claim put to pass 2: the states it sees (the window's first state leads),
    the anchor's positions among them, and its kind (number)."""

    states: Floats
    anchor: tuple[int, int]
    kind: int


def card_of(folder: Path, name: str) -> dict[str, Any]:
    """The card `name` of a folder of weights, once the digests in it were found right.

    Raises SettingsError where a file is missing or is not the one that was shipped.
    """
    try:
        card: dict[str, Any] = json.loads((folder / name).read_text("utf-8"))
        for part, digest in card["sha256"].items():
            held = hashlib.sha256((folder / part).read_bytes()).hexdigest()
            if held != digest:
                raise SettingsError(f"{folder / part} is damaged: install marsad anew")
    except OSError as missing:
        raise SettingsError(
            f"the reader's weights are not complete in {folder} ({missing}): "
            "install marsad anew"
        ) from missing
    return card


def session(graph: Path, threads: int = 1) -> ort.InferenceSession:
    """A graph in memory."""
    options = ort.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # They were rewritten when they were exported: loading is the quicker for it.
    off = ort.GraphOptimizationLevel.ORT_DISABLE_ALL
    options.graph_optimization_level = off
    return ort.InferenceSession(str(graph), options, ["CPUExecutionProvider"])


def states_of(trunk: ort.InferenceSession, ids: list[int]) -> Floats:
    """The states [positions, width] that the trunk makes of a window of ids."""
    (states,) = trunk.run(None, {"ids": np.array([ids], np.int32)})
    out: Floats = states[0]
    return out


class Network:
    """The graphs in memory.

    Raises SettingsError where a file is missing or is not the one that was shipped.
    """

    def __init__(self, folder: Path, threads: int = 1) -> None:
        card = card_of(folder, "reader.json")
        if card["kinds"] != list(KINDS):
            raise SettingsError(
                f"the weights in {folder} know other kinds than this reader: train "
                "them anew (training/reader) or install marsad anew"
            )
        self.cuts = Cuts(card["claim"], card["again"])
        self.calibration = Calibration(*card["calibration"])
        self.least = tuple(float(card["least"][role]) for role in ROLES)
        self.tokenizer: Tokenizer = tokenizer_from(str(folder / "tokenizer.json"))
        self._graphs = {
            name: session(folder / f"{name}.onnx", threads) for name in GRAPHS
        }

    def trunk(self, windows: list[list[int]]) -> list[Floats]:
        """The states [positions, width] of each window of ids."""
        return [states_of(self._graphs["trunk"], ids) for ids in windows]

    def kinds(self, windows: list[Floats]) -> list[Outputs]:
        """Pass 1 over the trunk's states of each window."""
        return [self._kinds(states) for states in windows]

    def slots(self, asked: list[Asked]) -> list[Answers]:
        """Pass 2 over each claim; the answers leave the leading state out."""
        return [self._slots(claim) for claim in asked]

    def _kinds(self, states: Floats) -> Outputs:
        (made,) = self._run("kinds", states=states[None])
        tags = len(KINDS) + 2
        return Outputs(*np.split(made, (tags, tags + len(KINDS)), axis=-1))

    def _slots(self, claim: Asked) -> Answers:
        anchor = np.zeros((1, len(claim.states)), np.float32)
        anchor[0, claim.anchor[0] + 1 : claim.anchor[1] + 1] = 1
        kind = np.array([claim.kind], np.int64)
        word, whole = self._run(
            "slots", states=claim.states[None], anchor=anchor, kind=kind
        )
        seen, cut, known = word[1:], len(ROLES) * 3, len(STATUSES)
        return Answers(
            seen[:, :cut].reshape(len(seen), len(ROLES), 3),
            seen[:, cut : cut + len(WHATS)],
            whole[:known],
            whole[known:],
        )

    def _run(self, graph: str, **given: NDArray[Any]) -> list[Floats]:
        """What a graph makes of one window or claim: so none is padded, and what is
        read of one does not hang on what it is read with."""
        return [made[0] for made in self._graphs[graph].run(None, given)]
