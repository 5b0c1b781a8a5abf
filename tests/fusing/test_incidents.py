"""Incidents: what belongs to one event and what does not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from marsad.fusing import fuse, plausible
from marsad.model import Mention, Span, Speaker, Stance, When
from tests.norland import ACTORS


def homes(picture):
    fused = fuse(picture)
    return {c: n for n, g in enumerate(fused.groups) for c in g.claims}


def together(story, *claims):
    found = homes(story.picture())
    return len({found[c.id] for c in claims}) == 1


def test_the_taking_of_a_town_gathers_approach_fight_and_withdrawal(story):
    a = story.told("advance", who="Front", at="the edge of Kalim", on=3)
    b = story.told("armed_clash", who="Front", to="army", at="Kalim", on=4)
    c = story.told("territory_taken", who="Front", at="Kalim", on=5)
    d = story.told("withdrawal", who="army", at="Kalim", on=5)
    assert together(story, a, b, c, d)
    incident = fuse(story.picture()).incidents[0]
    assert incident.type == "place"
    assert incident.title == "River Front take Kalim"
    assert (incident.start.day, incident.end.day) == (3, 5)


def test_towns_apart_and_times_apart_are_incidents_apart(story):
    a = story.told("territory_taken", who="Front", at="Kalim", on=3)
    b = story.told("territory_taken", who="Front", at="Borun", on=3)
    c = story.told("territory_taken", who="Front", at="Kalim", on=12)
    assert len(set(homes(story.picture()).values())) == 3, (a, b, c)


def test_a_chain_of_days_does_not_join_two_strikes(story):
    first = story.told("shelling", at="Kalim", on=3, figures={"killed people": 2})
    between = story.told("shelling", at="Kalim", on=(3, 5))
    last = story.told("shelling", at="Kalim", on=5, figures={"killed people": 9})
    found = homes(story.picture())
    assert found[first.id] != found[last.id], between


def test_a_claim_without_a_time_fits_any(story):
    dated = story.told("shelling", at="Kalim market", on=3, to="a market")
    undated = story.told("shelling", at="Kalim market", to="a market")
    assert together(story, dated, undated)


def test_fire_without_a_toll_joins_the_fight_and_with_one_does_not(story):
    fight = story.told("armed_clash", who="army", to="Front", at="Borun", on=4)
    fire = story.told("shelling", who="army", at="Borun", on=4)
    strike = story.told(
        "shelling", who="army", at="Borun", on=4, figures={"killed civilians": 7}
    )
    assert together(story, fight, fire)
    assert not together(story, fight, strike)


def test_the_dead_of_a_strike_stay_with_it(story):
    strike = story.told("air_strike", at="Kalim market", on=4, outlet="A")
    dead = story.told(
        "casualties", at="Kalim market", on=4, outlet="A", figures={"killed people": 5}
    )
    assert together(story, strike, dead)


def test_a_denial_joins_what_it_denies(story):
    said = story.told("talks", who="Front", to="army", on=4)
    denied = story.told("demand", who="Front", to="army", on=4, status="denied")
    assert together(story, said, denied)


def test_acts_of_different_speakers_are_apart(story):
    a = story.told("demand", who="army", to="League", on=4)
    b = story.told("demand", who="Red Cross", to="League", on=4)
    assert not together(story, a, b)


def test_a_town_told_with_its_province_holds_the_loss_of_the_province(story):
    town = story.told("territory_taken", who="Front", at="Kalim", on=4)
    province = story.told("control", who="Front", at="Kalim province", on=4)
    elsewhere = story.told("control", who="Front", at="Kalim province", on=20, out=21)
    assert together(story, town, province)
    assert not together(story, town, elsewhere)


def test_fighting_in_towns_far_apart_is_one_front(story):
    a = story.told("armed_clash", who="army", at=["Kalim", "Borun"], on=4)
    b = story.told("armed_clash", who="army", at="Norland", on=5)
    c = story.told("armed_clash", who="army", at="Kalim", on=4)
    assert together(story, a, b)
    assert not together(story, a, c)
    front = next(i for i in fuse(story.picture()).incidents if a.id in i.claims)
    assert front.title == "Fighting on the front, Norland"


def test_titles_speak_no_side_s_words(story):
    story.told("air_strike", to="terrorists", at="Borun", on=4)
    assert fuse(story.picture()).incidents[0].title == "Air strike on insurgents, Borun"


@pytest.mark.parametrize("kind", ["equipment_loss", "access", "aid", "arrest"])
def test_single_events_keep_their_type(story, kind):
    story.told(kind, who="army", at="Borun", on=4)
    types = {"equipment_loss": "loss", "access": "route", "aid": "aid"}
    assert fuse(story.picture()).incidents[0].type == types.get(kind, kind)


def test_a_tie_is_a_relation_by_ordered_pair(story):
    story.told("support", status="ongoing", who="League", to="Front")
    story.told("support", status="ongoing", who="League", to="Front", out=12)
    story.told("support", status="ongoing", who="Front", to="League")
    relations = fuse(story.picture()).relations
    assert sorted(len(r.claims) for r in relations) == [1, 2]
    assert {r.tie for r in relations} == {"support"}


def test_an_empty_picture_gives_empty_groups(story):
    fused = fuse(story.picture())
    assert fused.groups == ()
    assert fused.homeless == ()


def test_a_place_in_common_does_not_join_strikes_of_different_doers(story):
    a = story.told("air_strike", who="army", at="Kalim", on=4)
    b = story.told("shelling", who="Front", at="Kalim", on=4)
    c = story.told("air_strike", who="Front", at="Kalim", on=4)
    assert not together(story, a, b)
    assert not together(story, a, c)


def test_rebels_whoever_they_are_are_no_state_s_forces(story):
    a = story.told("air_strike", who="army", to="the Front", at="Kalim", on=4)
    b = story.told("drone_strike", who="rebels", at="Kalim", on=4)
    c = story.told("drone_strike", at="Kalim", on=4)
    assert not together(story, a, b)
    assert together(story, b, c)


def test_a_strike_laid_to_two_is_one_where_the_target_is_one(story):
    a = story.told("shelling", who="army", to="a school", at="Kalim", on=4)
    b = story.told("shelling", who="Front", to="the school", at="Kalim", on=4)
    assert together(story, a, b)


def test_strikes_on_civilians_and_on_fighters_of_one_place_are_apart(story):
    a = story.told("air_strike", who="army", to="civilians", at="Kalim", on=4)
    b = story.told("air_strike", who="army", to="terrorists", at="Kalim", on=4)
    assert not together(story, a, b)


def test_a_raid_told_of_no_place_is_not_put_at_that_of_another_document(story):
    a = story.told("air_strike", who="army", at="Kalim", on=(3, 5))
    b = story.told("air_strike", who="army", on=(3, 5))
    assert not together(story, a, b)


def test_help_given_once_or_at_one_place_is_no_tie(story):
    story.told("support", who="League", to="Front", on=4)
    story.told("support", status="ongoing", who="army", to="Front", at="Kalim", on=4)
    fused = fuse(story.picture())
    assert fused.relations == ()
    assert [i.type for i in fused.incidents] == ["act", "act"]


def test_a_tie_needs_two_known_parties(story):
    story.told("support", status="ongoing", who="League", to="the country")
    story.told("support", status="ongoing", who="him", to="Front")
    assert fuse(story.picture()).relations == ()


def test_a_town_that_is_won_back_is_another_incident(story):
    taken = story.told("territory_taken", who="Front", to="army", at="Kalim", on=3)
    plan = story.told("offensive", who="army", at="Kalim", status="planned")
    back = story.told("territory_taken", who="army", to="Front", at="Kalim", on=5)
    left = story.told("withdrawal", who="Front", at="Kalim", on=5)
    assert together(story, plan, back, left)
    assert not together(story, taken, back)


def test_who_still_gains_ground_has_not_lost_the_town(story):
    taken = story.told("territory_taken", who="Front", to="army", at="Kalim", on=3)
    boast = story.told("territory_taken", who="army", to="Front", at="Kalim", on=5)
    inside = story.told("advance", who="Front", at="Kalim", on=5)
    assert together(story, taken, boast, inside)


def test_a_square_of_a_town_is_the_town_and_a_base_is_not(story):
    town = story.told("territory_taken", who="Front", at="Kalim", on=3)
    square = story.told("territory_taken", who="Front", at="Kalim market", on=3)
    base = story.told("territory_taken", who="Front", at="Kalim airbase", on=3)
    assert together(story, town, square)
    assert not together(story, town, base)


def test_who_withdraws_to_a_town_does_not_leave_it(story):
    out = story.told("withdrawal", who="army", at="Kalim", on=3, outlet="Paper")
    to = story.told(
        "withdrawal",
        who="army",
        at="Borun",
        on=3,
        outlet="Paper",
        text="A column withdrew to Borun",
    )
    story.claims[-1] = replace(to, document_id=out.document_id)
    assert together(story, out, to)


def test_the_largest_city_of_a_country_is_not_the_country(story):
    text = "Rebels entered Kalim and are inside Norland’s largest city"
    town = story.told("advance", who="Front", at="Kalim", on=3, text=text)
    city = story.told("control", who="Front", at="Norland", on=3, text=text)
    city = replace(city, document_id=town.document_id)
    story.claims[-1] = city
    assert together(story, town, city)


def test_fire_on_a_hospital_is_no_part_of_the_fight(story):
    fight = story.told("armed_clash", who="army", to="Front", at="Borun", on=4)
    strike = story.told("air_strike", who="army", to="a hospital", at="Borun", on=4)
    assert not together(story, fight, strike)


@pytest.mark.parametrize(("anchor", "one"), [("fled", False), ("withdrew", True)])
def test_a_ruler_who_flees_is_no_withdrawal_of_his_forces(story, anchor, one):
    taken = story.told("territory_taken", who="Front", at="Kalim", on=5)
    gone = story.told("withdrawal", who="general", at="Kalim", on=5)
    story.claims[-1] = replace(gone, anchor=anchor)
    assert together(story, taken, gone) is one


def test_one_truce_is_one_act_whoever_is_said_to_have_made_it(story):
    signed = story.told("agreement", who="army", on=5, text="They put pen to paper")
    begun = story.told("agreement", on=6, text="Guns fell silent at dawn")
    claims = [replace(c, anchor="ceasefire") for c in (signed, begun)]
    assert not together(story, signed, begun)
    story.claims[:] = claims
    assert together(story, *claims)


def test_another_s_denial_may_name_the_act_otherwise_and_one_s_own_may_not(story):
    demand = story.told("demand", by="ministry", who="ministry", on=5)
    own = story.told("violation", by="ministry", on=5, status="denied")
    assert not together(story, demand, own)


def test_a_word_of_a_speaker_s_name_is_no_doer(story):
    told = story.told("territory_taken", who="Front", at="Kalim", on=5)
    army = Mention("Norland", Span(0, 7), ACTORS["army"])
    agency = Speaker("Norland's agency", Stance.SAYS, Span(0, 16))
    both = replace(told, initiator=(army, *told.initiator), sources=(agency,))
    alone = replace(told, initiator=(army,), sources=(agency,))
    assert plausible([both], story.documents)[both.id].initiator == told.initiator
    assert plausible([alone], story.documents)[alone.id].initiator == (army,)


@pytest.mark.parametrize(
    ("anchor", "goes_on"), [("advanced", True), ("took Ostrin", False)]
)
def test_a_movement_goes_on_where_it_was_unless_its_words_name_a_place(
    story, anchor, goes_on
):
    paper = {"outlet": "Paper", "out": 9}
    first = story.told("territory_taken", who="Front", at="Kalim", on=5, **paper)
    later = story.told("territory_taken", who="Front", on=6, **paper)
    story.claims[-1] = replace(later, anchor=anchor)
    together = [set(i.claims) for i in fuse(story.picture()).incidents]
    assert ({first.id, later.id} in together) == goes_on


@pytest.mark.parametrize(("start", "joined"), [(None, True), (1, False)])
def test_a_first_day_that_is_not_told_keeps_no_two_raids_apart(story, start, joined):
    two, nine = {"killed people": 2}, {"killed people": 9}
    dated = story.told("shelling", at="Kalim", on=3, figures=two)
    other = story.told("shelling", at="Kalim province", on=3, figures=nine)
    first = date(2031, 5, start) if start else None
    story.claims = [dated, replace(other, when=When(first, other.when.end))]
    assert together(story, dated, other) is joined
