"""All commands of `marsad`, in the order in which help shows them."""

from __future__ import annotations

from collections.abc import Sequence

import typer

from marsad import __version__
from marsad.cli.actor import actor
from marsad.cli.add import add
from marsad.cli.annotate import annotate
from marsad.cli.attributions import attributions
from marsad.cli.batch import fuse, read
from marsad.cli.brief import brief
from marsad.cli.control import control
from marsad.cli.evaluate import evaluate
from marsad.cli.export import export
from marsad.cli.gazetteer import gazetteer
from marsad.cli.incidents import incidents
from marsad.cli.judge import (
    confirm,
    correct,
    judgements,
    merge,
    note,
    reject,
    split,
    undo,
)
from marsad.cli.lists import claims, documents, issues, sources, status
from marsad.cli.over_time import disputes, history, timeline
from marsad.cli.serve import serve
from marsad.cli.show import show
from marsad.cli.simulate import simulate
from marsad.cli.states import (
    access,
    agreements,
    displacement,
    losses,
    relations,
    toll,
)
from marsad.cli.user import user

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
    control,
    toll,
    disputes,
    timeline,
    history,
    agreements,
    relations,
    access,
    losses,
    displacement,
    export,
    merge,
    split,
    confirm,
    reject,
    correct,
    note,
    undo,
    judgements,
    read,
    fuse,
    attributions,
    annotate,
    simulate,
    serve,
)
GROUPS = {"eval": evaluate, "gazetteer": gazetteer, "user": user, "actor": actor}


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"marsad {__version__}")
        raise typer.Exit


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


def app_for(words: Sequence[str]) -> typer.Typer:
    """The app for a command line of these `words`: with the command that they begin
    with, or with all where they begin with none. Putting all together costs as much
    as typer itself."""
    app = typer.Typer(
        name="marsad",
        help="Keep the record of who says what happened, and tell what is known.\n\n"
        "Start with `marsad add FOLDER`, then `marsad brief`. Every command has --help "
        "with examples.",
        no_args_is_help=True,
        rich_markup_mode=None,
        add_completion=True,
        pretty_exceptions_enable=False,
        callback=options,
    )
    known = {command.__name__ for command in COMMANDS} | GROUPS.keys()
    wanted = known & set(words[:1]) or known
    for command in COMMANDS:
        if command.__name__ in wanted:
            app.command()(command)
    for name, group in GROUPS.items():
        if name in wanted:
            app.add_typer(group, name=name)
    return app
