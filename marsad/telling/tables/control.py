"""Who held what on a day: a row a place, with its basis, since when, and how old."""

from __future__ import annotations

from datetime import date

from marsad.model import ControlRow, Picture
from marsad.telling.attribution import shown_name
from marsad.telling.holders import by_place
from marsad.telling.index import Index
from marsad.telling.places import called
from marsad.telling.safe import clean
from marsad.telling.tables.evidence import Row, evidence, fits, place_names, rests_on


def control_table(picture: Picture, on: date, place: str | None = None) -> list[Row]:
    """The holder of every place at the end of `on`, by name.

    `basis`: assessed, claimed (by that side or those close to it only), contested, or
    inferred (nobody told it: `since` is then unknown, and says so). `age_days`: how
    long ago it was told last; later days are carried forward."""
    index = Index.of(picture)
    out = []
    for rows in by_place(picture.control or ()).values():
        for row in rows:
            if row.start <= on <= row.end and fits(place, place_names(row.place)):
                out.append(_row(index, row, on))
    return sorted(out, key=lambda r: (r["place"].casefold(), r["holder"]))


def _row(index: Index, row: ControlRow, on: date) -> Row:
    inferred = row.told is None and bool(row.note)
    contested = row.basis == "contested" or row.holder == "contested"
    told = min(row.told, on) if row.told else None
    return {
        "place": clean(called(row.place, index.places)),
        "level": row.place.level.value if row.place.level else None,
        "lat": row.place.lat,
        "lon": row.place.lon,
        "on": on,
        "holder": "contested" if contested else shown_name(row.holder),
        "basis": "inferred" if inferred else row.basis,
        "since": None if inferred else row.start,
        "told": told,
        "age_days": (on - told).days if told else None,
        "age": f"{(on - told).days} d" if told else "",
        "rests on": rests_on(index, row.evidence),
        "note": clean(row.note),
        "evidence": evidence(index, row.evidence),
    }
