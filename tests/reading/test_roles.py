"""Who is who, and which claim a figure belongs to, by rule."""

from __future__ import annotations

from dataclasses import replace

import pytest

from marsad.model import Claim, Figure, Mention, Span, Speaker, Stance, What
from marsad.reading.agents import holder
from marsad.reading.allot import allot, gather
from marsad.reading.figures import find_counts
from marsad.reading.kinds import kind_of
from marsad.reading.mentions import is_body, to_name, to_noun, to_verb, whole
from marsad.reading.phrases import Phrase
from marsad.reading.roles import settle
from marsad.reading.seen import Roles, Seen
from marsad.reading.segment import sentences
from marsad.reading.words import words


def mention(text: str, name: str) -> Mention:
    at = text.index(name)
    return Mention(name, Span(at, at + len(name)))


def settled(
    kind: str, text: str, anchor: str, initiator: list[str], target: list[str]
) -> tuple[list[str], list[str], list[str]]:
    (sentence,) = sentences(text)
    first = next(
        n for n, w in enumerate(sentence.words) if w.start == text.index(anchor)
    )
    seen = Seen(kind, text, sentence, Phrase(first, first + len(anchor.split())))
    roles = Roles(
        tuple(mention(text, i) for i in initiator),
        tuple(mention(text, t) for t in target),
        (),
    )
    made = settle(roles, seen)
    assert bool(made.rules) == (made != roles)
    return (
        [m.text for m in made.initiator],
        [m.text for m in made.target],
        [s.mention for s in made.speakers],
    )


def test_who_backs_is_not_who_takes() -> None:
    text = "Rebels backed by Turkey took Hama."
    assert settled("territory_taken", text, "took", ["Rebels", "Turkey"], [])[0] == [
        "Rebels"
    ]


@pytest.mark.parametrize(
    ("text", "anchor", "whom"),
    [
        ("Rebels and Syrian forces backed by Russia met.", "backed", "Syrian forces"),
        (
            "Two groups in the west, assisted by Liberian fighters, took Hama.",
            "assisted",
            "Two groups in the west",
        ),
    ],
)
def test_who_is_backed_is_the_target(text: str, anchor: str, whom: str) -> None:
    assert settled("support", text, anchor, [], [])[1] == [whom]


@pytest.mark.parametrize(
    ("kind", "text", "anchor", "marked", "doers"),
    [
        (
            "air_strike",
            "Government forces backed by Turkish naval strikes took Hama.",
            "strikes",
            ["Government forces"],
            ["Turkish"],
        ),
        (
            "support",
            "Syrian troops with Russian air support took Hama.",
            "air support",
            ["Syrian troops"],
            ["Russian"],
        ),
        (
            "shelling",
            "Syrian and Russian shelling hit Hama.",
            "shelling",
            [],
            ["Syrian and Russian"],
        ),
        (
            "air_strike",
            "The army said Monday strikes hit Hama.",
            "strikes",
            ["The army"],
            ["The army"],
        ),
        (
            "equipment_loss",
            "Iraq said a jet was shot down by Syria on Friday.",
            "shot down",
            ["Iraq"],
            ["Syria"],
        ),
        ("shelling", "Hama was shelled by night.", "shelled", ["Hama"], ["Hama"]),
        ("control", "Homs is held by what Kabul calls thieves.", "held", [], []),
        (
            "territory_taken",
            "The governor said the town fell to the rebels.",
            "fell",
            ["The governor"],
            ["the rebels"],
        ),
        (
            "bombing",
            "A roadside bomb killed five in an attack claimed by the Ostrow Front.",
            "roadside bomb",
            [],
            ["the Ostrow Front"],
        ),
        (
            "bombing",
            "The army planted a bomb that was blamed on the Ostrow Front.",
            "bomb",
            ["The army"],
            ["The army"],
        ),
        (
            "talks",
            "The ICRC is negotiating with the two sides over it.",
            "negotiating",
            ["The ICRC"],
            ["The ICRC", "the two sides"],
        ),
        (
            "surrender",
            "The guards were disarmed by the army.",
            "disarmed",
            ["The guards"],
            ["The guards"],
        ),
        (
            "support",
            "Syrian rebels backed by Turkey took Hama.",
            "backed",
            ["Syrian rebels"],
            ["Turkey"],
        ),
        (
            "air_strike",
            "The Syrian soldiers strike back.",
            "strike back",
            ["The Syrian soldiers"],
            ["The Syrian soldiers"],
        ),
        (
            "territory_taken",
            "The mayor said Hama fell to the rebels on Sunday.",
            "fell to the rebels",
            [],
            ["the rebels"],
        ),
        (
            "attack_on_civilians",
            "In Hama police shot at the crowd.",
            "shot at",
            [],
            ["police"],
        ),
        (
            "abduction",
            "Plain-clothes men in grey vans took away 19 people.",
            "took away",
            [],
            ["Plain-clothes men"],
        ),
        ("attack_on_civilians", "The men were shot.", "shot", [], []),
        (
            "armed_clash",
            "Rebels attacked by the army fled.",
            "attacked",
            [],
            ["the army"],
        ),
        ("territory_taken", "The army said Hama fell.", "fell", [], []),
        ("withdrawal", "His men fled Hama.", "fled", [], []),
    ],
)
def test_the_words_beside_the_anchor_tell_who_did_it(
    kind: str, text: str, anchor: str, marked: list[str], doers: list[str]
) -> None:
    assert settled(kind, text, anchor, marked, [])[0] == doers


