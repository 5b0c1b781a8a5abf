"""The store: evidence, readings, judgements and the picture, in SQLite or PostgreSQL.

All SQL lives here. `Store` gives connections; the modules beside it hold plain
functions on one: `runs` (runs and issues), `evidence` (sources and documents),
`readings` (claims), `pictures` (groups and control), `find` (lists, filters, search).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine

from marsad.store.database import connect, plain_errors

__all__ = ["Connection", "Store"]


class Store:
    """An open store. Each `with` block is one transaction: all of it or nothing."""

    def __init__(self, name: str, engine: Engine) -> None:
        self.name = name
        self._engine = engine

    @classmethod
    def open(cls, name: str, *, create: bool = False) -> Store:
        """Open the store at `name` (a file, or a postgresql:// address).

        Raises StoreError where it is missing (unless `create`), locked, damaged, no
        store at all, or made by a newer marsad.
        """
        return cls(name, connect(name, create=create))

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one unchanging state of the store."""
        with plain_errors(self.name), self._engine.connect() as db, db.begin():
            yield db

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection whose changes are kept together at the end of the block."""
        with plain_errors(self.name), self._engine.connect() as plain:
            db = plain.execution_options(writes=True)
            with db.begin():
                yield db

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()
