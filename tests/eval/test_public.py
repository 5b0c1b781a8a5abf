"""The public sets: how claims become labels, and rules of attribution tuples."""

import json

import pytest

from marsad.codebook import kinds
from marsad.ids import sha256
from marsad.model import Claim, Mention, Span


def claim(kind, quote="They did it.", initiator=(), target=(), confidence=0.5):
    return Claim(
        id=sha256(kind, quote)[:8],
        document_id="d",
        ref="d#c1",
        local_id="c1",
        kind=kind,
        quote=quote,
        anchor=quote[:4],
        span=Span(0, len(quote)),
        anchor_span=Span(0, 4),
        initiator=tuple(map(Mention, initiator)),
        target=tuple(map(Mention, target)),
        confidence=confidence,
    )


@pytest.mark.parametrize(
    ("kind", "sentence", "doer", "victim", "sub_event"),
    [
        ("territory_taken", "", "the army", "", "Government regains territory"),
        ("territory_taken", "", "Rebels", "", "Non-state actor overtakes territory"),
        ("bombing", "a Grenade was thrown", "", "", "Grenade"),
        ("bombing", "a car bomb went off", "", "", "Remote explosive/landmine/IED"),
        ("protest", "mobile phones in hand", "", "", "Peaceful protest"),
        ("protest", "police used tear gas", "", "", "Protest with intervention"),
        ("armed_clash", "", "", "demonstrators", "Violent demonstration"),
        (
            "deployment",
            "built a base there",
            "",
            "",
            "Headquarters or base established",
        ),
        ("deployment", "based on reports", "", "", "Change to group/activity"),
        (
            "deployment",
            "set up an observation post",
            "",
            "",
            "Headquarters or base established",
        ),
        ("bombing", "sappers defused the bomb", "", "", "Disrupted weapons use"),
        ("offensive", "swept the caches", "", "", "Disrupted weapons use"),
        ("surrender", "ten rebels gave up", "", "", "Agreement"),
        ("talks", "peace talks began", "", "", "Agreement"),
        ("talks", "the ministers met", "", "", "Other"),
    ],
)
def test_finer_types_go_by_the_words_of_a_claim(
    kind, sentence, doer, victim, sub_event
):
    found = kinds()[kind].acled_type(sentence, [doer], [victim])
    assert found[1] == sub_event


def test_every_acled_type_of_the_codebook_has_a_label(script):
    labels = script("case2021").ACLED
    for kind in kinds().values():
        told = [kind.acled, *(finer.acled for finer in kind.finer)]
        assert {sub_event for _, sub_event in told} <= set(labels)


def test_the_heaviest_type_is_the_label(script):
    label_of = script("case2021").label_of
    votes = [claim("shelling", confidence=0.9), *[claim("air_strike")] * 2]
    assert label_of("", votes, beyond=False) == "AIR_STRIKE"
    assert label_of("", [claim("casualties")], beyond=False) == "OTHER"
    assert label_of("", [claim("accusation")], beyond=False) == "OTHER"
    assert label_of("", [claim("accusation")], beyond=True) == "ATTRIB"


def test_labels_are_weighed_by_how_often_they_are_there(script):
    gold, given = ("A", "A", "A", "B"), ("A", "A", "B", "B")
    score = script("case2021").LabelScore("x", gold, given)
    assert score.weighted_f1 == pytest.approx(0.75 * 0.8 + 0.25 * 2 / 3)
    assert score.accuracy == 0.75
    assert score.confused() == [("A", "B", 1)]


def span(text, words):
    at = text.index(words)
    return [{"spans": [[at, at + len(words)]], "text": words}]


def attribution(text, source, cue, content):
    parts = {"source": source, "cue": cue, "content": content}
    return {k: span(text, v) if v else [] for k, v in parts.items()}


TEXT = 'The mayor said that the bridge was shut. "It will open soon," an aide told us.'


def test_network_and_rules_give_source_cue_and_content(script, tmp_path):
    gold = [
        attribution(TEXT, "The mayor", "said", "that the bridge was shut"),
        attribution(TEXT, "an aide", "told us", '"It will open soon,"'),
    ]
    path = tmp_path / "polnear.jsonl"
    path.write_text(json.dumps({"text": TEXT, "attributions": gold}), "utf-8")
    score = script("polnear").score(path)
    assert score.figures()["rules_all_f1"] == 1
    assert score.figures()["all_f1"] == 1
    assert not score.missed


def test_a_tuple_is_right_only_where_all_of_it_is(script, tmp_path):
    gold = [
        attribution(TEXT, "The mayor", "said", '"It will open soon,"'),
        attribution(TEXT, "the bridge", "told us", '"It will open soon,"'),
        attribution(TEXT, "The mayor", "shut", "open"),
        attribution(TEXT, "The mayor", "", "open"),
    ]
    path = tmp_path / "polnear.jsonl"
    path.write_text(json.dumps({"text": TEXT, "attributions": gold}), "utf-8")
    score = script("polnear").score(path)
    figures = {m.name: (m.recall, m.gold) for m in score.measures}
    for by in ("", "rules_"):
        assert {n: figures[by + n] for n in ("cue", "source", "content", "all")} == {
            "cue": (pytest.approx(2 / 3), 3),
            "source": (pytest.approx(1 / 3), 3),
            "content": (pytest.approx(1 / 3), 3),
            "all": (0, 3),
        }
    assert score.missed == (("shut", 1),)
