"""Disputes told from updates, and grades with their reasons."""

from __future__ import annotations

from dataclasses import replace

import pytest

from marsad.fusing import fuse
from marsad.model import Grade


def oppositions(story, type_="dispute"):
    found = fuse(story.picture()).groups
    return [o for g in found for o in g.oppositions if o.type == type_]


def test_an_army_s_denial_disputes_the_taking_of_the_same_day(story):
    a = story.told("territory_taken", who="Front", by="Watch", at="Kalim", on=5)
    b = story.told(
        "control", who="Front", denier="army", status="denied", at="Kalim", on=5
    )
    [dispute] = oppositions(story)
    assert dispute.about == "holder"
    assert dispute.sides == ((b.id,), (a.id,))
    [incident] = fuse(story.picture()).incidents
    assert incident.grade is Grade.CONTESTED
    assert "holder" in incident.reason


def test_a_denial_overtaken_by_a_later_day_is_a_revision(story):
    story.told("control", who="Front", denier="army", status="denied", at="Kalim", on=4)
    story.told("territory_taken", who="Front", by="Watch", at="Kalim", on=5)
    assert not oppositions(story)
    assert [o.about for o in oppositions(story, "revision")] == ["holder"]


def test_nobody_disputes_himself(story):
    story.told("territory_taken", who="army", by="army", at="Kalim", on=5)
    story.told("advance", who="Front", denier="army", status="denied", at="Kalim", on=5)
    assert not oppositions(story)


def test_one_strike_laid_to_two_enemies(story):
    story.told("armed_clash", who="Front", to="army", at="Borun", on=1)
    for who, by in (("Front", "state TV"), ("army", "Watch")):
        story.told("shelling", who=who, by=by, at="Kalim market", on=5)
    [dispute] = oppositions(story)
    assert dispute.about == "doer"


def test_allies_named_for_one_strike_are_no_dispute(story):
    story.told("armed_clash", who="Front", to="army", at="Borun", on=1)
    for who, by in (("Front", "state TV"), ("League", "Watch")):
        story.told("shelling", who=who, by=by, at="Kalim market", on=5)
    assert not oppositions(story)


@pytest.mark.parametrize(
    ("first", "second", "disputed"),
    [
        (("Watch", 100), ("army", 400), True),
        (("Watch", 100), ("Watch", 400), False),  # one origin: a revision
        (("Watch", 100), ("army", (90, None)), False),  # "at least 90" allows 100
        (("Watch", 100), ("army", (120, None)), True),
        (("Watch", (24, 99)), ("army", 120), False),  # "dozens" is a loose word
        (("Watch", 100), (None, 400), False),  # an outlet's own voice is nobody's
    ],
)
def test_tolls_of_the_theatre(story, first, second, disputed):
    for by, value in (first, second):
        story.told(
            "casualties",
            by=by,
            at="Norland",
            on=(1, 5),
            figures={"killed people": value},
        )
    assert bool(oppositions(story)) is disputed


def test_another_day_or_another_scope_is_no_dispute(story):
    story.told(
        "casualties",
        by="Watch",
        at="Norland",
        on=(1, 5),
        figures={"killed people": 100},
    )
    story.told(
        "casualties", by="army", at="Norland", on=(1, 6), figures={"killed people": 300}
    )
    story.told(
        "casualties", by="army", at="Norland", on=(1, 5), figures={"killed women": 3}
    )
    assert not oppositions(story)


def test_a_part_told_by_the_same_document_is_not_set_against_the_whole(story):
    for low, on in ((25, "A"), (4, "A"), (18, "B")):
        story.told(
            "air_strike",
            at="Kalim",
            on=5,
            outlet=on,
            by="Watch" if on == "A" else "army",
            figures={"killed people": (low, None if low > 4 else low)},
        )
    assert not oppositions(story)


def test_a_denial_in_the_same_sentence_names_who_denies(story):
    story.told("air_strike", by="Watch", denier="army", at="Kalim", on=5)
    [dispute] = oppositions(story)
    assert dispute.sides == (("c-001",),)
    assert dispute.note == "army denies it"


def grade(story):
    return next((g.grade, g.reason) for g in fuse(story.picture()).groups)


def test_ten_outlets_citing_one_monitor_are_weak(story):
    for _ in range(10):
        story.told("air_strike", by="Watch", at="Kalim", on=5)
    assert grade(story) == (Grade.WEAK, "1 origin (Norland Watch) in 10 documents")


def test_two_independent_origins_are_fair_and_one_side_s_two_are_not(story):
    story.told("armed_clash", by="army", at="Kalim", on=5)
    story.told("armed_clash", by="state TV", at="Kalim", on=5)
    assert grade(story)[0] is Grade.WEAK
    assert "not independent of each other" in grade(story)[1]
    story.told("armed_clash", by="Watch", at="Kalim", on=5)
    assert grade(story)[0] is Grade.FAIR


def test_the_loser_s_word_confirms(story):
    story.told("territory_taken", who="Front", by="Watch", at="Kalim", on=5)
    story.told("withdrawal", who="army", by="army", at="Kalim", on=5)
    assert grade(story)[0] is Grade.CONFIRMED
    assert "admitted by Norland army" in grade(story)[1]


@pytest.mark.parametrize(
    ("sure", "grade_"),
    [(0.41, Grade.WEAK), (0.8, Grade.CONFIRMED), (None, Grade.CONFIRMED)],
)
def test_an_admission_that_was_likely_misread_confirms_nothing(story, sure, grade_):
    story.told("territory_taken", who="Front", by="Watch", at="Kalim", on=5)
    admitted = story.told("withdrawal", who="army", by="army", at="Kalim", on=5)
    story.claims[-1] = replace(admitted, confidence=sure)
    assert grade(story)[0] is grade_


