"""Every opposition of the record: what is set against what, and why."""

from __future__ import annotations

from marsad.model import Group, Incident, Opposition, Picture
from marsad.telling.attribution import origin_name
from marsad.telling.index import Index
from marsad.telling.lexicon import word
from marsad.telling.phrases import days_words, join_words
from marsad.telling.safe import clean
from marsad.telling.tables.evidence import Row, evidence, fits, place_names, where

_ORDER = ("dispute", "revision", "differs")


def dispute_table(
    picture: Picture,
    *,
    type_: str | None = None,
    about: str | None = None,
    place: str | None = None,
    group: str | None = None,
) -> list[Row]:
    """A row an opposition, disputes first, those of most claims before others."""
    index = Index.of(picture)
    rows = [
        _row(index, told, opposition)
        for told in picture.groups
        for opposition in told.oppositions
        if (type_ is None or opposition.type == type_)
        and (about is None or opposition.about == about)
        and (group is None or told.id == group)
        and fits(place, _places(index, told))
    ]
    return sorted(rows, key=lambda r: (_ORDER.index(r["type"]), -r["claims"], r["id"]))


def _row(index: Index, group: Group, opposition: Opposition) -> Row:
    sides = [_side(index, side) for side in opposition.sides]
    place = group.place if isinstance(group, Incident) else None
    days = days_words(group.start, group.end, 0) if isinstance(group, Incident) else ""
    return {
        "id": group.id,
        "type": opposition.type,
        "about": opposition.about,
        "question": word("about", opposition.about),
        "title": clean(group.title),
        "days": days,
        **where(place),
        "sides": " | ".join(join_words(s["speakers"]) for s in sides),
        "claims": sum(len(s) for s in opposition.sides),
        "why": clean(opposition.note),
        "evidence": sides,
    }


def _side(index: Index, side: tuple[str, ...]) -> Row:
    claims = index.claims(side)
    names = (origin_name(index, index.origin(c), c) for c in claims)
    return {
        "speakers": list(dict.fromkeys(names)),
        "claims": evidence(index, side),
    }


def _places(index: Index, group: Group) -> list[str | None]:
    place = group.place if isinstance(group, Incident) else None
    names: list[str | None] = [group.title, *place_names(place)]
    for claim in index.claims(group.claims):
        names += [n for p in claim.places for n in place_names(p)]
    return names
