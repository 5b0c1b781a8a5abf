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


def history(text: str, anchor: str, status: Status = Status.HAPPENED) -> bool:
    document = make_document(text, day=date(2031, 5, 2))
    told = words(text)
    first = next(n for n, w in enumerate(told) if w.start == text.index(anchor))
    at = Phrase(first, first + len(anchor.split()))
    return is_history(told, at, status, document)


@pytest.mark.parametrize(
    ("text", "anchor", "status", "old"),
    [
        ("No such battle had been seen since 2016.", "battle", Status.DENIED, True),
        ("No aid has come in since late May 2030.", "aid", Status.DENIED, True),
        ("No aid has come in since 3 March.", "aid", Status.DENIED, False),
        ("No aid has come in since 2031.", "aid", Status.DENIED, False),
        ("They took it for the first time since 2016.", "took", Status.HAPPENED, False),
        ("The army denied that it shelled Ostrow.", "shelled", Status.DENIED, False),
    ],
)
def test_a_denial_over_years_is_history(
    text: str, anchor: str, status: Status, old: bool
) -> None:
    assert history(text, anchor, status) is old


@pytest.mark.parametrize(
    ("text", "anchor", "old"),
    [
        ("The 2016 battle for Ostrow was a turning point.", "battle", True),
        ("They had been ousted from the town in late 2016.", "ousted", True),
        ("In 2016, the army took the town.", "took", True),
        ("It was shelled in 2016 after a grueling siege.", "siege", True),
        ("The worst since 2026, when troops seized it.", "seized", True),
        ("They were ousted in 2031.", "ousted", False),
        ("They were ousted last year, in 2030.", "ousted", False),
        ("It has been closed since the kidnap of 2016.", "closed", False),
        ("They shelled the town, taken in 2016.", "shelled", False),
        ("They protested that it tramples on the truce of 2026.", "protested", False),
        ("In 2016 they fled, but now they returned.", "returned", False),
    ],
)
def test_what_an_old_year_dates_is_history(text: str, anchor: str, old: bool) -> None:
    assert history(text, anchor) is old


def test_a_mention_does_not_end_inside_a_compound() -> None:
    told = words("Pro-government Radio Tilva said so.")
    assert whole(told, Phrase(0, 1)) == Phrase(0, 5)
    dashed = words("The army - Tilva said - left.")
    assert whole(dashed, Phrase(0, 2)) == Phrase(0, 2)
