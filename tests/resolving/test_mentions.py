"""Mentions of more than a plain name: joint, owned, titled, cut short, the enemy's."""

from __future__ import annotations

from datetime import date

import pytest

from marsad.model import Actor
from marsad.resolving.actors.joint import parts_of
from marsad.resolving.actors.registry import Context, registry
from marsad.resolving.actors.states import state_actor
from marsad.resolving.actors.unlisted import unlisted
from tests.resolving.test_described import party


def acting(text: str, mention: str, country: str, **more: object) -> Actor | None:
    return party(text, "befell", mention, slot="initiator", country=country, **more)


@pytest.mark.parametrize(
    ("mention", "id_"),
    [
        ("an American MQ-9 UAV", "state:US:military"),
        ("Royal Netherlands Navy personnel", "state:NL:military"),
        ("Lesotho Defence Force soldiers", "state:LS:military"),
        ("Seoul's Ministry of Unification", "state:KR:government"),
        ("the French Senate", "state:FR:government"),
        ("Colombian ELN leaders", None),
        ("Syrian Kurdish forces", None),
        ("the Iranian cargo ship", None),
    ],
)
def test_bodies_of_states(mention: str, id_: str | None) -> None:
    actor = state_actor(mention, None)
    assert (actor.id if actor else None) == id_


@pytest.mark.parametrize(
    ("mention", "parts"),
    [
        ("Kenyan and Somali soldiers", ["Kenyan soldiers", "Somali soldiers"]),
        ("police and 10 soldiers", ["police", "soldiers"]),
        ("groups linked to X and Y", ["groups linked to X and Y"]),
        ("the ambassador, J. Smith", ["the ambassador, J. Smith"]),
    ],
)
def test_a_mention_of_several_is_taken_apart(mention: str, parts: list[str]) -> None:
    assert parts_of(mention) == parts


def test_who_acts_with_the_state_at_home_is_told_by_it() -> None:
    text = "Something befell Examplia in Somalia, and Kenyan and Somali soldiers came."
    actor = acting(text, "Kenyan and Somali soldiers", "SO")
    assert actor is not None
    assert actor.id == "state:SO:military"


def test_who_fight_each_other_are_several_sides() -> None:
    text = "Something befell the town as Russian and Ukrainian troops met in Ukraine."
    actor = acting(text, "Russian and Ukrainian troops", "UA", day=date(2023, 1, 5))
    assert actor is not None
    assert actor.side == "many"


def test_a_name_that_no_list_has_is_kept() -> None:
    group = unlisted("the Examplian Human Rights Group", "MM")
    assert group is not None
    assert (group.name, group.type) == ("Examplian Human Rights Group", "monitor")
    assert unlisted("The Council", None) is None
    assert unlisted("Anna Nowhere", None) is None


@pytest.mark.parametrize(
    ("mention", "parent"),
    [
        ("Interior Minister Dr Anna Nowhere", "state:PK:government"),
        ("Gen. Anna Nowhere", "state:PK:military"),
        ("Anna Nowhere", "msf"),
    ],
)
def test_a_title_tells_the_body(mention: str, parent: str) -> None:
    text = f"In Pakistan it befell the town, {mention} said."
    if parent == "msf":
        text = (
            "Doctors Without Borders left Pakistan. It befell the town, its director, "
            "Anna Nowhere, said. All of this befell Pakistan."
        )
    actor = acting(text, mention, "PK")
    assert actor is not None
    assert actor.parent == parent


def test_rebels_are_part_of_the_group_that_they_are_told_of() -> None:
    text = "The ELN spoke in Colombia. Dissidents of the FARC fought. It befell rebels."
    actor = acting(text, "dissident leaders", "CO", day=date(2025, 1, 20))
    assert actor is not None
    assert (actor.id, actor.parent) == ("described:rebels:CO", "farc-d")


def test_men_linked_to_a_group_are_of_its_side() -> None:
    text = "It befell Examplia in Libya, and al-Qaeda-linked militants fled."
    actor = acting(text, "al-Qaeda-linked militants", "LY")
    assert actor is None or actor.side != "many"
    actor = acting(text, "Al-Qaeda-linked militants", "LY")
    assert actor is not None
    assert actor.side == "al-Qaeda"


def test_the_enemy_is_whom_the_teller_fights() -> None:
    text = "It befell the enemy in Ukraine, the Ukrainian army said of Russia."
    actor = acting(text, "the enemy", "UA", sources=("the Ukrainian army",),
                   day=date(2023, 1, 5))  # fmt: skip
    assert actor is not None
    assert actor.id == "state:RU:military"


def test_we_are_whoever_tells_of_it_and_the_us_is_a_state() -> None:
    text = "It befell us in Mali, the Red Cross said of the US."
    actor = acting(text, "We", "ML", sources=("the Red Cross",))
    assert actor is not None
    assert actor.id == "icrc"
    america = acting(text, "US", "ML", sources=("the Red Cross",))
    assert america is not None
    assert america.id == "state:US:government"


def test_an_adjective_cut_short_takes_its_noun_back() -> None:
    text = "In Mali, French warplanes passed and it befell the town."
    actor = acting(text, "French", "ML")
    assert actor is not None
    assert actor.id == "state:FR:military"


def test_the_countrys_army_is_of_the_country_named_last() -> None:
    text = "South Korea watched. In North Korea it befell the country's military."
    actor = acting(text, "the country's military", "KR")
    assert actor is not None
    assert actor.id == "state:KP:military"


def test_the_mission_is_the_one_named_before() -> None:
    text = "In South Sudan UNMISS spoke. The Mission left after it befell the town."
    actor = acting(text, "The Mission", "SS")
    assert actor is not None
    assert actor.id == "unmiss"


def test_a_name_is_no_nickname_of_its_own() -> None:
    abroad = Context(date(2025, 3, 4), frozenset({"YE"}), "IL")
    entry = registry().choose("The Houthis", abroad)
    assert entry is not None
    assert entry.id == "houthis"


def test_who_has_lost_office_speaks_for_nobody_unless_titled() -> None:
    out = Context(date(2013, 3, 28), frozenset({"CF"}), "CF")
    entry = registry().choose("Francois Bozize", out)
    assert entry is not None
    assert registry().actor(entry, out).type == "civilian"
    assert registry().actor(entry, out, titled=True).parent == "state:CF:government"
