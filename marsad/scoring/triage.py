"""What the gate before a reader turns away, and what of it was worth reading."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from marsad.scoring.measure import Table, share
from marsad.scoring.rows import Sheet

Gate: TypeAlias = Callable[[str], Sequence[tuple[int, int]]]
"""The stretches (start, end) of a text that are let through."""


@dataclass(frozen=True, slots=True)
class Triage:
    """`kept` of `claims` annotated claims, and `passed` of `empty` documents without
    any, come through the gate. `lost` names the claims that do not."""

    claims: int
    kept: int
    empty: int
    passed: int
    lost: tuple[str, ...]

    @property
    def recall(self) -> float:
        """The share of annotated claims that come through."""
        return share(self.kept, self.claims)

    def table(self) -> Table:
        """It as a table."""
        rows = (
            ("claims", self.claims, self.kept),
            ("documents without claims", self.empty, self.passed),
        )
        return Table(
            "Gate before the networks",
            ("", "number", "let through", "share"),
            tuple(
                (name, str(number), str(through), f"{share(through, number):.4f}")
                for name, number, through in rows
                if number
            ),
        )


def triage_of(sheets: Iterable[Sheet], gate: Gate) -> Triage:
    """How `gate` does on annotated documents."""
    claims = kept = empty = passed = 0
    lost = []
    for sheet in sheets:
        through = gate(sheet.text)
        if not sheet.answers:
            empty += 1
            passed += bool(through)
        for answer in sheet.answers or ():
            at = sheet.text.find(answer.quote)
            claims += 1
            if any(a <= at < b for a, b in through):
                kept += 1
            else:
                lost.append(f"{sheet.key}#{answer.id}")
    return Triage(claims, kept, empty, passed, tuple(lost))