def test_who_holds_is_not_the_participle() -> None:
    text = "They fled into Kurdish-controlled land."
    told = settled("control", text, "controlled", ["Kurdish-controlled"], [])
    assert told[0] == ["Kurdish"]


@pytest.mark.parametrize(
    ("verb", "doers"), [("counted", []), ("carried out", ["The army"])]
)
def test_who_counts_attacks_did_not_make_them(verb: str, doers: list[str]) -> None:
    text = f"The army {verb} 13 shelling attacks on its posts."
    (sentence,) = sentences(text)
    army = mention(text, "The army")
    roles = Roles((army,), (), (Speaker(army.text, Stance.SAYS, army.span),))
    at = sentence.words.index(next(w for w in sentence.words if w.low == "shelling"))
    made = settle(roles, Seen("shelling", text, sentence, Phrase(at, at + 2)))
    assert [m.text for m in made.initiator] == doers
    assert [s.mention for s in made.speakers] == ["The army"]


def test_who_is_fought_is_the_target() -> None:
    text = "Rebels clashed with soldiers."
    made = settled("armed_clash", text, "clashed", ["Rebels", "soldiers"], [])
    assert made[:2] == (["Rebels"], ["soldiers"])


def test_fighting_between_two() -> None:
    text = "Fighting between rebels and soldiers went on."
    made = settled("armed_clash", text, "Fighting", ["rebels", "soldiers"], [])
    assert made[:2] == (["rebels"], ["soldiers"])


@pytest.mark.parametrize(
    ("who", "roles"),
    [("Families", ([], ["Families"])), ("Rebels", (["Rebels"], []))],
)
def test_who_flees_is_the_target(who: str, roles: tuple[list[str], list[str]]) -> None:
    assert settled("displacement", f"{who} fled Hama.", "fled", [who], [])[:2] == roles


def test_all_parties_to_talks_are_initiators() -> None:
    made = settled("talks", "Iran met Turkey.", "met", ["Iran"], ["Turkey"])
    assert made[:2] == (["Iran", "Turkey"], [])


def test_who_accuses_is_the_subject_where_nobody_was_found() -> None:
    made = settled("accusation", "Omar Hadid accused Iran.", "accused", [], ["Iran"])
    assert made == (["Omar Hadid"], ["Iran"], ["Omar Hadid"])


