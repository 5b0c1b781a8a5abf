"""The digit of a claim says what else bears it out, not who says it."""

from __future__ import annotations

from marsad.fusing import fuse


def digits(picture):
    return {c: d for g in fuse(picture).groups for c, d in g.credibility}


def test_another_independent_origin_confirms(story):
    a = story.told("shelling", by="Watch", at="Kalim", on=5, who="army", to="people")
    b = story.told("shelling", by="Front", at="Kalim", on=5, who="army", to="people")
    assert digits(story.picture()) == {a.id: 1, b.id: 1}


def test_voices_of_one_side_make_it_no_more_than_probable(story):
    a = story.told("shelling", by="army", at="Kalim", on=5, who="Front")
    b = story.told("shelling", by="state TV", at="Kalim", on=5, who="Front")
    assert digits(story.picture()) == {a.id: 2, b.id: 2}


def test_a_claim_alone_cannot_be_judged(story):
    a = story.told("shelling", by="Watch", at="Kalim", on=5)
    assert digits(story.picture()) == {a.id: 6}


def test_a_dispute_makes_both_sides_doubtful_and_the_lonelier_improbable(story):
    taken = [
        story.told("territory_taken", by=by, at="Borun", on=5, who="Front", to="army")
        for by in ("Watch", "Front", "Red Cross")
    ]
    denial = story.told(
        "control", by="army", at="Borun", on=5, who="Front", status="denied"
    )
    found = digits(story.picture())
    assert [found[c.id] for c in taken] == [4, 4, 4]
    assert found[denial.id] == 5
