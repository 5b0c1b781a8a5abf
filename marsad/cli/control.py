"""`marsad control`: who holds what on a day, as a table or a map, and starting maps."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from marsad.cli.common import open_store, parse_day, parse_moment, plain
from marsad.cli.options import (
    AsOfOption,
    MapFormOption,
    OutputOption,
    PlaceOption,
    StoreOption,
)
from marsad.cli.output import write_out
from marsad.cli.tables import tell
from marsad.errors import InputError

if TYPE_CHECKING:
    from marsad.store import Store
    from marsad.telling import Outline

_MARGIN = 2.0  # degrees around the places of a map of which edges are drawn


def control(
    on: Annotated[
        str | None,
        typer.Option("--on", metavar="DAY", help="The day (default: the last known)."),
    ] = None,
    place: PlaceOption = None,
    as_of: AsOfOption = None,
    map_: Annotated[
        Path | None,
        typer.Option(
            "--map", metavar="FILE", help="Draw it: FILE.svg or FILE.geojson."
        ),
    ] = None,
    load: Annotated[
        Path | None,
        typer.Option("--load", metavar="FILE.csv", help="Take in a starting map."),
    ] = None,
    source: Annotated[
        str | None,
        typer.Option("--source", metavar="NAME", help="Whose map --load takes in."),
    ] = None,
    drop: Annotated[
        str | None,
        typer.Option("--drop", metavar="NAME", help="Let a starting map not count."),
    ] = None,
    form: MapFormOption = "text",
    output: OutputOption = None,
    store: StoreOption = None,
) -> None:
    """Tell who holds which place at the end of a day, on which claims, and how old.

    A holder is assessed, claimed (by that side or those close to it only), contested,
    or inferred, which says from what. Nothing fills gaps in silence: `told` is the day
    it was told last, and `age` how long it has been carried forward.

    A starting map says who held what before the first report: a CSV file with the
    columns place, lat, lon, holder, day (docs/tracking.md).

    \b
    Examples:
      marsad control --on 2024-11-30
      marsad control --place Aleppo --as-of 2024-11-29T12:00Z
      marsad control --map control.svg
      marsad control --load lines.csv --source "Front Line Watch"
    """
    if source and not load:
        raise InputError("--source says whose map --load takes in; give --load FILE")
    opened = open_store(store)
    if load or drop:
        _keep(opened, load, source, drop)
        return
    _tell(opened, on, place, as_of, map_, form, output)


def _keep(
    store: Store, load: Path | None, source: str | None, drop: str | None
) -> None:
    """Take a starting map in, or out."""
    from marsad.store import maps
    from marsad.tracking import read_map

    if drop:
        with store.writing() as db:
            number = maps.drop(db, drop)
        typer.echo(
            f"the starting map of {plain(drop)} no longer counts ({number} rows)"
        )
    if load:
        name = source or load.stem
        rows = read_map(load, name)
        with store.writing() as db:
            maps.load(db, rows)
            sides = {r.holder for r in rows}
        typer.echo(
            f"starting map of {plain(name)}: {len(rows)} rows, held by "
            f"{plain(', '.join(sorted(sides)))}"
        )


def _tell(
    store: Store,
    on: str | None,
    place: str | None,
    as_of: str | None,
    map_: Path | None,
    form: str,
    output: Path | None,
) -> None:
    from marsad import asking
    from marsad.telling.tables import control_table

    moment = parse_moment(as_of, "--as-of")
    day = parse_day(on, "--on") or asking.newest_day(store, moment)
    # Only the claims that control rests on are needed: much quicker in a large store.
    picture = asking.picture_at(store, moment, asking.Days(day, day, day))
    rows = control_table(picture, day, place)
    if map_ is not None:
        _draw(rows, day, picture.as_of.date(), map_)
        return
    tell(
        rows,
        ("place", "holder", "basis", "since", "told", "age", "rests on", "note"),
        form,
        empty=f"no report known then tells who holds a place on {day}",
        output=output,
        foot=f"At the end of {day}, as known at {picture.as_of:%Y-%m-%d %H:%M} UTC.",
    )


def _edges(rows: list[dict[str, Any]]) -> list[Outline]:
    """Countries and provinces around the places of a map."""
    from marsad.resolving.places.around import edges_within
    from marsad.telling import Outline

    points = [(r["lat"], r["lon"]) for r in rows if r["lat"] is not None]
    if not points:
        return []
    lats, lons = zip(*points, strict=True)
    found = edges_within(
        min(lats) - _MARGIN,
        min(lons) - _MARGIN,
        max(lats) + _MARGIN,
        max(lons) + _MARGIN,
    )
    return [Outline(name, level, rings) for name, level, rings in found]


def _draw(rows: list[dict[str, Any]], day: date, known: date, file: Path) -> None:
    """The rows on a map: its form by the name of the file."""
    from marsad.telling import control_map, geojson

    if file.suffix == ".geojson":
        write_out(geojson(rows), file)
    elif file.suffix == ".svg":
        write_out(control_map(rows, day, known, _edges(rows)), file)
    else:
        raise InputError(f"--map {file}: name it .svg or .geojson")
