"""The decoding of the trained reader, without its weights."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

from marsad.codebook import kinds as codebook
from marsad.model import Span, What
from marsad.reading import counted, detection, filling, pieces
from marsad.reading.labels import (
    ANCHOR_TAGS,
    BEGIN,
    INSIDE,
    KINDS,
    ROLES,
)
from marsad.reading.mentions import whole
from marsad.reading.phrases import Phrase
from marsad.reading.segment import sentences


def letters() -> Tokenizer:
    """A vocabulary of single letters: a word has as many pieces as letters."""
    alphabet = "abcdefghijklmnopqrstuvwxyz0123456789.,"
    known = {"[UNK]": 100, **{c: 200 + i for i, c in enumerate(alphabet)}}
    known |= {f"##{c}": 300 + i for i, c in enumerate(alphabet)}
    made = Tokenizer(models.WordPiece(known, unk_token="[UNK]"))
    made.normalizer = normalizers.Lowercase()
    made.pre_tokenizer = pre_tokenizers.Whitespace()
    return made


TOKENIZER = letters()


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="ab .\n\"'é\u202e🔥", max_size=4000), st.text(max_size=200))
def test_windows_read_every_sentence_once_and_fit(text: str, title: str) -> None:
    document = pieces.cut(TOKENIZER, title, text, sentences(text))
    read = [k for w in pieces.windows(document, 128) for k in range(w.core, w.core_end)]
    assert read == list(range(len(document.sentences)))
    for window in pieces.windows(document, 128):
        ids, starts = pieces.window_ids(document, window)
        assert len(starts) == window.end - window.first
        assert all(p < len(ids) for p in starts)
        longest = pieces.LONGEST_SENTENCE + pieces.LONGEST_TITLE + 3
        assert len(ids) <= max(128, longest)


def scored(
    tags: dict[tuple[int, int], float], votes: dict[int, float]
) -> detection.Scores:
    made = np.zeros((8, ANCHOR_TAGS), np.float32)
    made[:, 0] = 0.5
    for (word, tag), chance in tags.items():
        made[word, tag] = chance
    sure = np.zeros(len(KINDS), np.float32)
    for kind, chance in votes.items():
        sure[kind] = chance
    return detection.Scores(3, 20, made, np.zeros((8, len(KINDS)), np.float32), sure)


def test_both_heads_decide_and_the_anchor_goes_on() -> None:
    inside = ANCHOR_TAGS - 1
    sentence = scored({(2, 1): 0.7, (3, inside): 0.9, (5, 2): 0.3}, {0: 0.5, 1: 0.2})
    (found,) = detection.find(sentence, detection.Cuts(0.4, 0.95))
    assert (found.kind, found.first, found.end) == (0, 22, 24)
    assert found.score == pytest.approx(0.6)


def test_a_second_anchor_of_the_same_kind_stands_apart() -> None:
    sentence = scored({(0, 1): 0.9, (1, 1): 0.8, (6, 1): 0.8}, {0: 0.9})
    assert [f.first for f in detection.find(sentence, detection.Cuts(0.4, 0.6))] == [
        20,
        26,
    ]


def test_slots_begin_go_on_and_stop() -> None:
    role = ROLES.index("target")
    logits = np.full((5, len(ROLES), 3), -9.0, np.float32)
    logits[:, :, 0] = 9.0
    for word, tag in ((1, BEGIN), (2, INSIDE), (3, BEGIN)):
        logits[word, role] = -9.0
        logits[word, role, tag] = 9.0
    part = filling.Stretch(0, 5, [7, 8, 9, 10, 11], [0, 1, 2, 3, 4], (0, 1))
    blank = np.zeros((5, 11), np.float32)
    answers = filling.Answers(logits, blank, blank[0], blank[0])
    filled = filling.fill(part, answers, (0.5,) * len(ROLES))
    assert [(f.first, f.end) for f in filled] == [(8, 10), (10, 11)]


@pytest.mark.parametrize(
    ("text", "words", "low", "high"),
    [
        ("At least 12 soldiers died.", "At least 12", 12, None),
        ("Dozens of people died.", "Dozens", 24, 99),
        ("They killed a soldier.", "a soldier", 1, 1),
        ("Several people died.", "Several people", None, None),
    ],
)
def test_figures_are_bounded_by_rule(
    text: str, words: str, low: int | None, high: int | None
) -> None:
    (sentence,) = sentences(text)
    at = text.index(words)
    slot = filling.Filled(ROLES.index("figure"), 0, 1, 0.9, 0)
    marked = [(Span(at, at + len(words)), slot)]
    (figure,) = counted.figures(text, marked, sentence)
    assert (figure.what, figure.low, figure.high) == (What.KILLED, low, high)


def test_no_figure_where_nobody_is_counted() -> None:
    text = "No civilians were hurt."
    (sentence,) = sentences(text)
    slot = filling.Filled(ROLES.index("figure"), 0, 1, 0.9, 1)
    assert not counted.figures(text, [(Span(0, 2), slot)], sentence)


def test_words_of_one_number_make_one_figure() -> None:
    text = "More than 400 fighters died."
    (sentence,) = sentences(text)
    slot = filling.Filled(ROLES.index("figure"), 0, 1, 0.9, 0)
    marked = [(Span(0, 9), slot), (Span(10, 13), slot)]
    (figure,) = counted.figures(text, marked, sentence)
    assert (figure.low, figure.high, figure.who) == (401, None, "fighters")


def test_words_name_one_event_once() -> None:
    sentence = scored({(2, 1): 0.7, (2, 2): 0.2, (6, 3): 0.9}, {0: 0.9, 1: 0.8, 2: 0.9})
    found = list(detection.find(sentence, detection.Cuts(0.4, 0.95)))
    assert [(f.kind, f.first) for f in found] == [(2, 26), (0, 22)]


def test_every_kind_learnt_is_in_the_codebook() -> None:
    assert set(KINDS) <= set(codebook())


@pytest.mark.parametrize(
    ("text", "marked", "made"),
    [
        ("Hayat Tahrir al-Sham and rebels", (0, 1), "Hayat Tahrir al-Sham"),
        ("the air force and rebels", (0, 4), "the air force"),
        ("Darat Izza fell", (1, 2), "Darat Izza"),
        ("and the army", (0, 1), None),
    ],
)
def test_mentions_are_made_whole(
    text: str, marked: tuple[int, int], made: str | None
) -> None:
    (sentence,) = sentences(text)
    phrase = whole(sentence.words, Phrase(*marked))
    assert (phrase and phrase.text(text, sentence.words)) == made
