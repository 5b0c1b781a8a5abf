"""Attributions decoded: the words that tell that somebody says, thinks, wants or asks
something, and for each of them who does and what.

One small network over the trunk's states answers both. Asked of a window with nothing
marked, it tells the cues ("said", "agreed", "according to"); asked of the sentence and
what stands around it with a cue marked, it tells the source and the content. What
counts is what PolNeAR annotates (Newell, Margolin and Ruths, LREC 2018).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from marsad.model import Span
from marsad.reading.detection import Floats, softmax
from marsad.reading.labels import BEGIN, OUTSIDE
from marsad.reading.pieces import Cut, Window
from marsad.reading.quotation import Quotations, whole

BEFORE, AFTER = 24, 32
"""Positions before and after the sentence in which source and content are looked for:
nine in ten contents stay within the sentence of the cue."""
ENDS = 0.5
PIECE = 1.0
"""What every piece of content costs, in logits of its words: so it comes in few."""
EDGES = ",;:-–—"
"""Marks that are left out where a source or a piece of content begins or ends."""
TAGS = 3
"""Outside, begin and inside: of cues, and of sources. A seventh logit is content's."""
OUTPUTS = 2 * TAGS + 1


@dataclass(frozen=True, slots=True)
class Attributed:
    """Who says what: offsets into the text. `source` is None where nobody is named, and
    `content` may stand in several pieces; `score` is the network's for the cue."""

    source: Span | None
    cue: Span
    content: tuple[Span, ...]
    score: float


@dataclass(frozen=True, slots=True)
class Least:
    """Probabilities from which a cue and a source are believed."""

    cue: float
    source: float


@dataclass(frozen=True, slots=True)
class Cue:
    """Words `first` to `end` tell of an attribution."""

    first: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class Around:
    """What is seen of a window when a cue is asked about: positions `begin` to `end`;
    `words` and `at` are the words there and where each begins (within the stretch);
    `marked` are the cue's positions there."""

    begin: int
    end: int
    words: list[int]
    at: list[int]
    marked: list[int]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the network makes of one cue: a row of logits for every word in `words`."""

    cue: Cue
    words: list[int]
    made: Floats


def find_cues(
    document: Cut, window: Window, starts: list[int], made: Floats, least: float
) -> Iterator[Cue]:
    """The cues of the sentences that the window reads. `made` are the logits
    [positions, `OUTPUTS`] of the window with nothing marked."""
    first = document.sentence_words[window.core][0]
    seen = [
        (window.first + i, p)
        for i, p in enumerate(starts)
        if p >= 0 and window.first + i >= first
    ]
    chance = softmax(made[[p for _, p in seen], :TAGS])
    for a, b in runs(chance, least):
        yield Cue(seen[a][0], seen[b - 1][0] + 1, float(chance[a, BEGIN]))


def runs(chance: Floats, least: float) -> Iterator[tuple[int, int]]:
    """Stretches of rows begun above `least`, each going on while it is more likely in
    than not: where one ends none begins, so that "has" and "waged" are not two."""
    at = 0
    while at < len(chance):
        first, at = at, at + 1
        if chance[first, BEGIN] <= least:
            continue
        while at < len(chance) and chance[at, OUTSIDE] < ENDS:
            at += 1
        yield first, at


def around(
    document: Cut, window: Window, starts: list[int], length: int, cue: Cue
) -> Around:
    """The positions that are seen for `cue`; `length` is the window's."""
    sentence = next(
        n
        for n in range(window.core, window.core_end)
        if document.sentence_words[n][1] > cue.first
    )
    a, b = document.sentence_words[sentence]
    here = [p for p in starts[a - window.first : b - window.first] if p >= 0]
    after = [p for p in starts[b - window.first :] if p >= 0]
    begin = max(0, here[0] - BEFORE)
    end = min(after[0] + AFTER if after else length, length - 1)
    seen = [
        (window.first + i, p - begin) for i, p in enumerate(starts) if begin <= p < end
    ]
    marked = [p for w, p in seen if cue.first <= w < cue.end]
    return Around(begin, end, [w for w, _ in seen], [p for _, p in seen], marked)


def told(document: Cut, quoted: Quotations, answer: Answer, least: Least) -> Attributed:
    """The attribution that an answer tells of."""
    cue = answer.cue
    own = set(range(cue.first, cue.end))
    who = _source(answer, least.source)
    taken = own | set(who)
    free = [row for row, word in enumerate(answer.words) if word not in taken]
    said = [answer.words[free[n]] for n in heaviest(answer.made[free, -1], PIECE)]
    said = [word for word in whole(quoted, answer.words, said) if word not in taken]
    return Attributed(
        next(_spans(document, who), None),
        _span(document, sorted(own)),
        tuple(_spans(document, said)),
        cue.score,
    )


def _source(answer: Answer, least: float) -> list[int]:
    """The words of the likeliest source; none where none is likely enough."""
    chance = softmax(answer.made[:, TAGS : 2 * TAGS])
    best = int(chance[:, BEGIN].argmax())
    for first, end in runs(chance[best:], least):
        return answer.words[best + first : best + end]
    return []


def heaviest(weights: Floats, piece: float) -> list[int]:
    """The rows whose weights have the greatest sum, where every run of rows costs
    `piece` (Viterbi's way through two states)."""
    inside, outside = -np.inf, 0.0
    came: list[tuple[bool, bool]] = []
    for weight in weights:
        came.append((inside > outside - piece, inside > outside))
        inside, outside = (
            max(inside, outside - piece) + float(weight),
            max(inside, outside),
        )
    out, within = [], inside > outside
    for row in range(len(weights) - 1, -1, -1):
        if within:
            out.append(row)
        within = came[row][0] if within else came[row][1]
    return out[::-1]


def pieces(words: Iterable[int]) -> Iterator[list[int]]:
    """Runs of words that stand side by side."""
    run: list[int] = []
    for word in words:
        if run and word != run[-1] + 1:
            yield run
            run = []
        run.append(word)
    if run:
        yield run


def _spans(document: Cut, words: Iterable[int]) -> Iterator[Span]:
    """The pieces of `words` that say something, without the marks at their `EDGES`."""
    for piece in pieces(words):
        told = [document.text[slice(*document.words[word])] for word in piece]
        if not any(text[0].isalnum() for text in told):
            continue
        first = next(n for n, text in enumerate(told) if text not in EDGES)
        last = next(n for n, text in enumerate(told[::-1]) if text not in EDGES)
        yield _span(document, piece[first : len(piece) - last])


def _span(document: Cut, words: list[int]) -> Span:
    """From the beginning of the first of `words` to the end of the last."""
    return Span(document.words[words[0]][0], document.words[words[-1]][1])
