"""Who says what: the decoding without weights, then the network that ships."""

from __future__ import annotations

from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.errors import SettingsError
from marsad.model import Span
from marsad.reading import attributing, pieces
from marsad.reading.attributor import CARD, Attributor, attributed
from marsad.reading.labels import BEGIN, INSIDE
from marsad.reading.segment import sentences
from tests.reading.test_networks import TOKENIZER

TEXT = "the mayor said we left. then he ran. no one saw it."


def made() -> tuple[pieces.Cut, pieces.Window, list[int], int]:
    """A document of one window, where its words begin, and its length."""
    document = pieces.cut(TOKENIZER, "", TEXT, sentences(TEXT))
    (window,) = pieces.windows(document)
    ids, starts = pieces.window_ids(document, window)
    return document, window, starts, len(ids)


def logits(length: int, **rows: dict[int, float]) -> np.ndarray:
    """Nothing anywhere but at `rows`: by column, positions and what they get."""
    out = np.full((length, attributing.OUTPUTS), -9.0, np.float32)
    out[:, [0, attributing.TAGS]] = 0.0
    columns = {"cue": BEGIN, "cue_on": INSIDE, "content": -1}
    columns |= {"source": attributing.TAGS + BEGIN, "on": attributing.TAGS + INSIDE}
    for name, at in rows.items():
        for position, value in at.items():
            out[position, columns[name]] = value
    return out


def test_a_cue_begins_goes_on_and_stops() -> None:
    document, window, starts, length = made()
    given = logits(length, cue={starts[2]: 2.0, starts[7]: -2.0}, cue_on={starts[3]: 2})
    (cue,) = attributing.find_cues(document, window, starts, given, 0.4)
    assert (cue.first, cue.end) == (2, 4)
    assert cue.score == pytest.approx(1 / (1 + np.exp(-2)), abs=1e-3)


def test_two_cues_do_not_touch() -> None:
    document, window, starts, length = made()
    given = logits(length, cue={starts[2]: 2.0, starts[3]: 2.0, starts[5]: 2.0})
    cues = attributing.find_cues(document, window, starts, given, 0.4)
    assert [(cue.first, cue.end) for cue in cues] == [(2, 4), (5, 6)]


def test_a_cue_is_seen_with_its_sentence_and_what_stands_around() -> None:
    document, window, starts, length = made()
    cue = attributing.Cue(2, 3, 0.9)
    part = attributing.around(document, window, starts, length, cue)
    assert part.begin == 0
    assert part.end == min(starts[6] + attributing.AFTER, length - 1)
    assert part.words[0] == 0
    assert part.marked == list(range(starts[2], starts[2] + 1))


LEAST = attributing.Least(cue=0.4, source=0.1)


def answer(**rows: dict[int, float]) -> tuple[pieces.Cut, attributing.Answer]:
    """What the network might say of word 2, of words in place of positions."""
    document, *_ = made()
    words = list(range(len(document.words)))
    cue = attributing.Cue(2, 3, 0.9)
    return document, attributing.Answer(cue, words, logits(len(words), **rows))


def test_source_and_content_are_told_of_a_cue_and_leave_it_out() -> None:
    said = dict.fromkeys((1, 2, 3, 4), 5.0)
    document, given = answer(source={0: 3}, on={1: 3}, content=said)
    found = attributing.told(document, {}, given, LEAST)
    assert found.source is not None
    told = [TEXT[s.start : s.end] for s in (found.source, found.cue, *found.content)]
    assert told == ["the mayor", "said", "we left"]


def test_commas_at_the_ends_are_left_out_and_pieces_of_marks_alone() -> None:
    text = "the mayor, said: we left, no one saw. it"
    document = pieces.cut(TOKENIZER, "", text, sentences(text))
    words = list(range(len(document.words)))
    marked = dict.fromkeys((4, 5, 6, 7), 5.0) | {11: 9.0}
    given = logits(len(words), source={0: 3}, on={1: 3, 2: 3}, content=marked)
    cue = attributing.Cue(3, 4, 0.9)
    found = attributing.told(document, {}, attributing.Answer(cue, words, given), LEAST)
    assert found.source == Span(0, len("the mayor"))
    assert [text[s.start : s.end] for s in found.content] == ["we left"]


def test_no_source_where_none_is_likely() -> None:
    document, given = answer()
    found = attributing.told(document, {}, given, LEAST)
    assert (found.source, found.content) == (None, ())


def test_content_taken_on_to_the_end_of_a_quotation_leaves_out_the_cue() -> None:
    document, given = answer(content={1: 5.0})
    seen = replace(given, words=given.words[:4], made=given.made[:4])
    found = attributing.told(document, {3: range(1, 6)}, seen, LEAST)
    assert [TEXT[s.start : s.end] for s in found.content] == ["mayor", "we left."]


@given(
    st.lists(st.integers(-9, 9), max_size=9),
    st.integers(0, 6),
)
def test_the_heaviest_rows_are_the_best_of_all_choices(
    weights: list[int], piece: int
) -> None:
    def worth(rows: list[int]) -> int:
        begun = [r for r in rows if r - 1 not in rows]
        return sum(weights[r] for r in rows) - piece * len(begun)

    every = [
        [r for r in range(len(weights)) if choice >> r & 1]
        for choice in range(2 ** len(weights))
    ]
    found = attributing.heaviest(np.array(weights, np.float32), piece)
    assert worth(found) == max(map(worth, every))


SAID = (
    "Officials in Northford said that the bridge had been closed. "
    '"We will open it soon," an aide promised.\n\n'
    "According to residents, two shops burned down."
)


def test_the_network_tells_who_says_what() -> None:
    told = [
        (
            said.source and SAID[said.source.start : said.source.end],
            SAID[said.cue.start : said.cue.end],
            " ".join(SAID[s.start : s.end] for s in said.content),
        )
        for said in attributed(SAID)
    ]
    assert [(who, cue.removesuffix(" to")) for who, cue, _ in told] == [
        ("Officials in Northford", "said"),
        ("an aide", "promised"),
        ("residents", "According"),
    ]
    held = ("the bridge", "We will open", "two shops burned")
    for (*_, content), words in zip(told, held, strict=True):
        assert words in content


def test_what_is_told_of_a_text_does_not_hang_on_the_next() -> None:
    first, again = attributed(SAID), attributed("He said no.") and attributed(SAID)
    assert first == again


@settings(max_examples=15, deadline=None)
@given(st.text(alphabet='said he "“”.\n\u202e🔥\ud800', max_size=1500))
def test_any_text_gives_offsets_within_it(text: str) -> None:
    for said in attributed(text):
        for span in filter(None, (said.source, said.cue, *said.content)):
            assert isinstance(span, Span)
            assert 0 <= span.start < span.end <= len(text)


def test_a_damaged_graph_is_told(tmp_path: Path) -> None:
    folder = files("marsad.reading").joinpath("weights")
    for name in (CARD, "trunk.onnx", "tokenizer.json"):
        (tmp_path / name).write_bytes(folder.joinpath(name).read_bytes())
    with pytest.raises(SettingsError, match="not complete"):
        Attributor(tmp_path)
    (tmp_path / "attributions.onnx").write_bytes(b"no graph")
    with pytest.raises(SettingsError, match="damaged"):
        Attributor(tmp_path)


def test_the_weights_together_are_at_most_30_megabytes() -> None:
    folder = files("marsad.reading").joinpath("weights")
    assert sum(len(f.read_bytes()) for f in folder.iterdir()) <= 30_000_000
