"""Time phrases to days, and `when` of claims."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.model import Span, Status, When
from marsad.resolving.times import Seen, find_times, tell
from marsad.resolving.times.infer import DocumentTimes
from tests.conftest import make_document
from tests.resolving.conftest import make_claim

FRIDAY = date(2024, 11, 29)
BEFORE = (date(2024, 11, 27), date(2024, 11, 27))

PHRASES = {
    "on Friday": ("2024-11-29", "2024-11-29"),
    "early Friday": ("2024-11-29", "2024-11-29"),
    "last Friday": ("2024-11-22", "2024-11-22"),
    "late on Wednesday": ("2024-11-27", "2024-11-27"),
    "at dawn on Sunday": ("2024-11-24", "2024-11-24"),
    "Tuesday last week": ("2024-11-19", "2024-11-19"),
    "between Wednesday and Friday": ("2024-11-27", "2024-11-29"),
    "overnight": ("2024-11-28", "2024-11-29"),
    "overnight into Friday": ("2024-11-28", "2024-11-29"),
    "yesterday": ("2024-11-28", "2024-11-28"),
    "a day earlier": ("2024-11-26", "2024-11-26"),
    "the following day": ("2024-11-28", "2024-11-28"),
    "two days later": ("2024-11-29", "2024-11-29"),
    "three days ago": ("2024-11-26", "2024-11-26"),
    "a month ago": ("2024-10-01", "2024-10-31"),
    "this week": ("2024-11-25", "2024-11-29"),
    "last week": ("2024-11-18", "2024-11-24"),
    "earlier this month": ("2024-11-01", "2024-11-29"),
    "over the weekend": ("2024-11-23", "2024-11-24"),
    "since Wednesday": ("2024-11-27", "2024-11-29"),
    "since 2016": ("2016-01-01", "2024-11-29"),
    "since late September": ("2024-09-21", "2024-11-29"),
    "until Thursday": (None, "2024-11-28"),
    "27 November": ("2024-11-27", "2024-11-27"),
    "Nov. 27": ("2024-11-27", "2024-11-27"),
    "November 27, 2020": ("2020-11-27", "2020-11-27"),
    "5 December": ("2023-12-05", "2023-12-05"),
    "between 27 and 30 November": ("2024-11-27", "2024-11-30"),
    "from 27 October to 3 November": ("2024-10-27", "2024-11-03"),
    "late November": ("2024-11-21", "2024-11-30"),
    "in October 2023": ("2023-10-01", "2023-10-31"),
    "in 2019": ("2019-01-01", "2019-12-31"),
    "the past 24 hours": ("2024-11-28", "2024-11-29"),
    "the last 70 days": ("2024-09-20", "2024-11-29"),
    "the third straight day": ("2024-11-27", "2024-11-29"),
    "for weeks": (None, "2024-11-29"),
    "in recent days": (None, "2024-11-29"),
}
NO_DATE = [
    "31 February", "2024-02-31", "0000-01-01", "year 0", "the rainy season", "Ramadan",
    "last summer", "soon", "in a day", "", " ", "x" * 10_000, "1" * 5_000,
    "99 November", "the 45th of this month", "999 months ago and more",
]  # fmt: skip


@pytest.mark.parametrize("phrase", PHRASES)
def test_phrases_mean_days(phrase: str) -> None:
    told = tell(phrase, Seen(FRIDAY, BEFORE))
    assert told is not None
    start, end = PHRASES[phrase]
    assert told.days == (
        date.fromisoformat(start) if start else None,
        date.fromisoformat(end) if end else None,
    )


@pytest.mark.parametrize("phrase", NO_DATE)
def test_what_bears_no_date_is_refused(phrase: str) -> None:
    assert tell(phrase, Seen(FRIDAY, BEFORE)) is None


def test_a_day_earlier_needs_an_event_before() -> None:
    assert tell("a day earlier", Seen(FRIDAY)) is None


def test_a_planned_weekday_is_ahead() -> None:
    told = tell("on Sunday", Seen(FRIDAY, ahead=True))
    assert told is not None
    assert told.days[0] == date(2024, 12, 1)


def test_phrases_are_found_whole_and_in_order() -> None:
    text = (
        "On Wednesday, fighters who since Nov 27 held the pass took it; between 27 and "
        "30 November, from 3 May 2020 to 4 June 2021 and by Sunday. In 2019 they may "
        "march; the 2016 deal said 2,000 men. Over the past 24 hours nothing moved."
    )
    found = find_times(text)
    assert [words for _, words in found] == [
        "Wednesday", "since Nov 27", "between 27 and 30 November",
        "from 3 May 2020 to 4 June 2021", "by Sunday", "2019", "the past 24 hours",
    ]  # fmt: skip
    assert all(text[s.start : s.end] == words for s, words in found)


words = st.sampled_from(
    [*PHRASES, *NO_DATE[:9], "and", "to", "since", "between", "the"]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(words, max_size=4).map(" ".join) | st.text(max_size=60), st.dates())
def test_any_text_gives_days_in_order_or_none(text: str, published: date) -> None:
    for phrase in [text, *(found for _, found in find_times(text))]:
        told = tell(phrase, Seen(published, (published, published)))
        if told and told.days[0] and told.days[1]:
            assert told.days[0] <= told.days[1]


TEXT = (
    "Rebels attacked the town of Rivermouth on Wednesday, killing nine people. Two "
    "bridges were blown up.\n\nThe army said on Thursday that it would strike back. "
    "The siege of Hillfort, which began on 20 November, goes on. Clashes were also "
    "reported in Lakeside."
)


def day_of(quote: str, anchor: str, **given: object) -> tuple[date | None, date | None]:
    document = make_document(TEXT, day=FRIDAY)
    claim = make_claim(document, quote, anchor, **given)  # type: ignore[arg-type]
    when = DocumentTimes(document).when(claim)
    return (when.start, when.end) if when else (None, None)


def test_the_phrase_of_the_sentence_dates_the_claim() -> None:
    quote = TEXT.split(". ", maxsplit=1)[0] + "."
    assert day_of(quote, "attacked") == BEFORE


def test_an_undated_sentence_continues_the_dated_one() -> None:
    assert day_of("Two bridges were blown up.", "blown up") == BEFORE


def test_the_day_of_saying_is_not_the_day_of_the_event() -> None:
    quote = "The army said on Thursday that it would strike back."
    assert day_of(quote, "strike back", status=Status.PLANNED) == (None, None)


def test_what_goes_on_since_a_day_runs_to_publication() -> None:
    quote = "The siege of Hillfort, which began on 20 November, goes on."
    days = day_of(quote, "siege", kind="siege", status=Status.ONGOING)
    assert days == (date(2024, 11, 20), FRIDAY)


def test_what_a_person_dated_stays() -> None:
    mine = When(date(2020, 1, 1), None)
    quote = TEXT.split(". ", maxsplit=1)[0] + "."
    document = make_document(TEXT, day=FRIDAY)
    claim = make_claim(document, quote, "attacked", when=mine)
    assert DocumentTimes(document).when(claim) is mine


def test_a_document_without_a_date_dates_nothing() -> None:
    document = make_document(TEXT, day=None)
    claim = make_claim(document, TEXT.split(". ", maxsplit=1)[0] + ".", "attacked")
    assert DocumentTimes(document).when(claim) is None


def test_undated_news_is_open_towards_the_past() -> None:
    text = "Soldiers shelled the village of Farside, residents said."
    document = make_document(text, day=FRIDAY)
    when = DocumentTimes(document).when(make_claim(document, text, "shelled"))
    assert when is not None
    assert (when.start, when.end) == (None, FRIDAY)


@pytest.mark.parametrize(
    ("text", "anchor", "end"),
    [
        ("277 were killed since the offensive started on Wednesday.", "killed", 29),
        ("Since the attack began on Wednesday, 277 were killed.", "killed", 29),
        ("The attack that began on Wednesday has killed 277.", "killed", 29),
        ("Since the attack began on Wednesday, 277 were killed.", "attack", 27),
    ],
)
@pytest.mark.parametrize("given", [None, "Wednesday"])
def test_a_count_since_an_event_runs_to_publication(
    text: str, anchor: str, end: int, given: str | None
) -> None:
    document = make_document(text, day=FRIDAY)
    at = text.index("Wednesday")
    phrase = When(None, None, text=given, span=Span(at, at + 9)) if given else None
    claim = make_claim(document, text, anchor, kind="casualties", when=phrase)
    found = DocumentTimes(document).when(claim)
    assert found is not None
    assert (found.start, found.end) == (date(2024, 11, 27), date(2024, 11, end))


@pytest.mark.parametrize(
    ("text", "anchor", "start"),
    [
        ("Rebels entered Ostrow for the first time since 2016.", "entered", None),
        ("It was the worst attack since March 2022.", "attack", None),
        ("Rebels have held Ostrow since 2016.", "held", date(2016, 1, 1)),
        ("No aid was let in since Wednesday.", "let in", date(2024, 11, 27)),
    ],
)
def test_since_after_a_measure_tells_how_long_not_when(text, anchor, start):
    document = make_document(text, day=FRIDAY)
    found = DocumentTimes(document).when(make_claim(document, text, anchor))
    assert (found.start if found else None) == start


@pytest.mark.parametrize(
    ("text", "anchor", "days"),
    [
        (
            "Rescuers reached the camp on Thursday, two days after planes bombed it.",
            "bombed",
            (26, 26),
        ),
        (
            "Rescuers reached the camp on Thursday, two days after planes bombed it.",
            "reached",
            (28, 28),
        ),
        ("Roads are shut since Wednesday, when shells fell.", "shells fell", (27, 27)),
        ("No one has fought since. On Wednesday planes bombed it.", "bombed", (27, 27)),
    ],
)
def test_the_clause_of_a_phrase_tells_what_it_dates(text, anchor, days):
    document = make_document(text, day=FRIDAY)
    start = text.index("On Wednesday") if "since. On" in text else 0
    claim = make_claim(document, text[start:], anchor, kind="air_strike")
    found = DocumentTimes(document).when(claim)
    assert found is not None
    assert (found.start, found.end) == tuple(date(2024, 11, d) for d in days)


def test_hours_later_is_the_same_day() -> None:
    told = tell("two hours later", Seen(FRIDAY, BEFORE))
    assert told is not None
    assert told.days == BEFORE


def test_planned_and_ongoing_claims_without_a_day() -> None:
    text = "The army plans to retake the town of Rivermouth, which rebels control."
    document = make_document(text, day=FRIDAY)

    def of(anchor: str, **given: object) -> When | None:
        claim = make_claim(document, text, anchor, **given)  # type: ignore[arg-type]
        return DocumentTimes(document).when(claim)

    assert of("retake", kind="territory_taken", status=Status.PLANNED) is None
    held = of("control", kind="control", status=Status.ONGOING)
    assert held is not None
    assert (held.start, held.end) == (FRIDAY, FRIDAY)
