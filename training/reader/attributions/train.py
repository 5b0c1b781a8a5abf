"""From PolNeAR's train part to the weights of `marsad attributions`.

usage: python -m training.reader.attributions.train WORK WEIGHTS --train POLNEAR.jsonl
           --begin SLOTS.pt [--seed N] [--epochs N] [--threads N]

WEIGHTS is the reader's folder: its trunk is run as it stands there, `attributions.onnx`
and its card are put beside it. The two layers begin as those of pass 2 (`--begin`: what
`training.reader.train` keeps), which know that trunk. One document of ten is not learnt
from: the thresholds are chosen there. No other file is opened.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import torch

from marsad.reading.attributing import Least
from marsad.reading.attributor import CARD, Attributor
from training.reader import graphs
from training.reader.attributions.items import Windows
from training.reader.attributions.model import Attributions, begin, loss
from training.reader.attributions.tune import LEAST, tune
from training.reader.schedule import finished, fit

RATE, HEAD_RATE = 2e-4, 1e-3
HELD = 10
FILES = ("attributions.onnx", "trunk.onnx", "tokenizer.json")

Rows = list[dict[str, Any]]


def main() -> None:
    """Train, or go on, write, and choose the thresholds."""
    given = _given()
    torch.set_num_threads(given.threads)
    torch.manual_seed(given.seed)
    given.work.mkdir(parents=True, exist_ok=True)
    rows = [json.loads(line) for line in given.train.open(encoding="utf-8")]
    learnt = [row for number, row in enumerate(rows) if number % HELD]
    model = Attributions()
    begin(model.layers, torch.load(given.begin)["model"])
    kept = given.work / f"attributions.{given.seed}.pt"
    done = finished(kept, given.epochs)
    if done is not None:
        model.load_state_dict(done)
    else:
        _fit(model, learnt, given, kept)
    told = {"seed": given.seed, "epochs": given.epochs}
    write(model, given.weights)
    card(given.weights, LEAST, told)
    least, reached = tune(Attributor(given.weights), rows[::HELD])
    card(given.weights, least, {**told, "held": reached})


def _fit(
    model: Attributions, rows: Rows, given: argparse.Namespace, kept: Path
) -> None:
    source = Windows(given.weights, given.threads)
    work = [item for row in rows for item in source.of(row)]
    layers = list(model.layers.parameters())
    rest = [model.mark, model.lead, *model.head.parameters()]
    fit(
        model,
        [{"params": layers, "base": RATE}, {"params": rest, "base": HEAD_RATE}],
        [len(item.states) for item in work],
        lambda batch: loss(model, [work[n] for n in batch]),
        epochs=given.epochs,
        seed=given.seed,
        kept=kept,
    )


def write(model: Attributions, weights: Path) -> None:
    """The graph, in int8, into the reader's folder."""
    model.eval()
    with TemporaryDirectory() as scratch:
        plain = Path(scratch) / "attributions.onnx"
        graphs.attributions(model, plain)
        graphs.quantised(plain, weights / plain.name)


def card(weights: Path, least: Least, told: dict[str, Any]) -> None:
    """What was chosen and reached, and the digests of what is run."""
    digests = {n: sha256((weights / n).read_bytes()).hexdigest() for n in FILES}
    content = {"least": asdict(least), "trained": told, "sha256": digests}
    (weights / CARD).write_text(json.dumps(content, indent=1) + "\n", "utf-8")


def _given() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("work", type=Path)
    parser.add_argument("weights", type=Path)
    parser.add_argument("--train", type=Path, required=True)
    parser.add_argument("--begin", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--threads", type=int, default=2)
    return parser.parse_args()


if __name__ == "__main__":
    main()
