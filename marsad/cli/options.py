"""Options that several commands share, with their help."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

StoreOption = Annotated[
    str | None,
    typer.Option(
        "--store",
        metavar="FILE",
        help="The store to use (default marsad.db; see docs/settings.md).",
    ),
]
ReaderOption = Annotated[
    str | None,
    typer.Option(
        "--reader",
        metavar="local|llm",
        help="Who reads: the reader that ships, or a language model (docs/llm.md).",
    ),
]
JsonOption = Annotated[
    bool, typer.Option("--json", help="Print JSON, one object a line.")
]
CsvOption = Annotated[bool, typer.Option("--csv", help="Print CSV with a header.")]
KindOption = Annotated[
    str | None, typer.Option("--kind", help="A kind of the codebook (air_strike ...).")
]
PlaceOption = Annotated[
    str | None, typer.Option("--place", help="A place's name, or part of it.")
]
ActorOption = Annotated[
    str | None, typer.Option("--actor", help="Who does it or suffers it, or part.")
]
SourceOption = Annotated[
    str | None, typer.Option("--source", help="A speaker or outlet, or part.")
]
StatusOption = Annotated[
    str | None, typer.Option("--status", help="happened, ongoing, denied ...")
]
TextOption = Annotated[
    str | None, typer.Option("--text", help="Words of the report, or the incident.")
]
FromOption = Annotated[
    str | None, typer.Option("--from", metavar="DAY", help="First day, YYYY-MM-DD.")
]
ToOption = Annotated[
    str | None, typer.Option("--to", metavar="DAY", help="Last day, YYYY-MM-DD.")
]
AsOfOption = Annotated[
    str | None,
    typer.Option("--as-of", metavar="MOMENT", help="As known then (default: now)."),
]
LimitOption = Annotated[
    int, typer.Option("--limit", "-n", min=0, help="At most so many; 0: all.")
]
FormOption = Annotated[
    Literal["text", "json", "csv"],
    typer.Option("--format", "-f", help="A table, JSON (a row a line) or CSV."),
]
MapFormOption = Annotated[
    Literal["text", "json", "csv", "geojson"],
    typer.Option(
        "--format", "-f", help="A table, JSON (a row a line), CSV or GeoJSON."
    ),
]
OutputOption = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write it to a file."),
]
