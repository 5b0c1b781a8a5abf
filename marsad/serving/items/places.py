"""Places that reports tell of, and who held them when."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from marsad.model import Claim, ControlRow, Incident, Place
from marsad.serving.items.claims import group_ref
from marsad.serving.items.incidents import place_names
from marsad.serving.shapes import ControlItem, PlaceDetail, PlaceItem
from marsad.serving.shapes.who_where import Alias
from marsad.serving.shelf import NAN, Names, Shelf, Spots, fold, ordinal
from marsad.serving.view import View, remembered
from marsad.telling.attribution import shown_name
from marsad.telling.places import is_named, place_name
from marsad.telling.safe import clean


def place_key(place: Place) -> str:
    """What a place goes by: its gazetteer id, else its folded name."""
    return place.gazetteer_id or fold(place.name or place.mention) or "unnamed"


# -- control --------------------------------------------------------------------------


@remembered
def held(view: View) -> dict[str, list[ControlRow]]:
    """The rows of each place, in order of time."""
    out: dict[str, list[ControlRow]] = defaultdict(list)
    for row in view.picture.control or ():
        out[place_key(row.place)].append(row)
    for rows in out.values():
        rows.sort(key=lambda r: r.start)
    return dict(out)


def control_item(view: View, row: ControlRow) -> ControlItem:
    """Who held a place for some time, and who before."""
    key = place_key(row.place)
    earlier = [r for r in held(view).get(key, ()) if r.start < row.start]
    return ControlItem(
        place=row.place,
        key=key,
        start=row.start,
        end=row.end,
        holder=shown_name(row.holder),
        basis=row.basis,
        inferred=row.told is None,
        note=clean(row.note),
        told=row.told,
        evidence=list(row.evidence),
        before=shown_name(earlier[-1].holder) if earlier else None,
    )


@remembered
def control_shelf(view: View) -> Shelf[ControlRow]:
    """All rows of control."""
    rows = view.picture.control or ()
    names = {name: Names() for name in ("place", "holder", "basis", "changed")}
    spots = Spots()
    for at, row in enumerate(rows):
        names["place"].add(at, [place_key(row.place), *place_names(row.place)])
        names["holder"].add(at, [fold(row.holder)])
        names["basis"].add(at, [row.basis])
        names["changed"].add(at, [_changed(view, row)])
        spots.add(at, row.place.lat, row.place.lon)
    first = np.array([ordinal(r.start) for r in rows], dtype=np.float64)
    last = np.array([ordinal(r.end) for r in rows], dtype=np.float64)
    ids = [f"{place_key(r.place)} {r.start} {n}" for n, r in enumerate(rows)]
    return Shelf(
        rows,
        ids,
        lambda r: control_item(view, r).model_dump_json().encode(),
        {
            "newest": lambda: -first,
            "oldest": lambda: first,
            "place": lambda: np.zeros(len(rows)),
        },
        names,
        first,
        last,
        spots,
    )


def _changed(view: View, row: ControlRow) -> str | None:
    """`yes` where another held it, or nobody is known to have, the day before."""
    rows = held(view)[place_key(row.place)]
    before = [r for r in rows if r.start < row.start]
    if not before:
        return "yes" if row.told is not None else None
    last = before[-1]
    same = (last.holder, last.basis == "contested") == (
        row.holder,
        row.basis == "contested",
    )
    return None if same else "yes"


# -- places ---------------------------------------------------------------------------


@dataclass
class Told:
    """What reports tell of one place."""

    place: Place
    names: Counter[str] = field(default_factory=Counter)
    claims: list[Claim] = field(default_factory=list)
    incidents: list[Incident] = field(default_factory=list)


@remembered
def told_places(view: View) -> dict[str, Told]:
    """The named places of claims, by key."""
    out: dict[str, Told] = {}
    for claim in view.picture.claims.values():
        for place in claim.places:
            if not is_named(place):
                continue
            told = out.setdefault(place_key(place), Told(place))
            told.names[place_name(place)] += 1
            if told.place.lat is None and place.lat is not None:
                told.place = place
            if not told.claims or told.claims[-1].id != claim.id:
                told.claims.append(claim)
    for incident in view.index.incidents:
        if incident.place is not None and place_key(incident.place) in out:
            out[place_key(incident.place)].incidents.append(incident)
    return out


def place_item(view: View, key: str, told: Told) -> PlaceItem:
    """A place as a list tells it."""
    place = told.place
    moments = [m for c in told.claims if (m := view.index.known_from(c))]
    now = holder_on(view, key, view.as_of.date())
    return PlaceItem(
        key=key,
        name=clean(place.name or place_name(place)),
        names=[Alias(text=clean(n), count=k) for n, k in told.names.most_common(12)],
        level=place.level.value if place.level else None,
        lat=place.lat,
        lon=place.lon,
        radius_km=place.radius_km,
        country=place.country,
        claims=len(told.claims),
        incidents=len(told.incidents),
        holder=control_item(view, now) if now else None,
        first_known=min(moments, default=None),
        last_known=max(moments, default=None),
    )


def holder_on(view: View, key: str, day: date) -> ControlRow | None:
    """Who held a place on a day."""
    rows = held(view).get(key, ())
    return next((r for r in reversed(rows) if r.start <= day <= r.end), None)


def place_detail(view: View, key: str, told: Told) -> PlaceDetail:
    """A place opened."""
    return PlaceDetail(
        **dict(place_item(view, key, told)),
        as_of=view.as_of,
        control=[control_item(view, r) for r in held(view).get(key, ())],
        incident_refs=[group_ref(i) for i in told.incidents],
    )


@remembered
def place_shelf(view: View) -> Shelf[tuple[str, Told]]:
    """All places told of."""
    found = tuple(told_places(view).items())
    names = {name: Names() for name in ("place", "level", "country")}
    spots = Spots()
    for at, (key, told) in enumerate(found):
        names["place"].add(
            at, [key, *map(fold, told.names), fold(told.place.name or "")]
        )
        names["level"].add(at, [told.place.level.value if told.place.level else None])
        names["country"].add(at, [told.place.country])
        spots.add(at, told.place.lat, told.place.lon)
    return Shelf(
        found,
        [key for key, _ in found],
        lambda pair: place_item(view, *pair).model_dump_json().encode(),
        {
            "most": lambda: (-float(len(t.claims)) for _, t in found),
            "name": lambda: (NAN for _ in found),
        },
        names,
        spots=spots,
    )
