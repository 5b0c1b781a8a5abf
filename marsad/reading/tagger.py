"""The two networks over a document: windows of whole sentences, then claim by claim."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from marsad.model import Claim, Document
from marsad.reading.bearing import Bearing, probe, summed
from marsad.reading.claims import Answered, assemble
from marsad.reading.detection import Floats, Found, find, scores
from marsad.reading.filling import Answers, Stretch, fill, stretch
from marsad.reading.network import Asked, Network
from marsad.reading.pieces import Cut, Window, cut, window_ids, windows
from marsad.reading.segment import Sentence

T = TypeVar("T")
WINDOWS = 4
"""Windows that go through the network together."""
CLAIMS = 16
"""Claims that go through the second pass together."""
MOST_WINDOWS = 400
"""Windows read of one document (about 80,000 words) ..."""
MOST_CLAIMS = 1000
"""... and claims, so that no document holds up the others: the rest is not read."""


class Tagger:
    """Two passes over windows of whole sentences: find claims, then fill each."""

    def __init__(self, folder: Path, threads: int = 1) -> None:
        """`folder` holds the weights. Raises SettingsError where they are not whole."""
        self._network = Network(folder, threads)

    def read(
        self, document: Document, found: tuple[Sentence, ...], worth: Sequence[bool]
    ) -> tuple[Claim, ...]:
        """The claims of `document` in reading order. `worth` tells of each sentence of
        `found` whether it is worth reading; windows without such a one are not read,
        nor those that the lowest layers find to be of other things than conflict."""
        network = self._network
        text = cut(network.tokenizer, document.title, document.text, found)
        chosen = [w for w in windows(text) if any(worth[w.core : w.core_end])]
        answered: list[Answered] = []
        bearing = Bearing(probe())
        for batch in batches(chosen[:MOST_WINDOWS], WINDOWS):
            made = read_windows(network, text, batch, bearing)
            answered += (a for a in made if worth[a.found.sentence])
            if len(answered) >= MOST_CLAIMS:
                break
        return assemble(document, text, answered)


def read_windows(
    network: Network, text: Cut, batch: Sequence[Window], bearing: Bearing
) -> Iterator[Answered]:
    """The claims that some windows of a document make; none where they do not bear on
    conflict."""
    made = [window_ids(text, window) for window in batch]
    states = network.trunk([ids for ids, _ in made])
    if not bearing.lets(*summed(states)):
        return
    outputs = network.kinds(states)
    claims: list[tuple[Found, Stretch, Asked]] = []
    for window, (_, starts), held, out in zip(
        batch, made, states, outputs, strict=True
    ):
        for sentence in scores(text, window, starts, len(held), out):
            for found in find(sentence, network.cuts):
                part = stretch(text, window, starts, len(held), found)
                claims.append((found, part, asked(held, part, found.kind)))
    claims.sort(key=lambda c: len(c[2].states))  # likes together: little padding
    for some in batches(claims, CLAIMS):
        answers: list[Answers] = network.slots([asked for *_, asked in some])
        for (found, part, _), answer in zip(some, answers, strict=True):
            filled = fill(part, answer, network.least)
            sure = network.calibration.sure(found.score)
            yield Answered(found, filled, answer, sure)


def asked(states: Floats, part: Stretch, kind: int) -> Asked:
    """What pass 2 is asked of one claim of a window."""
    rows = [0, *range(part.begin, part.end)]
    return Asked(states[rows], part.anchor, kind)


def batches(rows: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    """`rows` in runs of at most `size`."""
    for at in range(0, len(rows), size):
        yield rows[at : at + size]
