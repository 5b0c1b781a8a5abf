"""A larger network for pass 2, too large to ship: what it thinks of a claim's slots
teaches the one that is shipped.

usage: python -m training.reader.slot_teacher WORK [--onto SEED] [--train FILE ...]
           [--dev FILE] [--also DEV ...] [--seed N] [--epochs N] [--threads N]

It is the teacher of pass 1 (`teacher.py`) once more: MPNet's upper layers, which begin
as that teacher left them (`--onto`), with the heads of pass 2. It sees of a claim what
pass 2 sees.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import torch
from torch import Tensor

from marsad.reading.filling import Answers, fill
from marsad.reading.labels import ROLES, STATUSES
from marsad.reading.pieces import tokenizer_from
from training.reader import encoders, options
from training.reader import slots as pass2
from training.reader import teacher as larger
from training.reader.corpus import load
from training.reader.items import Item, items, padded
from training.reader.schedule import finished, fit, part_groups
from training.reader.train import corpora
from training.reader.whens import phrases

RATE, HEAD_RATE = 7e-5, 1e-3
LEAST = 0.4
"""The probability from which a slot is believed while training is watched."""
BLOCK = 32
"""Claims that are answered at once."""

Claims = list[tuple[pass2.Task, Tensor]]
"""Claims, each with the states that pass 2 sees of it."""


class Slots(pass2.Slots):
    """Pass 2 over MPNet's upper layers."""

    def __init__(self, encoder: larger.Encoder, width: int) -> None:
        super().__init__((), width)
        self.layers = encoder.layers[larger.FROZEN :]
        self.distance = encoder.distance

    def through(self, states: Tensor, mask: Tensor) -> Tensor:
        """The states of the last layer."""
        bias = larger.attention_bias(self.distance, mask)
        for layer in self.layers:
            states = layer(states, bias)
        return states


def asked(work: list[Item]) -> Claims:
    """Every annotated claim with the states that pass 2 sees of it."""
    return [(t, t.seen(item.states)) for item in work for t in pass2.tasks(item)]


def logits(model: pass2.Slots, claims: Claims) -> tuple[Tensor, Tensor]:
    """Pass 2 over a block of claims: logits a position and a claim."""
    states, mask = padded([seen for _, seen in claims])
    anchor = torch.zeros_like(mask)
    for row, (task, _) in enumerate(claims):
        first, end = task.part.anchor
        anchor[row, first + 1 : end + 1] = 1
    made: tuple[Tensor, Tensor] = model(
        states, mask, anchor, torch.tensor([t.kind for t, _ in claims])
    )
    return made


def answers(model: pass2.Slots, claims: Claims) -> list[Answers]:
    """Pass 2's answers for every claim, as the reader gets them."""
    model.eval()
    out: list[Answers] = []
    cut, known = len(ROLES) * 3, len(STATUSES)
    for some in blocks(claims):
        with torch.inference_mode():
            word, whole = logits(model, some)
        for row, (_, seen) in enumerate(some):
            made = word[row, 1 : len(seen)].numpy()
            roles = made[:, :cut].reshape(-1, len(ROLES), 3)
            told = whole[row].numpy()
            out.append(Answers(roles, made[:, cut:], told[:known], told[known:]))
    return out


def blocks(claims: Claims) -> Iterator[Claims]:
    """`claims` in blocks that fit into memory."""
    for at in range(0, len(claims), BLOCK):
        yield claims[at : at + BLOCK]


def measured(claims: Claims, made: list[Answers]) -> dict[str, float]:
    """F1 of every role's spans (touching ones match); the share of right status."""
    asks = tuple(LEAST for _ in ROLES)
    hit, told, wanted = (Counter[int]() for _ in range(3))
    right = 0
    for (task, _), answer in zip(claims, made, strict=True):
        wanted.update(slot.role for slot in task.gold.slots)
        open_ = list(task.gold.slots)
        for slot in fill(task.part, answer, asks):
            told[slot.role] += 1
            fits = [
                s
                for s in open_
                if s.role == slot.role and s.first < slot.end and slot.first < s.end
            ]
            if fits:
                hit[slot.role] += 1
                open_.remove(fits[0])
        right += int(answer.status.argmax()) == task.status
    return {
        name: round(2 * hit[r] / max(1, told[r] + wanted[r]), 3)
        for r, name in enumerate(ROLES)
    } | {"status": round(right / max(1, len(claims)), 3)}


def main() -> None:
    """Train the teacher; its state is kept after every epoch."""
    given = _given()
    torch.set_num_threads(given.threads)
    torch.manual_seed(given.seed)
    base = encoders.fetch(encoders.MPNET, given.work / "mpnet")
    tokenizer = tokenizer_from(str(given.tokenizer))
    encoder = larger.load_encoder(base).eval()
    learnt = corpora(given.train, tokenizer)
    work = asked(items([e for e in learnt if e.claims], encoder, larger.FROZEN))
    watched = {
        path: asked(items(load(path, tokenizer, phrases), encoder, larger.FROZEN))
        for path in (given.dev, *given.also)
    }
    before = larger.Kinds(encoder, larger.BASE.width)
    if given.onto:
        held = torch.load(given.work / f"teacher.{given.onto}.pt")
        before.load_state_dict(held["model"])
    model = Slots(encoder, larger.BASE.width)
    kept = given.work / f"slot_teacher.{given.seed}.pt"
    if finished(kept, given.epochs):
        return

    def tell(epoch: int) -> None:
        for path, claims in watched.items():
            made = measured(claims, answers(model, claims))
            print(f"  {path} after {epoch}: {made}", flush=True)

    def lost(row: list[int]) -> Tensor:
        batch = [work[i] for i in row]
        return pass2.loss(model, [t for t, _ in batch], [s for _, s in batch])

    groups = part_groups(model, model.layers, RATE, HEAD_RATE)
    print(f"{len(work)} claims to learn from", flush=True)
    lengths = [len(seen) for _, seen in work]
    fit(
        model,
        groups,
        lengths,
        lost,
        epochs=given.epochs,
        seed=given.seed,
        kept=kept,
        after=tell,
    )


def _given() -> argparse.Namespace:
    parser = options.asked(__doc__)
    parser.add_argument("--onto", type=int, metavar="SEED")
    parser.add_argument("--also", type=Path, nargs="*", default=[], metavar="DEV")
    parser.add_argument(
        "--tokenizer", type=Path, default=larger.WEIGHTS / "tokenizer.json"
    )
    return parser.parse_args()


if __name__ == "__main__":
    main()
