"""Opening a store: the connection, its guards, and plain words for what goes wrong."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from marsad.errors import StoreError
from marsad.store import schema

BUSY_SECONDS = 30
"""How long a writer waits for another before it gives up."""

_SAID = (
    # what SQLite and psycopg say, and what that means for the user
    ("locked", "another marsad is writing to it; wait until it is done and try again"),
    ("not a database", "it is not a marsad store; name another file with --store"),
    (
        "malformed",
        "it is damaged; restore a copy, or delete it and add the reports anew",
    ),
    ("disk is full", "the disk is full; free some space and run the command again"),
    ("disk i/o", "the disk could not be read or written; check it and try again"),
    ("readonly", "it may not be written; check the file's permissions"),
    ("unable to open", "it cannot be opened; check the folder and its permissions"),
    ("connection", "the database server cannot be reached; check the address"),
    ("no such table", "tables are missing; restore a copy, or add the reports anew"),
    ("no such column", "columns are missing; restore a copy, or add the reports anew"),
)


def address(store: str) -> URL:
    """The database URL of a `--store` value: a file, or a postgresql:// address."""
    try:
        if "://" not in store:
            return URL.create("sqlite", database=str(Path(store)))
        url = make_url(store)
    except ArgumentError as wrong:
        raise StoreError(
            f"{store!r} is no store: give a file or a postgresql:// address"
        ) from wrong
    if url.drivername in ("postgresql", "postgres"):
        url = url.set(drivername="postgresql+psycopg")
    return url


def connect(store: str, *, create: bool) -> Engine:
    """An engine on the store, its tables brought up to date.

    `create`: make the store where there is none; else its absence is a StoreError.
    """
    url = address(store)
    if url.get_backend_name() == "sqlite":
        _check_file(Path(url.database or ""), create=create)
    try:
        engine = create_engine(url)
    except (NoSuchModuleError, ModuleNotFoundError, ArgumentError) as wrong:
        way_out = (
            "install marsad[postgresql]"
            if url.get_backend_name() == "postgresql"
            else "a store is a file, or a postgresql:// address"
        )
        raise StoreError(f"store {store} cannot be used: {way_out}") from wrong
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _guard_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    with plain_errors(store):
        _upgrade(engine, store, create=create)
    return engine


def _check_file(path: Path, *, create: bool) -> None:
    if path.is_dir():
        raise StoreError(f"{path} is a folder; name a file with --store")
    if not create and not path.exists():
        raise StoreError(
            f"no store at {path}: make one with `marsad add PATH`, or name it "
            "with --store"
        )
    if not path.parent.is_dir():
        raise StoreError(f"no folder {path.parent} for the store; make it first")


def _guard_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    # We begin transactions ourselves, so that a reader never upgrades to a writer
    # half-way (the only way SQLite can refuse at once instead of waiting).
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _upgrade(engine: Engine, store: str, *, create: bool) -> None:
    found = _revision(engine)
    if found == schema.HEAD:
        return
    if found == _EMPTY and not create:
        raise StoreError(
            f"{store} is empty: fill it with `marsad add PATH`, or name another store"
        )
    if found == _FOREIGN or not (found == _EMPTY or found.isdigit()):
        raise StoreError(
            f"{store} is a database, but not a marsad store; name another with --store"
        )
    if found > schema.HEAD:
        raise StoreError(
            f"{store} was made by a newer marsad (store {found}, this one knows "
            f"{schema.HEAD}); install that version, or name another store"
        )
    _migrate(engine)


_EMPTY, _FOREIGN = "", "foreign"
_TURN = 0x6D617273  # the number of our lock among all that a server keeps


def _revision(engine: Engine) -> str:
    """The store's revision; _EMPTY without any table, _FOREIGN with other tables."""
    with engine.connect() as connection:
        names = set(inspect(connection).get_table_names())
        if "alembic_version" in names and "document" in names:
            query = text("SELECT version_num FROM alembic_version")
            return str(connection.execute(query).scalar() or _FOREIGN)
    return _FOREIGN if names else _EMPTY


def _migrate(engine: Engine) -> None:
    from alembic import command  # noqa: PLC0415 - slow to import, seldom needed
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", "marsad.store:migrations")
    with engine.connect().execution_options(writes=True) as connection:
        _unguard(connection)
        with connection.begin():  # all steps in one: two who come at once take turns
            if connection.dialect.name == "postgresql":
                connection.execute(text(f"SELECT pg_advisory_xact_lock({_TURN})"))
            config.attributes["connection"] = connection
            command.upgrade(config, "head")


def _unguard(connection: Connection) -> None:
    """SQLite alters a table by making it anew, which foreign keys forbid: on this one
    connection they are not watched, as its documentation has it (lang_altertable,
    section 7)."""
    if connection.dialect.name == "sqlite":
        connection.detach()  # closed after use, and nobody else's
        raw = connection.connection.cursor()
        raw.execute("PRAGMA foreign_keys = OFF")  # in a transaction it would be void
        raw.close()


@contextmanager
def plain_errors(store: str) -> Iterator[None]:
    """Turn what the database says into one StoreError with a way out."""
    try:
        yield
    except DBAPIError as wrong:
        said = str(wrong.orig).lower()
        for words, way_out in _SAID:
            if words in said:
                raise StoreError(f"store {store}: {way_out}") from wrong
        raise
