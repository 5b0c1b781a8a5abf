"""`marsad export`: the whole picture for other programs."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from marsad.cli.common import open_store, parse_moment
from marsad.cli.options import AsOfOption, OutputOption, StoreOption
from marsad.cli.output import write_out


def export(
    form: Annotated[
        Literal["jsonl", "csv", "geojson"],
        typer.Option("--format", "-f", help="The form of the export."),
    ] = "jsonl",
    output: OutputOption = None,
    as_of: AsOfOption = None,
    store: StoreOption = None,
) -> None:
    """Write out claims (jsonl, csv) or incidents on the map (geojson).

    \b
    Examples:
      marsad export --format csv -o claims.csv
      marsad export --format geojson -o incidents.geojson
      marsad export --as-of 2024-11-29T12:00Z | head -1
    """
    from marsad import asking
    from marsad.telling import export as lines_of

    picture = asking.picture_at(open_store(store), parse_moment(as_of, "--as-of"))
    write_out("".join(f"{line}\n" for line in lines_of(picture, form)), output)
