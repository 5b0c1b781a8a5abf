"""Pass 2: the layers and heads that fill a claim's slots, and their training.

Input: the trunk's states of the sentence and of what stands before it, led by one state
that carries the kind; the anchor's states have a learned mark added.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from marsad.reading.detection import Found
from marsad.reading.filling import Answers, Stretch, stretch
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
from training.reader.encoder import DROP, Dropout, Encoder
from training.reader.kinds import Item, padded
from training.reader.schedule import batches

OUTPUTS = len(ROLES) * 3 + len(WHATS)
NEARBY = 40.0
"""The roles' loss is a sum over a claim's words, divided by this many."""


@dataclass(slots=True)
class Task:
    """One claim to fill: its stretch of the window's states, and the targets."""

    item: Item
    part: Stretch
    claim: Gold | Found
    roles: Tensor
    what: Tensor
    status: int
    when: int

    def states(self) -> Tensor:
        """The window's first state, then those of the stretch."""
        held = self.item.states
        return torch.cat([held[:1], held[self.part.begin : self.part.end]])


class Slots(nn.Module):
    """Layers from the trunk to `top`, and the heads. `tell` has a vector a kind,
    `mark` the anchor's."""

    def __init__(self, encoder: Encoder, depth: int, top: int) -> None:
        super().__init__()
        self.encoder, self.depth, self.top = encoder, depth, top
        width = encoder.shape.width
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
        x = self.drop(self.encoder.through(x, mask, self.depth, self.top))
        share = anchor / anchor.sum(1, keepdim=True)
        centre = (x * share[..., None]).sum(1)
        return self.word(x), self.whole(torch.cat([x[:, 0], centre], 1))

    def groups(self, rate: float, head_rate: float) -> list[dict[str, object]]:
        """What is trained: the layers at `rate`, all else at `head_rate`."""
        used = self.encoder.layers[self.depth : self.top]
        layers = [p for layer in used for p in layer.parameters()]
        heads = [
            self.mark,
            *(p for x in (self.tell, self.word, self.whole) for p in x.parameters()),
        ]
        return [
            {"params": layers, "lr": rate, "base": rate},
            {"params": heads, "lr": head_rate, "base": head_rate},
        ]


def tasks(work: list[Item]) -> list[Task]:
    """One task for every annotated claim of the windows."""
    return [
        task_of(item, claim)
        for item in work
        for claim in item.example.claims
        if item.window.core <= claim.sentence < item.window.core_end
    ]


def task_of(item: Item, claim: Gold | Found) -> Task:
    """The task of one claim, annotated or found (then without targets)."""
    found = Found(claim.sentence, claim.kind, claim.first, claim.end, 1.0)
    part = stretch(item.example.cut, item.window, item.starts, len(item.states), found)
    length = part.end - part.begin + 1
    roles = torch.full((length, len(ROLES)), -100)
    what = torch.full((length,), -100)
    roles[[p + 1 for p in part.at]] = OUTSIDE
    if isinstance(claim, Found):
        return Task(item, part, claim, roles, what, 0, -1)
    place = {w: p + 1 for w, p in zip(part.words, part.at, strict=True)}
    for slot in claim.slots:
        at = [place[w] for w in range(slot.first, slot.end) if w in place]
        if slot.first in place:
            roles[at, slot.role] = INSIDE
            roles[at[0], slot.role] = BEGIN
            if slot.what >= 0:
                what[at[0]] = slot.what
    return Task(item, part, claim, roles, what, claim.status, claim.when)


def _block(batch: list[Task]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    states, mask = padded([t.states() for t in batch])
    anchor = torch.zeros_like(mask)
    for row, task in enumerate(batch):
        first, end = task.part.anchor
        anchor[row, first + 1 : end + 1] = 1
    return states, mask, anchor, torch.tensor([t.claim.kind for t in batch])


def loss(model: Slots, batch: list[Task]) -> Tensor:
    """Roles, figures' whats, status and when, weighted as was found best."""
    word, whole = model(*_block(batch))
    length = word.shape[1]

    def stacked(rows: list[Tensor]) -> Tensor:
        return torch.stack(
            [
                functional.pad(r.T, (0, length - len(r)), value=-100).T
                if r.dim() > 1
                else functional.pad(r, (0, length - len(r)), value=-100)
                for r in rows
            ]
        )

    cut = len(ROLES) * 3
    roles = word[..., :cut].reshape(-1, 3)
    wanted = stacked([t.roles for t in batch]).flatten()
    total = functional.cross_entropy(roles, wanted, ignore_index=-100, reduction="sum")
    total = total / (len(batch) * NEARBY)
    what = stacked([t.what for t in batch]).flatten()
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


def read(
    model: Callable[..., tuple[Tensor, Tensor]], work: list[Task], budget: int = 4000
) -> list[Answers]:
    """The answers for every task, in the order of `work`."""
    out: list[Answers | None] = [None] * len(work)
    cut, known = len(ROLES) * 3, len(STATUSES)
    with torch.inference_mode():
        for batch in batches([len(t.roles) for t in work], budget, None):
            word, whole = (x.numpy() for x in model(*_block([work[i] for i in batch])))
            for row, i in enumerate(batch):
                n = len(work[i].roles)
                made = word[row, 1:n]
                out[i] = Answers(
                    made[:, :cut].reshape(n - 1, len(ROLES), 3),
                    made[:, cut:],
                    whole[row, :known],
                    whole[row, known:],
                )
    return [a for a in out if a is not None]
