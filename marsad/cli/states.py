"""States over time as tables: tolls, agreements, ties, losses, access, displacement."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from marsad.cli.common import cut, group_id, open_store, parse_moment
from marsad.cli.options import (
    ActorOption,
    AsOfOption,
    FormOption,
    LimitOption,
    MapFormOption,
    OutputOption,
    PlaceOption,
    StoreOption,
)
from marsad.cli.tables import tell
from marsad.errors import NotFound

if TYPE_CHECKING:
    from marsad.model import Picture, States

NEVER_ADD = "Rows overlap: they are never to be added up."


def _known(store: str | None, as_of: str | None) -> tuple[Picture, States]:
    """The picture as known at a moment, and the states over time that it adds up to."""
    from marsad import asking
    from marsad.tracking import states_of

    picture = asking.picture_at(open_store(store), parse_moment(as_of, "--as-of"))
    return picture, states_of(picture)


def toll(
    group: Annotated[
        str | None,
        typer.Argument(metavar="[ID]", help="One running count or incident, in full."),
    ] = None,
    place: PlaceOption = None,
    actor: ActorOption = None,
    as_of: AsOfOption = None,
    limit: LimitOption = 50,
    form: FormOption = "text",
    output: OutputOption = None,
    store: StoreOption = None,
) -> None:
    """Tell how many: ranges by victim group, and the claim that sets each bound.

    Running counts of a war or offensive, and single strikes with a toll. With an ID:
    how that count grew, and who counts whom. Counts of different scope overlap; none
    is ever a sum of others.

    \b
    Examples:
      marsad toll
      marsad toll --place Idlib --actor "White Helmets"
      marsad toll s-p3zs7efvdeo6s
      marsad toll --as-of 2024-11-29 --format csv -o tolls.csv
    """
    from marsad.telling.tables import toll_table

    picture, states = _known(store, as_of)
    name = group_id(open_store(store), group) if group else None
    rows = toll_table(picture, states.tallies, group=name, place=place, actor=actor)
    if name is not None and not rows:
        raise NotFound(f"{group} has no toll; those that have one: `marsad toll`")
    columns = ("id", "counts", "range", "low set by", "high set by", "as of",
               "rests on", "title")  # fmt: skip
    tell(
        cut(rows, limit),
        columns,
        form,
        empty="no toll fits; see `marsad incidents`",
        output=output,
        foot=NEVER_ADD,
    )
    if name is not None and form == "text":
        _tell_growth(picture, name)


def _tell_growth(picture: Picture, name: str) -> None:
    """How one count grew, and who counts whom."""
    from marsad.model import Incident, Series
    from marsad.telling.tables import counted_by, growth
    from marsad.tracking import Known, steps

    group = next(g for g in picture.groups if g.id == name)
    if not isinstance(group, Series | Incident):
        return
    told = steps(Known.of(picture), group)
    empty = "nobody gave a number"
    typer.echo("\nHow it grew")
    grew = ("published", "as of", "origin", "counts", "number", "claim", "outlet")
    tell(growth(picture, told), grew, "text", empty=empty)
    typer.echo("Who counts whom, each at its latest")
    whom = ("origin", "counts", "number", "as of", "claim")
    tell(counted_by(picture, told), whom, "text", empty=empty)


def agreements(
    actor: ActorOption = None,
    as_of: AsOfOption = None,
    form: FormOption = "text",
    output: OutputOption = None,
    store: StoreOption = None,
) -> None:
    """List agreements: parties, area, since when, and who says that whom broke them.

    Each charge and each denial stands below, with the side of who makes it.

    \b
    Examples:
      marsad agreements
      marsad agreements --actor Turkey --as-of 2024-11-29
      marsad agreements --format json
    """
    from marsad.telling.tables import agreement_table

    picture, states = _known(store, as_of)
    rows = agreement_table(picture, states, actor=actor)
    columns = ("agreement", "between", "place", "in force from", "to", "broken by",
               "denials", "as of", "rests on")  # fmt: skip
    tell(
        rows,
        columns,
        form,
        empty="no report tells of an agreement; see `marsad claims --kind agreement`",
        output=output,
    )
    if form != "text":
        return
    for row in rows:
        typer.echo(f"{row['agreement']} ({row['between']})")
        for said in row["terms"]:
            typer.echo(f"  {said['published']} {said['outlet']}: {said['quote']}")
        for charge in row["breaches"]:
            verb = "not broken" if charge["denied"] else "broken"
            whom = ", ".join(charge["accused"]) or "nobody named"
            side = f", {charge['side']}" if charge["side"] else ""
            typer.echo(
                f"  {verb}: {whom} - {charge['by']}{side} ({charge['outlet']}, "
                f"{charge['published']}): {charge['quote']}"
            )


def relations(
    actor: ActorOption = None,
    as_of: AsOfOption = None,
    form: FormOption = "text",
    output: OutputOption = None,
    store: StoreOption = None,
) -> None:
    """List standing ties: who backs whom, since when and till when it is told.

    \b
    Examples:
      marsad relations
      marsad relations --actor Iran --format json
    """
    from marsad.telling.tables import tie_table

    picture, states = _known(store, as_of)
    tell(
        tie_table(picture, states.ties, actor=actor),
        (
            "id",
            "from",
            "tie",
            "to",
            "first told of",
            "last told of",
            "denied",
            "rests on",
        ),
        form,
        empty="no standing tie is told of; see `marsad claims --kind support`",
        output=output,
    )


def losses(
    place: PlaceOption = None,
    actor: ActorOption = None,
    as_of: AsOfOption = None,
    limit: LimitOption = 50,
    form: MapFormOption = "text",
    output: OutputOption = None,
    store: StoreOption = None,
) -> None:
    """List equipment said to be destroyed or captured: what, whose, by whose word.

    \b
    Examples:
      marsad losses
      marsad losses --actor government --format csv -o losses.csv
    """
    from marsad.telling.tables import loss_table

    picture, states = _known(store, as_of)
    tell(
        cut(loss_table(picture, states.losses, place=place, actor=actor), limit),
        ("id", "as of", "thing", "number", "how", "lost by", "by", "place", "rests on"),
        form,
        empty="no loss of equipment fits; see `marsad claims --kind equipment_loss`",
        output=output,
        foot=NEVER_ADD,
    )


def access(
    place: PlaceOption = None,
    as_of: AsOfOption = None,
    limit: LimitOption = 50,
    form: MapFormOption = "text",
    output: OutputOption = None,
    store: StoreOption = None,
) -> None:
    """List roads, crossings and airports: cut, limited or open, since when, by whom.

    A state stands until another is told; `as of` says when it was told last.

    \b
    Examples:
      marsad access
      marsad access --place M5 --as-of 2024-11-29
      marsad access --format geojson -o access.geojson
    """
    from marsad.telling.tables import route_table

    picture, states = _known(store, as_of)
    tell(
        cut(route_table(picture, states.routes, place=place), limit),
        ("route", "state", "since", "to", "by", "as of", "rests on"),
        form,
        empty="no road, crossing or airport fits; see `marsad claims --kind access`",
        output=output,
    )


def displacement(
    place: PlaceOption = None,
    as_of: AsOfOption = None,
    limit: LimitOption = 50,
    form: MapFormOption = "text",
    output: OutputOption = None,
    store: StoreOption = None,
) -> None:
    """List who fled or came back: how many, from where to where, as each report says.

    `place` is where it happens; `from` and `to` stand only where the words tell them.

    \b
    Examples:
      marsad displacement
      marsad displacement --place Homs --format json
    """
    from marsad.telling.tables import flow_table

    picture, states = _known(store, as_of)
    tell(
        cut(flow_table(picture, states.flows, place=place), limit),
        ("id", "as of", "way", "who", "number", "from", "to", "place", "told as",
         "rests on"),
        form,
        empty="no flight or return fits; see `marsad claims --kind displacement`",
        output=output,
        foot=NEVER_ADD,
    )  # fmt: skip
