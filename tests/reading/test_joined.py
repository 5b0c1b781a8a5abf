"""Names with "and" in them: one actor or two."""

from __future__ import annotations

import pytest

from marsad.model import Mention, Span
from marsad.reading.joined import one_by_one


@pytest.mark.parametrize(
    ("text", "marked", "made"),
    [
        ("The UN and USA met.", ["The UN and USA"], ["The UN", "USA"]),
        ("Chad and the Sudan met.", ["Chad and the Sudan"], ["Chad", "the Sudan"]),
        ("Syrian and Russian jets flew.", ["Syrian and Russian jets"], None),
        ("Turkish and Kurdish units met.", ["Turkish and Kurdish units"], None),
        ("Bosnia and Herzegovina voted.", ["Bosnia and Herzegovina"], None),
        ("Israeli troops and tanks came.", ["Israeli troops and tanks"], None),
        (
            "They hit Islamic State of Iraq and the Levant men.",
            ["Islamic State of Iraq", "the Levant men"],
            ["Islamic State of Iraq and the Levant men"],
        ),
        ("Chad and Niger met.", ["Chad", "Niger"], None),
    ],
)
def test_each_name_stands_for_itself(
    text: str, marked: list[str], made: list[str] | None
) -> None:
    given = tuple(
        Mention(m, Span(text.index(m), text.index(m) + len(m))) for m in marked
    )
    found = one_by_one(given, text)
    assert [m.text for m in found] == (made or marked)
    assert all(text[m.span.start : m.span.end] == m.text for m in found if m.span)


def test_a_name_put_for_a_pronoun_stays_as_it_is() -> None:
    given = (Mention("The UN and USA", Span(0, 4)),)
    assert one_by_one(given, "They met.") == given
