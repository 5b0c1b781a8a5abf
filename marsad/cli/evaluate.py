"""`marsad eval`: how good each stage is. A sub-command is a file `eval_*.py`."""

from __future__ import annotations

import typer

from marsad.cli.eval_actors import actors
from marsad.cli.eval_control import control
from marsad.cli.eval_groups import groups
from marsad.cli.eval_places import places
from marsad.cli.eval_reading import reading
from marsad.cli.eval_simulated import simulated
from marsad.cli.eval_times import times

evaluate = typer.Typer(
    help="Score predictions against what people annotated.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

SCORERS = (
    reading,
    groups,
    control,
    places,
    times,
    actors,
    simulated,
)
for scorer in SCORERS:
    evaluate.command()(scorer)
