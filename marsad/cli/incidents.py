"""`marsad incidents`: what claims add up to, filtered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from marsad.cli.common import (
    cut,
    days_told,
    open_store,
    parse_day,
    parse_moment,
    print_rows,
)
from marsad.cli.options import (
    ActorOption,
    AsOfOption,
    CsvOption,
    FromOption,
    JsonOption,
    KindOption,
    LimitOption,
    PlaceOption,
    SourceOption,
    StoreOption,
    TextOption,
    ToOption,
)
from marsad.errors import InputError

if TYPE_CHECKING:
    from marsad.model import Claim, Incident, Picture

TYPES = (
    "place", "fight", "strike", "operation", "route", "act", "flight", "loss",
    "arrest", "aid",
)  # fmt: skip


def incidents(
    kind: KindOption = None,
    type_: Annotated[
        str | None,
        typer.Option("--type", help="place, fight, strike, operation, route, act ..."),
    ] = None,
    place: PlaceOption = None,
    actor: ActorOption = None,
    source: SourceOption = None,
    grade: Annotated[
        str | None,
        typer.Option("--grade", help="confirmed, fair, weak, contested or discounted."),
    ] = None,
    text: TextOption = None,
    start: FromOption = None,
    end: ToOption = None,
    as_of: AsOfOption = None,
    limit: LimitOption = 50,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
    store: StoreOption = None,
) -> None:
    """List incidents: what claims add up to, with how well each is supported.

    \b
    Examples:
      marsad incidents --place Aleppo
      marsad incidents --type strike --grade contested
      marsad incidents --from 2024-11-30 --to 2024-11-30 --as-of 2024-11-30
    """
    from marsad import asking
    from marsad.codebook import kinds
    from marsad.model import Grade

    for option, value, known in (
        ("--kind", kind, list(kinds())),
        ("--type", type_, list(TYPES)),
        ("--grade", grade, [g.value for g in Grade]),
    ):
        if value and value not in known:
            raise InputError(f"{option} {value!r} is none of {', '.join(known)}")
    picture = asking.picture_at(open_store(store), parse_moment(as_of, "--as-of"))
    first, last = parse_day(start, "--from"), parse_day(end, "--to")
    rows: list[dict[str, Any]] = []
    for incident in picture.incidents or ():
        told = _Told(incident, picture)
        if (
            (type_ and incident.type != type_)
            or (grade and incident.grade != grade)
            or (first and incident.end and incident.end < first)
            or (last and incident.start and incident.start > last)
            or not told.has(kind, place, actor, source, text)
        ):
            continue
        rows.append(told.row())
    print_rows(
        cut(rows, limit),
        ("id", "days", "type", "place", "grade", "origins", "claims", "title"),
        as_json=as_json,
        as_csv=as_csv,
        empty="no incident fits; see `marsad status`",
    )


class _Told:
    """An incident with the words that filters look in."""

    def __init__(self, incident: Incident, picture: Picture) -> None:
        self._incident = incident
        self._claims = [picture.claims[c] for c in incident.claims]

    def has(
        self,
        kind: str | None,
        place: str | None,
        actor: str | None,
        source: str | None,
        text: str | None,
    ) -> bool:
        claims = self._claims
        return (
            (not kind or any(c.kind == kind for c in claims))
            and _in(place, (n for c in claims for n in _place_names(c)))
            and _in(actor, (n for c in claims for n in _actor_names(c)))
            and _in(source, (n for o in self._incident.origins for n in (o.name,)))
            and _in(text, (self._incident.title, *(c.quote for c in claims)))
        )

    def row(self) -> dict[str, Any]:
        incident = self._incident
        place = incident.place
        return {
            "id": incident.id,
            "type": incident.type,
            "title": incident.title,
            "days": days_told(incident.start, incident.end),
            "start": incident.start,
            "end": incident.end,
            "place": (place.name or place.mention) if place else None,
            "lat": place.lat if place else None,
            "lon": place.lon if place else None,
            "radius_km": place.radius_km if place else None,
            "grade": incident.grade.value,
            "reason": incident.reason,
            "origins": sum(o.voice == "named" for o in incident.origins),
            "claims": len(incident.claims),
            "members": list(incident.claims),
        }


def _in(part: str | None, names: Iterable[str]) -> bool:
    return not part or any(part.casefold() in name.casefold() for name in names)


def _place_names(claim: Claim) -> Iterator[str]:
    for place in claim.places:
        yield from (place.mention, place.name or "")


def _actor_names(claim: Claim) -> Iterator[str]:
    for mention in (*claim.initiator, *claim.target):
        yield from (mention.text, mention.actor.name if mention.actor else "")
