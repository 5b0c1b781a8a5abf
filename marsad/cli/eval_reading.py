"""`marsad eval reading`: how good a reading is."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from marsad.cli.output import write_out
from marsad.cli.scores import AsJson, Errors, Gold, tell


def reading(
    gold: Gold,
    predicted: Annotated[
        Path | None,
        typer.Argument(
            metavar="PREDICTED",
            help="What to score; without it, marsad reads GOLD itself.",
            show_default=False,
        ),
    ] = None,
    errors: Errors = 0,
    as_json: AsJson = False,
    html: Annotated[
        Path | None,
        typer.Option(
            "--html", metavar="FILE", help="Write an error browser (no script in it)."
        ),
    ] = None,
    split: Annotated[
        list[str] | None,
        typer.Option("--split", metavar="NAME", help="Only documents of this split."),
    ] = None,
    document: Annotated[
        list[str] | None,
        typer.Option("--document", metavar="ID", help="Only this document."),
    ] = None,
) -> None:
    """Score claims: found at all, of the right kind, and slot by slot.

    False alarms in documents without claims and the calibration of confidences are told
    too, and, where marsad reads GOLD itself, what its gate turns away.

    \b
    Examples:
      marsad eval reading corpus/dev.jsonl
      marsad eval reading corpus/dev.jsonl --html errors.html
      marsad eval reading corpus/silent.jsonl --split tune --errors 20
      marsad read dev.jsonl -o predicted.jsonl
      marsad eval reading dev.jsonl predicted.jsonl --errors 20
    """
    from marsad.scoring import error_page, score_reading

    with TemporaryDirectory() as folder:
        score = score_reading(
            gold,
            predicted or _read(gold, Path(folder) / "read.jsonl"),
            splits=split or (),
            documents=document or (),
            gate=None if predicted else let_through,
        )
    tell(score, errors, as_json)
    if html:
        write_out(error_page(score, f"Reading of {gold.name}"), html)


def _read(gold: Path, into: Path) -> Path:
    """The file into which marsad has read the documents of `gold`."""
    from marsad.cli.batch import read

    read(gold, into)
    return into


def let_through(text: str) -> list[tuple[int, int]]:
    """The stretches that the reader's gate lets through (`scoring.triage.Gate`)."""
    from marsad.reading.relevance import worth_reading

    return [(span.start, span.end) for span in worth_reading(text)]
