"""Who says what in any text, by a network of its own: `attributed(text)`.

Apart from the reading of claims: nothing of it is loaded or run for these, and its card
is another, so that a reading's version does not hang on it. It reads every sentence of
whatever text it is given; there is no gate before it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import as_file, files
from itertools import islice
from pathlib import Path

import numpy as np

from marsad.reading.attributing import (
    Answer,
    Attributed,
    Cue,
    Least,
    around,
    find_cues,
    told,
)
from marsad.reading.detection import Floats
from marsad.reading.network import card_of, session, states_of
from marsad.reading.pieces import Cut, Window, cut, tokenizer_from, window_ids, windows
from marsad.reading.quotation import quotations
from marsad.reading.segment import sentences

CARD = "attributions.json"
LONGEST = 400_000
"""Characters read of a text (about 65,000 words) ..."""
MOST = 4000
"""... and attributions told, so that no text holds up the others."""


class Attributor:
    """The trunk and the graph above it, in memory."""

    def __init__(self, folder: Path, threads: int = 1) -> None:
        """`folder` holds the weights. Raises SettingsError where they are not whole."""
        card = card_of(folder, CARD)
        self._least = Least(**card["least"])
        self._tokenizer = tokenizer_from(str(folder / "tokenizer.json"))
        self._trunk = session(folder / "trunk.onnx", threads)
        self._graph = session(folder / "attributions.onnx", threads)

    def read(self, text: str, title: str = "") -> tuple[Attributed, ...]:
        """The attributions of `text` in the order of their cues."""
        document = self.cut(text, title)
        quoted = quotations(document)
        answers = islice(self.answers(document, self._least.cue), MOST)
        return tuple(told(document, quoted, one, self._least) for one in answers)

    def cut(self, text: str, title: str) -> Cut:
        """`text` as the network sees it."""
        text = text[:LONGEST]
        return cut(self._tokenizer, title, text, sentences(text))

    def answers(self, document: Cut, least: float) -> Iterator[Answer]:
        """What the network makes of every cue that is likelier than `least`."""
        for window in windows(document):
            ids, starts = window_ids(document, window)
            states = states_of(self._trunk, ids)
            made = self._asked(states, [])
            for cue in find_cues(document, window, starts, made, least):
                yield self._answer(document, window, starts, states, cue)

    def _answer(
        self, document: Cut, window: Window, starts: list[int], states: Floats, cue: Cue
    ) -> Answer:
        part = around(document, window, starts, len(states), cue)
        rows = [0, *range(part.begin, part.end)]
        made = self._asked(states[rows], [p + 1 for p in part.marked])
        return Answer(cue, part.words, made[1:][part.at])

    def _asked(self, states: Floats, marked: list[int]) -> Floats:
        """The logits of every state, those at `marked` being a cue's."""
        mark = np.zeros((1, len(states)), np.float32)
        mark[0, marked] = 1
        (made,) = self._graph.run(None, {"states": states[None], "mark": mark})
        out: Floats = made[0]
        return out


def attributed(text: str, title: str = "") -> tuple[Attributed, ...]:
    """Who says what in `text`, by the weights that ship: source, cue and content of
    every attribution, with offsets into the text."""
    return _attributor().read(text, title)


@cache
def _attributor() -> Attributor:
    with as_file(files("marsad.reading").joinpath("weights")) as folder:
        return Attributor(folder)
