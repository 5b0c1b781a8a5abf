"""What counts over days and over the whole theatre, and what of one day and place."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from marsad.fusing import fuse, possible_days
from marsad.model import What, When
from tests.fusing.conftest import series, toll


def test_what_comes_on_top_of_a_count_is_no_total(story):
    for low, words in ((56, "56"), (12, "another 12"), (14, "14 more")):
        made = story.told(
            "territory_taken",
            by="Watch",
            who="Front",
            at="Kalim province",
            on=(1, 5),
            figures={"places_taken villages": low},
        )
        [figure] = made.figures
        story.claims[-1] = replace(made, figures=(replace(figure, text=words),))
    [taken] = (s for s in fuse(story.picture()).series if s.what is What.PLACES_TAKEN)
    assert {p.low: p.scope for p in taken.points} == {
        56: "all",
        12: "further",
        14: "further",
    }


@pytest.mark.parametrize("since", ["since the offensive began on Monday", "on Monday"])
def test_a_toll_since_the_offensive_began_is_no_town_s(story, since):
    story.told(
        "casualties",
        by="Watch",
        at="Kalim",
        on=(1, 4),
        figures={"killed people": (277, None)},
        text=f"Watch counts 277 or more killed {since}",
    )
    assert bool(fuse(story.picture()).series) is ("offensive" in since)


def test_a_total_told_with_the_fall_of_a_town_is_no_toll_of_the_town(story):
    story.told(
        "casualties", by="Watch", at="Norland", on=(1, 4), figures={"killed people": 90}
    )
    fall = story.told(
        "territory_taken",
        by="Watch",
        who="Front",
        at="Kalim",
        on=5,
        figures={"killed people": 120},
        text="The Front took Kalim, and the toll rose to 120",
    )
    fused = fuse(story.picture())
    [home] = (i for i in fused.incidents if fall.id in i.claims)
    assert not home.tolls
    assert toll(story).low == 120


def test_a_day_s_count_no_less_than_the_whole_runs_as_long(story):
    for on in ((1, 4), 4):
        story.told(
            "casualties",
            by="Watch",
            at="Norland",
            on=on,
            figures={"killed fighters": 218},
        )
    assert {p.since.day for p in series(story, "fighters").points} == {1}


def test_one_death_is_no_running_count(story):
    story.told(
        "attack_on_civilians",
        by="Watch",
        at="Norland",
        on=(1, 4),
        figures={"killed Ana Oru": 1},
    )
    assert not fuse(story.picture()).series


def test_a_few_places_that_are_named_are_no_series(story):
    story.told(
        "territory_taken",
        by="Watch",
        who="Front",
        at=["Borun", "Tesh"],
        on=4,
        figures={"places_taken towns": 2},
    )
    [incident] = fuse(story.picture()).incidents
    assert incident.type == "place"


def test_the_first_since_a_year_did_not_begin_in_that_year(story):
    raid = story.told(
        "air_strike", at="Kalim", on=5, text="The first raid on Kalim since 2016"
    )
    raid = replace(raid, when=When(date(2016, 1, 1), date(2031, 5, 5)))
    found = possible_days([raid], story.documents)[raid.id]
    assert (found.when.start, found.when.end) == (None, date(2031, 5, 5))
    assert "not from 2016-01-01" in found.reasons[-1]


def test_villages_are_not_killed(story):
    story.told(
        "casualties",
        by="Watch",
        at="Norland",
        on=(1, 4),
        figures={"killed communities": 50, "killed civilians": 10},
    )
    tolls = [t for s in fuse(story.picture()).series for t in s.tolls]
    assert [(t.who, t.low) for t in tolls] == [("civilians", 10)]
