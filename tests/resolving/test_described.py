"""Actors that no name tells: by what they are, where, beside whom, and whose."""

from __future__ import annotations

from datetime import date

import pytest

from marsad.model import Actor, Place
from marsad.resolving import resolve
from tests.conftest import make_document
from tests.resolving.conftest import make_claim

THEN = date(2019, 10, 30)


def party(
    text: str,
    anchor: str,
    mention: str,
    *,
    kind: str = "armed_clash",
    slot: str = "target",
    country: str = "SY",
    day: date = THEN,
    **more: tuple[str, ...],
) -> Actor | None:
    document = make_document(text, day=day)
    place = Place("Examplia", lat=1.0, lon=1.0, country=country)
    quote = next(s for s in text.split("\n\n") if anchor in s)
    claim = make_claim(
        document,
        quote,
        anchor,
        kind=kind,
        places=(place,),
        **{slot: (mention,), **more},
    )
    return getattr(resolve(document, (claim,))[0], slot)[0].actor


def test_whom_a_state_backs_are_not_those_it_fights() -> None:
    text = (
        "The SDF and the SDF's council met in Syria. Turkey backs the rebel groups "
        "there."
    )
    actor = party(
        text, "backs", "the rebel groups", kind="support", initiator=("Turkey",)
    )
    assert actor is not None
    assert actor.side != "SDF"


@pytest.mark.parametrize(
    ("mention", "kind", "id_", "type_"),
    [
        ("a Palestinian", "casualties", "described:civilians:SY", "civilian"),
        ("two Israelis", "air_strike", "described:civilians:SY", "civilian"),
        ("both sides", "demand", "described:both-sides:SY", "other"),
        ("men in uniform", "abduction", "described:unknown-attackers:SY", "other"),
        (
            "civilians suspected of spying",
            "arrest",
            "described:civilians:SY",
            "civilian",
        ),
        ("local officials", "arrest", "state:SY:government", "state"),
        ("a captain", "arrest", "state:SY:military", "state"),
        ("an UNRWA-run school", "shelling", "unrwa", "international"),
        ("National Front", "demand", "named:national front", "other"),
        ("Example's men", "casualties", None, None),
    ],
)
def test_described_actors(mention, kind, id_, type_) -> None:
    text = f"In Syria, something befell {mention} on Friday."
    actor = party(text, "befell", mention, kind=kind)
    assert (actor.id if actor else None, actor.type if actor else None) == (id_, type_)


def test_the_army_is_that_of_the_story_of_its_paragraph() -> None:
    text = "\n\n".join(
        [
            "In Kenya, police fought a gang.",
            "In Peru, soldiers fought rebels.",
            "In Norway, ministers met.",
        ]
    )
    document = make_document(text, day=THEN)
    told = [("fought a gang", "KE", "police"), ("fought rebels", "PE", "soldiers")]
    claims = tuple(
        make_claim(
            document,
            next(s for s in text.split("\n\n") if anchor in s),
            anchor,
            initiator=(who,),
        )
        for anchor, _, who in told
    )
    actors = [c.initiator[0].actor for c in resolve(document, claims)]
    assert [a.country for a in actors if a] == ["KE", "PE"]


def test_its_military_is_the_army_of_who_tells_of_it() -> None:
    text = "South Sudan's government says its military has retaken the town."
    actor = party(
        text,
        "retaken",
        "its military",
        slot="initiator",
        country="SS",
        sources=("South Sudan's government",),
    )
    assert actor is not None
    assert actor.id == "state:SS:military"


def test_a_surname_is_not_that_of_another_man() -> None:
    text = "In Yemen, Ahmed bin Mubarak spoke of the town."
    actor = party(text, "spoke", "Ahmed bin Mubarak", slot="initiator", country="YE")
    assert actor is None or "mubarak" not in actor.id or "hosni" not in actor.id


def test_rebels_of_a_state_with_one_rising_are_of_its_side() -> None:
    text = "In Sri Lanka, rebels fought troops near the lagoon."
    actor = party(
        text, "fought", "rebels", slot="initiator", country="LK", day=date(2009, 2, 3)
    )
    assert actor is not None
    assert actor.side == "LTTE"
