"""Actors: named, described, pointed back to, and speakers that only relay."""

from __future__ import annotations

import pytest

from marsad.model import Actor, Claim, Mention, Report
from marsad.resolving import RESOLVE, resolve
from marsad.resolving.actors.registry import by_name
from marsad.stage import run_stages
from tests.conftest import make_document
from tests.resolving.conftest import make_claim

SYRIA = (
    "Insurgents led by Hayat Tahrir al-Sham, or HTS, entered Saraqeb in Syria. The "
    "group seized the town from government forces, the Syrian Observatory for Human "
    "Rights said. The monitor told Reuters that nine soldiers died. The Syrian army "
    "denied it. Turkish-backed fighters stood by. Civilians fled."
)


def actor_of(mention: str, text: str = SYRIA, place: str = "Saraqeb") -> Actor | None:
    document = make_document(text)
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
    assert "pla" in {key.casefold() for key in by_name()}
    actor = actor_of("PLA", "Clashes in Peru went on.", "Lima")
    assert actor is None or actor.country != "IN"


def chain(text: str, *speakers: str) -> Claim:
    document = make_document(text)
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
        "Nine people died in Syria, said Anna Lindqvist, a spokeswoman for the World "
        "Food Programme. Lindqvist said that more would follow."
    )
    for name in ("Anna Lindqvist", "Lindqvist"):
        (speaker,) = chain(text.replace("Syria", "Saraqeb, Syria"), name).sources
        assert speaker.actor is not None
        assert speaker.actor.parent == "wfp"


def test_what_is_known_already_stays() -> None:
    mine = Actor("mine", "Mine", "rebel")
    document = make_document(SYRIA)
    claim = make_claim(document, SYRIA, "Insurgents", initiator=("HTS",))
    given = Mention("HTS", actor=mine)
    out = resolve(document, (type(claim)(**{**_fields(claim), "initiator": (given,)}),))
    assert out[0].initiator[0].actor is mine


def _fields(claim: Claim) -> dict[str, object]:
    return {name: getattr(claim, name) for name in claim.__dataclass_fields__}


def test_the_stage_keeps_its_contract_and_the_order() -> None:
    document = make_document(SYRIA)
    late = make_claim(document, SYRIA, "fled", kind="displacement")
    early = make_claim(document, SYRIA, "entered", kind="advance")
    report = run_stages([RESOLVE], Report(document, found=(late, early)))
    assert report.claims is not None
    assert [c.anchor for c in report.claims] == ["fled", "entered"]
    assert run_stages([RESOLVE], Report(document, found=())).claims == ()
