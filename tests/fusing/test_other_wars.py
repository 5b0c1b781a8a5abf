"""Rules that reading the briefs of other wars brought: invented cases of each."""

from __future__ import annotations

from dataclasses import replace

from marsad.fusing import fuse
from marsad.model import Actor, Mention, Span, What


def together(story, *claims):
    groups = fuse(story.picture()).groups
    return any({c.id for c in claims} <= set(g.claims) for g in groups)


def tolls(story, type_="series"):
    fused = fuse(story.picture())
    groups = fused.series if type_ == "series" else fused.incidents
    return {(t.what, t.who, t.low) for g in groups for t in g.tolls}


def test_who_says_of_his_own_that_it_is_not_so_does_not_deny_saying_it(story):
    story.told("statement", who="ministry", denier="ministry", on=3)
    assert not any(i.oppositions for i in fuse(story.picture()).incidents)
    story.told("statement", who="Front", denier="ministry", on=8)
    assert any(i.oppositions for i in fuse(story.picture()).incidents)


def test_the_wounded_told_after_the_dead_are_of_the_same_people(story):
    story.told(
        "casualties",
        at="Norland",
        on=(1, 9),
        by="Watch",
        figures={"killed civilians": 200, "wounded": 500},
    )
    assert tolls(story) == {
        (What.KILLED, "civilians", 200),
        (What.WOUNDED, "civilians", 500),
    }


def test_the_people_of_a_state_are_not_its_forces(story):
    claim = story.told(
        "casualties", at="Norland", on=(1, 9), figures={"killed Norlanders": 100}
    )
    state = Actor("state:NO:government", "Norland government", "state", "government")
    mention = Mention("Norlanders", Span(0, 10), actor=state)
    story.claims[-1] = replace(claim, target=(mention,))
    assert tolls(story) == {(What.KILLED, "norlanders", 100)}


def test_fire_on_one_clinic_over_two_days_keeps_its_toll(story):
    story.told(
        "shelling", at="Norland", on=(3, 4), to="a clinic", figures={"killed": 20}
    )
    assert tolls(story, "incidents") == {(What.KILLED, "all", 20)}


def test_the_dead_and_the_losses_of_a_strike_in_its_sentence_are_its_own(story):
    strike = {"at": "Kalim province", "on": 3, "outlet": "Courier"}
    words = "Jets bombed a column, killing 9 and destroying two lorries."
    hit = story.told("air_strike", who="army", text=words, **strike)
    dead = story.told("casualties", figures={"killed": 9}, text=words, **strike)
    lost = story.told("equipment_loss", text=words, **strike)
    assert together(story, hit, dead, lost)


def test_the_wounded_whom_relief_carried_are_no_toll_of_it(story):
    story.told("aid", at="Kalim", on=3, figures={"wounded": 200})
    assert not tolls(story, "incidents")


def test_a_front_has_one_truce_at_a_time(story):
    words = "A ceasefire came into force in Norland at noon, all said."
    one = story.told("agreement", who="army", at="Norland", on=3, text=words)
    other = story.told("agreement", who="League", at="Norland", on=3, text=words)
    for n, claim in enumerate(story.claims):
        story.claims[n] = replace(claim, anchor="ceasefire")
    one, other = story.claims
    assert together(story, one, other)


def test_to_offer_surrender_is_no_part_of_the_fight(story):
    fight = story.told("advance", who="army", at="Kalim", on=3, outlet="Courier")
    offer = story.told("surrender", who="Front", status="planned", outlet="Courier")
    assert not together(story, fight, offer)


def test_of_two_carried_off_each_is_a_case_of_its_own(story):
    one = story.told("abduction", to="a corporal", outlet="Courier")
    other = story.told("abduction", to="three drivers", outlet="Courier")
    assert not together(story, one, other)


def test_what_is_said_without_a_day_is_not_what_was_said_weeks_before(story):
    first = story.told("statement", who="ministry", out=2, text="No truce, it said.")
    again = story.told("statement", who="ministry", out=4, text="No truce, it said.")
    later = story.told("statement", who="ministry", out=28, text="No truce, it said.")
    assert together(story, first, again)
    assert not together(story, first, later)


def test_an_advance_told_place_by_place_in_one_sentence_is_one(story):
    words = "The Front crossed at Borun and moved on towards Tesh."
    one = story.told("advance", who="Front", at="Borun", on=3, outlet="A", text=words)
    two = story.told("advance", who="Front", at="Tesh", on=3, outlet="A", text=words)
    assert together(story, one, two)


def test_residents_take_no_town(story):
    story.told("territory_taken", who="residents", at="Kalim", on=3)
    [incident] = fuse(story.picture()).incidents
    assert "Civilians" not in incident.title
    assert "residents" not in incident.title.casefold()
