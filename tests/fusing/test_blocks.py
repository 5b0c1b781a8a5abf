"""Blocks: a claim's cell is decided by its document, a block by how much there is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.fusing import block_of, blocks, blocks_of, divide, fuse, part_of
from marsad.joining import joined_control
from marsad.model import ControlRow, Level, Place

PATHS = st.lists(st.sampled_from("abc"), min_size=4, max_size=4).map("/".join)


@given(st.dictionaries(PATHS, st.integers(1, 5), min_size=1), PATHS, st.integers(1, 9))
def test_every_cell_is_in_one_block_and_no_block_within_another(cells, more, most):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(blocks, "MOST", most)
        names = blocks_of(cells)
        for cell in cells:
            holds = [n for n in names if not n or f"{cell}/".startswith(f"{n}/")]
            assert holds == [block_of(cell, set(names))]
        grown = blocks_of({**cells, more: cells.get(more, 0) + 1})
    for name in names:  # what grows is cut, and never put together
        assert any(not name or f"{n}/".startswith(f"{name}/") for n in grown)


@given(
    st.dictionaries(PATHS, st.integers(1, 5)),
    st.dictionaries(PATHS, st.integers(0, 5), min_size=1, max_size=4),
    st.integers(1, 9),
)
def test_only_the_parts_around_changed_cells_are_cut_anew(before, changes, most):
    after = {**before, **changes}

    def within(path: str, part: str) -> bool:
        return not part or f"{path}/".startswith(f"{part}/")

    def weigh(part: str) -> tuple[int, int]:
        held = [n for cell, n in after.items() if n and within(cell, part)]
        return sum(held), len(held)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(blocks, "MOST", most)
        old = set(blocks_of(before))
        parts = {part_of(cell, old, weigh) for cell in changes}
        held = {c: n for c, n in after.items() if any(within(c, p) for p in parts)}
        kept = {name for name in old if not any(within(name, p) for p in parts)}
        assert kept | set(blocks_of(held, parts)) == set(blocks_of(after))


def test_a_store_of_few_claims_is_one_block_and_a_larger_one_is_cut(story, monkeypatch):
    for on in range(1, 7):
        story.told("air_strike", at="Kalim", on=on)
        story.told("shelling", at="Borun", on=on)
    assert len(divide(story.picture())) == 1
    monkeypatch.setattr(blocks, "MOST", 6)
    parts = divide(story.picture())
    assert [{c.kind for c in p.claims.values()} for p in parts] == [
        {"air_strike"}, {"shelling"},
    ]  # fmt: skip
    assert all(
        p.documents.keys() == {c.document_id for c in p.claims.values()} for p in parts
    )


def test_claims_tied_together_are_in_one_block(story, judge, monkeypatch):
    a = story.told("air_strike", at="Kalim", on=5)
    b = story.told("talks", on=7, who="army")
    monkeypatch.setattr(blocks, "MOST", 1)
    assert len(divide(story.picture())) == 2
    [whole] = divide(story.picture(judge("same", a, b)))
    assert len(fuse(whole).groups) == 1


def row(first: int, last: int, holder: str, *, told: bool = True, name: str = "Kalim"):
    place = Place(name, level=Level.CITY, lat=10.0, lon=20.0)
    days = date(2031, 5, first), date(2031, 5, last)
    return ControlRow(
        place, *days, holder, "assessed", ("c-1",), told=days[0] if told else None
    )


def test_control_of_blocks_is_told_over_the_same_days():
    here = [row(3, 5, "army"), row(6, 9, "Front")]
    there = [row(1, 12, "army", name="Borun")]
    joined = joined_control([here, there])
    assert [(r.start.day, r.end.day) for r in joined] == [(1, 5), (6, 12), (1, 12)]


def test_a_place_of_two_blocks_has_one_line():
    early = [row(1, 9, "army")]
    late = [row(5, 14, "army", told=False), row(15, 20, "Front")]
    joined = joined_control([late, early])
    assert [(r.start.day, r.end.day, r.holder) for r in joined] == [
        (1, 14, "army"), (15, 20, "Front"),
    ]  # fmt: skip
    assert joined_control([early]) == tuple(early)


def test_a_date_to_come_is_no_known_day(story):
    from marsad.fusing import possible_days

    future = story.told("shelling", at="Kalim", on=30, out=9)
    planned = story.told("shelling", at="Kalim", on=30, out=9, status="planned")
    found = possible_days(story.claims, story.documents)
    assert found[future.id].when is None
    assert "still to come" in found[future.id].reasons[-1]
    assert found[planned.id] == planned
    cut = replace(future, when=replace(future.when, start=date(2031, 5, 8)))
    assert possible_days([cut], story.documents)[cut.id].when.end == date(2031, 5, 9)
