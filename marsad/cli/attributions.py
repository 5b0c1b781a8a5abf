"""`marsad attributions`: who says what in a text."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from marsad.cli.options import FormOption, OutputOption
from marsad.cli.tables import tell

if TYPE_CHECKING:
    from marsad.model import Document, Span
    from marsad.reading.attributing import Attributed


def attributions(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="Any file that `marsad add` takes.")
    ],
    form: FormOption = "text",
    output: OutputOption = None,
) -> None:
    """Tell who says what: the source, cue and content of every attribution.

    Of any English news text, on war or not: what is said, thought, wanted, asked or
    denied. Nothing is stored. JSON has character offsets into the document's text.

    \b
    Examples:
      marsad attributions report.txt
      marsad attributions reports.jsonl --format json -o said.jsonl
    """
    from marsad.limits import TookTooLong, seconds_for, within
    from marsad.reading.attributor import LONGEST, attributed
    from marsad.reading.reader import read_in_part

    rows: list[dict[str, Any]] = []
    number = 0
    for number, document in enumerate(_documents(file), 1):
        try:
            with within(seconds_for(len(document.text))):
                said = attributed(document.text, document.title)
        except TookTooLong as why:
            typer.echo(f"{document.key}: {why}; it is left out", err=True)
            continue
        rows += (_row(document, one) for one in said)
        for _, remark in read_in_part(document, LONGEST):
            typer.echo(f"{document.key}: {remark}", err=True)
        if sys.stderr.isatty():
            typer.echo(f"\rread {number} documents", err=True, nl=False)
    if not number:
        raise typer.Exit(2)
    if sys.stderr.isatty():
        typer.echo("", err=True)
    columns = ("document", "source", "cue", "content", "score")
    tell(rows, columns, form, empty="Nobody says anything.", output=output)


def _documents(file: Path) -> Iterator[Document]:
    """The documents of a file; of one that cannot be read it is said why."""
    from marsad import settings
    from marsad.gather import Refused, gather_file

    for found in gather_file(file, settings.load()):
        if isinstance(found, Refused):
            typer.echo(f"{found.path}: {found.message}", err=True)
        else:
            yield found.document


def _row(document: Document, said: Attributed) -> dict[str, Any]:
    text = document.text
    return {
        "document": document.key,
        "source": said.source and _words(text, said.source),
        "cue": _words(text, said.cue),
        "content": " ... ".join(_words(text, span) for span in said.content),
        "score": round(said.score, 3),
        "source_span": said.source and [said.source.start, said.source.end],
        "cue_span": [said.cue.start, said.cue.end],
        "content_spans": [[span.start, span.end] for span in said.content],
    }


def _words(text: str, span: Span) -> str:
    return text[span.start : span.end]
