"""History told as background is no claim; what is new stays one."""

from __future__ import annotations

from datetime import date

import pytest

from marsad.model import Status
from marsad.reading.background import is_history
from marsad.reading.mentions import whole
from marsad.reading.phrases import Phrase
from marsad.reading.words import words
from tests.conftest import make_document


@pytest.mark.parametrize(
    ("text", "status", "history"),
    [
        ("No such battle had been seen there since 2016.", Status.DENIED, True),
        ("No aid has come in since late May 2030.", Status.DENIED, True),
        ("No aid has come in since 3 March.", Status.DENIED, False),
        ("No aid has come in since 2031.", Status.DENIED, False),
        ("They entered Ostrow for the first time since 2016.", Status.HAPPENED, False),
        ("The army denied that it shelled Ostrow in 2016.", Status.DENIED, False),
    ],
)
def test_a_denial_over_years_is_history(
    text: str, status: Status, history: bool
) -> None:
    document = make_document(text, day=date(2031, 5, 2))
    assert is_history(words(text), status, document) is history


def test_a_mention_does_not_end_inside_a_compound() -> None:
    told = words("Pro-government Radio Tilva said so.")
    assert whole(told, Phrase(0, 1)) == Phrase(0, 5)
    dashed = words("The army - Tilva said - left.")
    assert whole(dashed, Phrase(0, 2)) == Phrase(0, 2)
