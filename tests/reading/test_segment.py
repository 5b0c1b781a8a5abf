from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.reading.segment import LONGEST, sentences
from marsad.reading.words import stem, words


def cut(text: str) -> list[str]:
    return [text[s.start : s.end] for s in sentences(text)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Troops left Hama. Rebels came.", ["Troops left Hama.", "Rebels came."]),
        ("The U.S. Army said so.", ["The U.S. Army said so."]),
        ("Gen. Smith fell. He was 40.", ["Gen. Smith fell.", "He was 40."]),
        (
            "They joined Ahrar al-Sham. It denied that.",
            ["They joined Ahrar al-Sham.", "It denied that."],
        ),
        ('"We won." He left.', ['"We won."', "He left."]),
        ('"Stop!" Captain Reed said.', ['"Stop!" Captain Reed said.']),
        ("It fell at 7 p.m. local time.", ["It fell at 7 p.m. local time."]),
        ("KABUL, June 3 (AP) - Two died.", ["KABUL, June 3 (AP) - Two died."]),
        ("One fell.\n\nTwo fell.", ["One fell.", "Two fell."]),
        ("One fell\n\nTwo fell", ["One fell", "Two fell"]),
        ("About 3.5 million fled.", ["About 3.5 million fled."]),
        ("It fell at 7 p.m. Rebels came.", ["It fell at 7 p.m.", "Rebels came."]),
        ("1. Hama fell\n2. Homs fell", ["1. Hama fell", "2. Homs fell"]),
        (
            "10:45 GMT Hama fell\n11:02 GMT Homs fell",
            ["10:45 GMT Hama fell", "11:02 GMT Homs fell"],
        ),
        ("Hama fell.Homs fell too.", ["Hama fell.", "Homs fell too."]),
        ("He left the U.S. The war went on.", ["He left the U.S.", "The war went on."]),
    ],
)
def test_cuts(text: str, parts: list[str]) -> None:
    assert cut(text) == parts


def test_paragraphs_are_numbered() -> None:
    assert [s.paragraph for s in sentences("A b. C d.\n\nE f.")] == [0, 0, 1]


def test_text_without_words_has_no_sentences() -> None:
    assert sentences(" \n\n ... \t") == ()


def test_endless_sentence_is_cut_at_a_space() -> None:
    found = sentences("rebels advance " * 1000)
    assert len(found) > 1
    assert all(s.end - s.start <= LONGEST for s in found)


@given(st.text(alphabet=st.sampled_from("aB. !?\n\"'”-1,U"), max_size=200))
def test_every_word_is_in_exactly_one_sentence(text: str) -> None:
    inside = [(w.start, w.end) for s in sentences(text) for w in s.words if w.wordlike]
    assert len(inside) == len(set(inside))
    covered = {at for a, b in inside for at in range(a, b)}
    wanted = {at for at, mark in enumerate(text) if mark.isalnum()}
    assert wanted <= covered


@given(st.text(max_size=300))
def test_offsets_are_exact(text: str) -> None:
    for sentence in sentences(text):
        piece = text[sentence.start : sentence.end]
        assert piece == piece.strip()
        for word in sentence.words:
            assert text[word.start : word.end] == word.text


@pytest.mark.parametrize(
    "forms", [("shelled", "shelling", "shell"), ("captures", "captured", "capturing")]
)
def test_forms_share_a_stem(forms: tuple[str, ...]) -> None:
    assert len({stem(form) for form in forms}) == 1


def test_words_keep_numbers_and_abbreviations_whole() -> None:
    assert [w.text for w in words("12,000 U.S. men's")] == [
        "12,000",
        "U.S.",
        "men",
        "'s",
    ]
