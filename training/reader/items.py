"""Windows of documents ready for training, with the targets of pass 1."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

from marsad.reading.detection import INSIDE_TAG, stretches
from marsad.reading.labels import KINDS
from marsad.reading.pieces import Window, window_ids, windows
from training.reader.corpus import Example, Gold
from training.reader.encoder import Encoder


@dataclass(slots=True)
class Item:
    """A window: states [n, width] after the frozen layers, and its targets.

    `tags` has a tag a position (-100: not scored); `members` the position range of each
    sentence read, `kinds` their kinds (0 or 1).
    """

    example: Example
    window: Window
    starts: list[int]
    states: Tensor
    tags: Tensor
    members: list[tuple[int, int]]
    kinds: Tensor

    @property
    def claims(self) -> list[Gold]:
        """The annotated claims of the sentences that the window reads."""
        core, end = self.window.core, self.window.core_end
        return [c for c in self.example.claims if core <= c.sentence < end]


def items(examples: list[Example], encoder: Encoder, depth: int) -> list[Item]:
    """Every window of every example, its states after `depth` layers of `encoder`."""
    out = []
    with torch.no_grad():
        for example in examples:
            for window in windows(example.cut):
                ids, starts = window_ids(example.cut, window)
                row = torch.tensor([ids])
                states = encoder(row, torch.ones_like(row), depth)[0].half()
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
    """States of several windows or claims in one block, and its mask."""
    length = max(len(r) for r in rows)
    block = torch.zeros(len(rows), length, rows[0].shape[1])
    mask = torch.zeros(len(rows), length)
    for i, row in enumerate(rows):
        block[i, : len(row)] = row.float()
        mask[i, : len(row)] = 1
    return block, mask
