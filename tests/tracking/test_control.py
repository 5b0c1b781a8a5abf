"""Who holds which place, day by day, and on what ground."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from marsad.model import When
from marsad.stage import run_stages
from marsad.tracking import TRACK, control_rows, track


def rows(front, place="Kalim"):
    tracked = run_stages((TRACK,), front.picture())
    return [r for r in tracked.control if r.place.mention == place]


def on(front, day, place="Kalim"):
    """(holder, basis) on that day of May."""
    moment = date(2031, 5, day)
    found = [r for r in rows(front, place) if r.start <= moment <= r.end]
    assert len(found) <= 1
    return (found[0].holder, found[0].basis) if found else None


def test_a_taking_changes_hands_and_is_carried_forward(front):
    front.told("armed_clash", "Borun", 2, who="Front", to="army")
    taken = front.told("territory_taken", "Kalim", 5, who="Front", to="army")
    assert on(front, 4) == ("government", "assessed")
    assert on(front, 5) == ("River Front", "assessed")
    assert on(front, 20) == ("River Front", "assessed")
    assert rows(front)[-1].evidence == (taken.id,)


def test_only_the_holder_s_own_word_is_a_claim(front):
    front.told("territory_taken", "Kalim", 5, who="Front", to="army", by="Front")
    assert on(front, 5) == ("River Front", "claimed")
    front.told("territory_taken", "Kalim", 5, who="Front", to="army", by="Watch")
    assert on(front, 5) == ("River Front", "assessed")


def test_a_denial_of_the_same_day_makes_it_contested_for_that_day(front):
    front.told("territory_taken", "Kalim", 5, who="Front", to="army")
    front.told("control", "Kalim", 5, who="Front", by="army", status="denied")
    assert on(front, 5) == ("contested", "contested")
    assert on(front, 6) == ("River Front", "assessed")


def test_forces_inside_before_the_taking_make_it_contested(front):
    front.told("advance", "Kalim", 4, who="Front", to="army", quote="entered Kalim")
    front.told("territory_taken", "Kalim", 6, who="Front", to="army")
    assert on(front, 4) == ("contested", "contested")
    assert on(front, 5) == ("government", "assessed")


def test_forces_at_the_edge_do_not(front):
    front.told("armed_clash", "Borun", 2, who="Front", to="army")
    quote = "Front advance to within ten kilometres of Kalim"
    front.told("advance", "Kalim", 4, who="Front", to="army", quote=quote)
    front.told("territory_taken", "Kalim", 6, who="Front", to="army")
    assert on(front, 4) == ("government", "assessed")


def test_a_part_taken_is_contested_until_more_is_told(front, part):
    front.told("territory_taken", "Kalim", 4, who="Front", to="army", figure=part)
    assert on(front, 4) == on(front, 6) == ("contested", "contested")
    front.told("territory_taken", "Kalim", 7, who="Front", to="army")
    assert on(front, 7) == ("River Front", "assessed")


def test_towns_counted_in_a_province_are_not_the_province(front, several):
    place = "several towns of Kalim province"
    front.told("territory_taken", place, 4, who="Front", figure=several)
    assert run_stages((TRACK,), front.picture()).control == ()


def test_a_province_held_is_its_capital_where_nothing_else_is_told(front):
    front.told("shelling", "Kalim", 3, who="army")
    front.told("control", "Kalim province", 5, who="Front", status="ongoing")
    assert on(front, 5) == ("River Front", "assessed")
    front.told("territory_taken", "Kalim", 4, who="army", to="Front")
    assert on(front, 5) == ("government", "assessed")


def test_a_place_left_is_whose_who_came_in(front):
    front.told("armed_clash", "Borun", 2, who="Front", to="army")
    front.told("withdrawal", "Kalim", 5, who="army")
    front.told("advance", "Kalim", 5, who="Front", quote="Front advance in Kalim")
    assert on(front, 4) == ("government", "assessed")
    assert on(front, 5)[0] == "River Front"


def test_rebels_without_a_name_are_who_took_the_place(front):
    front.told("territory_taken", "Kalim", 5, who="rebels", to="army")
    front.told("territory_taken", "Kalim", 5, who="Front", to="army")
    assert on(front, 5) == ("River Front", "assessed")


def test_his_fighters_are_the_speaker_s(front):
    front.told("control", "Kalim", 5, who="his fighters", by="commander")
    assert on(front, 5) == ("River Front", "claimed")


def test_what_is_planned_or_only_possible_changes_nothing(front):
    front.told("territory_taken", "Kalim", 3, who="army", to="Front")
    front.told("territory_taken", "Kalim", 5, who="Front", status="possible")
    front.told("advance", "Kalim", 5, who="Front", status="planned")
    assert on(front, 6) == ("government", "assessed")


def test_rows_name_their_evidence_by_reference(front):
    front.told("territory_taken", "Kalim", 5, who="Front", to="army")
    tracked = run_stages((TRACK,), front.picture())
    last = control_rows(tracked)[-1]
    assert last["evidence"] == ["d1#c1"]
    assert (last["place"], last["from"], last["to"]) == (
        "Kalim",
        "2031-05-05",
        "2031-05-20",
    )


def test_nothing_told_of_control_gives_no_rows(front):
    front.told("shelling", "Kalim", 5, who="army")
    assert run_stages((TRACK,), front.picture()).control == ()


def test_who_left_holds_no_longer_where_no_heir_is_told(front):
    front.told("territory_taken", "Kalim", 3, who="Front", to="army")
    front.told("withdrawal", "Kalim", 8, who="Front")
    assert on(front, 7) == ("River Front", "assessed")
    assert on(front, 8) is None
    assert on(front, 15) is None
    front.told("territory_taken", "Kalim", 12, who="army")
    assert on(front, 11) is None
    assert on(front, 15) == ("government", "assessed")


def test_who_left_a_part_still_holds(front):
    front.told("territory_taken", "Kalim", 3, who="Front", to="army")
    quote = "Front withdrawal from several quarters of Kalim"
    front.told("withdrawal", "Kalim", 8, who="Front", quote=quote)
    assert on(front, 9) == ("River Front", "assessed")


def test_residents_take_nothing_and_get_no_taker_guessed(front):
    front.told("territory_taken", "Borun", 3, who="Front", to="army")
    front.told("control", "Kalim", 3, who="army")
    front.told("territory_taken", "Kalim", 5, who="residents")
    assert on(front, 6) == ("government", "assessed")


def test_whom_residents_drove_out_holds_no_longer(front):
    front.told("control", "Kalim", 3, who="army")
    front.told("territory_taken", "Kalim", 5, who="residents", to="army")
    assert on(front, 4) == ("government", "assessed")
    assert on(front, 6) is None


def test_a_row_says_when_it_was_told_last_and_an_inferred_one_that_nobody_did(front):
    front.told("control", "Borun", 2, who="army", out=9)
    front.told("territory_taken", "Kalim", 5, who="Front", to="army", out=9)
    before, after = rows(front)
    assert (before.holder, before.told) == ("government", None)
    assert before.note == "told to have lost it later"
    assert (after.start.day, after.end.day, after.told.day, after.note) == (5, 9, 5, "")


def test_who_holds_a_province_holds_its_city_only_by_saying_so(front):
    front.told("control", "Kalim province", 5, who="Front", out=9)
    front.told("air_strike", "Kalim", 6, who="army", out=9)
    rows = [r for r in track(front.picture()).control if r.told]
    assert [(r.place.mention, r.holder) for r in rows] == [("Kalim", "River Front")]
    assert rows[0].note == "told of the province, not of the city"


def test_a_row_says_where_only_places_in_it_were_told_to_be_taken(front, several):
    front.told("territory_taken", "Kalim", 5, who="Front", figure=several, out=9)
    assert rows(front)[-1].note == "told of places in it"


def test_history_is_not_carried_from_day_to_day(front):
    claim = front.told("control", "Kalim", 5, who="army", out=9)
    old = replace(claim, id="c-old", when=When(date(2001, 1, 1), date(2001, 1, 1)))
    front.claims[old.id] = old
    rows = track(front.picture()).control
    assert min(r.start for r in rows) == date(2031, 5, 5)


def test_a_claim_of_a_day_far_ahead_does_not_stretch_the_ledger(front):
    claim = front.told("control", "Kalim", 5, who="army", out=9)
    far = replace(claim, id="c-far", when=When(date(2190, 1, 1), date(2190, 1, 1)))
    front.claims[far.id] = far
    assert max(r.end for r in track(front.picture()).control) == date(2031, 5, 9)


def test_who_withdraws_to_a_place_still_holds_it(front):
    front.told("control", "Borun", 4, who="army")
    front.told("withdrawal", "Borun", 5, who="army", quote="They withdrawal to Borun")
    assert on(front, 6, "Borun") == ("government", "assessed")


def test_the_end_of_a_road_is_held_by_nobody_for_it(front):
    told = "They control the road between Tesh and Kalim"
    front.told("control", "Kalim", 5, who="Front", quote=told)
    assert on(front, 5) is None


def test_a_holder_is_carried_on_to_the_last_report_of_anything(front):
    front.told("territory_taken", "Kalim", 5, who="Front", to="army", out=6)
    front.told("statement", "Kalim", 24, who="army", out=25)
    assert on(front, 25) == ("River Front", "assessed")


def test_nobody_takes_a_place_from_himself(front):
    front.told("territory_taken", "Borun", 3, who="Front", to="army")
    front.told("territory_taken", "Kalim", 5, who="army", to="general", by="army")
    assert on(front, 5) == ("government", "claimed")


def test_who_loses_a_place_is_not_made_its_taker(front):
    front.told("territory_taken", "Borun", 3, who="Front", to="army")
    front.told("territory_taken", "Kalim", 5, who="rebels", to="Front")
    assert on(front, 5) != ("River Front", "assessed")
