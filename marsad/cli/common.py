"""What several commands share: opening the store, dates, and lists in three forms."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypeVar

import typer

from marsad.errors import InputError, NotFound
from marsad.moments import YEARS, moment_of

if TYPE_CHECKING:
    from marsad.settings import Settings
    from marsad.store import Store


T = TypeVar("T")
Row = Mapping[str, Any]


def settings_for(store: str | None, **given: str | None) -> Settings:
    """The settings in force, with `--store` and other options if they were given."""
    from marsad import settings

    return settings.load(store=store, **given)


def open_store(store: str | None, *, create: bool = False) -> Store:
    """The store that `--store` or the settings name."""
    from marsad.store import Store

    return Store.open(settings_for(store).store, create=create)


def group_id(store: Store, name: str) -> str:
    """The id that a group goes by now. Raises NotFound where it is no group."""
    from marsad.store import find

    with store.reading() as db:
        named = find.resolve_id(db, name)
    if named.form != "group":
        raise NotFound(
            f"{name} is a {named.form}; give an incident, series or relation"
        )
    return named.id


def parse_day(value: str | None, option: str) -> date | None:
    """A day as YYYY-MM-DD. Raises InputError naming the option."""
    if value is None:
        return None
    try:
        day = datetime.strptime(value, "%Y-%m-%d").date()
    except ValueError:
        day = None
    if day is None or day.year not in YEARS:
        raise InputError(f"{option} {value!r} is not a day; write it as 2024-11-29")
    return day


def parse_moment(value: str | None, option: str) -> datetime | None:
    """A moment as `moment_of` takes it. Raises InputError naming the option."""
    try:
        return None if value is None else moment_of(value)
    except ValueError as wrong:
        raise InputError(f"{option} {value!r} {wrong}") from wrong


def cut(rows: Sequence[T], limit: int) -> Sequence[T]:
    """The first `limit` rows; what is left out is said, never silently dropped."""
    if limit and len(rows) > limit:
        typer.echo(f"{limit} of {len(rows)}; --limit 0 shows all", err=True)
        return rows[:limit]
    return rows


def days_told(start: object, end: object) -> str:
    """Days from `start` to `end` in few characters; an open end is left empty."""
    if start == end:
        return str(start or "")
    return f"{start or ''}..{end or ''}"


def print_rows(
    rows: Iterable[Row],
    columns: Sequence[str],
    *,
    as_json: bool,
    as_csv: bool,
    empty: str,
) -> None:
    """Print a list as a table, as JSON lines (all fields) or as CSV (`columns`)."""
    if as_json and as_csv:
        raise InputError("give --json or --csv, not both")
    if as_json:
        for row in rows:
            typer.echo(json.dumps(row, ensure_ascii=False, default=str))
    elif as_csv:
        typer.echo(csv_text(rows, columns), nl=False)
    else:
        _print_table(list(rows), columns, empty)


def csv_text(rows: Iterable[Row], columns: Sequence[str]) -> str:
    """`columns` of the rows as CSV with a header."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_csv_cell(row.get(c)) for c in columns])
    return out.getvalue()


def _csv_cell(value: Any) -> Any:
    """A cell that a spreadsheet will not take for a formula."""
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r"):
        return "'" + value
    return value


def _print_table(
    rows: list[Mapping[str, Any]], columns: Sequence[str], empty: str
) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    if not rows:
        typer.echo(empty)
        return
    # Piped output is not folded to a terminal that is not there.
    console = Console(width=None if sys.stdout.isatty() else 200)
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for name in columns:
        # Ids are there to be copied: never cut them.
        table.add_column(name, overflow="fold", no_wrap=name == "id")
    for row in rows:
        table.add_row(*(Text(plain(row.get(c))) for c in columns))
    console.print(table)


def plain(value: Any) -> str:
    """A value as one line of text that cannot steer a terminal."""
    if value is None:
        return ""
    return "".join(c if c.isprintable() else " " for c in str(value))
