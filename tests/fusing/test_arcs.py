"""Arcs string the incidents of one story together."""

from __future__ import annotations

from marsad.fusing import fuse


def arcs(picture):
    fused = fuse(picture)
    return {c: i.arc for i in fused.incidents for c in i.claims}


def test_what_happens_near_a_city_that_falls_is_of_the_battle_for_it(story):
    fall = story.told("territory_taken", at="Kalim", on=5, who="Front", to="army")
    strike = story.told("air_strike", at="Kalim market", on=7, who="army")
    late = story.told("air_strike", at="Kalim market", on=28, who="army", out=29)
    far = story.told("air_strike", at="Borun", on=5, who="army")
    found = arcs(story.picture())
    assert found[fall.id] == found[strike.id] == "Battle for Kalim"
    assert found[late.id] == found[far.id] == "Air strikes and shelling"


def test_politics_and_relief_have_arcs_of_their_own(story):
    talks = story.told("talks", who="army", to="Front", on=5)
    aid = story.told("aid", at="Kalim", on=5, who="Red Cross")
    found = arcs(story.picture())
    assert found[talks.id] == "Politics and diplomacy"
    assert found[aid.id] == "Displacement and relief"
