"""Learning from a larger teacher: its probabilities as targets, also on plain texts.

The teacher is the same pass 1 on MPNet-base; it cuts texts into the same words and
windows, so that its answers fit the student's items one to one.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import torch
from tokenizers import Tokenizer

from marsad.reading.pieces import cut
from marsad.reading.segment import sentences
from training.reader.corpus import Example
from training.reader.kinds import Item, Kinds, read

Soft = list[tuple[torch.Tensor, torch.Tensor]]


def probabilities(models: Iterable[tuple[Kinds, list[Item]]]) -> Soft:
    """Tag rows [words, tags] and kind rows [sentences, kinds] an item, the mean over
    the models; each comes with its own items of the same windows."""
    summed: Soft = []
    count = 0
    for model, work in models:
        count += 1
        made = [
            (
                torch.cat([torch.from_numpy(s.tags) for s in sentences]),
                torch.stack([torch.from_numpy(s.kinds) for s in sentences]),
            )
            for sentences in read(model, work)
        ]
        if summed:
            made = [(a + c, b + d) for (a, b), (c, d) in zip(summed, made, strict=True)]
        summed = made
    return [((a / count).half(), (b / count).half()) for a, b in summed]


def soften(work: list[Item], path: Path) -> None:
    """Give the items the teacher's probabilities that were saved for them."""
    held: Soft = torch.load(path)
    for item, (tags, kinds) in zip(work, held, strict=True):
        item.soft_tags, item.soft_kinds = tags.float(), kinds.float()


def plain(texts: Iterable[tuple[str, str]], tokenizer: Tokenizer) -> list[Example]:
    """Texts (title, text) without annotation as examples without claims."""
    out = []
    for title, text in texts:
        made = cut(tokenizer, title, text, sentences(text))
        if made.sentences:
            out.append(Example({"claims": []}, made, ()))
    return out
