"""Resolving against the claim corpora: floors below what is measured."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from marsad.corpus_form import claims_from_rows
from marsad.model import Claim, Document
from marsad.resolving import resolve
from marsad.resolving.places.outline import distance
from tests.conftest import make_document

RADIUS = {
    "site": 25,
    "town": 25,
    "district": 40,
    "city": 25,
    "province": 100,
    "country": 600,
}


def pairs(file: Path) -> Iterator[tuple[Document, Claim, Claim]]:
    """Every gold claim beside what is resolved when its places and days are hidden."""
    for line in file.read_text("utf-8").splitlines():
        row = json.loads(line)
        document = make_document(
            row["text"],
            key=row["doc_id"],
            outlet=row["outlet"],
            title=row["title"],
            day=date.fromisoformat(row["published"][:10]),
        )
        gold = claims_from_rows(document, row["claims"] or [])
        bare = tuple(replace(c, when=None, places=_bare(c)) for c in gold)
        for mine, theirs in zip(gold, resolve(document, bare), strict=True):
            yield document, mine, theirs


def _bare(claim: Claim) -> tuple:
    hidden = {"lat": None, "lon": None, "level": None, "basis": None}
    return tuple(replace(p, **hidden) for p in claim.places)


@pytest.mark.parametrize(
    ("name", "places_floor", "exact_floor", "overlap_floor"),
    [("dev.jsonl", 0.81, 0.66, 0.83), ("aleppo2024/documents.jsonl", 0.92, 0.43, 0.90)],
)
def test_places_and_days_reach_their_floors(
    shared: Path,
    name: str,
    places_floor: float,
    exact_floor: float,
    overlap_floor: float,
) -> None:
    located, days, overlaps = [], [], []
    for _, gold, mine in pairs(shared / "corpora" / name):
        for a, b in zip(gold.places, mine.places, strict=True):
            if a.lat is not None and a.lon is not None:
                radius = RADIUS[a.level or "district"]
                away = 1e9
                if b.lat is not None and b.lon is not None:
                    away = distance(a.lat, a.lon, b.lat, b.lon)
                located.append(away <= radius)
        ours, theirs = _days(gold), _days(mine)
        days.append(ours == theirs)
        overlaps.append(_overlap(ours, theirs))
    assert sum(located) / len(located) >= places_floor
    assert sum(days) / len(days) >= exact_floor
    assert sum(overlaps) / len(overlaps) >= overlap_floor


def _days(claim: Claim) -> tuple[date | None, date | None]:
    return (claim.when.start, claim.when.end) if claim.when else (None, None)


def _overlap(a: tuple, b: tuple) -> bool:
    if not any(a) or not any(b):
        return not any(a) and not any(b)
    low, high = date.min, date.max
    return (a[0] or low) <= (b[1] or high) and (b[0] or low) <= (a[1] or high)


def test_the_speakers_behind_a_war_are_told_apart(shared: Path) -> None:
    """Claims of one origin in the gold rest on one actor here, and no other's."""
    folder = shared / "corpora/aleppo2024"
    origins = json.loads((folder / "origins.json").read_text("utf-8"))
    wanted = {"SOHR": "sohr", "Syrian military": "state:SY:military", "OCHA": "un"}
    right = wrong = 0
    for document, gold, mine in pairs(folder / "documents.jsonl"):
        told = origins.get(f"{document.key}#{gold.local_id}")
        chain = [s for s in mine.sources if not s.carrier] or list(mine.sources)
        if told in wanted and chain:
            actor = chain[-1].actor
            house = (actor.parent or actor.id) if actor else None
            right += house == wanted[told]
            wrong += house != wanted[told]
    assert right / (right + wrong) >= 0.93
