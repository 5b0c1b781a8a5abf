"""A store in a file of its own, with two reports in it."""

from __future__ import annotations

import pytest

from marsad.store import Store, runs


@pytest.fixture
def store(tmp_path):
    opened = Store.open(str(tmp_path / "war.db"), create=True)
    yield opened
    opened.close()


@pytest.fixture
def run(store):
    with store.writing() as db:
        return runs.begin(db, "test", {"read": "1"})
