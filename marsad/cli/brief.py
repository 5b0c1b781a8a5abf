"""`marsad brief`: the situation brief."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated, Literal

import typer

from marsad.cli.common import open_store, parse_day, parse_moment
from marsad.cli.options import OutputOption, StoreOption
from marsad.cli.output import write_out
from marsad.errors import InputError
from marsad.moments import end_of

STANDING = timedelta(days=3)
"""How far before its days a brief looks back for what lasts: a siege, a road cut."""
COUNTED = timedelta(days=7)
"""And for running counts that nobody has told anew."""


def brief(
    on: Annotated[
        str | None, typer.Option("--on", metavar="DAY", help="The day, YYYY-MM-DD.")
    ] = None,
    start: Annotated[
        str | None, typer.Option("--from", metavar="DAY", help="First day.")
    ] = None,
    end: Annotated[
        str | None, typer.Option("--to", metavar="DAY", help="Last day.")
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option(
            "--as-of",
            metavar="MOMENT",
            help="Tell only what was published by then: 2024-11-29T12:00Z, a day, or "
            "`now`. Default: the end of the brief's last day.",
        ),
    ] = None,
    place: Annotated[
        str | None, typer.Option("--place", metavar="NAME", help="Only in or near it.")
    ] = None,
    form: Annotated[
        Literal["text", "md", "html", "json"],
        typer.Option("--format", "-f", help="The form of the brief."),
    ] = "text",
    output: OutputOption = None,
    store: StoreOption = None,
) -> None:
    """Tell what is known, what is disputed, and on whose word.

    Without a day: the last day anything was published. Every line has its grade of
    support and numbered references to outlet, date, speakers and exact sentence. A
    brief of a day tells what was known at the end of that day (UTC), so that it stays
    the same when later reports come in; `--as-of now` tells that day as known today.

    \b
    Examples:
      marsad brief
      marsad brief --on 2024-11-30
      marsad brief --from 2024-11-27 --to 2024-11-30 --place Aleppo
      marsad brief --as-of 2024-11-29T12:00Z
      marsad brief --format html -o brief.html
    """
    from marsad import asking
    from marsad.telling import Question, build_brief, render
    from marsad.tracking import states_of

    opened = open_store(store)
    one_day = on is not None
    first = parse_day(on if one_day else start, "--on" if one_day else "--from")
    last = parse_day(on if one_day else end, "--on" if one_day else "--to")
    if one_day and (start or end):
        raise InputError("give --on, or --from and --to, not both")
    moment = parse_moment(as_of, "--as-of")
    if last is None:
        last = max(asking.newest_day(opened, moment), first or date.min)
    first = first or last
    if first > last:
        raise InputError(f"the brief would end ({last}) before it begins ({first})")
    # What happened shortly before is told again where it lasts; a place's name is
    # looked for everywhere.
    days = None if place else asking.Days(first - STANDING, last, first - COUNTED)
    picture = asking.picture_at(opened, moment or end_of(last), days)
    question = Question(first, last, picture.as_of, place)
    text = render(build_brief(picture, question, states_of), form)
    write_out(text, output)
