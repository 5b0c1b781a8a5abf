"""Actors: named, described, pointed back to, and speakers that only relay."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from marsad.model import Actor, Claim, Mention, Report, Span
from marsad.resolving import RESOLVE, resolve
from marsad.resolving.actors.registry import registry
from marsad.stage import run_stages
from tests.conftest import make_document
from tests.resolving.conftest import make_claim

THEN = date(2024, 11, 30)
SYRIA = (
    "Insurgents led by Hayat Tahrir al-Sham, or HTS, entered Saraqeb in Syria. The "
    "group seized the town from government forces, the Syrian Observatory for Human "
    "Rights said. The monitor told Reuters that nine soldiers died. The Syrian army "
    "denied it. Turkish-backed fighters stood by. Civilians fled."
)


def actor_of(mention: str, text: str = SYRIA, place: str = "Saraqeb") -> Actor | None:
    document = make_document(text, day=THEN)
    claim = make_claim(
        document, text, text.split(maxsplit=1)[0], places=(place,), initiator=(mention,)
    )
    return resolve(document, (claim,))[0].initiator[0].actor


@pytest.mark.parametrize(
    ("mention", "id_", "side"),
    [
        ("HTS", "hts", "HTS-led opposition"),
        ("HTS fighters", "hts", "HTS-led opposition"),
        ("fighters from Hay’at Tahrir al-Sham", "hts", "HTS-led opposition"),
        ("the group", "hts", "HTS-led opposition"),
        ("insurgents", "described:rebels:SY", "HTS-led opposition"),
        ("the advancing jihadists", "described:rebels:SY", "HTS-led opposition"),
        ("The Syrian army", "state:SY:military", "government"),
        ("the army", "state:SY:military", "government"),
        ("government forces", "state:SY:military", "government"),
        ("Syria’s Ministry of Defense", "state:SY:military", "government"),
        ("Damascus", "state:SY:government", "government"),
        ("Turkish-backed factions", "sna", "SNA"),
        ("Russian warplanes", "state:RU:military", "Russia"),
        ("Moscow", "state:RU:government", "Russia"),
        ("Israel", "state:IL:government", "Israel"),
        ("a Britain-based war monitor", "sohr", None),
        ("civilians", "described:civilians:SY", None),
        ("the president", "state:SY:government", "government"),
    ],
)
def test_mentions_lead_to_actors(mention: str, id_: str, side: str | None) -> None:
    actor = actor_of(mention)
    assert actor is not None
    assert (actor.id, actor.side) == (id_, side)


@pytest.mark.parametrize(
    "mention", ["", " ", "the bridge", "x" * 10_000, "\u202e", "AI"]
)
def test_who_is_nobody_known_stays_unknown(mention: str) -> None:
    assert actor_of(mention) is None


def test_backed_by_is_not_the_backer() -> None:
    text = "Iran-backed militants fired in Iraq; Iraqi troops answered."
    actor = actor_of("Iran-backed militants", text, "Baghdad")
    assert actor is not None
    assert actor.type == "rebel"
    assert actor.country == "IQ"


def test_an_acronym_holds_where_the_document_binds_it() -> None:
    text = "The Front for River Freedom (FRF) took a village in Chad. FRF men fled."
    bound = actor_of("FRF", text, "Abéché")
    assert bound is not None
    assert bound.name == "Front for River Freedom"
    assert actor_of("FRF", "Fighting in Chad.", "Abéché") is None


def test_a_state_between_states_goes_by_its_name() -> None:
    text = "Russian shells hit Kharkiv in Ukraine. Ukrainian troops fired back."
    for mention, side in [("Ukrainian troops", "Ukraine"), ("the army", "Ukraine")]:
        actor = actor_of(mention, text, "Kharkiv")
        assert actor is not None
        assert actor.side == side


def test_a_group_of_a_far_country_is_not_taken() -> None:
    assert registry().options("PLA")
    actor = actor_of("PLA", "Clashes in Peru went on.", "Lima")
    assert actor is None or actor.country != "IN"


def chain(text: str, *speakers: str) -> Claim:
    document = make_document(text, day=THEN)
    claim = make_claim(
        document, text, text.split(maxsplit=1)[0], places=("Saraqeb",), sources=speakers
    )
    return resolve(document, (claim,))[0]


def test_who_relays_is_a_carrier_and_the_last_is_not() -> None:
    claim = chain(SYRIA, "Reuters", "the Syrian Observatory for Human Rights")
    assert [s.carrier for s in claim.sources] == [True, False]
    assert [s.carrier for s in chain(SYRIA, "Reuters").sources] == [False]
    assert [s.carrier for s in chain(SYRIA, "SANA", "the army").sources] == [
        True,
        False,
    ]


def test_the_monitor_is_the_one_named() -> None:
    (speaker,) = chain(SYRIA, "The monitor").sources
    assert speaker.actor is not None
    assert speaker.actor.id == "sohr"


def test_a_person_speaks_for_the_body_named_beside() -> None:
    text = (
        "Nine people died in Syria, said Anna Lindqvist, a spokeswoman for Doctors "
        "Without Borders. Lindqvist said that more would follow."
    )
    for name in ("Anna Lindqvist", "Lindqvist"):
        (speaker,) = chain(text.replace("Syria", "Saraqeb, Syria"), name).sources
        assert speaker.actor is not None
        assert speaker.actor.parent == "msf"


def test_bodies_of_the_un_are_one_house() -> None:
    text = "In Saraqeb, Syria, OCHA and UNHCR counted. So did the World Food Programme."
    for name in ("OCHA", "UNHCR", "the World Food Programme"):
        (speaker,) = chain(text, name).sources
        assert speaker.actor is not None
        assert speaker.actor.parent == "un"


def told_by(text: str, *sentences: tuple[str, ...]) -> list[Claim]:
    """Claims of a text: for each its sentence's first words, then its speakers."""
    document = make_document(text, day=THEN)
    claims = []
    for start, *speakers in sentences:
        at = text.index(start)
        quote = text[at : text.index(".", at) + 1]
        claims.append(
            make_claim(
                document, quote, start, places=("Saraqeb",), sources=tuple(speakers)
            )
        )
    return list(resolve(document, tuple(claims)))


