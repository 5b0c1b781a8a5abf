"""Control in the form of the corpora, claims by their refs."""

from __future__ import annotations

from typing import Any

from marsad.model import Picture
from marsad.spots import label_of

Row = dict[str, Any]


def control_rows(picture: Picture) -> list[Row]:
    """The control ledger of a tracked picture as JSON rows, one a place and stretch; a
    row of a starting map is named by its id."""
    claims = picture.claims
    return [
        {
            "place": label_of(row.place),
            "lat": row.place.lat,
            "lon": row.place.lon,
            "level": row.place.level.value if row.place.level else None,
            "from": row.start.isoformat(),
            "to": row.end.isoformat(),
            "holder": row.holder,
            "basis": row.basis,
            "evidence": [claims[c].ref if c in claims else c for c in row.evidence],
            "note": row.note,
        }
        for row in picture.control or ()
    ]
