"""`marsad actor`: who is who, in the registry and by the analyst's own rows."""

from __future__ import annotations

import getpass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from marsad.cli.common import cut, parse_day, plain, settings_for
from marsad.cli.options import FormOption, LimitOption, OutputOption, StoreOption
from marsad.cli.tables import tell
from marsad.errors import InputError, NotFound

if TYPE_CHECKING:
    from marsad.model import ActorEntry
    from marsad.resolving.actors.lookup import Dossier
    from marsad.resolving.actors.registry import Context, Registry
    from marsad.store import Store

actor = typer.Typer(
    help="Who is who: find actors, see all that is known of one, add your own.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
IdArgument = Annotated[str, typer.Argument(metavar="ID", help="As `find` gives it.")]
InOption = Annotated[
    str | None, typer.Option("--in", metavar="XX", help="In a report about XX.")
]
OnOption = Annotated[
    str | None, typer.Option("--on", metavar="DAY", help="In a report of that day.")
]
Type = Literal[
    "state", "rebel", "militia", "political", "civilian", "international", "monitor",
    "media", "agency", "official", "other",
]  # fmt: skip
_PARTIES = ("rebel", "militia", "political")  # each its own side, unless told
LONGEST_NAME = 120
COLUMNS = (
    "id", "name", "type", "side", "country", "parent", "founded", "dissolved", "ucdp",
    "aliases",
)  # fmt: skip


@actor.command("find")
def find(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name, or part.")],
    country: InOption = None,
    on: OnOption = None,
    limit: LimitOption = 20,
    form: FormOption = "text",
    store: StoreOption = None,
) -> None:
    """Find who goes by a name, and why one of them wins in a report.

    \b
    Examples:
      marsad actor find HTS
      marsad actor find AA --in MM
      marsad actor find "the junta" --in MM --on 2023-11-05 --format json
    """
    from marsad.resolving.actors.lookup import candidates, meant_by

    registry, context = _registry(store), _context(country, on)
    found = candidates(name, context, registry)
    rows = [
        _row(c.entry) | {"wins": "yes" if c.wins else "", "why": c.reason}
        for c in cut(found, limit)
    ]
    meant = meant_by(name, context, registry)
    if meant is not None and not any(c.wins for c in found):
        rows.insert(0, {
            "id": meant.id, "name": meant.name, "type": meant.type, "side": meant.side,
            "country": meant.country, "wins": "yes", "why": "a body of a state",
        })  # fmt: skip
    columns = ("id", "name", "type", "side", "country", "wins", "why")
    tell(rows, columns, form, empty=_nobody(name))


@actor.command("show")
def show(
    id_: IdArgument,
    form: FormOption = "text",
    store: StoreOption = None,
) -> None:
    """Show all that is known of one actor: names, sides and ties over time.

    \b
    Examples:
      marsad actor show hts
      marsad actor show taliban --format json
    """
    from marsad.resolving.actors.lookup import dossier

    known = dossier(id_, _registry(store))
    if known is None:
        raise NotFound(f"no actor {id_!r}; `marsad actor find NAME` gives ids")
    rows = _facts(known)
    if form == "json":
        rows = [{row["what"]: row["told"] for row in rows if row["what"] in _SINGLE}]
        rows[0] |= _lists(known)
    tell(rows, ("what", "told", "from", "to"), form, empty="")


@actor.command("add")
def add(
    id_: IdArgument,
    name: Annotated[str, typer.Option("--name", help="The name in use.")],
    type_: Annotated[Type, typer.Option("--type", help="What it is.")],
    side: Annotated[
        str | None,
        typer.Option("--side", help="Its party, as on a control map."),
    ] = None,
    country: Annotated[
        list[str] | None,
        typer.Option("--country", metavar="XX", help="Where it is; may be repeated."),
    ] = None,
    parent: Annotated[
        str | None, typer.Option("--parent", metavar="ID", help="What it is part of.")
    ] = None,
    alias: Annotated[
        list[str] | None,
        typer.Option("--alias", help="Another name; may be repeated."),
    ] = None,
    founded: Annotated[
        str | None, typer.Option("--founded", metavar="DATE", help="2017 or 2017-01.")
    ] = None,
    dissolved: Annotated[
        str | None, typer.Option("--dissolved", metavar="DATE", help="As --founded.")
    ] = None,
    note: Annotated[str, typer.Option("--note", help="Why, or whence.")] = "",
    by: Annotated[
        str | None, typer.Option("--by", metavar="NAME", help="Who you are.")
    ] = None,
    store: StoreOption = None,
) -> None:
    """Add an actor of your own, or put a row of yours in the place of one that ships.

    It counts for every report read from now on; `marsad add --reread FILES` reads
    reports again that are in the store already.

    \b
    Examples:
      marsad actor add north-guard --name "Northern Guard" --type rebel --country SY
      marsad actor add hts --name "Hayat Tahrir al-Sham" --type rebel --side HTS
    """
    from marsad.cli.common import open_store
    from marsad.model import ActorEntry
    from marsad.store import actors

    entry = ActorEntry(
        id=_checked("ID", id_),
        name=_checked("--name", name),
        type=type_,
        side=side or (name if type_ in _PARTIES else None),
        countries=tuple(_country(c) for c in country or ()),
        parent=parent,
        founded=_date("--founded", founded),
        dissolved=_date("--dissolved", dissolved),
        aliases=tuple(_checked("--alias", a) for a in alias or ()),
        note=note,
    )
    opened = open_store(store, create=True)
    registry = _registry(store)
    if parent and not parent.startswith("state:") and parent not in registry.entries:
        raise NotFound(f"no actor {parent!r} for --parent; see `marsad actor find`")
    with opened.writing() as db:
        actors.add(db, entry, by or getpass.getuser())
    instead = " in the place of the row there was" if id_ in registry.entries else ""
    typer.echo(
        f"{plain(name)} counts as {entry.id}{instead}; "
        f"`marsad actor undo {entry.id}` takes it back"
    )


@actor.command("undo")
def undo(id_: IdArgument, store: StoreOption = None) -> None:
    """Take back what was added last under an id; what was there before counts again.

    \b
    Examples:
      marsad actor undo north-guard
    """
    from marsad.cli.common import open_store
    from marsad.store import actors

    with open_store(store).writing() as db:
        before = actors.take_back(db, id_)
    now = f"{plain(before.name)} of before" if before else "no row of yours"
    typer.echo(f"{plain(id_)}: {now} counts now")


@actor.command("list")
def own(
    form: FormOption = "text",
    output: OutputOption = None,
    store: StoreOption = None,
) -> None:
    """List the actors that were added here, as rows of the registry.

    CSV has the columns of the tables that ship, so that a row can be handed on.

    \b
    Examples:
      marsad actor list
      marsad actor list --format csv -o my-actors.csv
    """
    from marsad.cli.common import open_store
    from marsad.store import actors

    with open_store(store).reading() as db:
        kept = [row for row in actors.every(db) if row.live]
    rows = [
        _row(row.entry) | {"note": row.entry.note, "by": row.by, "at": f"{row.at:%F}"}
        for row in kept
    ]
    columns = COLUMNS if form == "csv" else ("id", "name", "type", "side", "by", "at")
    tell(
        rows, columns, form, output=output,
        empty="no actors were added here; see `marsad actor add --help`",
    )  # fmt: skip


# what they share


def _nobody(name: str) -> str:
    return f"nobody goes by {plain(name)!r}; `marsad actor add --help` tells how to add"


_SINGLE = ("id", "name", "type", "side", "country", "part of", "ACLED inter", "UCDP")


def _registry(store: str | None) -> Registry:
    """The registry with the rows of the store, where there is one."""
    from marsad.resolving.actors.registry import registry_with
    from marsad.store import actors

    opened = _opened(store)
    if opened is None:
        return registry_with(())
    with opened.reading() as db:
        return registry_with(actors.entries(db))


def _opened(store: str | None) -> Store | None:
    """The store; None where the file is not there and nobody asked for it by name."""
    from marsad.cli.common import open_store

    named = settings_for(store).store
    if store is None and "://" not in named and not Path(named).exists():
        return None
    return open_store(store)


def _context(country: str | None, on: str | None) -> Context:
    from marsad.resolving.actors.registry import Context

    home = _country(country) if country else None
    known = frozenset({home} if home else ())
    return Context(parse_day(on, "--on"), known, home)


def _country(code: str) -> str:
    from marsad.resolving.places.countries import country_of, name_of

    wanted = code.strip()
    if len(wanted) == 2 and name_of(wanted.upper()):
        return wanted.upper()
    iso = country_of(wanted)
    if iso is None:
        raise InputError(f"{code!r} is no country; give a name or a code such as SY")
    return iso


def _checked(what: str, text: str) -> str:
    if not text.strip() or len(text) > LONGEST_NAME or not text.isprintable():
        raise InputError(f"{what} {text[:40]!r} is no name; give 1 to 120 letters")
    return " ".join(text.split())


def _date(option: str, told: str | None) -> str | None:
    if told is None:
        return None
    parse_day((told + "-01-01")[:10] if len(told) in {4, 7, 10} else told, option)
    return told


def _row(entry: ActorEntry) -> dict[str, Any]:
    names = (*entry.aliases, *(f"~{n}" for n in entry.nicknames))
    return {
        "id": entry.id,
        "name": entry.name,
        "type": entry.type,
        "side": entry.side or "",
        "country": ";".join(entry.countries),
        "parent": entry.parent or "",
        "founded": entry.founded or "",
        "dissolved": entry.dissolved or "",
        "ucdp": entry.ucdp or "",
        "aliases": ";".join(names),
    }


def _facts(known: Dossier) -> list[dict[str, Any]]:
    """One row a fact, for the table."""
    from marsad.resolving.actors.lookup import inter_of

    entry = known.entry
    rows: list[dict[str, Any]] = [
        {"what": "id", "told": entry.id},
        {
            "what": "name",
            "told": entry.name,
            "from": entry.founded,
            "to": entry.dissolved,
        },
        {"what": "type", "told": entry.type},
        {"what": "side", "told": entry.side},
        {"what": "country", "told": ", ".join(entry.countries)},
        {"what": "part of", "told": entry.parent},
        {"what": "ACLED inter", "told": inter_of(entry.type, entry.country)},
        {"what": "UCDP", "told": entry.ucdp},
    ]
    rows += [{"what": "also", "told": name} for name in entry.names[1:]]
    rows += [
        {"what": "was called", "told": n.name, "from": n.start, "to": n.end}
        for n in known.names
    ]
    rows += [
        {
            "what": "was of" if t.side else "spoke for",
            "told": ", ".join(filter(None, (t.side or t.body, t.type, t.note))),
            "from": t.start,
            "to": t.end,
        }
        for t in known.tenures
    ]
    rows += [
        {"what": _tie_word(t.tie, entry.id == t.actor),
         "told": t.other if entry.id == t.actor else t.actor,
         "from": t.start, "to": t.end}
        for t in known.ties
    ]  # fmt: skip
    return [row for row in rows if row["told"] not in (None, "")]


def _tie_word(tie: str, ours: bool) -> str:
    """The tie as told of this one: whoever is backed by another "is backed by" him."""
    passive = {"backs": "is backed by", "split from": "was split by"}
    return tie if ours else passive.get(tie, tie)


def _lists(known: Dossier) -> dict[str, Any]:
    """What there are several of, for JSON."""
    facts = [row for row in _facts(known) if row["what"] not in _SINGLE]
    out: dict[str, Any] = {}
    for row in facts:
        told = {k: v for k, v in row.items() if k != "what" and v}
        out.setdefault(row["what"], []).append(told)
    return out
