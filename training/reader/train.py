"""One command from the corpora to the reader's weights.

usage: python -m training.reader.train CORPORA WORK OUT [--seed N] [--threads N]
                                       [--kinds-epochs N] [--slots-epochs N]

CORPORA holds train.jsonl, dev.jsonl and aleppo2024/documents.jsonl; WORK keeps every
step's result, so that a run that was stopped goes on where it was; OUT gets the weights
and their card. The test corpus is never opened here.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import torch

from marsad.reading.detection import Calibration, Cuts
from marsad.reading.network import Network
from marsad.reading.pieces import tokenizer_from
from training.reader import encoders, export
from training.reader import kinds as pass1
from training.reader import slots as pass2
from training.reader.corpus import Example, Row, load
from training.reader.encoder import MINILM, load_encoder
from training.reader.schedule import fit
from training.reader.score import predict
from training.reader.teacher import soften
from training.reader.tune import tune
from training.reader.whens import phrases

DEPTH = 2
"""Layers of the trunk: as pre-trained, run once, shared by both passes."""
TOP = 5
"""Pass 2 uses layers up to this one: three of six, for it runs once a claim."""
CORPORA = {"dev": "dev.jsonl", "aleppo2024": "aleppo2024/documents.jsonl"}
RATE, HEAD_RATE = 2e-4, 1e-3
SOFT = 0.5
"""The teacher's share of the loss on annotated documents."""


def main() -> None:
    """Run every step whose result is not there yet."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--kinds-epochs", type=int, default=12)
    parser.add_argument("--slots-epochs", type=int, default=10)
    parser.add_argument("--version", default="1")
    given = parser.parse_args()
    torch.set_num_threads(given.threads)
    given.work.mkdir(parents=True, exist_ok=True)
    base = encoders.fetch(encoders.STUDENT, given.work / "minilm")
    tokenizer = tokenizer_from(str(base / "tokenizer.json"))
    train = load(given.corpora / "train.jsonl", tokenizer, phrases, _as_is)
    dev = load(given.corpora / "dev.jsonl", tokenizer, phrases, _as_is)
    held = given.work / f"kinds.{given.seed}.pt"
    if not held.exists():
        _train_kinds(base, train, held, given)
    filled = given.work / f"slots.{given.seed}.pt"
    if not filled.exists():
        _train_slots(base, train, filled, given)
    export.write(
        export.load_kinds(base, MINILM, DEPTH, held),
        export.load_slots(base, MINILM, DEPTH, TOP, filled),
        base,
        given.out,
        exact=False,
    )
    export.card(given.out, given.version, Cuts(), Calibration(), {})
    tuned = tune(Network(given.out), dev)
    told = {"seed": given.seed, "dev": {"detection": tuned.detection, **tuned.roles}}
    found = tuned.cuts, tuned.calibration, tuned.least
    export.card(given.out, given.version, *found, trained=told)
    measured = {
        name: predict(given.out, given.corpora / path, given.work / f"{name}.jsonl")
        for name, path in CORPORA.items()
    }
    print(json.dumps({"tuned": told, "measured": measured}, indent=1))


def _as_is(row: Row) -> Row:
    return row


def _train_kinds(
    base: Path, train: list[Example], held: Path, given: argparse.Namespace
) -> None:
    encoder = load_encoder(base, MINILM)
    work = pass1.items(train, encoder.eval(), DEPTH)
    taught = given.work / "teacher.pt"
    if taught.exists():
        soften(work, taught)
    model = pass1.Kinds(encoder, DEPTH)
    fit(
        model,
        model.groups(RATE, HEAD_RATE),
        work,
        lambda item: len(item.states),
        lambda batch: pass1.loss(model, batch, SOFT if taught.exists() else 0.0),
        epochs=given.kinds_epochs,
        seed=given.seed,
    )
    torch.save(model.state_dict(), held)


def _train_slots(
    base: Path, train: list[Example], filled: Path, given: argparse.Namespace
) -> None:
    encoder = load_encoder(base, MINILM)
    claiming = [example for example in train if example.claims]
    work = pass2.tasks(pass1.items(claiming, encoder.eval(), DEPTH))
    model = pass2.Slots(encoder, DEPTH, TOP)
    fit(
        model,
        model.groups(RATE, HEAD_RATE),
        work,
        lambda task: len(task.roles),
        lambda batch: pass2.loss(model, batch),
        epochs=given.slots_epochs,
        seed=given.seed,
    )
    torch.save(model.state_dict(), filled)


if __name__ == "__main__":
    main()
