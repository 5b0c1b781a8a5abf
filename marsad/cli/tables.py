"""How the commands about states over time print their rows, or write them to a file."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import typer

from marsad.cli.common import csv_text, print_rows
from marsad.cli.output import write_out
from marsad.errors import InputError

Rows = Sequence[Mapping[str, Any]]


def tell(
    rows: Rows,
    columns: Sequence[str],
    form: str,
    *,
    empty: str,
    output: Path | None = None,
    foot: str = "",
) -> None:
    """Print `rows`: a table of `columns` with `foot` under it, CSV of the same columns,
    or JSON, one whole row a line; GeoJSON of those that have a `lat` and `lon`. All but
    the table can go to the file `output`."""
    if form == "text":
        if output is not None:
            raise InputError(f"say in which form to write {output}, with --format")
        print_rows(rows, columns, as_json=False, as_csv=False, empty=empty)
        if foot and rows:
            typer.echo(foot)
        return
    write_out(_written(rows, columns, form), output)


def _written(rows: Rows, columns: Sequence[str], form: str) -> str:
    from marsad.telling import geojson

    if form == "csv":
        return csv_text(rows, columns)
    if form == "geojson":
        return geojson(rows)
    lines = (json.dumps(r, ensure_ascii=False, default=str) for r in rows)
    return "".join(f"{line}\n" for line in lines)