def test_a_part_is_no_target_beside_the_whole() -> None:
    text = "It killed 69 civilians, 26 of them children."
    made = settled("shelling", text, "killed", [], ["civilians", "children"])
    assert made[1] == ["civilians"]


def test_who_claims_responsibility_did_it() -> None:
    text = "The Front claimed responsibility."
    (sentence,) = sentences(text)
    roles = Roles((), (), (Speaker("The Front", Stance.CLAIMS),))
    made = settle(roles, Seen("bombing", text, sentence, Phrase(2, 4)))
    assert [m.text for m in made.initiator] == ["The Front"]


@pytest.mark.parametrize(
    ("text", "marked", "made"),
    [
        ("The Syrian army left", (0, 2), "The Syrian army"),
        ("Syria's armed forces left", (0, 1), "Syria's armed forces"),
        ("government soldiers left", (0, 1), "government soldiers"),
        ("a Taliban spokesman spoke", (0, 2), "a Taliban"),
        ("rebels police blame", (0, 1), "rebels"),
    ],
)
def test_an_actor_goes_on_to_its_noun(
    text: str, marked: tuple[int, int], made: str
) -> None:
    held = words(text)
    assert to_noun(held, Phrase(*marked)).text(text, held) == made


@pytest.mark.parametrize(
    ("kind", "text", "anchor", "who", "made"),
    [
        ("withdrawal", "Residents left.", 1, "Residents", "displacement"),
        ("withdrawal", "The army left.", 2, "The army", "withdrawal"),
        ("air_strike", "Rebels struck the army.", 1, "Rebels", "armed_clash"),
        ("air_strike", "Rebels struck it with drones.", 1, "Rebels", "air_strike"),
        ("air_strike", "Russia struck Hama.", 1, "Russia", "air_strike"),
        ("abduction", "Two were taken prisoner.", 2, "Two", "surrender"),
        ("arrest", "They took twelve men prisoner.", 1, "They", "surrender"),
        ("arrest", "They arrested a prisoner.", 1, "They", "arrest"),
        ("bombing", "A suicide bomber struck.", 2, "bomber", "suicide_bombing"),
        ("bombing", "Nobody knew whether it was suicide.", 5, "it", "bombing"),
    ],
)
def test_the_kind_hangs_on_who_acts(
    kind: str, text: str, anchor: int, who: str, made: str
) -> None:
    at = Phrase(anchor, anchor + 1)
    found, rule = kind_of(kind, words(text), at, [Mention(who)], counts_dead=False)
    assert found == made
    assert bool(rule) == (found != kind)


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("At least 242 people have died in the offensive.", "casualties"),
        ("Since Monday the offensive killed 30.", "casualties"),
        ("It raised to 230 the number killed in the offensive.", "casualties"),
        ("The offensive killed 30 people.", "offensive"),
        ("The offensive, the deadliest since 2018, killed 30.", "offensive"),
    ],
)
def test_dead_of_more_than_one_fight_are_a_toll(text: str, made: str) -> None:
    told = words(text)
    at = next(n for n, w in enumerate(told) if w.low == "offensive")
    anchor = Phrase(at, at + 1)
    assert kind_of("offensive", told, anchor, [], counts_dead=True)[0] == made
    assert kind_of("offensive", told, anchor, [], counts_dead=False)[0] == "offensive"


def claim(text: str, kind: str, anchor: str, figures: list[Figure]) -> Claim:
    at = text.index(anchor)
    span = Span(at, at + len(anchor))
    whole = Span(0, len(text))
    made = Claim(kind, "d", "d#c", "c", kind, text, anchor, whole, span)
    return replace(made, figures=tuple(figures))


def test_air_support_is_no_strike() -> None:
    told = words("Troops with Russian air support took Hama.")
    made = kind_of("air_strike", told, Phrase(3, 5), [], counts_dead=False)
    assert made[0] == "support"
    told = words("Russian air strikes hit Hama.")
    made = kind_of("air_strike", told, Phrase(1, 3), [], counts_dead=False)
    assert made[0] == "air_strike"


