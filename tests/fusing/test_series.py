"""Series, their points, and tolls as ranges."""

from __future__ import annotations

from marsad.fusing import fuse, groups_row
from marsad.model import What
from tests.fusing.conftest import series, toll


def test_tolls_of_the_theatre_are_one_series_by_scope(story):
    for day in (4, 5, 6):
        story.told(
            "casualties",
            by="Watch",
            at="Norland",
            on=(1, day),
            figures={"killed people": day * 10, "killed civilians": day},
        )
    assert len(fuse(story.picture()).series) == 1
    assert len(series(story).points) == 3


def test_a_tally_of_several_scopes_is_a_point_of_each(story):
    story.told(
        "casualties",
        by="Watch",
        at="Norland",
        on=(1, 5),
        figures={"killed people": 30, "killed civilians": 8},
    )
    story.told(
        "casualties",
        by="Watch",
        at="Norland",
        on=(1, 4),
        figures={"killed civilians": 5},
    )
    civilians = series(story, "civilians")
    assert [p.low for p in civilians.points] == [5, 8]
    assert len(civilians.claims) == 1
    row = next(r for r in groups_row(fuse(story.picture()))["series"] if r["also"])
    assert row["also"][0]["low"] == 8


def test_the_later_word_of_an_origin_replaces_its_earlier_one(story):
    for day, low in ((4, 10), (5, 25)):
        story.told(
            "casualties",
            by="Watch",
            at="Norland",
            on=(1, day),
            figures={"killed people": low},
        )
    found = toll(story)
    assert (found.low, found.high, found.low_claim) == (25, 25, "c-002")
    assert found.as_of.day == 5


def test_two_origins_make_a_range_with_a_claim_behind_each_bound(story):
    for by, low in (("Watch", 20), ("army", 50)):
        story.told(
            "casualties", by=by, at="Norland", on=(1, 5), figures={"killed people": low}
        )
    found = toll(story)
    assert (found.low, found.high) == (20, 50)
    assert (found.low_claim, found.high_claim) == ("c-001", "c-002")


def test_at_least_leaves_the_range_open_only_at_its_top(story):
    for by, bounds in (("Watch", (40, None)), ("army", 60)):
        story.told(
            "casualties",
            by=by,
            at="Norland",
            on=(1, 5),
            figures={"killed people": bounds},
        )
    assert (toll(story).low, toll(story).high) == (40, 60)
    story.told(
        "casualties",
        by="Red Cross",
        at="Norland",
        on=(1, 5),
        figures={"killed people": (90, None)},
    )
    assert (toll(story).low, toll(story).high) == (40, None)


def test_a_count_of_one_day_is_no_bound_of_the_whole(story):
    story.told(
        "casualties", by="Watch", at="Norland", on=(1, 6), figures={"killed people": 90}
    )
    story.told(
        "casualties", by="army", at="Norland", on=(6, 6), figures={"killed people": 2}
    )
    assert toll(story).low == 90


def test_what_might_be_is_no_bound(story):
    story.told(
        "displacement",
        by="Watch",
        at="Norland",
        on=(1, 6),
        figures={"displaced people": 90},
    )
    story.told(
        "displacement",
        by="Watch",
        at="Norland",
        on=(1, 6),
        status="possible",
        figures={"displaced people": 900},
    )
    found = series(story, what=What.DISPLACED)
    assert [t.high for t in found.tolls] == [90]


def test_a_town_s_toll_that_repeats_the_theatre_s_is_the_theatre_s(story):
    for at in ("Norland", "Kalim"):
        story.told(
            "casualties", by="Watch", at=at, on=(1, 4), figures={"killed people": 241}
        )
    assert len(series(story).claims) == 2


def test_places_taken_are_counted_by_who_took_them(story):
    story.told(
        "territory_taken",
        who="Front",
        at="Norland",
        on=4,
        figures={"places_taken x": 7},
    )
    found = series(story, "River Front", What.PLACES_TAKEN)
    assert found.title == "Places taken, Norland: River Front"


def test_what_might_be_is_a_claim_of_the_series_and_no_number(story):
    story.told(
        "displacement",
        by="Watch",
        at="Norland",
        on=(1, 6),
        figures={"displaced people": 90},
    )
    feared = story.told(
        "displacement",
        by="Watch",
        at="Norland",
        on=(1, 6),
        status="possible",
        figures={"displaced people": 900},
    )
    found = series(story, what=What.DISPLACED)
    assert {p.claim: p.low for p in found.points} == {"c-001": 90, feared.id: None}


def test_a_share_by_doer_is_no_toll_of_all(story):
    story.told(
        "casualties",
        by="Watch",
        at="Norland",
        on=(1, 6),
        to="civilians",
        outlet="A",
        figures={"killed civilians": 149},
    )
    story.told(
        "casualties",
        by="Watch",
        at="Norland",
        on=(1, 6),
        who="League",
        to="civilians",
        outlet="A",
        text="The League killed 27 civilians",
        figures={"killed League": 27, "killed unknown hands": 4},
    )
    found = series(story, "civilians")
    assert len(found.claims) == 2
    assert [(t.who, t.low, t.high) for t in found.tolls] == [("civilians", 149, 149)]


