"""Who harms, who is for whom, and persons told by more than a name."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from marsad.model import Place
from marsad.resolving import resolve
from marsad.resolving.actors.described import Describer
from marsad.resolving.actors.homes import Homes
from marsad.resolving.actors.loyal import loyal
from marsad.resolving.actors.naming import Namer
from marsad.resolving.actors.registry import Context, registry
from tests.conftest import make_document
from tests.resolving.conftest import make_claim
from tests.resolving.test_described import party


def names_of(home: str, day: str = "2011-06-01") -> Namer:
    context = Context(date.fromisoformat(day), frozenset({home}), home)
    return Namer("", context, registry())


@pytest.mark.parametrize(
    ("text", "anchor", "mention", "kind", "told"),
    [
        (
            "Boko Haram fights in Nigeria. Two girls blew themselves up in Gwoza.",
            "blew",
            "Two girls",
            "suicide_bombing",
            ("rebel", "Boko Haram"),
        ),
        (
            "A man shot at worshippers in Togo.",
            "shot",
            "A man",
            "attack_on_civilians",
            ("other", None),
        ),
        (
            "Villagers attacked a market in Togo.",
            "attacked",
            "Villagers",
            "attack_on_civilians",
            ("civilian", None),
        ),
        ("A man marched in Togo.", "marched", "A man", "protest", ("civilian", None)),
    ],
)
def test_whoever_harms_is_no_civilian(
    text: str, anchor: str, mention: str, kind: str, told: tuple[str, str | None]
) -> None:
    country = "NG" if "Nigeria" in text else "TG"
    actor = party(text, anchor, mention, kind=kind, slot="initiator", country=country)
    assert actor is not None
    assert (actor.type, actor.side) == told


@pytest.mark.parametrize(
    ("mention", "home", "type_"),
    [
        ("two former guerrillas", "CO", "civilian"),
        ("retired army officers", "CO", "civilian"),
        ("a former military base used by the rebels", "CO", None),
        ("current and former officials of the army", "CO", None),
    ],
)
def test_who_has_laid_down_arms_is_a_civilian(
    mention: str, home: str, type_: str | None
) -> None:
    found = Describer([]).actor(mention, names_of(home), frozenset())
    assert (found.type if found else None) == type_


@pytest.mark.parametrize(
    ("mention", "home", "type_", "side"),
    [
        ("pro-Gaddafi forces", "LY", "state", "government"),
        ("anti-Gaddafi fighters", "LY", "rebel", "NTC"),
        ("pro-Iranian militias", "IQ", "militia", "Iran"),
        ("pro-Russian rebels", "UA", None, None),  # told by their name in the registry
        ("anti-Gaddafi fighters", "TD", None, None),
    ],
)
def test_men_told_by_whom_they_are_for(
    mention: str, home: str, type_: str | None, side: str | None
) -> None:
    found = loyal(mention, Describer([]), names_of(home))
    assert (found and found.type, found and found.side) == (type_, side)


@pytest.mark.parametrize(
    ("text", "name", "parent"),
    [
        (
            "Army spokesman Tom Exampleson said in Togo that a patrol fired.",
            "Tom Exampleson",
            "state:TG:military",
        ),
        (
            "Ghana's human rights commissioner, Ann Examples, said that all fled Togo.",
            "Ann Examples",
            "state:GH:government",
        ),
        (
            "Tom Exampleson, a general who commands ISAF, said in Kabul it was over.",
            "Tom Exampleson",
            "nato",
        ),
        ("A Briton, Tom Exampleson, said that all fled Togo.", "Tom Exampleson", None),
        (
            "Pentagon spokesman Peter Cook said all fled.",
            "Peter Cook",
            "state:US:military",
        ),
    ],
)
def test_a_speaker_is_of_the_body_told_with_the_name(
    text: str, name: str, parent: str | None
) -> None:
    document = make_document(text, day=date(2011, 6, 1))
    claim = make_claim(document, text, "said", kind="statement", sources=(name,))
    actor = resolve(document, (claim,))[0].sources[0].actor
    assert (actor.parent if actor else None) == parent


@pytest.mark.parametrize(
    ("mention", "home", "id_"),
    [
        ("the USS Example", "YE", "state:US:military"),
        ("Brussels", "UA", "eu"),
        ("Brussels", "BE", "state:BE:government"),
        ("Rangoon", "MM", "state:MM:government"),
        ("Mohamud Ali Saleh", "KE", None),
        ("Secretary of State Condoleezza Rice", "IQ", "person:condoleezza-rice"),
    ],
)
def test_names_that_hold_other_names(mention: str, home: str, id_: str | None) -> None:
    found = names_of(home, "2006-06-01").named(mention)
    assert (found.id if found else None) == id_


def test_rebels_are_of_those_whom_the_state_told_after_them_backs() -> None:
    text = "Syrian rebels backed by Turkey took Exampletown."
    actor = party(text, "took", "Syrian rebels", kind="territory_taken")
    assert actor is not None
    assert actor.side == "SNA"


def test_a_digest_of_which_few_places_are_known_is_of_many_homes() -> None:
    stories = (
        "Troops left Kenya.", "Police in Chile held ten.", "Rebels rose in Nepal.",
        "Soldiers fired in Laos.",
    )  # fmt: skip
    document = make_document("\n\n".join(stories))
    kenya = Place("Kenya", lat=1.0, lon=38.0, country="KE")
    claims = [
        make_claim(document, stories[0], "left", places=(kenya,)),
        *(make_claim(document, s, s.split()[1]) for s in stories[1:]),
    ]
    homes = Homes(document, Counter({"KE": 1}), claims)
    assert [homes.of_claim(c) for c in claims] == ["KE", "CL", "NP", "LA"]


@pytest.mark.parametrize(
    ("text", "anchor", "mention", "country", "id_"),
    [
        (
            "Serb gunners fired on Sarajevo in Bosnia.",
            "fired",
            "Serb gunners",
            "BA",
            "vrs",
        ),
        (
            "Jets believed to be Russian hit Idlib in Syria.",
            "hit",
            "Jets believed to be Russian",
            "SY",
            "state:RU:military",
        ),
        (
            "Kurdish-held villages in Iraq were attacked.",
            "attacked",
            "Kurdish",
            "IQ",
            "peshmerga",
        ),
        (
            "Business leaders met in Togo.",
            "met",
            "Business leaders",
            "TG",
            "described:civilians:TG",
        ),
        (
            "Soldiers loyal to the ousted president fired in Togo.",
            "fired",
            "Soldiers loyal to the ousted president",
            "TG",
            "described:rebels:TG",
        ),
        (
            "Officers of the group's patrol fired in Togo.",
            "fired",
            "a patrol of the national guard",
            "TG",
            "state:TG:military",
        ),
        (
            "An opposition lawmaker spoke in Togo.",
            "spoke",
            "An opposition lawmaker",
            "TG",
            "described:opposition:TG",
        ),
    ],
)
def test_words_for_parties_of_any_war(
    text: str, anchor: str, mention: str, country: str, id_: str
) -> None:
    day = date(1994, 6, 1) if country == "BA" else date(2017, 6, 1)
    actor = party(text, anchor, mention, country=country, day=day, slot="initiator")
    assert actor is not None
    assert actor.id == id_


def test_a_people_that_protests_is_no_state() -> None:
    text = "Colombians marched in Bogota."
    actor = party(
        text, "marched", "Colombians", kind="protest", slot="initiator", country="CO"
    )
    assert actor is not None
    assert actor.type == "civilian"


def test_the_parts_of_the_other_side() -> None:
    text = "Al-Shabaab fled as Kenyan troops bombed its hideouts in Somalia."
    actor = party(
        text, "bombed", "its hideouts", initiator=("Kenyan troops",), country="SO"
    )
    assert actor is not None
    assert actor.id == "al-shabaab"


@pytest.mark.parametrize(
    ("mention", "home", "id_"),
    [
        ("South Sudan Liberation Army", "SS", "ssla"),
        ("Irish National Liberation Army", "GB", "inla"),
        ("the National Liberation Army", "CO", "eln"),
        ("Republican Guard", "SY", "republican-guard-syria-sy"),
        ("federal police", "MX", None),
    ],
)
def test_names_that_several_wars_have(mention: str, home: str, id_: str | None) -> None:
    found = names_of(home).named(mention)
    assert (found.id if found else None) == id_
