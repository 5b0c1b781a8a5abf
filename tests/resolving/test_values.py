"""Time phrases as TIMEX3 values."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.resolving.times.forms import forms
from marsad.resolving.times.holidays import easter, holiday
from marsad.resolving.times.values import find_values, timex_values

WRITTEN = date(1998, 2, 13)  # a Friday


def value(text: str, phrase: str) -> str | None:
    start = text.index(phrase)
    return timex_values(text, WRITTEN, [(start, start + len(phrase))])[0]


@pytest.mark.parametrize(
    ("phrase", "wanted"),
    [
        ("five years", "P5Y"),
        ("the past two weeks", "P2W"),
        ("several months", "PXM"),
        ("more than four hours", "PT4H"),
        ("the last twenty-four hours", "P1D"),
        ("now", "PRESENT_REF"),
        ("recently", "PAST_REF"),
        ("the near future", "FUTURE_REF"),
        ("daily", "P1D"),
        ("Wednesday", "1998-02-11"),
        ("Wednesday night", "1998-02-11TNI"),
        ("9 a.m. Wednesday", "1998-02-11T09:00"),
        ("last week", "1998-W06"),
        ("this year", "1998"),
        ("last November", "1997-11"),
        ("April", "1998-04"),
        ("October", "1997-10"),
        ("August 1988", "1988-08"),
        ("the fourth quarter of 1997", "1997-Q4"),
        ("third-quarter", "1997-Q3"),
        ("last summer", "1997-SU"),
        ("the 1980s", "198"),
        ("nineteen ninety-one", "1991"),
        ("the year two thousand", "2000"),
        ("the year two thousand and three", "2003"),
        ("two years ago", "1996"),
        ("each Thursday", "XXXX-WXX-4"),
        ("Tuesday nights", "XXXX-WXX-2TNI"),
        ("each July", "XXXX-07"),
        ("June last year", "1997-06"),
        ("this September", "1998-09"),
        ("last February", "1997-02"),
        ("early 1990", "1990"),
        ("the past year", "1997"),
        ("the current year", "1998"),
        ("the last half of 1989", "1989-H2"),
        ("the first half of last year", "1997-H1"),
        ("2 1/2 years", "P2Y6M"),
        ("two and a half hours", "PT2H30M"),
        ("coming weeks", "PXW"),
        ("the week of March 2", "1998-W10"),
        ("the day before last Tuesday", "1998-02-09"),
        ("the day after Wednesday", "1998-02-12"),
        ("post-1959", "1959"),
        ("mid afternoon", "1998-02-13TAF"),
        ("a week or so ago", "1998-W06"),
        ("each of the past three years", "P3Y"),
        ("the day before the purple hour", None),
        ("31 February", None),
        ("the purple hour of kings", None),
    ],
)
def test_values(phrase: str, wanted: str | None) -> None:
    assert value(f"It was told of {phrase}.", phrase) == wanted


def test_what_is_to_come_is_ahead() -> None:
    assert value("They will meet on Monday.", "Monday") == "1998-02-16"
    assert value("They met on Monday.", "Monday") == "1998-02-09"


def test_a_verb_after_the_phrase_tells_too() -> None:
    """What is said on a day may be of what is to come; the saying is over."""
    said = "The chief on Monday said the army may leave."
    assert value(said, "Monday") == "1998-02-09"
    assert value("The bank has until Monday to answer.", "Monday") == "1998-02-16"


def test_months_beside_what_is_over_are_past() -> None:
    assert value("He stepped down in May.", "May") == "1997-05"
    assert value("The talks are in May.", "May") == "1998-05"


def test_a_quarter_told_before_gives_its_number() -> None:
    text = "In the third quarter it lost money. The 1988 quarter was better."
    spans = [
        (text.index(p), text.index(p) + len(p))
        for p in ("third quarter", "The 1988 quarter")
    ]
    assert timex_values(text, WRITTEN, spans) == ["1997-Q3", "1988-Q3"]


def test_two_ends_are_two_phrases() -> None:
    text = "They fought from Sept. 14 to Thursday."
    assert [text[a:b] for a, b in find_values(text)] == ["Sept. 14", "Thursday"]


def test_what_follows_a_date_is_counted_from_it() -> None:
    text = "He came in March 1995 and left the following year, on the following Monday."
    phrases = ("March 1995", "the following year")
    spans = [(text.index(p), text.index(p) + len(p)) for p in phrases]
    assert timex_values(text, WRITTEN, spans) == ["1995-03", "1996"]
    text = "It fell on 4 May 1997, and again the next day."
    spans = [(text.index(p), text.index(p) + len(p)) for p in ("4 May", "the next day")]
    assert timex_values(text, WRITTEN, spans)[1] == "1997-05-05"


def test_the_day_may_stand_behind_the_hour() -> None:
    said = "A bomb went off at 9:30 a.m. (0630 GMT) Wednesday."
    assert value(said, "9:30 a.m.") == "1998-02-11T09:30"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("It happened in 1995 and 1997.", ["1995", "1997"]),
        ("They met on March 4 and 5.", ["March 4"]),
        ("They leave as soon as he comes.", []),
        ("They left shortly after noon.", ["noon"]),
        ("They leave as soon as possible.", ["soon"]),
        ("The march of the mothers was long.", []),
        ("He rose in March of 1996.", ["March of 1996"]),
        ("It took 5 1/2 hours.", ["5 1/2 hours"]),
        ("This year's third quarter was bad.", ["This year's third quarter"]),
    ],
)
def test_what_is_a_time_phrase(text: str, wanted: list[str]) -> None:
    assert [text[a:b] for a, b in find_values(text)] == wanted


def test_a_year_ago_is_told_by_the_quarter_before_it() -> None:
    text = "In the third quarter profit fell from a year ago."
    spans = [(text.index(p), text.index(p) + len(p)) for p in (
        "the third quarter", "a year ago")]  # fmt: skip
    assert timex_values(text, WRITTEN, spans) == ["1997-Q3", "1996-Q3"]


def test_phrases_are_found_once_each() -> None:
    text = "For five years, and since March 1996, he now drives daily."
    found = [text[a:b] for a, b in find_values(text)]
    assert any("five years" in f for f in found)
    assert {"now", "daily"} <= set(found)
    assert sum("1996" in f for f in found) == 1


@given(st.text(max_size=200), st.dates())
def test_nothing_breaks_it(text: str, written: date) -> None:
    spans = [*find_values(text), (0, len(text))]
    assert len(timex_values(text, written, spans)) == len(spans)


@pytest.mark.parametrize(
    ("phrase", "wanted"),
    [
        ("Thanksgiving Day", "1997-11-27"),
        ("last Thanksgiving", "1997-11-27"),
        ("Christmas Eve", "1997-12-24"),
        ("Election Day 1996", "1996-11-05"),
        ("Good Friday 1996", "1996-04-05"),
        ("Valentine's Day", "1998-02-14"),
        ("Memorial Day next year", "1999-05-31"),
    ],
)
def test_days_with_a_name(phrase: str, wanted: str) -> None:
    assert (
        value(f"It was {phrase}." if "Val" not in phrase else phrase, phrase) == wanted
    )


def test_a_feast_to_come_is_the_next() -> None:
    assert value("They will meet on Easter Sunday.", "Easter Sunday") == "1998-04-12"


def test_a_year_after_a_month_is_that_of_the_month() -> None:
    assert value("It began in October last year.", "October") == "1997-10"
    assert value("It began in January this year.", "January") == "1998-01"


def test_the_day_of_easter_is_that_of_the_calendar() -> None:
    told = {1583: (4, 10), 1961: (4, 2), 2000: (4, 23), 2038: (4, 25), 2285: (3, 22)}
    for year, (month, number) in told.items():
        assert easter(year) == date(year, month, number)
    assert easter(1200) is None
    assert easter(99_999) is None


def test_every_holiday_of_the_table_has_a_day() -> None:
    for pattern, _ in forms().holidays:
        name = pattern.pattern.split("|")[0].split("(?")[0].replace("'?", "'")
        if pattern.fullmatch(name):
            assert holiday(name, 2024)
