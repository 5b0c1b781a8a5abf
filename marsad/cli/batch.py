"""`marsad read` and `marsad fuse`: files in, files out, without a store."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from marsad.cli.common import settings_for
from marsad.cli.options import ReaderOption
from marsad.cli.output import write_out
from marsad.cli.paying import agreed
from marsad.errors import InputError

if TYPE_CHECKING:
    from marsad.gather import Gathered
    from marsad.model import Claim, Document

InFile = Annotated[
    Path, typer.Argument(metavar="IN.jsonl", help="Documents in corpus form.")
]


def read(
    source: InFile,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Where to write."),
    ] = None,
    reader: ReaderOption = None,
    yes: Annotated[
        bool, typer.Option("--yes", "-y", help="Do not ask before it costs money.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress.")] = False,
) -> None:
    """Read documents: the same lines come out with `claims`.

    Claims have character offsets, resolved places and dates. Claims that the file
    already has are not looked at. Documents come out in their order and with all their
    fields; one that cannot be read comes out with `claims: null`, and is told of.

    \b
    Examples:
      marsad read reports.jsonl -o claims.jsonl
      marsad read reports.jsonl | marsad fuse - --groups groups.json
    """
    from marsad.corpus_form import claim_row
    from marsad.reading import reader_for
    from marsad.reading_all import read_all

    in_force = settings_for(None, reader=reader)
    languages, by = in_force.languages, reader_for(in_force)
    taken = list(_rows_and_documents(source))
    if not agreed(in_force, [g.document for *_, g in taken if g], yes=yes):
        raise typer.Exit(1)
    wanted = [g.document for *_, g in taken if g and g.document.language in languages]
    cores = os.cpu_count() or 1
    lines: list[str] = []
    unread = 0
    with closing(read_all(wanted, len(wanted), by, workers=cores)) as answers:
        for number, row, found in taken:
            claims, why = None, ""
            if found is not None and found.document.language not in languages:
                why = f"language {found.document.language or 'unknown'} is not read"
            elif found is not None:
                answer = next(answers)
                claims, why = answer.claims, answer.why
            if why:
                typer.echo(f"{source}:{number}: {why}", err=True)
            unread += claims is None
            rows = None if claims is None else [claim_row(c) for c in claims]
            lines.append(json.dumps(row | {"claims": rows}, ensure_ascii=False) + "\n")
            if not quiet and sys.stderr.isatty():
                typer.echo(f"\rread {number} documents", err=True, nl=False)
    if not quiet and sys.stderr.isatty():
        typer.echo("", err=True)
    write_out("".join(lines), output)
    if unread:
        typer.echo(f"{unread} documents could not be read (see above)", err=True)
    if unread == len(lines) > 0:
        raise typer.Exit(1)


def _rows_and_documents(
    path: Path,
) -> Iterator[tuple[int, dict[str, Any], Gathered | None]]:
    """Each line of a corpus file as it stands, with its document.

    Raises InputError with the line's number where one is not a JSON object."""
    from marsad import settings
    from marsad.gather import Refused, gather_row

    in_force = settings.load()
    path = Path("/dev/stdin") if str(path) == "-" else path
    try:
        with path.open(encoding="utf-8") as file:
            for number, line in enumerate(file, 1):
                if not line.strip():
                    continue
                row = _object(line, f"{path}:{number}")
                taken = gather_row(row, path, number, in_force)
                if isinstance(taken, Refused):
                    typer.echo(f"{path}:{number}: {taken.message}", err=True)
                    yield number, row, None
                else:
                    yield number, row, taken
    except OSError as wrong:
        raise InputError(f"{path} cannot be read: {wrong.strerror}") from wrong
    except UnicodeDecodeError as wrong:
        raise InputError(f"{path} is not UTF-8 text; save it as such") from wrong


def _object(line: str, where: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as wrong:
        raise InputError(f"{where} is not JSON: {wrong.msg}") from wrong
    except RecursionError as wrong:
        raise InputError(f"{where} is nested too deeply to be a document") from wrong
    if not isinstance(row, dict):
        raise InputError(f"{where} is not a JSON object")
    return row


def fuse(
    source: InFile,
    groups: Annotated[
        Path | None,
        typer.Option("--groups", metavar="FILE", help="Write incidents, series ..."),
    ] = None,
    control: Annotated[
        Path | None,
        typer.Option("--control", metavar="FILE", help="Write who holds what."),
    ] = None,
) -> None:
    """Fuse the claims that a file holds: groups of claims, and who holds which place.

    Claims are taken as they stand (an annotator's, or out of `marsad read`); what they
    leave out (actors' sides, coordinates) is resolved. The forms are those of
    docs/corpus-form.md.

    \b
    Examples:
      marsad fuse claims.jsonl --groups groups.json
      marsad fuse claims.jsonl --groups groups.json --control control.json
    """
    from marsad import per_document, pipeline
    from marsad.fusing.form import groups_row
    from marsad.tracking.form import control_rows

    if groups is None and control is None:
        raise InputError("say where to write: --groups FILE, --control FILE, or both")
    documents: list[Document] = []
    claims: list[Claim] = []
    for number, row, found in _rows_and_documents(source):
        if found is None:
            continue
        documents.append(found.document)
        if row.get("claims") is not None and found.claims is None:
            told = "; ".join(n.message for n in found.notes)
            typer.echo(f"{source}:{number}: {told}; its claims are left out", err=True)
        claims += per_document.resolve_claims(found.document, found.claims or ())
    picture = pipeline.picture_of(documents, claims)
    for shape, path in ((groups_row, groups), (control_rows, control)):
        if path is not None:
            text = json.dumps(shape(picture), ensure_ascii=False, indent=1)
            write_out(text + "\n", path)
