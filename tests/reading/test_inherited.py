"""Places that a claim takes from another claim."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from marsad.codebook import kinds
from marsad.model import Claim, Place, Span
from marsad.reading.inherited import PLACELESS, last_place, placed


def claim(kind: str, at: int, *places: str) -> Claim:
    """A claim whose anchor stands `at` characters into the sentence."""
    anchor = Span(at, at + 1)
    told = tuple(Place(name) for name in places)
    return Claim("i", "d", "d#c", "c", kind, "", "x", Span(0, 100), anchor, places=told)


def names(claims: tuple[Claim, ...]) -> list[list[str]]:
    return [[p.mention for p in c.places] for c in claims]


def test_the_nearest_place_of_the_sentence_is_taken() -> None:
    made = placed(
        [
            claim("shelling", 5, "Homs"),
            claim("casualties", 40),
            claim("bombing", 60, "Hama"),
        ],
        Place("Idlib"),
    )
    assert names(made) == [["Homs"], ["Hama"], ["Hama"]]
    assert made[1].reasons == ("place: of 'x'",)


def test_only_the_first_of_several_places_is_taken() -> None:
    made = placed([claim("shelling", 5, "Homs", "Hama"), claim("looting", 9)], None)
    assert names(made)[1] == ["Homs"]


def test_politics_takes_no_place_but_gives_one() -> None:
    made = placed([claim("shelling", 5, "Homs"), claim("demand", 9)], None)
    assert names(made)[1] == []
    made = placed([claim("demand", 5, "Homs"), claim("shelling", 9)], None)
    assert names(made)[1] == ["Homs"]


def test_the_place_told_last_is_inherited_apart() -> None:
    first = placed([claim("shelling", 5, "Homs"), claim("looting", 9, "Hama")], None)
    before = last_place(first, None)
    quiet = placed([claim("demand", 5)], before)
    assert quiet[0].inherited == ()
    made = placed([claim("casualties", 5), claim("demand", 9)], before)
    assert last_place(made, before) == before
    assert [c.places for c in made] == [(), ()]
    assert [c.inherited for c in made] == [(Place("Hama"),), ()]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(sorted(kinds())),
            st.integers(0, 90),
            st.lists(st.sampled_from(["Homs", "Hama"]), max_size=2, unique=True),
        ),
        max_size=6,
    )
)
def test_a_place_of_its_own_stays(rows: list[tuple[str, int, list[str]]]) -> None:
    told = tuple(claim(kind, at, *where) for kind, at, where in rows)
    made = placed(told, None)
    assert len(made) == len(told)
    for before, after in zip(told, made, strict=True):
        if before.places or kinds()[before.kind].section == PLACELESS:
            assert after is before
        else:
            assert bool(after.places) == any(c.places for c in told)
