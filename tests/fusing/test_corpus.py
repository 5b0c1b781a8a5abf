"""The Aleppo corpus, gold claims without resolved actors: well above the plain key."""

from __future__ import annotations

import importlib.util
import json

import pytest

from marsad.fusing import fuse, groups_row
from marsad.fusing.origins import origins_of


@pytest.fixture
def scorer(shared):
    path = shared / "bench" / "fusionscore.py"
    spec = importlib.util.spec_from_file_location("fusionscore", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_groups_are_well_above_the_plain_key(gold_picture, aleppo, scorer):
    gold = json.loads((aleppo / "groups.json").read_text("utf-8"))
    row = groups_row(fuse(gold_picture))
    keep = {c for cs in scorer.clusters(gold) for c in cs} | set(gold["none"])
    ours = scorer.firsts(scorer.clusters(row), keep)
    right = scorer.firsts(scorer.clusters(gold), keep)
    assert scorer.bcubed(right, ours)[2] > 0.76  # the plain key has .566


def test_the_death_toll_is_one_line_and_one_origin(gold_picture):
    fused = fuse(gold_picture)
    series = [s for s in fused.series if s.who == "all" and s.what == "killed"]
    assert max(len(s.claims) for s in series) >= 12


def test_claims_without_a_speaker_are_the_outlet_s_own(gold_picture):
    found = origins_of(gold_picture.claims.values(), gold_picture.documents)
    named: dict[str, set[str]] = {}
    for claim in gold_picture.claims.values():
        if not claim.sources:
            outlet = gold_picture.documents[claim.document_id].source.name
            named.setdefault(found[claim.id].voice, set()).add(outlet)
    assert named.keys() == {"unsourced", "named"}
    assert named["named"] == {"OCHA (ReliefWeb)", "UNHCR (ReliefWeb)"}
