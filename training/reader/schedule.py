"""Batches, the learning rate and the training loop, which goes on where it was
stopped."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

WARM = 0.1
"""Share of the steps over which the learning rate rises; it falls over the rest."""
BUDGET = 1600
"""Positions of a batch."""


def batches(lengths: Sequence[int], budget: int, rng: random.Random) -> list[list[int]]:
    """Indices in batches of about `budget` positions, items of like length together,
    shuffled."""
    blur = [rng.random() * 40 for _ in lengths]
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
    rng.shuffle(out)
    return out


def part_groups(
    part: nn.Module, layers: nn.Module, rate: float, head_rate: float
) -> list[dict[str, Any]]:
    """A pass's `layers` and its heads, each with the rate (`base`) it learns at."""
    inner = list(layers.parameters())
    known = {id(p) for p in inner}
    heads = [p for p in part.parameters() if id(p) not in known]
    return [{"params": inner, "base": rate}, {"params": heads, "base": head_rate}]


def fit(
    model: nn.Module,
    groups: list[dict[str, Any]],
    lengths: Sequence[int],
    loss: Callable[[list[int]], Tensor],
    *,
    epochs: int,
    seed: int,
    kept: Path,
    after: Callable[[int], None] = lambda _: None,
) -> None:
    """Train `groups` of `model`, each at its rate (`base`). `loss` takes the numbers of
    a batch's items, which have `lengths` positions. The state is kept in `kept` after
    every epoch, and training goes on from there; `after` is called with the number of
    each finished epoch."""
    optimizer = torch.optim.AdamW(groups, lr=0.0, weight_decay=0.01, fused=True)
    done = 0
    if kept.exists():
        held = torch.load(kept)
        model.load_state_dict(held["model"])
        optimizer.load_state_dict(held["optimizer"])
        done = int(held["epochs"])
    for epoch in range(done + 1, epochs + 1):
        torch.manual_seed(seed * 1000 + epoch)  # a run that was stopped is the same
        rows = batches(lengths, BUDGET, random.Random(f"{seed}/{epoch}"))
        began = time.monotonic()
        model.train()
        total = 0.0
        for number, row in enumerate(rows):
            _rate(optimizer, (epoch - 1 + number / len(rows)) / epochs)
            value = loss(row)
            value.backward()  # type: ignore[no-untyped-call]
            for group in optimizer.param_groups:
                nn.utils.clip_grad_norm_(group["params"], 1.0)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            total += value.item()
        seconds = time.monotonic() - began
        told = f"epoch {epoch}/{epochs} loss {total / len(rows):.3f} {seconds:.0f} s"
        print(told, flush=True)
        state = {"model": model.state_dict(), "optimizer": optimizer.state_dict()}
        torch.save({**state, "epochs": epoch}, kept)
        after(epoch)


def finished(kept: Path, epochs: int) -> dict[str, Any] | None:
    """The weights that `fit` kept there, if all epochs are done."""
    if kept.exists() and (held := torch.load(kept))["epochs"] == epochs:
        return dict(held["model"])
    return None


def _rate(optimizer: torch.optim.Optimizer, at: float) -> None:
    """The learning rate at share `at` (0..1) of the training."""
    share = min((at + 1e-4) / WARM, (1 - at) / (1 - WARM))
    for group in optimizer.param_groups:
        group["lr"] = group["base"] * max(0.0, share)
