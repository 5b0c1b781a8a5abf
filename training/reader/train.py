"""One command from the corpora to the reader's weights.

usage: python -m training.reader.train WORK OUT [--train FILE ...] [--dev FILE]
           [--score NAME=FILE ...] [--seed N] [--epochs N] [--slots-epochs N]
           [--threads N] [--version V]

WORK keeps the state after every epoch, so that a run that was stopped goes on where it
was; OUT gets the weights and their card. The test corpus is never opened here.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from marsad.reading.detection import Calibration, Cuts
from marsad.reading.network import Network
from marsad.reading.pieces import tokenizer_from
from training.reader import encoders, export, joint, options
from training.reader import slots as pass2
from training.reader.corpus import Example, load
from training.reader.encoder import Dropout
from training.reader.kinds import best_cut, detection
from training.reader.schedule import finished, fit
from training.reader.score import predict
from training.reader.tune import tune
from training.reader.whens import phrases

ALONE_DROP = 0.15
"""Dropout of pass 2 once the trunk stands still."""
GRID = np.arange(0.2, 0.66, 0.03)


def main() -> None:
    """Run every step whose result is not there yet."""
    given = _given()
    torch.set_num_threads(given.threads)
    given.work.mkdir(parents=True, exist_ok=True)
    base = encoders.fetch(encoders.MINILM, given.work / "minilm")
    tokenizer = tokenizer_from(str(base / "tokenizer.json"))
    dev = load(given.dev, tokenizer, phrases)
    finish(_trained(given, base, tokenizer, dev), base, given, dev)


def finish(
    model: joint.Joint, base: Path, given: argparse.Namespace, dev: list[Example]
) -> None:
    """Write the weights to `given.out`, tune the thresholds on `dev`, and print what
    was tuned and what `given.score` asks for."""
    export.write(model, base, given.out)
    export.card(given.out, given.version, Cuts(), Calibration(), {})
    tuned = tune(Network(given.out), dev)
    told = {"seed": given.seed, "dev": {"detection": tuned.detection, **tuned.roles}}
    found = tuned.cuts, tuned.calibration, tuned.least
    export.card(given.out, given.version, *found, trained=told)
    measured = {
        name: predict(given.out, Path(path), given.work / f"{name}.jsonl")
        for name, path in (pair.split("=", 1) for pair in given.score)
    }
    print(json.dumps({"tuned": told, "measured": measured}, indent=1))


def _given() -> argparse.Namespace:
    parser = options.asked(__doc__, epochs=9)
    options.writes(parser)
    parser.add_argument("--slots-epochs", type=int, default=10)
    return parser.parse_args()


def corpora(paths: Iterable[Path], tokenizer: Tokenizer) -> list[Example]:
    """The documents of several files; of one that several hold, the first counts: a
    mended corpus goes before the one it mends."""
    out: dict[str, Example] = {}
    for path in paths:
        for example in load(path, tokenizer, phrases):
            out.setdefault(str(example.row["doc_id"]), example)
    return list(out.values())


def _trained(
    given: argparse.Namespace, base: Path, tokenizer: Tokenizer, dev: list[Example]
) -> joint.Joint:
    """Both passes together, then pass 2 on, over the trunk as it has become."""
    torch.manual_seed(given.seed)
    model = joint.Joint(base)
    both, alone = (given.work / f"{n}.{given.seed}.pt" for n in ("both", "slots"))
    done = finished(alone, given.slots_epochs)
    if done is not None:
        model.load_state_dict(done)
        return model
    work = joint.works(corpora(given.train, tokenizer), base)
    watched = joint.works(dev, base)

    def tell(epoch: int) -> None:
        made = joint.read(model, watched)
        held_out = [w.item for w in watched]
        cuts, _ = best_cut(held_out, made, GRID)
        p, r, f1 = detection(held_out, made, cuts)
        print(f"  dev after {epoch}: P {p:.3f} R {r:.3f} F1 {f1:.3f}", flush=True)

    fit(
        model,
        model.groups(),
        [len(w.item.states) for w in work],
        lambda row: joint.loss(model, [work[i] for i in row]),
        epochs=given.epochs,
        seed=given.seed,
        kept=both,
        after=tell,
    )
    claims = joint.seen(model, work)
    for part in model.slots.modules():
        if isinstance(part, Dropout):
            part.rate = ALONE_DROP
    fit(
        model,
        joint.groups_of(model.slots),
        [len(states) for _, states in claims],
        lambda row: pass2.loss(
            model.slots,
            [claims[i][0] for i in row],
            [claims[i][1].float() for i in row],
        ),
        epochs=given.slots_epochs,
        seed=given.seed,
        kept=alone,
    )
    return model


if __name__ == "__main__":
    main()
