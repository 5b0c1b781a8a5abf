"""A document cut for the networks: sentences, words, word pieces and windows.

Words are those of `marsad.reading.words`; each is cut into word pieces of the encoder's
vocabulary. A window is a run of whole sentences that fits the encoder, after the title;
a window that is not the first begins with sentences it only sees as context.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate

from tokenizers import Tokenizer

from marsad.reading.segment import Sentence, sentences

CLS, SEP, UNKNOWN = 101, 102, 100
LONGEST_WORD = 8
"""Word pieces kept of one word: enough for names, and a guard against garbage."""
LONGEST_TITLE = 24
LONGEST_SENTENCE = 200
"""Word pieces of a sentence that the networks see; what stands beyond is not read."""
CAP = 320
CONTEXT = 2
"""Sentences before a window that it sees but does not read."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A document's text in sentences, words and word pieces.

    `words` are character offsets over the whole text, `sentence_words` the first and
    the one-past-last word of each sentence, `pieces` the vocabulary ids of each word.
    """

    text: str
    sentences: tuple[Sentence, ...]
    words: list[tuple[int, int]]
    sentence_words: list[tuple[int, int]]
    pieces: list[list[int]]
    title: list[int]


@dataclass(frozen=True, slots=True)
class Window:
    """Words `first` to `end` go in; sentences `core` to `core_end` are read there."""

    first: int
    end: int
    core: int
    core_end: int


def tokenizer_from(path: str) -> Tokenizer:
    """The vocabulary's tokenizer, without truncation or padding."""
    tokenizer = Tokenizer.from_file(path)
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def cut(
    tokenizer: Tokenizer, title: str, text: str, found: tuple[Sentence, ...]
) -> Cut:
    """`text`, whose sentences are `found`, in words and pieces."""
    words: list[tuple[int, int]] = []
    bounds: list[tuple[int, int]] = []
    for sentence in found:
        first = len(words)
        words += [(word.start, word.end) for word in sentence.words]
        bounds.append((first, len(words)))
    heading = [w.text for s in sentences(title) for w in s.words]
    flat = [p for word in _pieces(tokenizer, heading) for p in word]
    return Cut(
        text,
        found,
        words,
        bounds,
        _pieces(tokenizer, [text[a:b] for a, b in words]),
        flat[:LONGEST_TITLE],
    )


def _pieces(tokenizer: Tokenizer, words: list[str]) -> list[list[int]]:
    out: list[list[int]] = [[] for _ in words]
    if words:
        safe = [w.encode("utf-8", "replace").decode() for w in words]  # surrogates
        coded = tokenizer.encode(safe, is_pretokenized=True, add_special_tokens=False)
        for piece, word in zip(coded.ids, coded.word_ids, strict=True):
            if word is not None and len(out[word]) < LONGEST_WORD:
                out[word].append(piece)
    return [word or [UNKNOWN] for word in out]


def windows(document: Cut, cap: int = CAP) -> list[Window]:
    """The windows that read every sentence once, each of at most `cap` pieces where
    its sentences allow."""
    room = cap - len(document.title) - 3
    length = [
        min(LONGEST_SENTENCE, sum(len(p) for p in document.pieces[a:b]))
        for a, b in document.sentence_words
    ]
    total = [0, *accumulate(length)]
    out: list[Window] = []
    i = 0
    while i < len(length):
        begin = max(0, i - CONTEXT) if out else i
        if total[i] - total[begin] > room // 3:
            begin = i
        j = i + 1
        while j < len(length) and total[j + 1] - total[begin] <= room:
            j += 1
        bounds = document.sentence_words
        out.append(Window(bounds[begin][0], bounds[j - 1][1], i, j))
        i = j
    return out


def window_ids(document: Cut, window: Window) -> tuple[list[int], list[int]]:
    """The ids of a window, and where each of its words begins in them (-1: beyond
    the longest sentence, not seen)."""
    ids = [CLS, *document.title, SEP]
    starts: list[int] = []
    for a, b in document.sentence_words:
        if b <= window.first or a >= window.end:
            continue
        used = 0
        for word in range(a, b):
            pieces = document.pieces[word]
            used += len(pieces)
            if used > LONGEST_SENTENCE:
                starts.append(-1)
                continue
            starts.append(len(ids))
            ids += pieces
    return [*ids, SEP], starts
