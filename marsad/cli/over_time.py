"""What is disputed, one thing in the order of days, and one place's history."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from marsad.cli.common import cut, group_id, open_store, parse_moment, plain
from marsad.cli.options import (
    AsOfOption,
    FormOption,
    LimitOption,
    OutputOption,
    PlaceOption,
    StoreOption,
)
from marsad.cli.tables import tell
from marsad.errors import NotFound


def disputes(
    group: Annotated[
        str | None,
        typer.Argument(metavar="[ID]", help="Only in this incident or running count."),
    ] = None,
    type_: Annotated[
        Literal["dispute", "revision", "differs"] | None,
        typer.Option("--type", help="Default: all, disputes first."),
    ] = None,
    about: Annotated[
        str | None,
        typer.Option("--about", help="killed, wounded, holder, doer, happened ..."),
    ] = None,
    place: PlaceOption = None,
    as_of: AsOfOption = None,
    limit: LimitOption = 50,
    form: FormOption = "text",
    output: OutputOption = None,
    store: StoreOption = None,
) -> None:
    """List what is set against what: disputes, updates, and figures of another scope.

    A dispute cannot both be true. A revision is an update, and `differs` only means
    that the scope is not the same: neither is a contradiction.

    \b
    Examples:
      marsad disputes
      marsad disputes --type dispute --about doer
      marsad disputes i-iygwu2qxukl66
    """
    from marsad import asking
    from marsad.telling.tables import dispute_table

    opened = open_store(store)
    group = group_id(opened, group) if group else None
    picture = asking.picture_at(opened, parse_moment(as_of, "--as-of"))
    rows = dispute_table(picture, type_=type_, about=about, place=place, group=group)
    tell(
        cut(rows, limit),
        ("id", "type", "question", "title", "days", "sides", "why"),
        form,
        empty="nothing is set against anything here",
        output=output,
    )
    if group is None or form != "text":
        return
    for row in rows:
        typer.echo(f"{row['type']} on {row['question']}: {plain(row['why'])}")
        for letter, side in zip("ABCDEFGH", row["evidence"], strict=False):
            typer.echo(f"  side {letter}: {', '.join(side['speakers'])}")
            for said in side["claims"]:
                typer.echo(f"    {said['published']} {said['outlet']}: {said['quote']}")


def timeline(
    name: Annotated[
        str, typer.Argument(metavar="ID", help="An incident, series or relation.")
    ],
    as_of: AsOfOption = None,
    form: FormOption = "text",
    output: OutputOption = None,
    store: StoreOption = None,
) -> None:
    """Tell one thing in the order of days: who said what of which day, and when.

    \b
    Examples:
      marsad timeline i-px4ktdki62bk3
      marsad timeline s-p3zs7efvdeo6s --format csv -o growth.csv
    """
    from marsad import asking
    from marsad.telling.tables import timeline as rows_of

    opened = open_store(store)
    known = group_id(opened, name)
    moment = parse_moment(as_of, "--as-of")
    picture = asking.picture_at(opened, moment)
    group = next((g for g in picture.groups if g.id == known), None)
    if group is None:
        raise NotFound(f"nothing of {name} was known by {picture.as_of:%Y-%m-%d %H:%M}")
    if form == "text":
        typer.echo(f"{group.id}  {plain(group.title)}")
        typer.echo(f"  {group.grade.value}: {plain(group.reason)}")
    columns = ("day", "published", "origin", "status", "figures", "words", "ref")
    rows = rows_of(picture, group)
    tell(rows, columns, form, empty="no claim of it counts", output=output)


def history(
    place: Annotated[str, typer.Argument(metavar="PLACE", help="The name of a place.")],
    as_of: AsOfOption = None,
    limit: LimitOption = 100,
    form: FormOption = "text",
    output: OutputOption = None,
    store: StoreOption = None,
) -> None:
    """Tell one place in the order of days: who held it, and what happened in or near.

    \b
    Examples:
      marsad history Aleppo
      marsad history Saraqeb --as-of 2024-11-29 --format json
    """
    from marsad import asking
    from marsad.telling.tables import history as rows_of

    picture = asking.picture_at(open_store(store), parse_moment(as_of, "--as-of"))
    tell(
        cut(rows_of(picture, place), limit),
        ("days", "what", "place", "told", "grade", "rests on", "id"),
        form,
        empty="nothing is told of it",
        output=output,
    )