def test_a_toll_stays_with_the_claim_of_harm() -> None:
    text = "More than 240 died in clashes as militants began an offensive."
    toll = Figure(What.KILLED, "people", 241, None, "More than 240", span=Span(0, 13))
    clash, offensive = allot(
        [
            claim(text, "armed_clash", "clashes", [toll]),
            claim(text, "offensive", "offensive", [toll]),
        ]
    )
    assert clash.figures == (toll,)
    assert offensive.figures == ()
    assert offensive.reasons


def test_each_attack_keeps_its_victims() -> None:
    text = "Air strikes killed 19 civilians and shelling killed four."
    (sentence,) = sentences(text)
    made = gather(
        [
            claim(text, "air_strike", "Air strikes", []),
            claim(text, "shelling", "shelling", []),
        ],
        find_counts(text, sentence),
    )
    assert [[f.low for f in c.figures] for c in made] == [[19], [4]]


def test_the_second_of_two_that_fight_is_the_target() -> None:
    text = "Clashes between the government and rebels went on."
    made = settled("armed_clash", text, "Clashes", ["the government"], [])
    assert made[:2] == (["the government"], ["rebels"])


def test_the_second_of_two_stays_a_doer_where_he_is_one() -> None:
    text = "Clashes between soldiers and rebels went on."
    made = settled("armed_clash", text, "Clashes", ["rebels"], [])
    assert made[:2] == (["rebels"], [])


def test_nobody_is_fought_where_only_one_is_named() -> None:
    text = "Clashes between rival gangs went on."
    made = settled("armed_clash", text, "Clashes", ["rival gangs"], [])
    assert made[:2] == (["rival gangs"], [])


@pytest.mark.parametrize(
    ("text", "marked", "made"),
    [
        ("fled into northern Iraq today", (2, 3), "northern Iraq"),
        ("in the northwest Friday", (1, 3), "the northwest"),
        ("in the north, Iraq said", (1, 3), "the north"),
        ("at Mosul Airport", (1, 2), "Mosul"),
    ],
)
def test_a_place_goes_on_from_a_direction_to_its_name(
    text: str, marked: tuple[int, int], made: str
) -> None:
    held = words(text)
    assert to_name(held, Phrase(*marked)).text(text, held) == made


@pytest.mark.parametrize(
    ("text", "anchor", "who"),
    [
        ("Ostrow is under the control of the Front.", (2, 5), "the Front"),
        ("a town in rebel hands burnt", (2, 5), "rebel"),
        ("Belin is in the hands of Harran's forces.", (2, 5), "Harran's forces"),
        ("Tilva is under the control of their forces.", (2, 5), None),
        ("The army lost control of Belin.", (2, 4), None),
        ("The army is in full control of Belin.", (3, 6), None),
        ("Ostrow came under Harran control.", (1, 5), "Harran"),
    ],
)
def test_who_has_a_place_in_his_hands_holds_it(
    text: str, anchor: tuple[int, int], who: str | None
) -> None:
    held = words(text)
    found = holder(held, Phrase(*anchor))
    assert (found.text(text, held) if found else None) == who


@pytest.mark.parametrize(
    ("text", "name", "body"),
    [
        ("They went into SDF controlled territory.", "SDF", True),
        ("UNAMID has lost 27 men.", "UNAMID", True),
        ("Strikes on Ansar al-Sharia militia bases.", "Ansar al-Sharia", True),
        ("He took refuge in the DRC on Friday.", "DRC", False),
        ("He went to the UAE on Friday.", "UAE", False),
        ("He crossed the FATA on Friday.", "FATA", False),
        ("Shells fell in the DPR on Friday.", "DPR", False),
        ("He left the USSR on Friday.", "USSR", False),
        ("KABUL, 3 May - A bomb went off.", "KABUL", False),
        ("BOMB HITS KABUL MARKET.", "KABUL", False),
        ("They took Hama on Friday.", "Hama", False),
    ],
)
def test_a_group_is_no_place(text: str, name: str, body: bool) -> None:
    held = words(text)
    first = next(n for n, w in enumerate(held) if w.start == text.index(name))
    last = next(
        n for n, w in enumerate(held, 1) if w.end == text.index(name) + len(name)
    )
    assert is_body(held, Phrase(first, last)) == body


