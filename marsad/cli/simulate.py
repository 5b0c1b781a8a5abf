"""`marsad simulate`: an invented war whose truth is known."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from marsad.errors import InputError


def simulate(
    folder: Annotated[
        Path, typer.Argument(metavar="FOLDER", help="Where to write the two files.")
    ],
    fronts: Annotated[
        int, typer.Option(min=1, help="Fronts that know nothing of each other.")
    ] = 1,
    towns: Annotated[int, typer.Option(min=4, help="Towns on each front.")] = 40,
    days: Annotated[int, typer.Option(min=1, help="Days of war.")] = 60,
    tellers: Annotated[int, typer.Option(min=3, help="Who report on a front.")] = 20,
    liars: Annotated[int, typer.Option(min=0, help="Of them, who lie.")] = 7,
    seed: Annotated[int, typer.Option(help="Another seed, another war.")] = 1,
) -> None:
    """Make up a war and how biased, late, copying and lying sources report it.

    Writes documents.jsonl, reports with their claims in corpus form (a large war fills
    several files: documents-2.jsonl ...), and truth.jsonl, what truly happened. The
    same seed gives the same files. All names are invented.

    \b
    Examples:
      marsad simulate war/
      marsad eval simulated war/            how true the picture of it is
      marsad simulate large/ --fronts 484   a million claims
      marsad add large/documents*.jsonl --store large.db
    """
    from marsad.simulating import Press, Scale
    from marsad.simulating import simulate as make

    if liars > tellers - 2:
        raise InputError("two tellers at least must not lie: fewer --liars")
    counts = make(folder, Scale(fronts, towns, days), Press(tellers, liars), seed)
    told = ", ".join(f"{n:,} {what}" for what, n in counts.items())
    typer.echo(f"{folder}: {told}")
