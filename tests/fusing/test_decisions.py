"""People's judgements win over the builders."""

from __future__ import annotations

from marsad.fusing import fuse
from marsad.model import Grade


def homes(picture):
    return {c: n for n, g in enumerate(fuse(picture).groups) for c in g.claims}


def test_different_keeps_two_claims_apart(story, judge):
    a = story.told("air_strike", at="Kalim", on=5)
    b = story.told("air_strike", at="Kalim", on=5)
    assert len(set(homes(story.picture()).values())) == 1
    found = homes(story.picture(judge("different", a, b)))
    assert found[a.id] != found[b.id]


def test_same_joins_two_claims(story, judge):
    a = story.told("air_strike", at="Kalim", on=5)
    b = story.told("demand", who="League", on=7)
    found = homes(story.picture(judge("same", a, b)))
    assert found[a.id] == found[b.id]


def test_the_latest_of_two_decisions_on_a_pair_counts(story, judge):
    a = story.told("air_strike", at="Kalim", on=5)
    b = story.told("air_strike", at="Kalim", on=5)
    taken_back = (judge("same", b, a, hour=3), judge("different", a, b, hour=2))
    assert len(set(homes(story.picture(*taken_back)).values())) == 1


def test_a_chain_of_same_never_overrides_different(story, judge):
    a = story.told("air_strike", at="Kalim", on=2)
    b = story.told("air_strike", at="Borun", on=5)
    c = story.told("air_strike", at="Tesh", on=8)
    decided = (judge("same", a, b), judge("same", b, c), judge("different", a, c))
    found = homes(story.picture(*decided))
    assert found[a.id] != found[c.id]


def test_a_rejected_claim_is_in_no_group_and_named_homeless(story, judge):
    a = story.told("air_strike", by="Watch", at="Kalim", on=5)
    b = story.told("air_strike", by="army", at="Kalim", on=5)
    fused = fuse(story.picture(judge("reject", a)))
    assert fused.homeless == (a.id,)
    assert [g.claims for g in fused.groups] == [(b.id,)]
    back = fuse(story.picture(judge("reject", a), judge("confirm", a, hour=5)))
    assert back.homeless == ()


def test_a_confirmed_claim_confirms_its_group_and_says_who(story, judge):
    a = story.told("air_strike", by="Watch", at="Kalim", on=5)
    [group] = fuse(story.picture(judge("confirm", a))).incidents
    assert group.grade is Grade.CONFIRMED
    assert group.reason.startswith("confirmed by ana")