def voices(claims: list[Claim]) -> list[str | None]:
    return [c.sources[-1].actor.id if c.sources[-1].actor else None for c in claims]


def test_who_relays_is_nobodys_he() -> None:
    text = (
        "Nine died in Saraqeb in Syria, the Iranian Foreign Minister Abbas Araghchi "
        "told TASS. More would follow, he told TASS. The road was cut, he told TASS."
    )
    claims = told_by(
        text,
        ("Nine", "TASS", "Abbas Araghchi"),
        ("More", "TASS", "he"),
        ("The road", "TASS", "he"),
    )
    assert voices(claims) == ["araghchi"] * 3


def test_his_office_is_that_of_the_person_not_of_the_outlet() -> None:
    text = (
        "Bashar al-Assad was nowhere in Damascus, Syria, CNN said. His office denied "
        "it."
    )
    claims = told_by(text, ("Bashar", "CNN"), ("His office", "His office"))
    assert voices(claims) == ["cnn", "assad"]


def test_he_is_nobody_known_after_a_stranger_spoke() -> None:
    text = (
        "Bashar al-Assad stayed in Damascus, Syria. Nine died, Ivo Nowhere said. Ten "
        "fled, he said."
    )
    claims = told_by(text, ("Nine", "Ivo Nowhere"), ("Ten", "he"))
    assert voices(claims) == [None, None]


def test_heads_of_several_states_are_not_one_of_them() -> None:
    (speaker,) = chain(SYRIA, "The presidents of Russia, France and Iran").sources
    assert speaker.actor is not None
    assert speaker.actor.side == "many"


def test_one_group_under_many_names_is_one_speaker() -> None:
    text = (
        "Strikes in Syria killed nine, the White Helmets said. Two camps were hit, "
        "the rescue group said. A clinic burned, the opposition-run group said. "
        "Rebels then entered Saraqeb. Ten were hurt, the group said."
    )
    claims = told_by(
        text,
        ("Strikes", "the White Helmets"),
        ("Two camps", "the rescue group"),
        ("A clinic", "the opposition-run group"),
        ("Ten", "the group"),
    )
    assert voices(claims) == ["white-helmets"] * 4


def test_speakers_joined_are_the_one_that_can_be_told_from_others() -> None:
    for joined in ("a war monitor and fighters", "fighters and a war monitor"):
        (speaker,) = chain(SYRIA, joined).sources
        assert speaker.actor is not None
        assert speaker.actor.id == "sohr"
    (speaker,) = chain(SYRIA, "Organisation for Security and Peace").sources
    assert speaker.actor is not None
    assert speaker.actor.id == "named:organisation for security and peace"


def test_sources_without_a_name_are_those_told_of_more_fully() -> None:
    text = (
        "Saraqeb in Syria was cut off, Turkish security sources said. Nine died, "
        "security sources said. Ten fled, the sources said. A bridge fell, a source "
        "said."
    )
    claims = told_by(
        text,
        ("Saraqeb", "Turkish security sources"),
        ("Nine", "security sources"),
        ("Ten", "the sources"),
        ("A bridge", "a source"),
    )
    assert voices(claims) == ["state:TR:government"] * 3 + [None]


def parties(text: str, *rows: tuple[str, str, str, str]) -> list[Actor | None]:
    """The initiators of claims: kind, sentence's first words, initiator, target."""
    document = make_document(text, day=THEN)
    claims = []
    for kind, start, who, whom in rows:
        at = text.index(start)
        claims.append(
            make_claim(
                document,
                text[at : text.index(".", at) + 1],
                start,
                kind=kind,
                places=("Saraqeb",),
                initiator=(who,) if who else (),
                target=(whom,) if whom else (),
            )
        )
    out = resolve(document, tuple(claims))
    return [c.initiator[0].actor if c.initiator else None for c in out]


