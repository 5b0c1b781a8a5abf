"""What the tests of scoring share: the corpora beside the repository, if there."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def shared() -> Path:
    path = ROOT.parent / "shared"
    if not (path / "corpora" / "dev.jsonl").exists():
        pytest.skip(f"the larger corpora are not there ({path})")
    return path


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT
