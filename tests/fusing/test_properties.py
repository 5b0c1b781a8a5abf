"""What holds of every picture."""

from __future__ import annotations

import json
import random
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from marsad.codebook import kinds
from marsad.fusing import FUSE, fuse, groups_row
from marsad.stage import run_stages

KINDS = st.sampled_from(sorted(kinds()))
ROWS = st.lists(
    st.tuples(
        KINDS,
        st.sampled_from([None, "Watch", "army", "Front", "activists"]),
        st.sampled_from([None, "Kalim", "Kalim market", "Borun", "Tesh", "Norland"]),
        st.one_of(st.none(), st.integers(1, 9)),
        st.sampled_from([None, "Front", "army", "League"]),
        st.sampled_from([None, "army", "Front", "civilians"]),
        st.sampled_from(["happened", "denied", "planned", "possible"]),
        st.one_of(st.none(), st.integers(0, 500)),
    ),
    max_size=14,
)


@given(ROWS, st.randoms(use_true_random=False))
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_any_order_gives_the_same_groups_with_each_claim_once(story, rows, shuffler):
    story.claims.clear()
    story.documents.clear()
    for kind, by, at, on, who, to, status, dead in rows:
        story.told(
            kind,
            by=by,
            at=at,
            on=on,
            who=who,
            to=to,
            status=status,
            figures={"killed people": dead} if dead is not None else None,
        )
    fused = run_stages((FUSE,), story.picture())
    homes = sorted(c for g in fused.groups for c in g.claims)
    assert homes == sorted(c.id for c in story.claims)
    shuffler.shuffle(story.claims)
    assert groups_row(fuse(story.picture())) == groups_row(fused)
    for group in fused.groups:
        for opposition in group.oppositions:
            told = [c for side in opposition.sides for c in side]
            assert len(told) == len(set(told))
        for toll in getattr(group, "tolls", ()):
            assert toll.high is None or toll.low <= toll.high


def test_the_corpus_fuses_the_same_in_any_order(gold_picture):
    claims = list(gold_picture.claims.items())
    random.Random(4).shuffle(claims)
    shuffled = replace(gold_picture, claims=dict(claims))
    ours, theirs = groups_row(fuse(gold_picture)), groups_row(fuse(shuffled))
    assert json.dumps(ours) == json.dumps(theirs)
