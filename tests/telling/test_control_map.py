"""The map of control: well-formed, whole, and honest about what is not known."""

from __future__ import annotations

from datetime import date
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from marsad.telling import Outline, control_map

DAY = date(2031, 5, 12)
SVG = "{http://www.w3.org/2000/svg}"


def row(place="Tarvin", lat=41.0, lon=62.0, holder="army", basis="assessed", **more):
    return {
        "place": place, "lat": lat, "lon": lon, "level": "town", "holder": holder,
        "basis": basis, "since": DAY, "told": DAY, "age_days": 0, "evidence": [],
        **more,
    }  # fmt: skip


def drawn(rows, outlines=()):
    return ElementTree.fromstring(control_map(rows, DAY, DAY, outlines))


def words(tree) -> str:
    return "\n".join(t.text or "" for t in tree.iter(f"{SVG}text"))


def test_each_basis_has_its_filling_and_a_line_in_the_legend():
    rows = [
        row("A"),
        row("B", 41.5, basis="claimed"),
        row("C", 42.0, holder="contested", basis="contested"),
        row("D", 42.5, basis="inferred", since=None, told=None, age_days=None),
        row("E", 43.0, age_days=30),
    ]
    tree = drawn(rows)
    fills = [c.get("fill") for c in tree.iter(f"{SVG}circle")]
    assert "url(#contested)" in fills
    assert "url(#claimed-0)" in fills
    told = words(tree)
    assert "army: 4 places" in told
    assert "contested: sources conflict" in told
    assert "inferred: nobody told it" in told
    assert "carried forward for more than 7 days" in told
    patterns = {p.get("id") for p in tree.iter(f"{SVG}pattern")}
    assert patterns == {"claimed-0", "contested"}


def test_sides_have_colours_of_their_own_and_the_largest_comes_first():
    rows = [row("A"), row("B", 41.5, holder="HTS"), row("C", 42.0, holder="HTS")]
    told = words(drawn(rows))
    assert told.index("HTS: 2 places") < told.index("army: 1 place")


def test_what_is_not_located_or_far_away_is_named_below():
    rows = [row(n, 41.0 + i / 5) for i, n in enumerate("ABCD")]
    rows += [row("Nowhere", None, None), row("Farham", -30.0, 140.0)]
    tree = drawn(rows)
    assert "Not located: Nowhere." in words(tree)
    assert "Far from the rest, not drawn: Farham." in words(tree)


def test_edges_are_drawn_under_the_places_and_their_source_told():
    edge = Outline("Norland", "country", (((40.0, 61.0), (43.0, 61.0), (41.0, 64.0)),))
    tree = drawn([row()], [edge])
    assert any(p.get("class") == "land country" for p in tree.iter(f"{SVG}path"))
    assert "Natural Earth" in words(tree)
    assert "Natural Earth" not in words(drawn([row()]))


def test_a_name_cannot_break_the_drawing():
    tree = drawn([row('<script>"&', holder="<b>")])
    assert '<script>"&' in words(tree)


def test_no_row_at_all_is_still_a_drawing_with_its_day():
    assert "12 May 2031" in words(drawn([]))


@given(
    st.lists(
        st.tuples(st.floats(-80, 80), st.floats(-170, 170), st.sampled_from("ABC")),
        max_size=12,
    )
)
def test_any_places_make_a_well_formed_map(places):
    rows = [row(f"P{n}", *told) for n, told in enumerate(places)]
    circles = list(drawn(rows).iter(f"{SVG}circle"))
    assert len(circles) >= min(len(places), 1)