def test_the_main_armed_group_is_not_its_own_foe() -> None:
    text = (
        "The SDF held Saraqeb in Syria, and SDF fighters the hills. Factions took the "
        "town from the SDF."
    )
    (actor,) = parties(text, ("territory_taken", "Factions took", "Factions", "SDF"))
    assert actor is not None
    assert actor.side == "rebels"
    text += " Hayat Tahrir al-Sham was near."
    (actor,) = parties(text, ("territory_taken", "Factions took", "Factions", "SDF"))
    assert actor is not None
    assert actor.side == "HTS-led opposition"


def test_fighters_are_known_by_the_state_behind_them() -> None:
    text = (
        "Hayat Tahrir al-Sham watched near Saraqeb in Syria. The Ankara-aligned "
        "groups took it."
    )
    row = ("territory_taken", "The Ankara", "The Ankara-aligned groups", "")
    assert [a and a.id for a in parties(text, row)] == ["sna"]
    at = text.index("groups")
    document = make_document(text, day=THEN)
    claim = make_claim(document, text, "took", places=("Saraqeb",))
    cut = Mention("groups", Span(at, at + 6))
    (out,) = resolve(document, (replace(claim, initiator=(cut,)),))
    assert out.initiator[0].actor is not None
    assert out.initiator[0].actor.id == "sna"


def test_a_people_within_a_state_is_not_its_army() -> None:
    for men, id_ in [
        ("Syrian Kurdish forces", "sdf"),
        ("the US-backed Syrian Kurdish forces", "sdf"),
        ("Syrian special forces", "state:SY:military"),
        ("Syrian Arab Army", "state:SY:military"),
    ]:
        actor = actor_of(men)
        assert actor is not None
        assert actor.id == id_


def test_armed_men_of_another_kind_are_not_the_patrons_known_clients() -> None:
    actor = actor_of("Turkish-backed Islamist factions")
    assert actor is not None
    assert actor.id == "described:rebels:SY"


def test_it_is_who_acted_last_not_who_told_nor_who_backs() -> None:
    text = (
        "The Syrian National Army, backed by Turkey, entered Saraqeb in Syria. It took "
        "a village. They took a hill. Its troops took a bridge."
    )
    found = parties(
        text,
        ("advance", "The Syrian", "The Syrian National Army", ""),
        ("support", "backed by", "Turkey", "The Syrian National Army"),
        ("territory_taken", "It took", "It", ""),
        ("territory_taken", "They took", "They", ""),
        ("territory_taken", "Its troops", "Its troops", ""),
    )
    ids = [a and a.id for a in found]
    assert ids == ["sna", "state:TR:government", "sna", "sna", "sna"]


def test_it_is_not_the_many_who_acted_last() -> None:
    text = (
        "The Syrian army held Saraqeb in Syria. Rebels came near. Its troops left. "
        "They entered."
    )
    found = parties(
        text,
        ("control", "The Syrian", "The Syrian army", ""),
        ("advance", "Rebels", "Rebels", ""),
        ("withdrawal", "Its troops", "Its troops", ""),
    )
    assert [a and a.side for a in found] == ["government", "rebels", "government"]


def test_the_men_of_an_unknown_commander_are_of_an_unknown_side() -> None:
    text = "The Syrian army fired on Saraqeb. His men fell back, said Abu al-Nowhere."
    document = make_document(text, day=THEN)
    first = make_claim(
        document, text, "fired", places=("Saraqeb",), initiator=("The Syrian army",)
    )
    then = make_claim(
        document, text, "fell", initiator=("His men",), sources=("Abu al-Nowhere",)
    )
    out = resolve(document, (first, then))
    assert out[1].initiator[0].actor is None


def test_what_is_known_already_stays() -> None:
    mine = Actor("mine", "Mine", "rebel")
    document = make_document(SYRIA, day=THEN)
    claim = make_claim(document, SYRIA, "Insurgents", initiator=("HTS",))
    given = Mention("HTS", actor=mine)
    out = resolve(document, (type(claim)(**{**_fields(claim), "initiator": (given,)}),))
    assert out[0].initiator[0].actor is mine


def _fields(claim: Claim) -> dict[str, object]:
    return {name: getattr(claim, name) for name in claim.__dataclass_fields__}


def test_the_stage_keeps_its_contract_and_the_order() -> None:
    document = make_document(SYRIA, day=THEN)
    late = make_claim(document, SYRIA, "fled", kind="displacement")
    early = make_claim(document, SYRIA, "entered", kind="advance")
    report = run_stages([RESOLVE], Report(document, found=(late, early)))
    assert report.claims is not None
    assert [c.anchor for c in report.claims] == ["fled", "entered"]
    assert run_stages([RESOLVE], Report(document, found=())).claims == ()
