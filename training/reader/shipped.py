"""The networks that ship as torch states, so that training can go on from them where
the states that made them are not at hand.

usage: python -m training.reader.shipped WORK [--weights FOLDER] [--seed N]

Leaves in WORK what `train` leaves there: `slots.SEED.pt` with trunk and both passes.
The int8 matrices are multiplied out again; what rounding took is gone, which moves a
probability by about .01.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper

from training.reader import encoders, graphs
from training.reader.joint import Joint
from training.reader.teacher import WEIGHTS

Constants = dict[str, NDArray[Any]]
PARTS = ("trunk", "kinds", "slots")


def load(model: Joint, folder: Path) -> None:
    """Give `model` the weights of the graphs in `folder`."""
    trunk, kinds, slots = (constants(folder / f"{n}.onnx") for n in PARTS)
    with TemporaryDirectory() as scratch, torch.no_grad():
        plain = Path(scratch) / "plain.onnx"
        _take(graphs.trunk(model.encoder, plain), trunk)
        _take(graphs.kinds(model.kinds, plain), kinds)
        _take(graphs.slots(model.slots, plain), slots)
        words, scale, _, places = (trunk[f"c{n}"] for n in range(4))
        model.encoder.words.weight.copy_(torch.tensor(words * scale))
        model.encoder.positions.weight.copy_(torch.tensor(places))
        model.encoder.types.zero_()  # they are in the positions


def _take(graph: graphs.Graph, held: Constants) -> None:
    for name, tensor in graph.tensors.items():
        tensor.copy_(torch.tensor(held[name]))


def constants(path: Path) -> Constants:
    """The constants of a graph by the names they were built with; matrices and
    embeddings in int8 are multiplied out."""
    held = {
        kept.name: numpy_helper.to_array(kept)
        for kept in onnx.load(path).graph.initializer
    }
    for name in [n for n in held if n.endswith("_quantized")]:
        key = name.removesuffix("_quantized")
        held[key] = held[name].astype(np.float32) * held[f"{key}_scale"]
    return held


def main() -> None:
    """Write the state."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("work", type=Path)
    parser.add_argument("--weights", type=Path, default=WEIGHTS)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    model = Joint(encoders.fetch(encoders.MINILM, given.work / "minilm"))
    load(model, given.weights)
    torch.save({"model": model.state_dict()}, given.work / f"slots.{given.seed}.pt")


if __name__ == "__main__":
    main()
