"""Conditions that several modules of the store ask for."""

from __future__ import annotations

import json
from collections.abc import Iterable

from sqlalchemy import JSON, ColumnElement, Connection, cast, func, or_, select


def among(
    db: Connection, column: ColumnElement[str], ids: Iterable[str]
) -> ColumnElement[bool]:
    """The condition that an id is one of many. They go over as one value: thousands of
    bound ones would cost more than what they are to find."""
    sqlite = db.dialect.name == "sqlite"
    spread = func.json_each if sqlite else func.json_array_elements_text
    given = json.dumps(sorted(ids))
    value = given if sqlite else cast(given, JSON)
    many = select(spread(value).table_valued("value").c.value)
    return or_(column.in_(many))
