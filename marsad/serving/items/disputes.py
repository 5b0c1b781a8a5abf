"""Disputes, revisions and differences, opened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from marsad.model import Group, Incident, Opposition, Place
from marsad.serving.items.claims import claim_items, group_ref
from marsad.serving.items.incidents import place_names
from marsad.serving.items.opened import origins
from marsad.serving.shapes import DisputeItem
from marsad.serving.shapes.picture import DisputeSide
from marsad.serving.shelf import NAN, Names, Shelf
from marsad.serving.view import View, remembered
from marsad.telling.order import consequence
from marsad.telling.safe import clean


@dataclass(frozen=True)
class Set:
    """An opposition with its group."""

    group: Group
    opposition: Opposition
    at: datetime | None
    weight: float

    @property
    def place(self) -> Place | None:
        """Where it is, if its group is an incident."""
        return self.group.place if isinstance(self.group, Incident) else None


def dispute_item(view: View, found: Set) -> DisputeItem:
    """An opposition as the API tells it."""
    opposition = found.opposition
    return DisputeItem(
        group=group_ref(found.group),
        place=found.place,
        about=opposition.about,
        type=opposition.type,
        note=clean(opposition.note),
        at=found.at,
        consequence=round(found.weight, 3),
        sides=[
            DisputeSide(
                origins=origins(view, side),
                claims=claim_items(view, view.index.claims(side)),
            )
            for side in opposition.sides
        ],
    )


@remembered
def dispute_shelf(view: View) -> Shelf[Set]:
    """All oppositions of all groups."""
    found = [
        Set(group, opposition, _at(view, opposition), _weight(view, group))
        for group in view.picture.groups
        for opposition in group.oppositions
    ]
    names = {name: Names() for name in ("about", "type", "place", "group")}
    for at, one in enumerate(found):
        names["about"].add(at, [one.opposition.about])
        names["type"].add(at, [one.opposition.type])
        names["group"].add(at, [one.group.id])
        names["place"].add(at, place_names(one.place) if one.place else [])
    return Shelf(
        found,
        [f"{one.group.id} {n}" for n, one in enumerate(found)],
        lambda one: dispute_item(view, one).model_dump_json().encode(),
        {
            "newest": lambda: (-o.at.timestamp() if o.at else NAN for o in found),
            "consequence": lambda: (-o.weight for o in found),
        },
        names,
    )


def _at(view: View, opposition: Opposition) -> datetime | None:
    claims = view.index.claims(c for side in opposition.sides for c in side)
    moments = [m for c in claims if (m := view.index.known_from(c)) is not None]
    return max(moments, default=None)


def _weight(view: View, group: Group) -> float:
    if not isinstance(group, Incident):
        return 0.0
    return consequence(group, view.index.claims(group.claims))
