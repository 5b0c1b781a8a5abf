"""Pages of a shelf by cursor: the key of the last thing seen, not an offset, so that a
list that changes meanwhile neither repeats nor skips."""

from __future__ import annotations

import binascii
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import datetime
from typing import Any

import numpy as np

from marsad.serving.problems import Refused
from marsad.serving.shelf import Mask, Shelf

MOST = 500
"""The longest page."""


def page(
    shelf: Shelf[Any],
    mask: Mask,
    *,
    sort: str,
    limit: int,
    cursor: str | None,
    as_of: datetime,
    revision: int,
) -> bytes:
    """The JSON of one `Page` of what `mask` leaves of a shelf.

    Raises Refused where the cursor is none of ours, or of another order."""
    order = shelf.order(sort)
    fits = mask[order.positions]
    begin = order.after(*_opened(cursor, sort)) if cursor else 0
    ranks = begin + np.flatnonzero(fits[begin:])
    shown = ranks[:limit]
    more = len(ranks) > limit
    head = {
        "as_of": as_of.isoformat().replace("+00:00", "Z"),
        "revision": revision,
        "total": int(fits.sum()),
        "next": _sealed(sort, *order.key(int(shown[-1]))) if more else None,
    }
    rows = b",".join(shelf.row(int(order.positions[rank])) for rank in shown)
    return json.dumps(head).encode()[:-1] + b', "items": [' + rows + b"]}"


def _sealed(sort: str, number: float, name: str) -> str:
    # JSON knows no infinity: an unknown number is null.
    known = None if number == float("inf") else number
    return urlsafe_b64encode(json.dumps([sort, known, name]).encode()).decode()


def _opened(cursor: str, sort: str) -> tuple[float, str]:
    try:
        made, number, name = json.loads(urlsafe_b64decode(cursor.encode()))
        if made != sort or not isinstance(name, str):
            raise ValueError(cursor)
        return float("inf") if number is None else float(number), name
    except (ValueError, TypeError, binascii.Error, RecursionError) as wrong:
        raise Refused(
            422,
            "bad_cursor",
            "cursor: not one of this list in this order; begin without one",
        ) from wrong
