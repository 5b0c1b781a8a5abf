"""Each number leads to the sentence that has it, and no number is made up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from marsad.model import Figure, Status, Toll, What
from marsad.telling import Brief, Line, Question, build_brief

from .conftest import MONITOR, killed

DAY = date(2031, 5, 12)
EVE = date(2031, 5, 11)


def brief_of(world) -> Brief:
    return build_brief(world.picture(), Question(DAY, DAY, world.as_of))


def first(brief: Brief, key: str) -> Line:
    return next(s for s in brief.sections if s.key == key).lines[0]


def sentence(brief: Brief, number: int) -> str:
    return next(r.quote for r in brief.references if r.number == number)


def strike(world, words: str, figure: Figure, **more):
    return world.claim(words, "shelling", figures=(figure,), speakers=MONITOR, **more)


def toll(low, high, low_claim, high_claim, who="people") -> Toll:
    return Toll(What.KILLED, who, low, high, low_claim.id, high_claim.id, DAY, ())


def tolls(line: Line) -> list[str]:
    return [s.text for s in line.statements if s.text.startswith("Killed")]


def test_a_bound_that_is_not_of_these_days_is_not_told(world):
    old = strike(world, "At least 9 died.", killed(9), published=EVE, when=(EVE, EVE))
    now = strike(world, "Shells killed 27.", killed(27))
    world.incident("x", old, now, type="strike", tolls=(toll(9, 27, old, now),))
    assert tolls(first(brief_of(world), "fighting")) == ["Killed: 27"]


def test_a_range_of_words_is_told_in_words(world):
    dozens = strike(world, "Dozens died.", Figure(What.KILLED, "", 24, 99, "Dozens"))
    four = strike(world, "Shells killed four.", killed(4))
    world.incident("x", dozens, four, type="strike", tolls=(toll(4, 99, four, dozens),))
    assert tolls(first(brief_of(world), "fighting")) == ["Killed: 4 to “dozens”"]


def test_two_of_them_is_no_group_of_victims(world):
    two = strike(world, "Two of them died later.", killed(2, "two of them"))
    tolled = toll(2, 2, two, two, "two of them")
    world.incident("x", two, type="strike", tolls=(tolled,))
    assert not tolls(first(brief_of(world), "fighting"))


def test_the_head_gives_the_widest_toll_of_its_origin(world):
    part = strike(world, "Five children died at Tarvin.", killed(5, "children"))
    whole = strike(world, "The raid killed 19 civilians.", killed(19, "civilians"))
    world.incident("x", part, whole, type="strike")
    head = first(brief_of(world), "civilians").head
    assert head == "Shelling by northern fighters, 19 civilians killed"


def test_a_grade_says_when_it_is_not_of_all_the_numbers(world):
    one = world.claim("31 died.", "casualties", speakers=MONITOR)
    other = world.claim("33 died.", "casualties", speakers=MONITOR)
    made = world.count((one, DAY, 31, 31), (other, DAY, 33, 33))
    world.series[:] = [replace(made, claims=(one.id,))]
    assert first(brief_of(world), "tolls").reason == (
        "1 origin (the Halden Monitor) in 2 documents; numbers told beside another "
        "count are not graded here"
    )


def test_a_number_word_takes_its_of_in_a_head(world):
    figure = Figure(What.KILLED, "fighters", 24, 99, "Dozens")
    world.incident("x", strike(world, "Dozens of fighters died.", figure))
    assert first(brief_of(world), "fighting").head.endswith("dozens of fighters killed")


def test_each_number_of_a_count_is_cited_though_it_is_of_one_document(world):
    low = world.claim("At least 69 died.", "casualties", speakers=MONITOR)
    high = world.claim("Over 370 died.", "casualties", speakers=MONITOR)
    high = replace(high, document_id=low.document_id)
    world.claims[high.id] = high
    world.count((low, DAY, 69, None), (high, DAY, 370, None))
    brief = brief_of(world)
    (said,) = first(brief, "tolls").statements
    assert [sentence(brief, n) for n in said.refs] == [
        "At least 69 died.",
        "Over 370 died.",
    ]


def test_places_held_at_a_moment_are_no_part_of_those_taken(world):
    town = Figure(What.PLACES_TAKEN, "towns", 12, 12, "12")
    took = world.claim("They took 12 towns.", figures=(town,), speakers=MONITOR)
    held = replace(town, low=50, high=50, text="50")
    other = [("the Bureau", MONITOR[0][1])]
    hold = world.claim(
        "They hold 50 towns.", "control", figures=(held,), speakers=other
    )
    made = world.count((took, DAY, 12, 12), (hold, DAY, 50, 50))
    points = (made.points[0], replace(made.points[1], scope="held"))
    world.series[-1] = replace(made, what=What.PLACES_TAKEN, points=points)
    heads = [line.head for s in brief_of(world).sections for line in s.lines]
    assert "Places taken: 12 to 50" in heads


@pytest.mark.parametrize(
    ("ranges", "head"),
    [
        ([(2000, 9999, "thousands"), (20000, 99999, "tens of thousands")], None),
        ([(20000, 99999, "tens of thousands"), (31, 31, "31")], "Killed, all: 31"),
        ([(60, 80, "60 to 80"), (70, 70, "70")], "Killed, all: 60 to 80"),
    ],
)
def test_the_ends_of_words_are_never_printed_as_numbers(world, ranges, head):
    points = []
    for n, (low, high, words) in enumerate(ranges):
        figures = (Figure(What.KILLED, "", low, high, words),)
        speakers = [(f"Voice {n}", MONITOR[0][1])]
        claim = world.claim(
            f"{words} died.", "casualties", figures=figures, speakers=speakers
        )
        points.append((claim, DAY, low, high))
    world.count(*points)
    told = first(brief_of(world), "tolls").head
    assert told == (head or "Killed, all: “thousands” to “tens of thousands”")


@pytest.mark.parametrize(
    ("kind", "anchor", "head"),
    [
        ("arrest", "freed", "Arrest or release of inmates by clans: “freed”"),
        ("aid", "suspended", "Aid by clans: “suspended”"),
    ],
)
def test_a_kind_of_two_ways_is_headed_by_the_words(world, kind, anchor, head):
    claim = world.claim(
        f"They {anchor} it.", kind, anchor=anchor, doer="clans", target="inmates"
    )
    world.incident("x", claim, type="act")
    section = "people" if kind == "aid" else "civilians"
    assert first(brief_of(world), section).head == head


def test_a_denial_of_who_did_it_keeps_the_doer_in_its_head(world):
    claim = world.claim(
        "Not the clans took it.", speakers=MONITOR, status=Status.DENIED, doer="clans"
    )
    world.incident("x", claim, grade="contested")
    brief = brief_of(world)
    assert first(brief, "fighting").head == "Not so: Territory taken by clans"
    assert first(brief, "disputed").head.endswith("Territory taken by clans")
