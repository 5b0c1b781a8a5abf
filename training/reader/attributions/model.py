"""The network that tells who says what, and its loss."""

from __future__ import annotations

from collections.abc import Iterator

import torch
from torch import Tensor, nn
from torch.nn import functional

from marsad.reading.attributing import OUTPUTS, TAGS
from marsad.reading.labels import INSIDE
from training.reader.attributions.items import UNSEEN, Item, Task
from training.reader.encoder import Dropout, Layer, Shape, through
from training.reader.items import padded
from training.reader.joint import DEPTH, TOP

IN_LAYERS, AROUND = 0.1, 0.15
"""Dropout in the layers, and of the states before and after them."""
INNER = 576
"""Inner features of a layer, of 1,536: with more the weights are over 30 MB."""
WINDOW, BATCH = 16.0, 160.0
"""The losses are sums, divided by this many: of cues for each window, of sources and
contents for a batch. Averages, so that a text without attributions weighs little."""
CONTENT = 0.5
"""Weight of a word of content beside one of a source: there are far more."""
TOGETHER = 8
"""Cues asked about at once."""

Asked = tuple[Item, Task]


class Attributions(nn.Module):
    """`layers` above the trunk and one head. `mark` is added to a cue's states, `lead`
    to the first where a cue is asked about."""

    def __init__(self, width: int = Shape().width) -> None:
        super().__init__()
        shape = Shape(width, inner=INNER)
        made = [Layer(shape, IN_LAYERS) for _ in range(DEPTH, TOP)]
        self.layers = nn.ModuleList(made)
        self.drop = Dropout(AROUND)
        self.mark = nn.Parameter(torch.randn(width) * 0.3)
        self.lead = nn.Parameter(torch.zeros(width))
        self.head = nn.Linear(width, OUTPUTS)

    def forward(self, states: Tensor, mask: Tensor, mark: Tensor) -> Tensor:
        """Logits [rows, positions, `OUTPUTS`]; `mark` is 1 at a cue's positions, or
        nowhere in a row where the cues are asked for."""
        x = self.drop(states) + mark[..., None] * self.mark
        asked = mark.amax(1)[:, None, None]
        x = torch.cat([x[:, :1] + asked * self.lead, x[:, 1:]], 1)
        logits: Tensor = self.head(self.drop(through(self.layers, x, mask)))
        return logits


def loss(model: Attributions, batch: list[Item]) -> Tensor:
    """Of both questions over a batch of windows."""
    block, mask = padded([i.states for i in batch])
    made = model(block, mask, torch.zeros_like(mask))
    finding = _off(made[..., :TAGS], _stacked([i.cues for i in batch]))
    total = finding / (WINDOW * len(batch))
    for asked in _alike([(i, task) for i in batch for task in i.tasks]):
        total = total + _answering(model, asked) / BATCH
    return total


def _alike(asked: list[Asked]) -> Iterator[list[Asked]]:
    """Cues that see stretches of like length together: padding all to the longest of a
    batch doubled the work."""
    asked = sorted(asked, key=lambda one: one[1].length)
    for first in range(0, len(asked), TOGETHER):
        yield asked[first : first + TOGETHER]


def _answering(model: Attributions, asked: list[Asked]) -> Tensor:
    """The loss of sources and contents, summed."""
    block, mask = padded(
        [
            torch.cat([item.states[:1], item.states[task.part.begin : task.part.end]])
            for item, task in asked
        ]
    )
    mark = torch.zeros_like(mask)
    for row, (_, task) in enumerate(asked):
        mark[row, [p + 1 for p in task.part.marked]] = 1
    made = model(block, mask, mark)
    who = _off(made[..., TAGS : 2 * TAGS], _stacked([t.source for _, t in asked]))
    content = _stacked([t.content for _, t in asked])
    known = content != UNSEEN
    what = functional.binary_cross_entropy_with_logits(
        made[..., -1][known], (content[known] == INSIDE).float(), reduction="sum"
    )
    return who + CONTENT * what


def _off(logits: Tensor, wanted: Tensor) -> Tensor:
    return functional.cross_entropy(
        logits.flatten(0, 1), wanted.flatten(), ignore_index=UNSEEN, reduction="sum"
    )


def _stacked(targets: list[Tensor]) -> Tensor:
    length = max(len(t) for t in targets)
    return torch.stack(
        [functional.pad(t, (0, length - len(t)), value=UNSEEN) for t in targets]
    )


def begin(layers: nn.ModuleList, held: dict[str, Tensor]) -> None:
    """`layers` as those of pass 2, of each its `INNER` strongest inner features: by the
    length of the weights into one times that of those out of it. `held` is the state
    that `training.reader.train` keeps."""
    for number, layer in enumerate(layers):
        head = f"slots.layers.{number}."
        whole = {k.removeprefix(head): v for k, v in held.items() if k.startswith(head)}
        strength = whole["up.weight"].norm(dim=1) * whole["down.weight"].norm(dim=0)
        strongest = strength.topk(INNER).indices.sort().values
        for name in ("up.weight", "up.bias"):
            whole[name] = whole[name][strongest]
        whole["down.weight"] = whole["down.weight"][:, strongest]
        layer.load_state_dict(whole)
