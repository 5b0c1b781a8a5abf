"""One group, or one place, in the order of days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from marsad.model import Claim, Group, Picture, Series, Status
from marsad.telling.attribution import denies, origin_name, shown_name
from marsad.telling.excerpt import excerpt
from marsad.telling.headings import heading
from marsad.telling.holders import basis_words, by_place
from marsad.telling.index import Index
from marsad.telling.lexicon import weight
from marsad.telling.phrases import days_words, figure_words
from marsad.telling.places import Area, called
from marsad.telling.safe import clean, shorten
from marsad.telling.tables.evidence import Row, evidence, rests_on

SO = frozenset({Status.HAPPENED, Status.ONGOING})
WORDS = 110  # characters of a sentence in a row


def timeline(picture: Picture, group: Group) -> list[Row]:
    """The claims of a group by the day they tell of, then by the day of the report. A
    claim that tells no day stands by its report, with `day` unknown."""
    index = Index.of(picture)
    points = {p.claim: p for p in group.points} if isinstance(group, Series) else {}
    rows = []
    for claim in index.claims(dict.fromkeys((*group.claims, *points))):
        published = index.document(claim).published
        point = points.get(claim.id)
        first = claim.when.start or claim.when.end if claim.when else None
        last = point.as_of if point else (claim.when.end if claim.when else None)
        numbers = [f"{f.what.value} {figure_words(f)}" for f in claim.figures]
        rows.append(
            {
                "day": days_words(last if point else first, last, 0) if last else None,
                "start": first,
                "end": last,
                "published": published.day if published else None,
                "origin": origin_name(index, index.origin(claim), claim),
                "kind": claim.kind,
                "status": "denied" if denies(claim) else claim.status.value,
                "figures": clean("; ".join(numbers)),
                "words": shorten(excerpt(claim), WORDS),
                **evidence(index, (claim.id,))[0],
            }
        )
    return sorted(rows, key=_order)


def history(picture: Picture, name: str) -> list[Row]:
    """What is told of a place: who held it from when to when, and what happened in or
    near it. Raises NotFound, with the nearest names, where no report tells of it."""
    index = Index.of(picture)
    area = Area.of(picture, name)
    near = [r for r in picture.control or () if area.holds(r.place)]
    rows = [
        {
            "start": row.start,
            "end": row.end,
            "days": days_words(row.start, row.end, 0),
            "what": "control",
            "place": place,
            "told": f"{shown_name(row.holder)} ({row.basis}; {basis_words(row)})"
            if row.holder != row.basis
            else f"{row.holder} ({basis_words(row)})",
            "grade": None,
            "id": None,
            "rests on": rests_on(index, row.evidence),
            "evidence": evidence(index, row.evidence),
        }
        for told in by_place(near).values()
        for row in told
        for place in [clean(called(row.place, index.places))]
    ]
    rows += _incidents(index, area)
    return sorted(rows, key=lambda r: (r["start"] or date.max, r["what"] != "control"))


def _incidents(index: Index, area: Area) -> Iterator[Row]:
    for incident in index.incidents:
        claims = index.claims(incident.claims)
        places = [incident.place, *(p for c in claims for p in c.places)]
        if not claims or not area.holds_any(places[:1] if places[0] else places):
            continue
        yield {
            "start": incident.start,
            "end": incident.end,
            "days": days_words(incident.start, incident.end, 0),
            "what": incident.type,
            "place": clean(called(incident.place, index.places))
            if incident.place
            else None,
            "told": heading(incident, _speaking(claims)),
            "grade": incident.grade.value,
            "id": incident.id,
            "rests on": rests_on(index, incident.claims),
            "evidence": evidence(index, incident.claims),
        }


def _speaking(claims: list[Claim]) -> list[Claim]:
    """Claims in the order in which a head is made of them: what is so comes first, of
    that the weightiest kind."""
    return sorted(
        claims, key=lambda c: (denies(c), c.status not in SO, -weight("kind", c.kind))
    )


def _order(row: dict[str, Any]) -> tuple[str, str, str]:
    return (
        str(row["end"] or row["published"] or ""),
        str(row["published"] or ""),
        row["ref"],
    )
