"""What the `marsad eval` commands share: their arguments, and telling a score."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Protocol

import typer

if TYPE_CHECKING:
    from marsad.scoring import Table

Gold = Annotated[Path, typer.Argument(metavar="GOLD", help="What people annotated.")]
Predicted = Annotated[Path, typer.Argument(metavar="PREDICTED", help="What to score.")]
Errors = Annotated[
    int, typer.Option("--errors", "-e", min=0, help="List so many errors of each sort.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")]


class Score(Protocol):
    """Any score of `marsad.scoring`."""

    def figures(self) -> dict[str, float]:
        """Its figures by their flat names, as floors keep them."""
        ...

    def tables(self, errors: int = 0) -> tuple[Table, ...]:
        """It as tables; with `errors`, so many lines of each sort of fault."""
        ...


def tell(score: Score, errors: int, as_json: bool) -> None:
    """Print a score: its tables, or its figures as one JSON object."""
    if as_json:
        typer.echo(json.dumps(score.figures(), indent=2))
        return
    for table in score.tables(errors):
        typer.echo(f"\n{table.title}")
        widths = [
            max(len(row[i]) for row in (table.columns, *table.rows))
            for i in range(len(table.columns))
        ]
        for row in (table.columns, *table.rows):
            cells = (c.ljust(w) for c, w in zip(row, widths, strict=True))
            typer.echo("  " + "  ".join(cells).rstrip())
