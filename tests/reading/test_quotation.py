"""Quotations found in a document, and content that takes part of one made whole."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from marsad.reading import pieces
from marsad.reading.quotation import quotations, whole
from marsad.reading.segment import sentences
from tests.reading.test_networks import TOKENIZER


def found(text: str) -> list[str]:
    """The quotations of a text, each once."""
    document = pieces.cut(TOKENIZER, "", text, sentences(text))
    ranges = dict.fromkeys(quotations(document).values())
    at = document.words
    return [text[at[q[0]][0] : at[q[-1]][1]] for q in ranges]


def test_a_quotation_goes_over_sentences() -> None:
    assert found('He ran. "We left. All of us," he said.') == ['"We left. All of us,"']
    assert found("“One.” Two. «Three.»") == ["“One.”", "«Three.»"]


def test_an_apostrophe_is_no_mark_and_a_paragraph_ends_what_is_open() -> None:
    assert found("It's the mayor’s.") == []
    assert found('"We left.\n\nHe said "no" at last.') == ['"no"']


QUOTED = dict.fromkeys(range(2, 8), range(2, 8))


def test_content_at_the_edge_of_what_is_seen_takes_the_quotation_beyond() -> None:
    assert whole(QUOTED, range(6), [3, 4]) == list(range(2, 8))
    assert whole(QUOTED, range(4, 12), [5, 6]) == list(range(2, 8))


def test_within_what_is_seen_content_stays_as_it_is() -> None:
    assert whole(QUOTED, range(12), [3, 4]) == [3, 4]
    assert whole(QUOTED, range(6), [0, 1]) == [0, 1]


@given(st.text(alphabet='ab “”"«».\n', max_size=80))
def test_quotations_do_not_overlap(text: str) -> None:
    document = pieces.cut(TOKENIZER, "", text, sentences(text))
    seen: set[int] = set()
    for quotation in dict.fromkeys(quotations(document).values()):
        assert not seen & set(quotation)
        seen |= set(quotation)
