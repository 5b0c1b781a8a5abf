from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.model import Span
from marsad.reading.relevance import (
    STRETCH,
    Vocabulary,
    stretches,
    touched,
    vocabulary,
    worth_reading,
)
from marsad.reading.segment import sentences

WAR = "Rebels seized the town after shelling killed twelve soldiers at the front. "
PEACE = "The coach praised his team after the match and the fans sang in the rain. "
BOOK = Vocabulary(
    {"rebel": 9.0, "shel": 9.0, "team": -9.0, "match": -9.0, "fan": -9.0}, 0.0, 0.1
)
CORPUS = Path(__file__).resolve().parents[2] / "corpus"


@pytest.mark.parametrize(
    "text",
    [
        "Rebels seized Ostrow on Tuesday.",
        "The truce in the south is holding, monitors say.",
        "The two sides exchanged 40 prisoners at the crossing.",
        "An aid convoy of 22 trucks reached the besieged town.",
        "Talks between the government and the rebels opened in Velm.",
        "OCHA Flash Update 3: 12,000 people displaced by fighting since Friday.",
        WAR,
    ],
)
def test_short_news_of_war_is_read(text: str) -> None:
    assert worth_reading(text) == (Span(0, len(text)),)


def test_other_news_is_turned_away() -> None:
    assert worth_reading(PEACE * 4, BOOK) == ()


def test_a_short_text_needs_stronger_evidence() -> None:
    book = Vocabulary({"a": -3.0, "b": -3.0, "c": -3.0}, 0.0, -1.0)
    assert book.lets({"a"})
    assert not book.lets({"a", "b", "c"})


def test_a_page_on_war_in_a_long_report_is_read_alone() -> None:
    text = PEACE * 100 + WAR * 60 + PEACE * 100
    found = sentences(text)
    kept = touched(found, worth_reading(text, BOOK))
    war = ["Rebels" in {w.text for w in s.words} for s in found]
    assert sum(k for k, is_war in zip(kept, war, strict=True) if is_war) >= 36
    assert sum(kept) < 120


@given(st.text(alphabet="ab .!?\n\u202e", max_size=4000))
def test_stretches_cover_the_text_once(text: str) -> None:
    edges = stretches(text)
    assert edges[0].start == 0
    assert edges[-1].end == len(text)
    assert all(a.end == b.start for a, b in pairwise(edges))
    assert all(len(text[s.start : s.end].split()) >= STRETCH // 2 for s in edges) or (
        len(edges) == 1
    )


def test_names_of_wars_are_no_evidence() -> None:
    names = {"aleppo", "syria", "syrian", "ukrain", "kyiv", "hamas", "gaza", "mariupol"}
    assert not names & set(vocabulary().weights)


def test_claims_survive_the_gate(shared: Path) -> None:
    lost = claims = 0
    for line in (shared / "corpora" / "dev.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        kept = worth_reading(row["text"])
        for claim in row["claims"] or ():
            at = row["text"].find(claim["quote"])
            claims += 1
            lost += not any(s.start <= at < s.end for s in kept)
    assert claims
    assert lost <= 0.005 * claims
