from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.reading.figures import find_counts
from marsad.reading.numbers import numbers
from marsad.reading.segment import sentences
from marsad.reading.words import words

Bounds = tuple[int | None, int | None]


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("at least 12 men", (12, None)),
        ("more than 240 men", (241, None)),
        ("no fewer than 24 men", (24, None)),
        ("up to 30 men", (None, 30)),
        ("fewer than 10,000 men", (None, 9999)),
        ("the dead exceeded 100", (101, None)),
        ("a brigade of 16", (16, 16)),
        ("dozens of men", (24, 99)),
        ("scores of men", (40, 99)),
        ("hundreds of men", (200, 999)),
        ("thousands of men", (2000, 9999)),
        ("tens of thousands of men", (20000, 99999)),
        ("a dozen men", (12, 12)),
        ("two dozen men", (24, 24)),
        ("between 25 and 45 men", (25, 45)),
        ("25 to 45 men", (25, 45)),
        ("twenty-five men", (25, 25)),
        ("two hundred and five men", (205, 205)),
        ("12,000 men", (12000, 12000)),
        ("100 000 men", (100000, 100000)),
        ("3.5 million people", (3500000, 3500000)),
        ("several men", (None, None)),
        ("they were dozens", (24, 99)),
    ],
)
def test_bounds(text: str, bounds: Bounds) -> None:
    found = list(numbers(words(text)))
    assert [(n.low, n.high) for n in found] == [bounds]


@pytest.mark.parametrize("text", ["about 40 men", "nearly 40 men", "some 40 men"])
def test_approximate(text: str) -> None:
    (found,) = numbers(words(text))
    assert (found.low, found.high, found.approx) == (40, 40, True)


@pytest.mark.parametrize(
    "text",
    [
        "in 2019 they came",
        "on 27 November they came",
        "on November 27 they came",
        "5 kilometres away",
        "a 10-year-old boy",
        "$500 was paid",
        "40 percent of it",
        "Omar Hadid, 54, spoke",
        "a girl of 16 and others",
        "the MiG-29 fell",
        "at 7:45 they came",
    ],
)
def test_no_count(text: str) -> None:
    assert list(numbers(words(text))) == []


@given(st.integers(min_value=0, max_value=10**9 - 1))
def test_any_whole_number_is_read_back(value: int) -> None:
    found = list(numbers(words(f"killed {value:,} people")))
    assert [(n.low, n.high) for n in found] == [(value, value)]


def told(text: str) -> list[tuple[str, str, int | None, int | None]]:
    (sentence,) = sentences(text)
    counts = find_counts(text, sentence)
    figures = [c.figure for c in counts]
    return [(f.what.value, f.who, f.low, f.high) for f in figures]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        (
            "The blast killed 12 people and wounded 30.",
            [("killed", "people", 12, 12), ("wounded", "people", 30, 30)],
        ),
        (
            "Four civilians were killed, two of them students.",
            [("killed", "civilians", 4, 4), ("killed", "students", 2, 2)],
        ),
        (
            "It killed 43 Palestinians, including 13 children.",
            [("killed", "Palestinians", 43, 43), ("killed", "children", 13, 13)],
        ),
        (
            "Ten fighters and five soldiers were killed.",
            [("killed", "fighters", 10, 10), ("killed", "soldiers", 5, 5)],
        ),
        ("A soldier was killed.", [("killed", "soldier", 1, 1)]),
        (
            "More than 14,000 people were displaced.",
            [("displaced", "people", 14001, None)],
        ),
        ("Police arrested 30 men.", [("detained", "men", 30, 30)]),
        (
            "The army destroyed two tanks.",
            [("equipment_lost", "tanks", 2, 2)],
        ),
        ("They fired 160 rockets.", [("strikes", "rockets", 160, 160)]),
        ("They captured 56 villages.", [("places_taken", "villages", 56, 56)]),
        ("It sent 2,000 more troops.", [("forces", "troops", 2000, 2000)]),
        (
            "The dead number 132: 65 fighters, 18 allies and 49 soldiers.",
            [
                ("killed", "people", 132, 132),
                ("killed", "fighters", 65, 65),
                ("killed", "allies", 18, 18),
                ("killed", "soldiers", 49, 49),
            ],
        ),
        (
            "It killed 12 civilians, four of them children, and injured 46.",
            [
                ("killed", "civilians", 12, 12),
                ("killed", "children", 4, 4),
                ("wounded", "people", 46, 46),
            ],
        ),
        (
            "Shelling touched 50 communities and killed at least ten civilians.",
            [("other", "communities", 50, 50), ("killed", "civilians", 10, None)],
        ),
        ("It killed a family of five.", [("killed", "people", 5, 5)]),
        ("There were no casualties.", []),
        ("A 12-year-old boy was killed.", []),
        ("Under Resolution 2254 the M5 was closed to F-16 jets.", []),
        ("The 107mm rockets hit Brigade 46 in 2016.", []),
        ("Three of the four soldiers died.", [("killed", "soldiers", 3, 3)]),
        ("They shot down a jet.", [("equipment_lost", "jet", 1, 1)]),
        ("They destroyed a tank there.", [("equipment_lost", "tank", 1, 1)]),
        (
            "One strike destroyed two heavy guns, a tactical vehicle and a mortar.",
            [
                ("strikes", "strike", 1, 1),
                ("equipment_lost", "heavy guns", 2, 2),
                ("equipment_lost", "tactical vehicle", 1, 1),
                ("equipment_lost", "mortar", 1, 1),
            ],
        ),
        ("They downed 25 of 30 drones.", [("equipment_lost", "drones", 25, 25)]),
        (
            "They hold nine of the city's ten districts.",
            [("places_taken", "districts", 9, 9)],
        ),
        (
            "It killed 24 people, including 10 children & 6 women.",
            [
                ("killed", "people", 24, 24),
                ("killed", "children", 10, 10),
                ("killed", "women", 6, 6),
            ],
        ),
        ("The Front executes a hostage.", [("killed", "hostage", 1, 1)]),
        ("No one was hurt.", []),
        ("Two soldiers reported killed.", [("killed", "soldiers", 2, 2)]),
        ("Ten men said to have been killed.", [("killed", "men", 10, 10)]),
        ("Most of the 200,000 residents have left.", []),
        (
            "It killed nine civilians, two security sources said.",
            [("killed", "civilians", 9, 9)],
        ),
        ("Of these 41 were shot down.", []),
        (
            "Strikes destroyed two rebel-held buildings and an excavator.",
            [
                ("other", "rebel-held buildings", 2, 2),
                ("equipment_lost", "excavator", 1, 1),
            ],
        ),
    ],
)
def test_what_and_who(
    text: str, figures: list[tuple[str, str, int | None, int | None]]
) -> None:
    assert told(text) == figures


def test_text_is_as_written() -> None:
    text = "Shelling killed at least 12 people."
    (sentence,) = sentences(text)
    (count,) = find_counts(text, sentence)
    assert count.figure.text == "at least 12"


def test_a_number_in_quotation_marks_counts_what_follows_them() -> None:
    text = "“At least 400” of the militants had been killed, he claimed."
    (sentence,) = sentences(text)
    (count,) = find_counts(text, sentence)
    assert (count.figure.who, count.figure.low) == ("the militants", 400)
