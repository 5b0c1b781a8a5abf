"""The network as one: a trunk that both passes teach, and the two passes above it.

The embeddings and the lowest layer stay as pre-trained (their states are computed
once). The layers above them, up to `DEPTH`, run once a window; pass 1 has the rest of
the encoder to itself, pass 2 a copy of the layers up to `TOP`: it runs once a claim.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from marsad.reading.detection import Scores
from training.reader import kinds as pass1
from training.reader import slots as pass2
from training.reader.corpus import Example
from training.reader.encoder import DROP, Dropout, load_encoder, through
from training.reader.items import Item, items, padded
from training.reader.schedule import part_groups

FROZEN, DEPTH, TOP = 1, 3, 5
TRUNK_RATE, RATE, HEAD_RATE = 1e-4, 2e-4, 1e-3
FILLING = 2.0
"""Weight of pass 2's loss beside pass 1's: where both teach the trunk it counts."""
DENSE = 1.5
"""Most that the claims of a batch, against the average, add to pass 2's weight."""


@dataclass(slots=True)
class Work:
    """A window and the claims in it."""

    item: Item
    tasks: list[pass2.Task]


class Joint(nn.Module):
    """Trunk and passes; `base` is the pre-trained encoder's folder."""

    def __init__(self, base: Path) -> None:
        super().__init__()
        self.encoder = load_encoder(base)
        width = self.encoder.shape.width
        layers = list(self.encoder.layers)
        self.encoder.layers = nn.ModuleList(layers[:DEPTH])
        self.slots = pass2.Slots(deepcopy(layers[DEPTH:TOP]), width)
        self.kinds = pass1.Kinds(layers[DEPTH:], width)
        self.drop = Dropout(DROP)

    def trunk(self, states: Tensor, mask: Tensor) -> Tensor:
        """The trunk's states from those after the frozen layers."""
        return through(self.encoder.layers[FROZEN:], self.drop(states), mask)

    def groups(self) -> list[dict[str, Any]]:
        """What is trained, at which rate (`base`)."""
        trunk = list(self.encoder.layers[FROZEN:].parameters())
        return [
            {"params": trunk, "base": TRUNK_RATE},
            *groups_of(self.kinds),
            *groups_of(self.slots),
        ]


def groups_of(part: pass1.Kinds | pass2.Slots) -> list[dict[str, Any]]:
    """A pass's layers and its heads, at the rates of training from the start."""
    return part_groups(part, part.layers, RATE, HEAD_RATE)


def works(examples: list[Example], base: Path) -> list[Work]:
    """Every window of every example with its claims."""
    encoder = load_encoder(base).eval()
    return [Work(i, pass2.tasks(i)) for i in items(examples, encoder, FROZEN)]


def loss(model: Joint, batch: list[Work]) -> Tensor:
    """Both passes' losses over a batch of windows."""
    block, mask = padded([w.item.states for w in batch])
    states = model.trunk(block, mask)
    finding = pass1.loss(model.kinds, [w.item for w in batch], states, mask)
    asked = [(row, task) for row, work in enumerate(batch) for task in work.tasks]
    if not asked:
        return finding
    rows = [task.seen(states[row]) for row, task in asked]
    filling = pass2.loss(model.slots, [task for _, task in asked], rows)
    usual = pass1.CLAIMS * sum(len(w.item.members) for w in batch)
    return finding + FILLING * min(len(asked) / usual, DENSE) * filling


def seen(model: Joint, work: list[Work]) -> list[tuple[pass2.Task, Tensor]]:
    """Every claim with the states of the finished trunk that pass 2 sees of it."""
    out = []
    model.eval()
    with torch.no_grad():
        for w in work:
            block, mask = padded([w.item.states])
            states = model.trunk(block, mask)[0]
            out += [(task, task.seen(states).half()) for task in w.tasks]
    return out


def read(model: Joint, work: list[Work]) -> list[list[Scores]]:
    """Pass 1 over every window."""
    out = []
    model.eval()
    with torch.inference_mode():
        for w in work:
            block, mask = padded([w.item.states])
            out.append(pass1.read(model.kinds, w.item, model.trunk(block, mask)[0]))
    return out
