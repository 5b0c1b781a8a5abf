"""Whose forces, bodies and homes are meant in wars that no list was made for."""

from __future__ import annotations

from datetime import date

import pytest

from marsad.model import Actor, Place
from marsad.resolving import resolve
from marsad.resolving.actors.naming import Namer
from marsad.resolving.actors.registry import Context, registry
from tests.conftest import make_document
from tests.resolving.conftest import make_claim
from tests.resolving.test_described import party


def named(mention: str, home: str, day: str = "2011-06-01") -> Actor | None:
    context = Context(date.fromisoformat(day), frozenset({home}), home)
    return Namer("", context, registry()).named(mention)


@pytest.mark.parametrize(
    ("mention", "home", "id_"),
    [
        ("Syrian Democratic Forces (SDF)", "SY", "sdf"),
        ("coalition special operations forces", "AF", "isaf"),
        ("a coalition government", "AF", None),
        ("a NATO-led force", "AF", "nato"),
        ("an Afghan-led force", "AF", "state:AF:military"),
        ("Saudi Arabian-led coalition troops", "YE", "saudi-coalition"),
        ("Soviet helicopters", "AF", "state:RU:military"),
        ("Baghdad radio", "IR", "state:IQ:media"),
        ("Serb forces", "RS", "state:RS:military"),
        ("NEMA", "NG", "national-emergency-management-agency-ng"),
        ("NEMA", "PH", None),
        ("Bashar al-Assad's army", "SY", "state:SY:military"),
        ("the Special Task Force", "FR", None),
    ],
)
def test_names_of_forces(mention: str, home: str, id_: str | None) -> None:
    actor = named(mention, home)
    assert (actor.id if actor else None) == id_


def test_a_people_at_war_at_home_is_not_the_state_of_its_name() -> None:
    ours, theirs = (named("Serb forces", home, "1994-06-01") for home in ("BA", "RS"))
    assert ours is not None
    assert ours.id == "vrs"
    assert theirs is not None
    assert theirs.id == "state:RS:military"


@pytest.mark.parametrize(
    ("mention", "id_"),
    [
        ("the Rural Police", "state:TG:police"),
        ("the 4th Infantry Brigade", "state:TG:military"),
        ("the general staff", "state:TG:military"),
        ("the troops of the dictatorship", "state:TG:military"),
        ("THE TROOPS OF THE DICTATORSHIP", "state:TG:military"),
        ("the intelligence services", "state:TG:government"),
        ("the legislative assembly", "state:TG:government"),
        ("the separatist authorities", "described:rebels:TG"),
        ("a shadow government", "described:rebels:TG"),
        ("death squads", "described:militias:TG"),
        ("Western diplomats", "described:ministers:TG"),
        ("people interviewed", "described:civilians:TG"),
    ],
)
def test_bodies_of_a_state_whose_war_is_not_listed(mention: str, id_: str) -> None:
    text = f"In Togo, {mention} took the bridge on Friday."
    actor = party(text, "took", mention, slot="initiator", country="TG")
    assert actor is not None
    assert actor.id == id_


@pytest.mark.parametrize("mention", ["pro-government militiamen", "loyalist militias"])
def test_militias_for_the_government_are_of_its_side(mention: str) -> None:
    text = f"In Togo, {mention} attacked the bridge on Friday."
    actor = party(text, "attacked", mention, slot="initiator", country="TG")
    assert actor is not None
    assert (actor.type, actor.side) == ("militia", "government")


def test_a_summit_tells_of_no_war_where_it_is_held() -> None:
    text = (
        "The presidents meet in San José on Sunday. In El Salvador the guerrillas of "
        "the FMLN went on fighting the army."
    )
    document = make_document(text, day=date(1989, 12, 9))
    summit = Place("San José", lat=9.9, lon=-84.1, country="CR")
    war = Place("El Salvador", lat=13.7, lon=-89.2, country="SV")
    first, second = text.split(". ")
    claims = (
        make_claim(document, first, "meet", kind="talks", places=(summit, summit)),
        make_claim(document, second, "fighting", places=(war,), target=("the army",)),
    )
    actor = resolve(document, claims)[1].target[0].actor
    assert actor is not None
    assert actor.id == "state:SV:military"


def test_a_person_killed_is_a_civilian_and_a_building_is_nobody() -> None:
    text = "In Togo, Ana Maria Prueba was killed beside Evin Prison on Friday."
    for mention, type_ in (("Ana Maria Prueba", "civilian"), ("Evin Prison", None)):
        actor = party(text, "killed", mention, kind="casualties", country="TG")
        assert (actor.type if actor else None) == type_


def test_who_was_in_office_once_speaks_for_nobody() -> None:
    text = "In Togo, former Deputy Defence Minister Kofi Exemplo denied it on Friday."
    actor = party(text, "denied", "Kofi Exemplo", slot="initiator", country="TG")
    assert actor is not None
    assert (actor.type, actor.side) == ("civilian", None)


def test_peacekeepers_are_of_the_mission_that_the_report_names() -> None:
    text = "MINUSCA said in Togo that armed men shot at peacekeepers on Friday."
    actor = party(text, "shot at", "peacekeepers", country="CF", day=date(2017, 5, 9))
    assert actor is not None
    assert actor.id == "minusca"
