"""Running counts, and standing ties."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import numpy as np

from marsad.model import Group, Point, Relation, Series
from marsad.serving.items.opened import group_body, opposition_items
from marsad.serving.shapes import (
    RelationDetail,
    RelationItem,
    TollDetail,
    TollItem,
)
from marsad.serving.shapes.picture import PointItem
from marsad.serving.shelf import NAN, Names, Shelf, fold, ordinal
from marsad.serving.view import View, remembered
from marsad.telling.safe import clean


def counts(view: View, group: Group) -> dict[str, Any]:
    """What a group rests on, in numbers."""
    claims = view.index.claims(group.claims)
    first, last = view.known(group)
    return {
        "claims": len(claims),
        "documents": len({c.document_id for c in claims}),
        "first_known": first,
        "last_known": last,
    }


def toll_item(view: View, series: Series) -> TollItem:
    """A running count with every value told."""
    return TollItem(
        id=series.id,
        title=clean(series.title),
        theatre=clean(series.theatre),
        what=series.what,
        who=clean(series.who),
        grade=series.grade,
        reason=clean(series.reason),
        tolls=list(series.tolls),
        points=[_point(view, p) for p in series.points],
        oppositions=opposition_items(view, series),
        origins=len([o for o in series.origins if o.voice == "named"]),
        **counts(view, series),
    )


def _point(view: View, point: Point) -> PointItem:
    claim = view.picture.claims.get(point.claim)
    document = view.index.document(claim) if claim else None
    published = document.published if document else None
    return PointItem(
        claim=point.claim,
        as_of=point.as_of,
        since=point.since,
        known_from=published.known_from if published else None,
        origin=clean(point.origin),
        outlet=clean(document.source.name) if document else "",
        low=point.low,
        high=point.high,
        scope=point.scope,
    )


def toll_detail(view: View, series: Series) -> TollDetail:
    """A running count opened."""
    return TollDetail(**dict(toll_item(view, series)) | group_body(view, series))


@remembered
def toll_shelf(view: View) -> Shelf[Series]:
    """All running counts."""
    found = view.picture.series or ()
    names = {field: Names() for field in ("what", "grade", "place")}
    for at, series in enumerate(found):
        names["what"].add(at, [series.what.value])
        names["grade"].add(at, [series.grade.value])
        names["place"].add(at, [fold(series.theatre)])
    first = [ordinal(min(_days(s), default=None)) for s in found]
    last = [ordinal(max(_days(s), default=None)) for s in found]
    return _group_shelf(
        view,
        found,
        lambda s: toll_item(view, s).model_dump_json().encode(),
        names,
        first,
        last,
    )


def _days(series: Series) -> list[Any]:
    return [p.as_of for p in series.points if p.as_of is not None]


def relation_item(view: View, relation: Relation) -> RelationItem:
    """A tie between two actors."""
    return RelationItem(
        id=relation.id,
        title=clean(relation.title),
        giver=clean(relation.giver),
        receiver=clean(relation.receiver),
        tie=relation.tie,
        grade=relation.grade,
        reason=clean(relation.reason),
        **counts(view, relation),
    )


def relation_detail(view: View, relation: Relation) -> RelationDetail:
    """A tie opened."""
    body = group_body(view, relation)
    return RelationDetail(**dict(relation_item(view, relation)) | body)


@remembered
def relation_shelf(view: View) -> Shelf[Relation]:
    """All standing ties."""
    found = view.picture.relations or ()
    names = {field: Names() for field in ("actor", "grade")}
    for at, relation in enumerate(found):
        names["actor"].add(at, [fold(relation.giver), fold(relation.receiver)])
        names["grade"].add(at, [relation.grade.value])
    days = [_known_days(view, r) for r in found]
    return _group_shelf(
        view,
        found,
        lambda r: relation_item(view, r).model_dump_json().encode(),
        names,
        [first for first, _ in days],
        [last for _, last in days],
    )


def _known_days(view: View, group: Group) -> tuple[float, float]:
    first, last = view.known(group)
    return ordinal(first.date() if first else None), ordinal(
        last.date() if last else None
    )


def _group_shelf(
    view: View,
    found: Any,
    item: Any,
    names: dict[str, Names],
    first: list[float],
    last: list[float],
) -> Shelf[Any]:
    known = [view.known(g)[1] for g in found]
    size = [len(g.claims) for g in found]
    return Shelf(
        found,
        [g.id for g in found],
        item,
        {
            "newest": lambda: [-_seconds(k) for k in known],
            "largest": lambda: [-float(n) for n in size],
        },
        names,
        np.array(first, dtype=np.float64),
        np.array(last, dtype=np.float64),
    )


def _seconds(moment: datetime | None) -> float:
    return moment.timestamp() if moment else NAN
