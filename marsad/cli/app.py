"""All commands of `marsad`, in the order in which help shows them."""

from __future__ import annotations

import typer

from marsad import __version__
from marsad.cli.add import add
from marsad.cli.annotate import annotate
from marsad.cli.batch import fuse, read
from marsad.cli.brief import brief
from marsad.cli.evaluate import evaluate
from marsad.cli.export import export
from marsad.cli.incidents import incidents
from marsad.cli.lists import claims, documents, issues, sources, status
from marsad.cli.show import show

app = typer.Typer(
    name="marsad",
    help="Keep the record of who says what happened, and tell what is known.\n\n"
    "Start with `marsad add FOLDER`, then `marsad brief`. Every command has --help "
    "with examples.",
    no_args_is_help=True,
    rich_markup_mode=None,
    add_completion=True,
    pretty_exceptions_enable=False,
)

COMMANDS = (
    add,
    brief,
    claims,
    incidents,
    documents,
    sources,
    issues,
    status,
    show,
    export,
    read,
    fuse,
    annotate,
)
for command in COMMANDS:
    app.command()(command)
app.add_typer(evaluate, name="eval")


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"marsad {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: bool = typer.Option(
        False,
        "--version",
        callback=_version,
        is_eager=True,
        help="Show the version and stop.",
    ),
) -> None:
    """Options that stand before a command."""
