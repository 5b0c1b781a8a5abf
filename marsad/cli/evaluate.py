"""`marsad eval`: how good a reading, a grouping or a control map is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from marsad.scoring import ControlScore, GroupScore, ReadingScore

evaluate = typer.Typer(
    help="Score predictions against what people annotated.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

Gold = Annotated[Path, typer.Argument(metavar="GOLD", help="What people annotated.")]
Predicted = Annotated[Path, typer.Argument(metavar="PREDICTED", help="What to score.")]
Errors = Annotated[
    int, typer.Option("--errors", "-e", min=0, help="List so many errors of each sort.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")]


@evaluate.command()
def reading(
    gold: Gold, predicted: Predicted, errors: Errors = 0, as_json: AsJson = False
) -> None:
    """Score claims: found at all, of the right kind, and slot by slot.

    \b
    Examples:
      marsad read dev.jsonl -o predicted.jsonl
      marsad eval reading dev.jsonl predicted.jsonl --errors 20
    """
    from marsad.scoring import score_reading

    _tell(score_reading(gold, predicted), errors, as_json)


@evaluate.command()
def groups(
    gold: Gold, predicted: Predicted, errors: Errors = 0, as_json: AsJson = False
) -> None:
    """Score groups of claims: B-cubed, links, and disputes.

    \b
    Examples:
      marsad fuse documents.jsonl --groups predicted.json
      marsad eval groups groups.json predicted.json
    """
    from marsad.scoring import score_groups

    _tell(score_groups(gold, predicted), errors, as_json)


@evaluate.command()
def control(
    gold: Gold, predicted: Predicted, errors: Errors = 0, as_json: AsJson = False
) -> None:
    """Score who held which place on which day.

    \b
    Examples:
      marsad fuse documents.jsonl --control predicted.json
      marsad eval control control.json predicted.json --errors 20
    """
    from marsad.scoring import score_control

    _tell(score_control(gold, predicted), errors, as_json)


def _tell(
    score: ReadingScore | GroupScore | ControlScore, errors: int, as_json: bool
) -> None:
    if as_json:
        typer.echo(json.dumps(score.figures(), indent=2))
        return
    for table in score.tables(errors):
        typer.echo(f"\n{table.title}")
        widths = [
            max(len(str(row[i])) for row in (table.columns, *table.rows))
            for i in range(len(table.columns))
        ]
        for row in (table.columns, *table.rows):
            cells = (str(c).ljust(w) for c, w in zip(row, widths, strict=True))
            typer.echo("  " + "  ".join(cells).rstrip())
