"""What the tests of gathering share: settings, and ways to gather bytes or a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from marsad.gather import Gathered, Refused, gather_file
from marsad.settings import Settings

ENGLISH = (
    "The army said on Friday that it had repelled an attack on the town of Northbridge "
    "and that four of its soldiers were killed. The monitor said that the rebels have "
    "taken the road to the west of the town, and that dozens of people fled."
)

Gather = Callable[[str, bytes | str], list[Gathered | Refused]]


@pytest.fixture
def english() -> str:
    """A short English report, long enough to be no short text."""
    return ENGLISH


@pytest.fixture
def limits() -> Settings:
    """The default settings."""
    return Settings()


@pytest.fixture
def gather(tmp_path: Path, limits: Settings) -> Gather:
    """Write `data` under `name` and gather it."""

    def take(name: str, data: bytes | str) -> list[Gathered | Refused]:
        path = tmp_path / name
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return list(gather_file(path, limits))

    return take


@pytest.fixture
def one(gather: Gather) -> Callable[[str, bytes | str], Gathered]:
    """The only document of a file."""

    def take(name: str, data: bytes | str) -> Gathered:
        (found,) = gather(name, data)
        assert isinstance(found, Gathered), found
        return found

    return take


@pytest.fixture
def refused(gather: Gather) -> Callable[[str, bytes | str], Refused]:
    """The only refusal of a file."""

    def take(name: str, data: bytes | str) -> Refused:
        (found,) = gather(name, data)
        assert isinstance(found, Refused), found
        assert "\n" not in found.message
        return found

    return take
