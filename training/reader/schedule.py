"""Batches, the learning rate and the training loop shared by both passes."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from typing import Any

import torch
from torch import Tensor, nn

WARM = 0.1
"""Share of the steps over which the learning rate rises; it falls over the rest."""


def batches(
    lengths: Sequence[int], budget: int, rng: random.Random | None
) -> list[list[int]]:
    """Indices in batches of about `budget` positions, items of like length together;
    with `rng` shuffled."""
    blur = [rng.random() * 40 if rng else 0.0 for _ in lengths]
    order = sorted(range(len(lengths)), key=lambda i: lengths[i] + blur[i])
    out: list[list[int]] = []
    row: list[int] = []
    longest = 0
    for i in order:
        longest = max(longest, lengths[i])
        if row and longest * (len(row) + 1) > budget:
            out.append(row)
            row, longest = [], lengths[i]
        row.append(i)
    if row:
        out.append(row)
    if rng:
        rng.shuffle(out)
    return out


def fit(
    model: nn.Module,
    groups: list[dict[str, Any]],
    work: Sequence[Any],
    length: Callable[[Any], int],
    loss: Callable[[list[Any]], Tensor],
    *,
    epochs: int,
    seed: int,
    budget: int = 1600,
    after: Callable[[int], None] = lambda _: None,
) -> float:
    """Train on `work` for `epochs`; `after` is called with the number of each finished
    epoch. Returns the seconds taken."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
    trained = [p for g in groups for p in g["params"]]
    lengths = [length(w) for w in work]
    steps = len(batches(lengths, budget, rng)) * epochs
    began, step = time.monotonic(), 0
    for epoch in range(1, epochs + 1):
        model.train()
        total, number = 0.0, 0
        for batch in batches(lengths, budget, rng):
            rate = min((step + 1) / (WARM * steps), (steps - step) / steps / (1 - WARM))
            for group in optimizer.param_groups:
                group["lr"] = group["base"] * max(0.0, rate)
            value = loss([work[i] for i in batch])
            value.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(trained, 1.0)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            step += 1
            total, number = total + value.item(), number + 1
        seconds = time.monotonic() - began
        print(
            f"epoch {epoch}/{epochs} loss {total / number:.3f} {seconds:.0f} s",
            flush=True,
        )
        after(epoch)
    return time.monotonic() - began
