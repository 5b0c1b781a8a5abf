"""What a stage is: a named, versioned step that declares what it needs and gives.

`needs` and `gives` are field names of the frozen dataclass that the stage carries on
(`Report` for one document, `Picture` for the whole). `run_stages` holds a stage to
them: what it needs must be there, what it gives must be there afterwards, and nothing
else may have changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from typing import Any, Generic, TypeVar

W = TypeVar("W")


@dataclass(frozen=True, slots=True)
class Stage(Generic[W]):
    """One step of the way. `run` takes the work and gives it back with more known."""

    name: str
    version: str
    needs: tuple[str, ...]
    gives: tuple[str, ...]
    run: Callable[[W], W]


class ContractBroken(AssertionError):
    """A stage did not keep to its `needs` and `gives`: our bug, never the user's."""


def run_stages(stages: Iterable[Stage[W]], work: W) -> W:
    """Run `stages` in order on `work`, holding each to its contract."""
    for stage in stages:
        _require(stage, work, stage.needs, "needs")
        before, work = work, stage.run(work)
        _require(stage, work, stage.gives, "gives")
        for name in _names(work):
            changed = getattr(before, name) is not getattr(work, name)
            if changed and name not in stage.gives:
                raise ContractBroken(f"{stage.name} changed `{name}` undeclared")
    return work


def _require(stage: Stage[W], work: W, wanted: tuple[str, ...], verb: str) -> None:
    for name in wanted:
        if getattr(work, name) is None:
            raise ContractBroken(f"{stage.name} {verb} `{name}`, which is not there")


def _names(work: Any) -> list[str]:
    return [f.name for f in fields(work)]
