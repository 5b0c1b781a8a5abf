"""Analysts' own actors: kept, counted, taken back."""

from __future__ import annotations

import pytest

from marsad.errors import NotFound
from marsad.model import ActorEntry
from marsad.store import Store, actors

FIRST = ActorEntry(
    "guard", "Guard", "rebel", "Guard", ("SY",), founded="2019", aliases=("NG",)
)
SECOND = ActorEntry(
    "guard", "Northern Guard", "militia", None, nicknames=("the guard",)
)


@pytest.fixture
def opened(tmp_path):
    store = Store.open(str(tmp_path / "s.db"), create=True)
    yield store
    store.close()


def test_a_row_is_kept_whole_and_the_later_one_counts(opened) -> None:
    with opened.writing() as db:
        actors.add(db, FIRST, "ana")
        assert actors.entries(db) == (FIRST,)
        actors.add(db, SECOND, "bo")
        assert actors.entries(db) == (SECOND,)
        assert [(r.by, r.live) for r in actors.every(db)] == [
            ("ana", False), ("bo", True),
        ]  # fmt: skip


def test_taking_back_lets_the_row_before_count_again(opened) -> None:
    with opened.writing() as db:
        actors.add(db, FIRST, "ana")
        actors.add(db, SECOND, "bo")
        assert actors.take_back(db, "guard") == FIRST
        assert actors.entries(db) == (FIRST,)
        assert actors.take_back(db, "guard") is None
        assert actors.entries(db) == ()
        assert len(actors.every(db)) == 2
        with pytest.raises(NotFound, match="guard"):
            actors.take_back(db, "guard")
