"""PolNeAR's documents as windows of the trunk's states, with the targets of both
questions of `marsad.reading.attributing`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from marsad.reading.attributing import Around, Cue, around
from marsad.reading.labels import BEGIN, INSIDE, OUTSIDE
from marsad.reading.network import session, states_of
from marsad.reading.pieces import (
    Cut,
    Window,
    cut,
    tokenizer_from,
    window_ids,
    windows,
)
from marsad.reading.segment import sentences
from training.reader.corpus import words_at

UNSEEN = -100

Words = list[int]
"""Numbers of a document's words, in order."""


@dataclass(frozen=True, slots=True)
class Gold:
    """One annotated attribution."""

    cue: Words
    source: Words
    content: Words


@dataclass(slots=True)
class Task:
    """One cue to be asked about: what is seen of its window (led by the window's first
    state), and the targets there (`UNSEEN` where none is)."""

    part: Around
    source: Tensor
    content: Tensor

    @property
    def length(self) -> int:
        """Positions seen, without the leading one."""
        return self.part.end - self.part.begin


@dataclass(slots=True)
class Item:
    """A window: the trunk's states, a cue tag a position, and its attributions."""

    states: Tensor
    cues: Tensor
    tasks: list[Task]


class Windows:
    """Makes windows of PolNeAR's rows by the trunk and vocabulary that ship."""

    def __init__(self, weights: Path, threads: int = 1) -> None:
        self._trunk = session(weights / "trunk.onnx", threads)
        self._tokenizer = tokenizer_from(str(weights / "tokenizer.json"))

    def of(self, row: dict[str, Any]) -> Iterator[Item]:
        """The windows of one document."""
        text = row["text"]
        document = cut(self._tokenizer, row["title"] or "", text, sentences(text))
        annotated = list(annotations(row, document))
        for window in windows(document):
            ids, starts = window_ids(document, window)
            states = torch.from_numpy(states_of(self._trunk, ids)).half()
            yield item(document, window, starts, states, annotated)


def item(
    document: Cut,
    window: Window,
    starts: list[int],
    states: Tensor,
    annotated: list[Gold],
) -> Item:
    """A window with its targets."""
    length = len(states)
    first, end = (
        document.sentence_words[n][side]
        for n, side in ((window.core, 0), (window.core_end - 1, 1))
    )
    place = {
        window.first + i: p
        for i, p in enumerate(starts)
        if p >= 0 and first <= window.first + i < end
    }
    cues, tasks = torch.full((length,), UNSEEN), []
    cues[list(place.values())] = OUTSIDE
    for known in annotated:
        at = [place[w] for w in known.cue if w in place]
        if not at:
            continue
        _tag(cues, at)
        cue = Cue(known.cue[0], known.cue[-1] + 1, 1.0)
        tasks.append(_task(around(document, window, starts, length, cue), known))
    return Item(states, cues, tasks)


def annotations(row: dict[str, Any], document: Cut) -> Iterator[Gold]:
    """The annotated attributions of a document that have a cue."""
    for told in row["attributions"]:
        parts = (_words(document, told[name]) for name in ("cue", "source", "content"))
        known = Gold(*parts)
        if known.cue:
            yield known


def _words(document: Cut, parts: list[dict[str, Any]]) -> Words:
    spans = [words_at(document, a, b) for part in parts for a, b in part["spans"]]
    return sorted({w for span in spans if span for w in range(*span)})


def _task(part: Around, known: Gold) -> Task:
    place = {w: p + 1 for w, p in zip(part.words, part.at, strict=True)}
    source = torch.full((part.end - part.begin + 1,), UNSEEN)
    source[list(place.values())] = OUTSIDE
    content = source.clone()
    _tag(source, [place[w] for w in known.source if w in place])
    content[[place[w] for w in known.content if w in place]] = INSIDE
    return Task(part, source, content)


def _tag(tags: Tensor, at: list[int]) -> None:
    if at:
        tags[at] = INSIDE
        tags[at[0]] = BEGIN
