"""Parts, arms and people told without a name of their own: whose are they?"""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest

from marsad.resolving import resolve
from marsad.resolving.actors.registry import Context, registry
from marsad.resolving.actors.rows import entries, peoples
from marsad.resolving.actors.states import state_actor
from tests.conftest import make_document
from tests.resolving.conftest import make_claim
from tests.resolving.test_described import party

SWAPPED = Path(__file__).parents[1] / "evenhanded" / "sentences.toml"


@pytest.mark.parametrize(
    ("text", "anchor", "mention", "id_"),
    [
        ("Two jets bombed Exampletown in Syria.", "bombed", "Two jets", "state:SY"),
        (
            "An Iraqi jet crossed into Syria. Two jets bombed a depot there.",
            "bombed",
            "Two jets",
            "state:IQ",
        ),
        (
            "UNMISS works in South Sudan, and a patrol it sent out clashed with men.",
            "clashed",
            "a patrol",
            "unmiss",
        ),
        (
            "In Nigeria commanders of Boko Haram clashed with each other.",
            "clashed",
            "commanders",
            "boko-haram",
        ),
    ],
)
def test_parts_and_arms_are_somebodys(text, anchor, mention, id_) -> None:
    country = {"state:IQ": "SY", "unmiss": "SS", "boko-haram": "NG"}.get(id_, "SY")
    actor = party(text, anchor, mention, slot="initiator", country=country)
    assert actor is not None
    assert actor.id.startswith(id_)


def test_the_attackers_are_the_only_group_that_attacked() -> None:
    told = "The Taliban attacked a post in Afghanistan."
    text = f"{told} The attackers clashed with guards."
    document = make_document(text, day=date(2015, 9, 30))
    first = make_claim(document, told, "attacked", initiator=("The Taliban",))
    quote = "The attackers clashed with guards."
    second = make_claim(document, quote, "clashed", initiator=("The attackers",))
    known = resolve(document, (first, second))[1].initiator[0].actor
    assert known is not None
    assert known.side == "Taliban"
    unsaid = resolve(document, (second,))[0].initiator[0].actor
    assert unsaid is not None
    assert unsaid.side is None


def test_who_is_only_accused_is_not_taken_for_the_gunmen() -> None:
    text = "Nigeria blames Boko Haram. The gunmen attacked a school."
    actor = party(text, "attacked", "The gunmen", slot="initiator", country="NG")
    assert actor is not None
    assert actor.side is None


def test_another_of_the_same_surname_is_not_the_one_listed() -> None:
    text = "Today Amrullah Saleh spoke in Afghanistan, and Saleh met the police."
    actor = party(
        text, "met", "Saleh", slot="initiator", country="AF", day=date(2021, 8, 28)
    )
    assert actor is None or "ali-abdullah" not in actor.id


def test_who_was_killed_is_what_he_was() -> None:
    text = "An air strike killed Qassem Soleimani in Iraq last week."
    at = {"country": "IQ", "day": date(2020, 1, 9)}
    actor = party(text, "killed", "Qassem Soleimani", kind="air_strike", **at)
    assert actor is not None
    assert actor.country == "IR"


@pytest.mark.parametrize(
    ("mention", "id_"),
    [
        ("Syrian government troops", "state:SY:military"),
        ("the leadership of Azerbaijan", "state:AZ:government"),
        ("Yemen's vice-president", "state:YE:government"),
        ("an Israeli Elbit Hermes 450 drone", "state:IL:military"),
        ("a Nigerien officer", "state:NE:military"),
    ],
)
def test_more_bodies_of_states(mention: str, id_: str) -> None:
    actor = state_actor(mention, None)
    assert actor is not None
    assert actor.id == id_


@pytest.mark.parametrize(
    ("name", "country", "id_"),
    [
        ("Tehreek-i-Taliban Pakistan", "PK", "ttp"),
        ("Tehreek-i-Taliban Pakistan", "FR", None),
        ("Taleban", "AF", None),  # known as such; too short to be told by its sound
    ],
)
def test_other_spellings_are_looked_for_in_their_country(name, country, id_) -> None:
    known = registry().respelled(name, Context(None, frozenset({country}), country))
    assert (known.id if known else None) == id_


def test_ucdp_names_are_those_of_our_rows_too() -> None:
    named = {entry.id: entry.names for entry in entries()}
    assert "UPC" in named["upc-cf"]
    assert not [id_ for id_ in named if id_ in {"ucdp:234", "ucdp:303"}]
    assert "MM" in peoples()["Kuki"] or "IN" in peoples()["Kuki"]


def test_a_people_without_a_state_is_harmed_as_persons() -> None:
    text = "Raiders killed the Masalit of Exampletown in Sudan."
    more = {"kind": "attack_on_civilians", "country": "SD"}
    actor = party(text, "killed", "the Masalit", **more)
    assert actor is not None
    assert actor.type == "civilian"


def told() -> list[tuple[str, str, str]]:
    sets = tomllib.loads(SWAPPED.read_text("utf-8"))["set"]
    return [
        (sentence, *pair)
        for table in sets
        for pair in table["pairs"]
        for sentence in table["sentences"]
    ]


@pytest.mark.parametrize("case", told(), ids=str)
def test_swapped_names_keep_their_sides(case: tuple[str, str, str]) -> None:
    """Whoever does it and to whom: a name is of one side in both, or means the people
    of a nation, who are of none where they are harmed."""
    sentence, *pair = case
    sides = []
    for a, b in (pair, pair[::-1]):
        document = make_document(sentence.format(a=a, b=b), day=date(2024, 11, 30))
        text = document.text
        word = text.split()[0]
        claim = make_claim(document, text, word, initiator=(a,), target=(b,))
        done = resolve(document, (claim,))[0]
        actors = (done.initiator[0].actor, done.target[0].actor)
        named = zip((a, b), actors, strict=True)
        sides.append({name: actor and actor.side for name, actor in named})
    for name, side in sides[0].items():
        assert side == sides[1][name] or None in {side, sides[1][name]}
