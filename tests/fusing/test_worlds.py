"""The grouped weeks of other wars are whole: every claim has one home."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

WORLDS = sorted((Path(__file__).parents[2] / "eval" / "worlds").glob("*.json"))


@pytest.mark.parametrize("world", WORLDS, ids=lambda p: p.stem)
def test_every_claim_of_a_world_has_one_home(world, shared):
    truth = json.loads(world.read_text("utf-8"))
    homes: Counter[str] = Counter(truth["none"])
    for form in ("incidents", "relations"):
        homes.update(c for group in truth[form] for c in group["claims"])
    homes.update(p["claim"] for s in truth["series"] for p in s["points"])
    told = {
        f"{row['doc_id']}#{claim['id']}"
        for line in (shared / "corpora" / "train.jsonl").read_text("utf-8").splitlines()
        if (row := json.loads(line))["doc_id"] in truth["documents"]
        for claim in row["claims"]
    }
    assert set(homes) == told
    assert max(homes.values()) == 1


@pytest.mark.parametrize("world", WORLDS, ids=lambda p: p.stem)
def test_sides_of_a_dispute_are_claims_of_the_world(world):
    truth = json.loads(world.read_text("utf-8"))
    documents = set(truth["documents"])
    for group in (*truth["incidents"], *truth["series"]):
        for opposition in group["oppositions"]:
            sides = opposition["sides"]
            assert len(sides) == 2
            assert {c.split("#")[0] for side in sides for c in side} <= documents