def test_the_part_a_document_counts_in_a_smaller_place_is_not_the_whole(story):
    for low in (370, 60):
        story.told(
            "displacement",
            by="Red Cross",
            at="Norland",
            on=(1, 6),
            outlet="A",
            figures={"displaced people": low},
        )
    found = series(story, what=What.DISPLACED)
    assert [(t.low, t.high) for t in found.tolls] == [(370, 370)]


def test_families_are_a_count_of_their_own(story):
    for who in ("people", "displaced families"):
        story.told(
            "displacement",
            by="Watch",
            at="Norland",
            on=(1, 6),
            figures={f"displaced {who}": 20},
        )
    assert series(story, "families", What.DISPLACED).points[0].low == 20
    assert len(series(story, "all", What.DISPLACED).points) == 1


def test_places_held_are_not_places_taken(story):
    for kind, low in (("territory_taken", 7), ("control", 70)):
        story.told(
            kind,
            who="Front",
            by="Watch",
            at="Norland",
            on=4,
            figures={"places_taken towns": low},
        )
    found = series(story, "River Front", What.PLACES_TAKEN)
    assert {(t.who, t.low, t.high) for t in found.tolls} == {
        ("all", 7, 7),
        ("held", 70, 70),
    }


def test_a_word_has_no_upper_end(story):
    for by, bounds in (("Watch", 2000), ("army", (20000, 99999))):
        story.told(
            "displacement",
            by=by,
            at="Norland",
            on=(1, 6),
            figures={"displaced people": bounds},
        )
    found = series(story, what=What.DISPLACED)
    assert [(t.low, t.high) for t in found.tolls] == [(2000, None)]


def test_soldiers_are_a_part_of_their_side(story):
    story.told(
        "casualties",
        by="Watch",
        at="Norland",
        on=(1, 6),
        figures={"killed combatants": 218, "killed rebels": 114, "killed soldiers": 21},
    )
    story.told(
        "casualties",
        by="Red Cross",
        at="Norland",
        on=(1, 6),
        figures={"killed combatants": 218, "killed government forces": 82},
    )
    tolls = {t.who: (t.low, t.high) for t in series(story, "fighters").tolls}
    assert tolls == {"fighters": (218, 218)}
    found = fuse(story.picture()).series
    assert [s.who for s in found] == ["fighters"]


def test_fighters_fewer_than_the_two_sides_together_are_of_one_side(story):
    story.told(
        "casualties",
        by="Watch",
        at="Norland",
        on=(1, 6),
        to="rebel ranks",
        figures={
            "killed fighters": 129,
            "killed insurgents": 109,
            "killed government forces": 82,
        },
    )
    [tally] = fuse(story.picture()).series
    assert [p.low for p in tally.points] == [None]


def test_a_word_sets_no_bound_beside_a_number_and_stands_for_itself_alone(story):
    story.told(
        "air_strike", by="Watch", at="Kalim", on=5, figures={"wounded people": (24, 99)}
    )
    [tally] = fuse(story.picture()).incidents[0].tolls
    assert (tally.low, tally.high) == (24, 99)
    story.told(
        "air_strike", by="army", at="Kalim", on=5, figures={"wounded people": 125}
    )
    [tally] = fuse(story.picture()).incidents[0].tolls
    assert (tally.low, tally.high, tally.low_claim) == (125, 125, "c-002")


def test_the_widest_toll_comes_first(story):
    for figures in (
        {"killed children": 5, "killed women": 3},
        {"killed civilians": 19},
    ):
        story.told("air_strike", by="Watch", at="Kalim", on=5, figures=figures)
    [incident] = fuse(story.picture()).incidents
    assert [t.who for t in incident.tolls] == ["civilians", "children", "women"]


def test_who_fled_in_a_province_is_a_part_of_who_fled_in_the_country(story):
    for by, at, low in (("Watch", "Norland", 370), ("army", "Kalim province", 60)):
        story.told(
            "displacement",
            by=by,
            at=at,
            on=(1, 6),
            figures={"displaced people": low},
        )
    found = series(story, what=What.DISPLACED)
    assert [(t.who, t.low, t.high) for t in found.tolls] == [
        ("all", 370, 370),
        ("Kalim province", 60, 60),
    ]


def test_strikes_of_several_states_are_no_ones_alone(story):
    for who, number in (("Nordian warplanes", 9), ("Nordian and Ruvian warplanes", 63)):
        story.told("air_strike", who=who, at="Norland", figures={"strikes": number})
    story.told(
        "air_strike",
        who="the Ruvian and Nordian air forces",
        at="Norland",
        figures={"strikes": 70},
    )
    found = {s.who: [p.low for p in s.points] for s in fuse(story.picture()).series}
    assert found == {"Nordian warplanes": [9], "Nordian and Ruvian": [63, 70]}
