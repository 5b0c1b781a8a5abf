from __future__ import annotations

import numpy as np
import pytest

from marsad.reading.bearing import DAMPING, Bearing, Probe, probe, summed
from marsad.reading.reader import local_reader
from tests.reading.test_reader import make_document

ALONG = np.array([1.0, 0.0], np.float32)
PROBE = Probe(ALONG, 0.0, -0.5)


def run(value: float, words: int) -> tuple[np.ndarray, int]:
    """Sum and number of a window's `words` states of `value`, its marks left out."""
    states = np.zeros((words + 2, 2), np.float32)
    states[1:-1, 0] = value
    states[[0, -1]] = 99  # the marks tell nothing
    return summed([states])


def test_the_mean_state_decides() -> None:
    assert Bearing(PROBE).lets(*run(1, 100))
    assert not Bearing(PROBE).lets(*run(-1, 100))


def test_short_texts_pass_in_doubt() -> None:
    assert Bearing(PROBE).lets(*run(-1, DAMPING // 2))


def test_a_document_on_war_is_read_to_its_end() -> None:
    bearing = Bearing(PROBE)
    assert bearing.lets(*run(2, 200))
    assert bearing.lets(*run(-1, 100))
    assert not Bearing(PROBE).lets(*run(-1, 100))


def test_war_late_in_a_report_is_read() -> None:
    bearing = Bearing(PROBE)
    assert not bearing.lets(*run(-5, 500))
    assert bearing.lets(*run(1, 100))


def test_the_one_that_ships_is_of_the_width_of_the_states() -> None:
    assert probe().weights.shape == (384,)
    assert probe().gate < 0


@pytest.mark.parametrize(
    "text",
    [
        "Rebels seized the town of Ostrow on Tuesday after two days of fighting.",
        "An air strike on a market in Dalmar killed 14 people, the monitor said.",
    ],
)
def test_a_wire_of_one_sentence_gives_claims(text: str) -> None:
    assert local_reader().read(make_document(text))


@pytest.mark.parametrize(
    "text",
    [
        "The union ended its strike at the port on Friday. Workers had demanded a "
        "rise of nine percent. Talks with the company went on for eleven days, and "
        "the mayor called on both sides to show restraint. The strike cost the city "
        "four million dollars, the chamber of commerce said.",
        "The visitors attacked from the first whistle and captured the trophy after "
        "a siege of the home goal. Their captain fired in the only shot that "
        "counted. The defence surrendered in the last minute, the coach said.",
    ],
)
def test_words_of_war_alone_give_no_claim(text: str) -> None:
    assert local_reader().read(make_document(text)) == ()