@pytest.mark.parametrize(
    ("text", "name", "made"),
    [
        ("Residents of Tilva fled.", "Residents of Tilva", "Tilva"),
        ("It shelled the city of Tilva.", "the city of Tilva", "the city of Tilva"),
        (
            "It hit the Ministry of Tilva.",
            "the Ministry of Tilva",
            "the Ministry of Tilva",
        ),
    ],
)
def test_who_is_there_is_no_place(text: str, name: str, made: str) -> None:
    held = words(text)
    last = next(n for n, w in enumerate(held, 1) if w.text == "Tilva")
    marked = Phrase(last - len(name.split()), last)
    assert to_name(held, marked).text(text, held) == made


@pytest.mark.parametrize(
    ("text", "anchor", "made"),
    [
        ("They have left the town.", "have", "have left"),
        ("It will not be brought up.", "will", "will not be brought"),
        ("They left the town.", "left", "left"),
        ("They hold only four.", "hold only", "hold only"),
    ],
)
def test_an_auxiliary_goes_on_to_its_verb(text: str, anchor: str, made: str) -> None:
    held = words(text)
    at = next(n for n, w in enumerate(held) if w.low == anchor.split(maxsplit=1)[0])
    marked = Phrase(at, at + len(anchor.split()))
    assert to_verb(held, marked).text(text, held) == made


def test_whose_fighters_they_are_is_no_doer() -> None:
    text = "Harran's Vell rebels freed 11 soldiers of Marwan's army."
    marked = ["Harran", "Vell rebels"]
    assert settled("armed_clash", text, "freed", marked, ["Marwan"])[:2] == (
        ["Vell rebels"],
        ["Marwan"],
    )


def test_capitals_alone_make_no_name() -> None:
    text = "TROOPS ARE COMBING TILVA AND HARRAN."
    assert whole(words(text), Phrase(3, 4)) == Phrase(3, 4)


def test_who_accuses_did_not_do_it() -> None:
    text = "The army accused the militia of shelling a hospital."
    marked = ["The army", "the militia"]
    assert settled("shelling", text, "shelling", marked, [])[0] == ["the militia"]
    assert settled("shelling", text, "shelling", ["The army"], [])[0] == ["The army"]


def test_who_says_so_did_not_do_it() -> None:
    text = "The minister says Harran will send troops."
    marked = ["The minister", "Harran"]
    assert settled("deployment", text, "send", marked, [])[0] == ["Harran"]


@pytest.mark.parametrize(
    ("text", "anchor", "marked", "parties"),
    [
        (
            "A truce brokered by Harran and Tilva.",
            "truce",
            ["Harran", "Tilva"],
            [],
        ),
        (
            "Harran hosted talks of Vell and Tilva.",
            "talks",
            ["Harran", "Vell", "Tilva"],
            ["Vell", "Tilva"],
        ),
    ],
)
def test_who_mediates_is_no_party(
    text: str, anchor: str, marked: list[str], parties: list[str]
) -> None:
    kind = "talks" if anchor == "talks" else "agreement"
    assert settled(kind, text, anchor, marked, [])[0] == parties


def test_who_is_repelled_did_not_do_it() -> None:
    text = "Russian forces were repelled near Tilva."
    both = ["Russian forces"], ["Russian forces"]
    assert settled("armed_clash", text, "repelled", *both)[:2] == ([], both[1])
