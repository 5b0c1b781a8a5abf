from __future__ import annotations

import json
import time
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.corpus_form import claim_row, claims_from_rows
from marsad.model import Claim, Report, Status
from marsad.reading import READ, local_reader
from marsad.reading.network import Network
from marsad.reading.phrases import Phrase
from marsad.reading.status import find_status, plain_status
from marsad.reading.words import words
from marsad.stage import run_stages
from tests.conftest import make_document

STORY = (
    "Rebels seized the town of Saraqeb on Thursday, the Syrian Observatory for Human "
    "Rights said. Russian air strikes on Idlib killed at least 12 civilians, two of "
    "them children, rescuers told AFP.\n\nThe army denied that its troops had "
    "withdrawn from Hama. Government forces were still shelling Atarib on Friday. "
    "Turkey called on all sides to stop the fighting."
)


@pytest.fixture(scope="module")
def story() -> tuple[Claim, ...]:
    return local_reader().read(make_document(STORY))


def one(claims: tuple[Claim, ...], kind: str) -> Claim:
    (found,) = [c for c in claims if c.kind == kind]
    return found


def test_seizure(story: tuple[Claim, ...]) -> None:
    claim = one(story, "territory_taken")
    assert [m.text for m in claim.initiator] == ["Rebels"]
    assert [p.mention for p in claim.places] == ["Saraqeb"]
    assert [s.mention for s in claim.sources] == [
        "the Syrian Observatory for Human Rights"
    ]
    assert claim.when is not None
    assert claim.when.text == "Thursday"
    assert claim.status is Status.HAPPENED


def test_strike_carries_its_toll(story: tuple[Claim, ...]) -> None:
    claim = one(story, "air_strike")
    figures = [(f.what.value, f.who, f.low, f.high) for f in claim.figures]
    assert figures == [("killed", "civilians", 12, None), ("killed", "children", 2, 2)]
    assert [s.mention for s in claim.sources] == ["AFP", "rescuers"]
    assert not [c for c in story if c.kind == "casualties"]


def test_denial(story: tuple[Claim, ...]) -> None:
    claim = one(story, "withdrawal")
    assert claim.status is Status.DENIED
    assert [(s.mention, s.stance.value) for s in claim.sources] == [
        ("The army", "denies")
    ]


def test_ongoing(story: tuple[Claim, ...]) -> None:
    assert one(story, "shelling").status is Status.ONGOING


def test_who_demands_is_initiator_and_source(story: tuple[Claim, ...]) -> None:
    claim = one(story, "demand")
    assert [m.text for m in claim.initiator] == ["Turkey"]
    assert [s.mention for s in claim.sources] == ["Turkey"]
    assert claim.status is Status.CALLED_FOR


def test_claims_name_their_place_in_the_text(story: tuple[Claim, ...]) -> None:
    for number, claim in enumerate(story, 1):
        assert STORY[claim.span.start : claim.span.end] == claim.quote
        span = claim.anchor_span
        assert STORY[span.start : span.end] == claim.anchor
        assert claim.ref == f"doc#c{number}"
        assert claim.reasons
        assert claim.confidence is not None
        assert 0 < claim.confidence <= 1


def test_mentions_are_in_the_text(story: tuple[Claim, ...]) -> None:
    for claim in story:
        for mention in (*claim.initiator, *claim.target):
            assert mention.span is not None
            assert STORY[mention.span.start : mention.span.end] == mention.text


def test_claims_survive_the_corpus_form(story: tuple[Claim, ...]) -> None:
    again = claims_from_rows(make_document(STORY), [claim_row(c) for c in story])
    assert [c.id for c in again] == [c.id for c in story]


def test_reading_twice_is_the_same() -> None:
    document = make_document(STORY)
    assert local_reader().read(document) == local_reader().read(document)


def test_stage_gives_found() -> None:
    report = run_stages([READ], Report(make_document(STORY)))
    assert report.found
    assert report.claims is None


def test_own_outlet_is_no_speaker() -> None:
    text = STORY.replace("rescuers told AFP", "rescuers told the Herald newspaper")
    claims = local_reader().read(make_document(text, outlet="Herald newspaper"))
    assert [s.mention for s in one(claims, "air_strike").sources] == ["rescuers"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\n\t",
        "The central bank raised its key rate by half a point on Thursday and said "
        "that it expected prices to rise more slowly next year. Shares fell.",
        "The striker shot twice from close range, and the visitors launched an "
        "attack in the second half. The coach praised his defence after the match.",
        "A strike by train drivers closed the line for two days. The union wants "
        "higher wages, and the company offered new talks next week.",
    ],
)
def test_other_news_gives_no_claims(text: str) -> None:
    assert local_reader().read(make_document(text)) == ()


