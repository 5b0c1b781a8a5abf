"""What holds of every ledger."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from marsad.tracking import track

DEEDS = st.sampled_from(
    ["territory_taken", "control", "withdrawal", "advance", "armed_clash", "surrender"]
)
TOLD = st.lists(
    st.tuples(
        DEEDS,
        st.sampled_from(["Kalim", "Borun", "Kalim province"]),
        st.integers(1, 12),
        st.sampled_from([None, "army", "Front", "rebels", "they"]),
        st.sampled_from([None, "army", "Front"]),
        st.sampled_from(["happened", "denied", "ongoing"]),
    ),
    max_size=10,
)


@given(TOLD, st.randoms(use_true_random=False))
@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_one_holder_a_day_whatever_the_order(front, told, shuffler):
    front.claims.clear()
    for kind, at, on, who, to, status in told:
        front.told(kind, at, on, who=who, to=to, status=status)
    rows = track(front.picture()).control
    last = {}
    for row in rows:
        assert row.start <= row.end
        assert row.holder
        assert row.evidence
        assert row.place not in last or last[row.place] < row.start
        last[row.place] = row.end
        assert (row.holder == "contested") == (row.basis == "contested")
    mixed = list(front.claims.items())
    shuffler.shuffle(mixed)
    front.claims = dict(mixed)
    assert track(front.picture()).control == rows
