"""The choice among the days that a claim may be of."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.resolving.times.choice import UNKNOWN, Weights, agree, choose, weights
from marsad.resolving.times.days import Days

MONDAY, TUESDAY = date(2024, 11, 25), date(2024, 11, 26)
OPTIONS: dict[str, Days] = {
    "today": (TUESDAY, TUESDAY),
    "open": (None, TUESDAY),
    "unknown": UNKNOWN,
    "last": (MONDAY, MONDAY),
}
READINGS = {
    *("own", "own to publication", "today", "open", "unknown", "last", "first"),
    "since first",
}


def known(overlap: float = 0.0, unknown: float = 1.0, **signs: float) -> Weights:
    return Weights(overlap, unknown, {"any": dict(signs)})


def test_the_likeliest_reading_is_taken() -> None:
    assert choose(OPTIONS, ("any",), known(last=1.0)) == "last"
    assert choose(OPTIONS, ("any", "other"), known(today=1.0)) == "today"
    assert choose(OPTIONS, ("other",), known(today=-1.0)) in OPTIONS


def test_readings_of_the_same_days_count_together() -> None:
    both = {**OPTIONS, "first": (MONDAY, MONDAY)}
    chosen = choose(both, ("any",), known(today=0.5, last=0.2, first=0.1, open=-9))
    assert both[chosen] == (MONDAY, MONDAY)
    assert chosen == "last"


def test_days_that_overlap_many_others_are_worth_more() -> None:
    likely = known(today=0.1, last=0.1, unknown=-9)
    assert OPTIONS[choose(OPTIONS, ("any",), likely)] != (None, TUESDAY)
    sure = known(2.0, today=0.1, last=0.1, unknown=-9)
    assert choose(OPTIONS, ("any",), sure) == "open"


def test_knowing_nothing_is_worth_less() -> None:
    rather = {"any": {"unknown": 0.5}}
    assert choose(OPTIONS, ("any",), Weights(0.0, 1.0, rather)) == "unknown"
    assert choose(OPTIONS, ("any",), Weights(0.0, 0.5, rather)) != "unknown"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ((MONDAY, TUESDAY), (TUESDAY, TUESDAY), True),
        ((None, MONDAY), (TUESDAY, None), False),
        ((None, TUESDAY), (MONDAY, MONDAY), True),
        (UNKNOWN, (MONDAY, MONDAY), False),
        (UNKNOWN, UNKNOWN, True),
    ],
)
def test_days_agree_where_they_share_one(one: Days, other: Days, same: bool) -> None:
    assert agree(one, other) is agree(other, one) is same


def test_the_shipped_weights_name_readings_that_exist() -> None:
    table = weights()
    assert {name for row in table.signs.values() for name in row} <= READINGS
    assert table.signs["ongoing"]["today"] > 0
    assert 0 < table.unknown < 1


@given(st.dictionaries(st.sampled_from(sorted(OPTIONS)), st.floats(-50, 50)))
def test_any_weights_choose_something(told: dict[str, float]) -> None:
    assert choose(OPTIONS, ("any",), Weights(1.0, 0.5, {"any": told})) in OPTIONS
