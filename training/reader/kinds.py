"""Pass 1: the layers above the trunk and the heads that find claims, and its training.

Loss: binary cross-entropy over the kinds of each sentence and cross-entropy over anchor
tags, each a sum divided by the positives that so many sentences and words have on
average (dividing by those of the batch would let batches without claims drown the
others); with a teacher, a share of both is taken against the teacher's probabilities.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from marsad.reading.detection import (
    INSIDE_TAG,
    Cuts,
    Found,
    Outputs,
    Scores,
    find,
    scores,
    stretches,
)
from marsad.reading.labels import ANCHOR_TAGS, KINDS
from marsad.reading.pieces import Window, window_ids, windows
from training.reader.corpus import Example
from training.reader.encoder import DROP, Dropout, Encoder
from training.reader.schedule import batches

CLAIMS = 0.7
ANCHORS = 0.03
"""Claims a sentence and anchors a word, on average over the training corpus."""

MPNET_IDS = {101: 0, 102: 2, 100: 3}
MPNET_SHIFT = 4
"""MPNet's vocabulary is BERT's after four marks of its own."""


@dataclass(slots=True)
class Item:
    """A window ready for training: trunk states [n, width] and its targets.

    `tags` has a tag a position (-100: not scored); `members` the position range of each
    sentence read, `kinds` their kinds. `soft_*`: a teacher's probabilities.
    """

    example: Example
    window: Window
    starts: list[int]
    states: Tensor
    tags: Tensor
    members: list[tuple[int, int]]
    kinds: Tensor
    labelled: bool = True
    soft_tags: Tensor | None = None
    soft_kinds: Tensor | None = None


class Kinds(nn.Module):
    """Layers above the trunk (`depth` layers deep), and three heads."""

    def __init__(self, encoder: Encoder, depth: int) -> None:
        super().__init__()
        self.encoder, self.depth = encoder, depth
        width = encoder.shape.width
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
        top = self.encoder.shape.layers
        x = self.encoder.through(self.drop(states), mask, self.depth, top)
        x = self.drop(x)
        return self.tag(x), self.look(x), self.vote(x)

    def groups(self, rate: float, head_rate: float) -> list[dict[str, object]]:
        """What is trained: the upper layers at `rate`, the heads at `head_rate`."""
        layers = [p for x in self.encoder.layers[self.depth :] for p in x.parameters()]
        heads = [p for x in (self.tag, self.look, self.vote) for p in x.parameters()]
        return [
            {"params": layers, "lr": rate, "base": rate},
            {"params": heads, "lr": head_rate, "base": head_rate},
        ]


def items(examples: list[Example], encoder: Encoder, depth: int) -> list[Item]:
    """Every window of every example, with the trunk's states."""
    out = []
    with torch.no_grad():
        for example in examples:
            for window in windows(example.cut):
                ids, starts = window_ids(example.cut, window)
                if encoder.shape.buckets:
                    ids = [MPNET_IDS.get(i, i + MPNET_SHIFT) for i in ids]
                row = torch.tensor([ids])
                states = encoder.trunk(row, torch.ones_like(row), depth)[0].half()
                out.append(_item(example, window, starts, states))
    return out


def _item(example: Example, window: Window, starts: list[int], states: Tensor) -> Item:
    length = len(states)
    tags = torch.full((length,), -100)
    members = []
    read = list(stretches(example.cut, window, starts, length))
    kinds = torch.zeros(len(read), len(KINDS))
    for row, (sentence, begin, end, at) in enumerate(read):
        members.append((begin, end))
        tags[at] = 0
        for claim in example.claims:
            if claim.sentence != sentence:
                continue
            kinds[row, claim.kind] = 1
            places = [starts[w - window.first] for w in range(claim.first, claim.end)]
            if min(places) >= 0 and not tags[places].any():
                tags[places[0]] = 1 + claim.kind
                tags[places[1:]] = INSIDE_TAG
    return Item(example, window, starts, states, tags, members, kinds)


