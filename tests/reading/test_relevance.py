from __future__ import annotations

import json
from pathlib import Path

import pytest

from marsad.reading.relevance import DOUBT, NEVER, Vocabulary, least_sure
from marsad.reading.segment import sentences

WAR = "Rebels seized the town after shelling killed twelve soldiers at the front. "
PEACE = "The coach praised his team after the match and the fans sang in the rain. "
BOOK = Vocabulary(
    {"rebel": 1.0, "shell": 1.0, "team": -1.0, "match": -1.0, "fan": -1.0}, 0.1
)


def worth(text: str, book: Vocabulary | None = None) -> list[bool]:
    return [least < NEVER for least in least_sure(sentences(text), book)]


@pytest.mark.parametrize("text", [PEACE, "Zzz qqq."])
def test_other_news_is_turned_away(text: str) -> None:
    assert not any(worth(text))


def test_news_of_war_is_read() -> None:
    assert least_sure(sentences(WAR)) == [0.0]


def test_where_in_doubt_more_is_asked() -> None:
    doubtful = Vocabulary({"rebel": DOUBT / 2}, 0.1)
    (least,) = least_sure(sentences(WAR), doubtful)
    assert 0 < least < 1


def test_a_page_on_war_in_a_long_report_is_read_alone() -> None:
    text = PEACE * 100 + WAR * 60 + PEACE * 100
    held = sentences(text)
    kept = worth(text, BOOK)
    war = ["Rebels" in {w.text for w in s.words} for s in held]
    found = sum(k for k, is_war in zip(kept, war, strict=True) if is_war)
    assert found >= 0.6 * sum(war)
    assert sum(kept) < 120


def test_claims_survive_the_gate(shared: Path) -> None:
    lost = claims = 0
    for line in (shared / "corpora" / "dev.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        found = sentences(row["text"])
        kept = [
            (s.start, s.end)
            for s, least in zip(found, least_sure(found), strict=True)
            if least < NEVER
        ]
        for claim in row["claims"] or ():
            at = row["text"].find(claim["quote"])
            claims += 1
            lost += not any(a <= at < b for a, b in kept)
    assert claims
    assert lost <= 0.005 * claims