def test_a_boast_alone_confirms_nothing(story):
    story.told("air_strike", who="army", to="Front", by="army", at="Kalim", on=5)
    assert grade(story)[0] is Grade.WEAK


def test_only_denied_is_discounted(story):
    story.told("withdrawal", who="army", denier="army", status="denied", at="Kalim")
    assert grade(story)[0] is Grade.DISCOUNTED


def test_a_withdrawn_source_takes_its_support_along(story):
    story.told("armed_clash", by="Watch", at="Kalim", on=5)
    second = story.told("armed_clash", by="army", at="Kalim", on=5)
    assert grade(story)[0] is Grade.FAIR
    story.claims.remove(second)
    assert grade(story) == (Grade.WEAK, "1 origin (Norland Watch) in 1 document")


def test_only_who_tells_of_the_taking_backs_it(story):
    story.told("territory_taken", who="Front", by="Watch", at="Kalim", on=5)
    story.told("deployment", who="army", by="army", at="the edge of Kalim", on=5)
    story.told("armed_clash", who="Front", by="Red Cross", at="Kalim", on=5)
    assert grade(story) == (Grade.WEAK, "1 origin (Norland Watch) in 1 document")


def test_a_retreat_of_the_taker_backs_no_taking(story):
    story.told("territory_taken", who="Front", by="Watch", at="Kalim", on=5)
    story.told("withdrawal", who="Front", by="Red Cross", at="Kalim", on=4)
    assert grade(story)[0] is Grade.WEAK


def test_the_dead_of_a_strike_are_not_backed_by_a_boast_of_hitting_fighters(story):
    story.told("armed_clash", who="army", to="Front", at="Borun", on=1)
    dead = story.told(
        "air_strike",
        who="army",
        to="civilians",
        by="Watch",
        at="Kalim province",
        on=5,
        figures={"killed civilians": 25},
    )
    boast = story.told(
        "air_strike", who="army", to="terrorists", by="army", at="Kalim province", on=5
    )
    groups = fuse(story.picture()).groups
    [incident] = [g for g in groups if dead.id in g.claims]
    assert incident.grade is Grade.WEAK, boast


def test_weapons_shown_off_without_a_place_back_no_strike(story):
    story.told("drone_strike", who="Front", by="Watch", at="Kalim market", on=5)
    story.told("drone_strike", who="Front", by="Front", on=(1, 5))
    assert grade(story)[0] is Grade.WEAK


@pytest.mark.parametrize(("late", "disputed"), [(9, False), (14, True)])
def test_a_vague_date_has_some_slack(story, late, disputed):
    story.told("territory_taken", who="Front", at="Kalim", on=(1, 7), by="Watch")
    for by in ("army", "Red Cross"):
        story.told("territory_taken", who="Front", at="Kalim", on=late, by=by, out=15)
    story.told("armed_clash", who="Front", at="Kalim", on=(8, 11), by="Watch", out=15)
    assert [o.about for o in oppositions(story)] == ["date"] * disputed


@pytest.mark.parametrize(("who", "disputed"), [("Front", True), ("League", False)])
def test_an_origin_is_set_against_itself_over_who_took_a_place(story, who, disputed):
    told = {"by": "Watch", "at": "Kalim", "on": 5}
    story.told("territory_taken", who="League", outlet="A", **told)
    denied = story.told(
        "territory_taken", who="the alliance", status="denied", outlet="A", **told
    )
    other = story.told("control", who=who, outlet="B", **told)
    found = [o for o in oppositions(story) if o.about == "doer"]
    assert [o.sides for o in found] == [((denied.id,), (other.id,))] * disputed


def test_one_attack_on_fighters_or_on_civilians_is_a_dispute_about_the_target(story):
    a = story.told(
        "air_strike", by="army", at="Kalim market", on=5, who="army",
        to="militants", figures={"killed militants": 9},
    )  # fmt: skip
    b = story.told(
        "air_strike", by="Watch", at="Kalim market", on=5, who="army",
        to="civilians", figures={"killed civilians": 9},
    )  # fmt: skip
    found = [o for g in fuse(story.picture()).groups for o in g.oppositions]
    [target] = [o for o in found if o.about == "target"]
    assert target.type == "dispute"
    assert set(target.sides) == {(a.id,), (b.id,)}


def test_an_attack_laid_to_two_who_are_no_enemies_merely_differs(story):
    story.told("air_strike", by="Watch", at="Kalim market", on=5, who="army")
    story.told("air_strike", by="Front", at="Kalim market", on=5, who="League")
    found = [o for g in fuse(story.picture()).groups for o in g.oppositions]
    assert {(o.about, o.type) for o in found} <= {("doer", "differs")}


def test_an_encirclement_denied_is_a_dispute(story):
    story.told("territory_taken", who="Front", at="Kalim", on=5)
    said = story.told("siege", by="Watch", to="army", at="Kalim", on=5)
    denied = story.told(
        "siege", by="army", to="army", at="Kalim", on=5, status="denied"
    )
    [incident] = fuse(story.picture()).incidents
    [found] = (o for o in incident.oppositions if o.type == "dispute")
    assert (found.about, found.sides) == ("happened", ((denied.id,), (said.id,)))


def test_who_holds_a_palace_does_not_hold_the_city(story):
    story.told("armed_clash", who="Front", to="army", at="Kalim", on=5)
    story.told("control", by="Watch", who="army", at="Kalim", on=5)
    story.told("control", by="Red Cross", who="Front", at="Kalim market", on=5)
    [incident] = fuse(story.picture()).incidents
    assert not incident.oppositions
