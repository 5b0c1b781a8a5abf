"""Pass 1: the layers above the trunk and the heads that find claims.

Loss: binary cross-entropy over the kinds of each sentence and cross-entropy over anchor
tags, each a sum divided by the positives that so many sentences and words have on
average (dividing by those of the batch would let batches without claims drown the
others).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from marsad.reading.detection import Cuts, Outputs, Scores, find, scores
from marsad.reading.labels import ANCHOR_TAGS, KINDS
from training.reader.encoder import DROP, Dropout, Layer, through
from training.reader.items import Item

CLAIMS = 0.7
ANCHORS = 0.03
"""Claims a sentence and anchors a word, on average over the training corpus."""


class Kinds(nn.Module):
    """`layers` above the trunk, and three heads."""

    def __init__(self, layers: Iterable[Layer], width: int) -> None:
        super().__init__()
        self.layers = nn.ModuleList(layers)
        self.drop = Dropout(DROP)
        self.tag = nn.Linear(width, ANCHOR_TAGS)
        self.look = nn.Linear(width, len(KINDS), bias=False)
        self.vote = nn.Linear(width, len(KINDS))
        nn.init.normal_(self.look.weight, std=0.02)
        with torch.no_grad():
            self.tag.bias[0] = 4.0
            self.vote.bias.fill_(-3.0)

    def forward(self, states: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Tag logits, look and vote for every position."""
        x = self.drop(self.through(self.drop(states), mask))
        return self.tag(x), self.look(x), self.vote(x)

    def through(self, states: Tensor, mask: Tensor) -> Tensor:
        """The states of the last layer."""
        return through(self.layers, states, mask)


def loss(model: Kinds, batch: list[Item], states: Tensor, mask: Tensor) -> Tensor:
    """The loss of a batch, of which the trunk gave `states`."""
    tag, look, vote = model(states, mask)
    total = torch.zeros(())
    words = sum(int((item.tags >= 0).sum()) for item in batch) * ANCHORS
    sentences = sum(len(item.members) for item in batch) * CLAIMS
    for row, item in enumerate(batch):
        told = item.tags >= 0
        votes = said(look[row], vote[row], item)
        tagging = functional.cross_entropy(
            tag[row, : len(item.tags)][told], item.tags[told], reduction="sum"
        )
        voting = functional.binary_cross_entropy_with_logits(
            votes, item.kinds, reduction="sum"
        )
        total = total + tagging / words + voting / sentences
    return total


def said(look: Tensor, vote: Tensor, item: Item) -> Tensor:
    """The logits [sentences, kinds] of each sentence that a window reads: every kind
    looks at the positions that matter to it."""
    parts = [torch.softmax(look[a:b], 0) * vote[a:b] for a, b in item.members]
    return torch.stack([part.sum(0) for part in parts])


def read(model: Kinds, item: Item, states: Tensor) -> list[Scores]:
    """The scores of every sentence of one window."""
    mask = torch.ones(1, len(states))
    tag, look, vote = (x[0].numpy() for x in model(states[None], mask))
    made = Outputs(tag, look, vote)
    return list(scores(item.example.cut, item.window, item.starts, len(states), made))


def detection(
    work: list[Item], made: list[list[Scores]], cuts: Cuts
) -> tuple[float, float, float]:
    """Precision, recall and F1 of (sentence, kind) counts: near the official score,
    which pairs quotes, and a thousand times quicker."""
    hit = told = wanted = 0
    for item, sentences in zip(work, made, strict=True):
        gold = Counter((c.sentence, c.kind) for c in item.claims)
        mine = Counter((f.sentence, f.kind) for s in sentences for f in find(s, cuts))
        hit += (mine & gold).total()
        told += mine.total()
        wanted += gold.total()
    precision, recall = hit / max(1, told), hit / max(1, wanted)
    return precision, recall, 2 * hit / max(1, told + wanted)


def best_cut(
    work: list[Item], made: list[list[Scores]], grid: NDArray[np.float64]
) -> tuple[Cuts, float]:
    """The cut of the grid with the best F1, and that F1."""
    tried = [(detection(work, made, Cuts(float(c)))[2], float(c)) for c in grid]
    best, at = max(tried)
    return Cuts(at), best