@pytest.mark.parametrize(
    "text",
    [
        "rebels " * 28_000,
        "x" * 200_000,
        '"' * 10_000 + " rebels seized Hama.",
        "12,000 " * 28_000,
        "." * 200_000,
        "the army said " * 14_000,
        "killed " * 28_000,
        " \n" * 100_000,
        "and " * 50_000,
        "“" * 5_000 + "Rebels seized Hama. ” " * 2_000,
        "🔥💥" * 20_000 + " rebels seized Hama.",
    ],
    ids=lambda text: repr(text[:12]),
)
def test_hostile_text_is_read_in_time(text: str) -> None:
    begun = time.process_time()
    local_reader().read(make_document(text))
    assert time.process_time() - begun < 15


def test_control_and_right_to_left_marks() -> None:
    text = "\u202e\x00Rebels seized\u200f Hama\ud800 and killed 12 soldiers.\x07 قتل"
    for claim in local_reader().read(make_document(text)):
        assert text[claim.span.start : claim.span.end] == claim.quote


_JUMBLE = (
    'rebels army seized killed 12 at least , . ; " “ ” said he it that by in Hama '
    "Idlib - ' 's was been and the of to not denied told AFP \n\n according Friday "
    "airstrikes on civilians dozens two them including which who"
)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(_JUMBLE.split(" ")),
        max_size=60,
    )
)
def test_any_jumble_of_words_is_read(jumble: list[str]) -> None:
    text = " ".join(jumble)
    for claim in local_reader().read(make_document(text)):
        assert text[claim.span.start : claim.span.end] == claim.quote
        assert claim.anchor in claim.quote


def test_documents_without_claims_stay_silent(shared: Path) -> None:
    lines = (shared / "corpora" / "dev.jsonl").read_text("utf-8").splitlines()
    silent = [row["text"] for row in map(json.loads, lines) if not row["claims"]]
    loud = [text for text in silent if local_reader().read(make_document(text))]
    assert len(loud) <= len(silent) // 10


def test_a_window_is_read_the_same_beside_others() -> None:
    network = Network(Path(str(files("marsad.reading").joinpath("weights"))))
    short, long = [101, 2749, 102], [101, *range(2000, 2060), 102]
    alone, together = network.trunk([short]), network.trunk([long, short])
    assert [len(states) for states in together] == [62, 3]
    assert np.array_equal(alone[0], together[1])
    assert np.array_equal(network.kinds(alone)[0].tags, network.kinds(together)[1].tags)


def test_two_anchors_side_by_side_are_one_claim() -> None:
    text = (
        "Syrian troops with Russian air support have wiped out more than 400 Nusra "
        "Front militants who attacked government positions in Aleppo and Idlib "
        "provinces, Russian officer Oleg Ignasyuk said."
    )
    claims = local_reader().read(make_document(text))
    assert [c.kind for c in claims].count("support") == 1


@pytest.mark.parametrize(
    ("text", "kind", "status"),
    [
        ("Clashes between the army and rebels went on.", "armed_clash", "ongoing"),
        ("The ministry met to prepare a counterattack.", "offensive", "planned"),
        ("The army left ahead of a counteroffensive.", "offensive", "planned"),
        ("The army was engaged in fighting.", "armed_clash", "ongoing"),
        ("The army fought the rebels.", "armed_clash", "happened"),
    ],
)
def test_words_tell_what_goes_on_and_what_is_planned(
    text: str, kind: str, status: str
) -> None:
    told = words(text)
    names = ("clashes", "counterattack", "counteroffensive", "fighting", "fought")
    at = next(n for n, w in enumerate(told) if w.low in names)
    assert find_status(told, Phrase(at, at + 1), kind, ())[0] == Status(status)


@pytest.mark.parametrize(
    ("text", "anchor", "status"),
    [
        ("It said it was bombing the road to Homs.", "bombing", "ongoing"),
        ("Snipers kept firing on the square.", "firing", "ongoing"),
        ("The army went on repelling attacks.", "repelling", "ongoing"),
        ("The army continues to shell the town.", "shell", "ongoing"),
        ("Neither side has withdrawn its guns.", "withdrawn", "denied"),
        ("It dismissed reports that rebels had taken Hama.", "taken", "denied"),
        ("A team is expected in Damascus.", "expected", "planned"),
        ("It denied a role, but rebels had taken Hama.", "taken", None),
        ("It denied the claim and had taken Hama.", "taken", None),
        ("Neither army nor UN said that rebels had taken Hama.", "taken", None),
        ("After bombing the road it withdrew.", "bombing", None),
        ("The army took Hama.", "took", None),
    ],
)
def test_grammar_alone_tells_what_goes_on_or_did_not_happen(
    text: str, anchor: str, status: str | None
) -> None:
    told = words(text)
    at = next(n for n, w in enumerate(told) if w.low == anchor)
    found = plain_status(told, Phrase(at, at + 1), "armed_clash")
    assert (found[0].value if found else None) == status
    assert plain_status(told, Phrase(at, at + 1), "demand") is None


def test_a_participle_at_the_end_is_no_part_of_an_actor() -> None:
    text = "M23 rebels backed by Rwanda entered Goma on Monday, aid workers said."
    claims = local_reader().read(make_document(text))
    doers = [m.text for c in claims for m in c.initiator if c.kind == "advance"]
    assert doers == ["M23 rebels"]