def padded(rows: list[Tensor]) -> tuple[Tensor, Tensor]:
    """States of several windows in one block, and its mask."""
    length = max(len(r) for r in rows)
    block = torch.zeros(len(rows), length, rows[0].shape[1])
    mask = torch.zeros(len(rows), length)
    for i, row in enumerate(rows):
        block[i, : len(row)] = row.float()
        mask[i, : len(row)] = 1
    return block, mask


def loss(model: Kinds, batch: list[Item], soft: float) -> Tensor:
    """The loss of a batch; `soft` is the teacher's share of it (0..1)."""
    block, mask = padded([item.states for item in batch])
    tag, look, vote = model(block, mask)
    total = torch.zeros(())
    words = sum(int((item.tags >= 0).sum()) for item in batch) * ANCHORS
    sentences = sum(len(item.members) for item in batch) * CLAIMS
    for row, item in enumerate(batch):
        logits = tag[row, : len(item.tags)][item.tags >= 0]
        votes = torch.stack(
            [
                (torch.softmax(look[row, a:b], 0) * vote[row, a:b]).sum(0)
                for a, b in item.members
            ]
        )
        if item.labelled:
            tagging, voting = _sums(
                logits, item.tags[item.tags >= 0], votes, item.kinds
            )
            share = 1 - soft if item.soft_tags is not None else 1.0
            total = total + share * (tagging / words + voting / sentences)
        if item.soft_tags is not None and item.soft_kinds is not None:
            tagging, voting = _sums(logits, item.soft_tags, votes, item.soft_kinds)
            total = total + soft * (tagging / words + voting / sentences)
    return total


def _sums(
    logits: Tensor, tags: Tensor, votes: Tensor, kinds: Tensor
) -> tuple[Tensor, Tensor]:
    return (
        functional.cross_entropy(logits, tags, reduction="sum"),
        functional.binary_cross_entropy_with_logits(votes, kinds, reduction="sum"),
    )


def read(model: Kinds, work: list[Item], budget: int = 4000) -> list[list[Scores]]:
    """The scores of every sentence, a list an item, in the order of `work`."""
    out: list[list[Scores]] = [[] for _ in work]
    model.eval()
    with torch.inference_mode():
        for batch in batches([len(i.states) for i in work], budget, None):
            block, mask = padded([work[i].states for i in batch])
            tag, look, vote = (x.numpy() for x in model(block, mask))
            for row, i in enumerate(batch):
                item, n = work[i], len(work[i].states)
                made = Outputs(tag[row, :n], look[row, :n], vote[row, :n])
                out[i] = list(
                    scores(item.example.cut, item.window, item.starts, n, made)
                )
    return out


def found(
    work: list[Item], made: list[list[Scores]], cuts: Cuts
) -> Iterator[tuple[Item, list[Found]]]:
    """The claims found in every item."""
    for item, sentences in zip(work, made, strict=True):
        yield item, [f for s in sentences for f in find(s, cuts)]


def detection(
    work: list[Item], made: list[list[Scores]], cuts: Cuts
) -> tuple[float, float, float]:
    """Precision, recall and F1 of (sentence, kind) counts: near the official score,
    which pairs quotes, and a thousand times quicker."""
    hit = told = wanted = 0
    for item, claims in found(work, made, cuts):
        gold = _counts(
            [
                (c.sentence, c.kind)
                for c in item.example.claims
                if item.window.core <= c.sentence < item.window.core_end
            ]
        )
        mine = _counts([(c.sentence, c.kind) for c in claims])
        hit += sum(min(n, mine.get(key, 0)) for key, n in gold.items())
        told += sum(mine.values())
        wanted += sum(gold.values())
    precision, recall = hit / max(1, told), hit / max(1, wanted)
    return precision, recall, 2 * hit / max(1, told + wanted)


def _counts(keys: list[tuple[int, int]]) -> dict[tuple[int, int], int]:
    out: dict[tuple[int, int], int] = {}
    for key in keys:
        out[key] = out.get(key, 0) + 1
    return out


def best_cut(
    work: list[Item], made: list[list[Scores]], grid: NDArray[np.float64]
) -> tuple[Cuts, float]:
    """The cut of the grid with the best F1, and that F1."""
    tried = [(detection(work, made, Cuts(float(c)))[2], float(c)) for c in grid]
    best, at = max(tried)
    return Cuts(at), best
