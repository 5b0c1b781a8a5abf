"""`marsad annotate`: sheets for an annotator out, the open corpus in."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from marsad.cli.output import write_out
from marsad.errors import InputError

if TYPE_CHECKING:
    from marsad.model import Document, Span

_DATES = frozenset(("no_date", "future_date", "date_guessed"))
"""What is told of documents whose `when` could not be annotated rightly."""


def annotate(
    documents: Annotated[
        Path,
        typer.Argument(metavar="DOCUMENTS.jsonl", help="Corpus form."),
    ],
    filled: Annotated[
        Path | None,
        typer.Option("--filled", metavar="FILE", help="Sheets with claims."),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE")
    ] = None,
) -> None:
    """Print documents as numbered sentences; take the claims written under them in.

    First without --filled: gives sheets. Write claims under each, one a line in the
    compact form (docs/annotating.md), and run it again with --filled: gives the corpus
    file, or says of every line what is wrong and writes nothing.

    \b
    Examples:
      marsad annotate new.jsonl -o sheets.txt
      marsad annotate new.jsonl --filled sheets.txt -o annotated.jsonl
    """
    from marsad.annotating import sheet

    given = _documents(documents)
    if filled is None:
        write_out("".join(sheet(d, s) + "\n" for d, s in given.values()), output)
        return
    write_out(_taken_in(given, filled), output)


def _documents(path: Path) -> dict[str, tuple[Document, list[Span]]]:
    from marsad import settings
    from marsad.gather import Refused, gather_file
    from marsad.model import Span
    from marsad.reading.segment import sentences

    out = {}
    for found in gather_file(path, settings.load()):
        if isinstance(found, Refused):
            raise InputError(f"{found.path}: {found.message}")
        document = found.document
        if document.key in out:
            raise InputError(f"{path}: two documents are called {document.key}")
        for note in found.notes:
            if note.code in _DATES:
                typer.echo(f"{path}: {document.key}: {note.message}", err=True)
        spans = [Span(s.start, s.end) for s in sentences(document.text)]
        out[document.key] = (document, spans)
    return out


def _taken_in(given: dict[str, tuple[Document, list[Span]]], filled: Path) -> str:
    from marsad.annotating import blocks, claims_of
    from marsad.corpus_form import document_row

    lines, wrong = [], []
    for key, block in blocks(filled.read_text("utf-8")):
        if key not in given:
            raise InputError(f"{filled}: no document is called {key}")
        document, spans = given[key]
        rows, mistakes = claims_of(document, spans, block)
        wrong += [f"{filled}:{m.line}: {m.message}" for m in mistakes]
        row = {**document_row(document, None), "claims": rows}
        lines.append(json.dumps(row, ensure_ascii=False) + "\n")
    if wrong:
        typer.echo("\n".join(wrong), err=True)
        raise InputError(f"{len(wrong)} lines to mend in {filled}; nothing written")
    return "".join(lines)
