"""`marsad gazetteer`: what the names of places are looked up in."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from marsad.cli.common import plain
from marsad.cli.options import JsonOption
from marsad.errors import InputError

if TYPE_CHECKING:
    from marsad.resolving.places.choose import Choice
    from marsad.resolving.places.gazetteer import Entry

gazetteer = typer.Typer(
    help="Look places up, and add GeoNames' own files.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@gazetteer.command()
def add(
    file: Annotated[
        Path,
        typer.Argument(help="SY.txt, allCountries.txt, alternateNamesV2.txt, zip."),
    ],
) -> None:
    """Add a dump of GeoNames: villages and names that the shipped gazetteer lacks.

    Takes a country's file, all of them or the table of alternate names, from
    https://download.geonames.org/export/dump/. Read as a stream; stop it with Ctrl-C
    and give the same file again to go on.

    \b
    Examples:
      marsad gazetteer add SY.zip
      marsad gazetteer add alternateNamesV2.zip
    """
    from rich.console import Console
    from rich.progress import Progress

    from marsad.resolving.places.added import Added
    from marsad.resolving.places.added import add as add_dump

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(file.name, total=1.0)

        def tell(now: Added) -> None:
            words = f"{file.name}: {now.lines:,} lines, {now.kept:,} kept"
            bar.update(task, completed=now.share, description=words)

        done = add_dump(file, tell)
    typer.echo(f"{file.name}: {done.lines:,} lines read, {done.kept:,} kept")


@gazetteer.command()
def find(
    name: Annotated[str, typer.Argument(help="A name, or a phrase with one in it.")],
    country: Annotated[
        str | None,
        typer.Option("--country", help="The country the text is about (SY, Syria)."),
    ] = None,
    limit: Annotated[
        int, typer.Option("--limit", "-n", min=1, help="At most so many places.")
    ] = 10,
    as_json: JsonOption = False,
) -> None:
    """Show what bears a name, the place that would be chosen first, and why.

    Without a country, as in a text that speaks of none.

    \b
    Examples:
      marsad gazetteer find Tripoli
      marsad gazetteer find "south of Aleppo" --country SY
    """
    from marsad.resolving.places.choose import choose
    from marsad.resolving.places.context import Context
    from marsad.resolving.places.locate import core

    told = core(name)
    choice = choose(told, Context(_spoken(country))) if told else None
    if choice is None:
        _none(name, country, as_json)
        return
    rows = [_row(e) for e in (choice.entry, *choice.others)][:limit]
    if as_json:
        rows[0]["reasons"] = list(choice.reasons)
        for row in rows:
            typer.echo(json.dumps(row, ensure_ascii=False))
        return
    typer.echo(f"{plain(choice.entry.name)}: {_why(choice)}")
    for number, row in enumerate(rows, 1):
        typer.echo(
            f"{number:>3}  {row['level']:<9} {plain(row['name']):<32} "
            f"{row['country']:<3} {row['lat']:>8.3f} {row['lon']:>9.3f} "
            f"{row['people']:>10,}  {row['source']}"
        )
    more = len(choice.others) + 1 - len(rows)
    if more > 0:
        typer.echo(f"     and {more} more; see --limit")


@gazetteer.command()
def status(as_json: JsonOption = False) -> None:
    """Show what the gazetteer holds and from where.

    \b
    Example:
      marsad gazetteer status
    """
    from marsad.resolving.places.added import sources
    from marsad.resolving.places.gazetteer import sizes
    from marsad.resolving.places.supplement import counts
    from marsad.resolving.places.unpack import added_file, gazetteer_file

    shipped, added = gazetteer_file(), added_file()
    known: dict[str, Any] = {
        "shipped": {"file": str(shipped), "places": sizes(shipped)},
        "supplement": counts(),
        "added": {
            "file": str(added),
            "places": sizes(added) if added.is_file() else {},
            "sources": [
                {"file": f, "lines": n, "kept": k, "whole": w}
                for f, n, k, w in sources()
            ],
        },
    }
    if as_json:
        typer.echo(json.dumps(known, ensure_ascii=False))
        return
    typer.echo(f"shipped  {shipped}")
    for level, number in known["shipped"]["places"].items():
        typer.echo(f"  {number:>9,}  {level}")
    typer.echo("our own rows, each with its source (lexicons/places)")
    for file, number in known["supplement"].items():
        typer.echo(f"  {number:>9,}  {file}")
    typer.echo(f"added    {added if added.is_file() else 'nothing yet'}")
    for level, number in known["added"]["places"].items():
        typer.echo(f"  {number:>9,}  {level}")
    for source in known["added"]["sources"]:
        whole = "" if source["whole"] else ", not to its end: add it again to go on"
        typer.echo(f"  {source['file']}: {source['kept']:,} kept{whole}")


def _spoken(country: str | None) -> dict[tuple[str, str], int]:
    """A text that speaks of one country."""
    from marsad.resolving.places.countries import country_of
    from marsad.resolving.places.gazetteer import country as by_code

    if country is None:
        return {}
    code = country.upper() if by_code(country.upper()) else country_of(country)
    if code is None:
        raise InputError(f"no country {country!r}: give a code (SY) or a name (Syria)")
    return {(code, ""): 1}


def _none(name: str, country: str | None, as_json: bool) -> None:
    if as_json:
        return
    where = f" for a text about {country}" if country else ""
    typer.echo(f"{plain(name)}: not located{where}; see `marsad gazetteer add --help`")


def _why(choice: Choice) -> str:
    if not choice.others:
        return "the only place of that name"
    return "; ".join(choice.reasons) or "the best known of that name"


def _row(entry: Entry) -> dict[str, Any]:
    source = entry.source or entry.id
    return {
        "id": entry.id,
        "name": entry.name,
        "level": entry.level.value,
        "country": entry.country,
        "lat": entry.lat,
        "lon": entry.lon,
        "radius_km": entry.radius_km,
        "people": entry.people,
        "source": source,
    }
