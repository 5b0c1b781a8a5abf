"""Pass 2: the layers and heads that fill a claim's slots.

Input: the trunk's states of the sentence and of what stands before it, led by one state
that carries the kind; the anchor's states have a learned mark added.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from marsad.reading.detection import Found
from marsad.reading.filling import Stretch, stretch
from marsad.reading.labels import (
    BEGIN,
    INSIDE,
    KINDS,
    OUTSIDE,
    ROLES,
    STATUSES,
    WHATS,
    WHENS,
)
from training.reader.corpus import Gold
from training.reader.encoder import DROP, Dropout, Layer, through
from training.reader.items import Item, padded

OUTPUTS = len(ROLES) * 3 + len(WHATS)
NEARBY = 40.0
"""The roles' loss is a sum over a claim's words, divided by this many."""


@dataclass(slots=True)
class Task:
    """One claim to fill: what pass 2 sees of its window, and the targets."""

    part: Stretch
    kind: int
    roles: Tensor
    what: Tensor
    status: int
    when: int
    gold: Gold

    def seen(self, states: Tensor) -> Tensor:
        """Of the window's `states` the first, then those of the stretch."""
        return torch.cat([states[:1], states[self.part.begin : self.part.end]])


class Slots(nn.Module):
    """`layers` above the trunk, and the heads. `tell` has a vector a kind, `mark` the
    anchor's."""

    def __init__(self, layers: Iterable[Layer], width: int) -> None:
        super().__init__()
        self.layers = nn.ModuleList(layers)
        self.drop = Dropout(DROP)
        self.tell = nn.Embedding(len(KINDS), width)
        self.mark = nn.Parameter(torch.randn(width) * 0.3)
        self.word = nn.Linear(width, OUTPUTS)
        self.whole = nn.Linear(2 * width, len(STATUSES) + len(WHENS))
        nn.init.normal_(self.tell.weight, std=0.2)
        with torch.no_grad():
            self.word.bias[: len(ROLES) * 3].view(-1, 3)[:, OUTSIDE] = 2.0

    def forward(
        self, states: Tensor, mask: Tensor, anchor: Tensor, kind: Tensor
    ) -> tuple[Tensor, Tensor]:
        """Logits a position (roles, then whats) and a claim (status, then when).

        `states` [claims, positions, width] begin with the state that tells the kind;
        `anchor` is 1 at the anchor's positions.
        """
        told = self.tell(kind)
        x = self.drop(states) + anchor[..., None] * (self.mark + told[:, None])
        x = torch.cat([x[:, :1] + told[:, None], x[:, 1:]], 1)
        x = self.drop(self.through(x, mask))
        share = anchor / anchor.sum(1, keepdim=True)
        centre = (x * share[..., None]).sum(1)
        return self.word(x), self.whole(torch.cat([x[:, 0], centre], 1))

    def through(self, states: Tensor, mask: Tensor) -> Tensor:
        """The states of the last layer."""
        return through(self.layers, states, mask)


def tasks(item: Item) -> list[Task]:
    """One task for every annotated claim of a window."""
    return [_task(item, claim) for claim in item.claims]


def _task(item: Item, claim: Gold) -> Task:
    found = Found(claim.sentence, claim.kind, claim.first, claim.end, 1.0)
    part = stretch(item.example.cut, item.window, item.starts, len(item.states), found)
    length = part.end - part.begin + 1
    roles = torch.full((length, len(ROLES)), -100)
    what = torch.full((length,), -100)
    roles[[p + 1 for p in part.at]] = OUTSIDE
    place = {w: p + 1 for w, p in zip(part.words, part.at, strict=True)}
    for slot in claim.slots:
        at = [place[w] for w in range(slot.first, slot.end) if w in place]
        if slot.first in place:
            roles[at, slot.role] = INSIDE
            roles[at[0], slot.role] = BEGIN
            if slot.what >= 0:
                what[at[0]] = slot.what
    return Task(part, claim.kind, roles, what, claim.status, claim.when, claim)


def loss(model: Slots, batch: list[Task], rows: list[Tensor]) -> Tensor:
    """Roles, figures' whats, status and when, weighted as was found best. `rows` are
    the trunk's states that each task sees."""
    states, mask = padded(rows)
    anchor = torch.zeros_like(mask)
    for row, task in enumerate(batch):
        first, end = task.part.anchor
        anchor[row, first + 1 : end + 1] = 1
    word, whole = model(states, mask, anchor, torch.tensor([t.kind for t in batch]))
    length = word.shape[1]
    cut = len(ROLES) * 3
    wanted = torch.stack([_longer(t.roles, length) for t in batch]).flatten()
    roles = word[..., :cut].reshape(-1, 3)
    total = functional.cross_entropy(roles, wanted, ignore_index=-100, reduction="sum")
    total = total / (len(batch) * NEARBY)
    what = torch.stack([_longer(t.what[:, None], length) for t in batch]).flatten()
    if bool((what >= 0).any()):
        logits = word[..., cut:].flatten(0, 1)
        total = total + 0.2 * functional.cross_entropy(logits, what, ignore_index=-100)
    status = torch.tensor([t.status for t in batch])
    known = len(STATUSES)
    total = total + 0.3 * functional.cross_entropy(whole[:, :known], status)
    when = torch.tensor([t.when for t in batch])
    if bool((when >= 0).any()):
        logits = whole[:, known:]
        total = total + 0.3 * functional.cross_entropy(logits, when, ignore_index=-1)
    return total


def _longer(targets: Tensor, length: int) -> Tensor:
    """Targets [n, m] with rows that are not scored up to `length`."""
    return functional.pad(targets, (0, 0, 0, length - len(targets)), value=-100)
