"""The lists: claims, incidents, documents, sources, issues, and the store's status."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from marsad.cli.common import (
    CsvOption,
    JsonOption,
    StoreOption,
    open_store,
    parse_day,
    parse_moment,
    print_rows,
)
from marsad.errors import InputError

if TYPE_CHECKING:
    from marsad.model import Claim, Document, Incident, Picture
    from marsad.store.find import Filter

KindOption = Annotated[
    str | None, typer.Option("--kind", help="A kind of the codebook (air_strike ...).")
]
PlaceOption = Annotated[
    str | None, typer.Option("--place", help="A place's name, or part of it.")
]
ActorOption = Annotated[
    str | None, typer.Option("--actor", help="Who does it or suffers it, or part.")
]
SourceOption = Annotated[
    str | None, typer.Option("--source", help="A speaker or outlet, or part.")
]
StatusOption = Annotated[
    str | None, typer.Option("--status", help="happened, ongoing, denied ...")
]
TextOption = Annotated[
    str | None, typer.Option("--text", help="Words the document holds.")
]
FromOption = Annotated[
    str | None, typer.Option("--from", metavar="DAY", help="First day, YYYY-MM-DD.")
]
ToOption = Annotated[
    str | None, typer.Option("--to", metavar="DAY", help="Last day, YYYY-MM-DD.")
]
AsOfOption = Annotated[
    str | None,
    typer.Option("--as-of", metavar="MOMENT", help="As known then (default: now)."),
]
LimitOption = Annotated[
    int, typer.Option("--limit", "-n", min=0, help="At most so many; 0: all.")
]


def claims(
    kind: KindOption = None,
    place: PlaceOption = None,
    actor: ActorOption = None,
    source: SourceOption = None,
    status: StatusOption = None,
    text: TextOption = None,
    start: FromOption = None,
    end: ToOption = None,
    limit: LimitOption = 50,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
    store: StoreOption = None,
) -> None:
    """List claims: who says what happened, where and when.

    \b
    Examples:
      marsad claims --place Saraqeb
      marsad claims --kind shelling --from 2024-11-28 --to 2024-11-30
      marsad claims --source SANA --status denied --json
      marsad claims --text "student dormitories" --csv > claims.csv
    """
    from marsad.store import find

    wanted = _filter(
        kind=kind,
        place=place,
        actor=actor,
        source=source,
        status=status,
        words=text,
        start=parse_day(start, "--from"),
        end=parse_day(end, "--to"),
    )
    with open_store(store).reading() as db:
        found = find.find_claims(db, wanted)
        documents = {d.id: d for d in find.find_documents(db, find.Filter())}
    rows = [_claim_row(c, documents[c.document_id]) for c in found.values()]
    print_rows(
        _cut(rows, limit),
        ("id", "day", "kind", "status", "place", "says", "quote"),
        as_json=as_json,
        as_csv=as_csv,
        empty="no claim fits; see `marsad status`",
    )


def _filter(**given: Any) -> Filter:
    from marsad.codebook import kinds
    from marsad.model import Status
    from marsad.store.find import Filter

    if given["kind"] and given["kind"] not in kinds():
        raise InputError(
            f"--kind {given['kind']!r} is not in the codebook: {', '.join(kinds())}"
        )
    if given["status"] and given["status"] not in set(Status):
        raise InputError(f"--status {given['status']!r} is none of {', '.join(Status)}")
    return Filter(**given)


def _claim_row(claim: Claim, document: Document) -> dict[str, Any]:
    from marsad.corpus_form import claim_row

    published = document.published.day if document.published else None
    when = claim.when
    day = _days(when.start, when.end) if when else f"by {published}?"
    return {
        **claim_row(claim),
        "id": claim.id,
        "ref": claim.ref,
        "day": day,
        "place": "; ".join(p.name or p.mention for p in claim.places),
        "says": _voices(claim, document),
        "document": document.id,
        "outlet": document.source.name,
        "published": published,
    }


def _voices(claim: Claim, document: Document) -> str:
    chain = [s.mention for s in claim.sources]
    return " < ".join([*reversed(chain), document.source.name])


def _days(start: object, end: object) -> str:
    if start == end:
        return str(start or "")
    return f"{start or ''}..{end or ''}"


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
    text: Annotated[
        str | None, typer.Option("--text", help="Words in the title or a sentence.")
    ] = None,
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
    from marsad import pipeline

    picture = pipeline.picture_at(open_store(store), parse_moment(as_of, "--as-of"))
    first, last = parse_day(start, "--from"), parse_day(end, "--to")
    rows = []
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
        _cut(rows, limit),
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
            "days": _days(incident.start, incident.end),
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


def documents(
    source: SourceOption = None,
    text: TextOption = None,
    start: FromOption = None,
    end: ToOption = None,
    limit: LimitOption = 50,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
    store: StoreOption = None,
) -> None:
    """List documents as they were received, undated and replaced ones included.

    \b
    Examples:
      marsad documents --source "Shafaq News"
      marsad documents --text "M5 highway" --from 2024-11-28
    """
    from marsad.store import find

    wanted = find.Filter(
        source=source,
        words=text,
        start=parse_day(start, "--from"),
        end=parse_day(end, "--to"),
    )
    with open_store(store).reading() as db:
        found = find.find_documents(db, wanted)
    replaced = {d.supersedes for d in found}
    rows = [
        {
            "id": d.id,
            "key": d.key,
            "published": d.published.raw if d.published else None,
            "known_from": d.published.known_from if d.published else None,
            "outlet": d.source.name,
            "language": d.language,
            "title": d.title,
            "replaced": d.id in replaced,
            "url": d.url,
            "path": d.path,
            "sha256": d.sha256,
        }
        for d in found
    ]
    print_rows(
        _cut(rows, limit),
        ("id", "published", "outlet", "language", "title"),
        as_json=as_json,
        as_csv=as_csv,
        empty="no document fits; add some with `marsad add PATH`",
    )


def sources(
    as_json: JsonOption = False, as_csv: CsvOption = False, store: StoreOption = None
) -> None:
    """List sources: owner, whose side they are on, reliability, how much they said.

    Reliability is the Admiralty letter, A to E; F means it cannot be judged, which is
    not the same as unreliable.

    \b
    Examples:
      marsad sources
      marsad sources --csv
    """
    from marsad.store import find

    with open_store(store).reading() as db:
        rows = find.list_sources(db)
    print_rows(
        rows,
        ("id", "name", "owner", "affiliation", "reliability", "documents", "claims"),
        as_json=as_json,
        as_csv=as_csv,
        empty="no source yet; add reports with `marsad add PATH`",
    )


def issues(
    code: Annotated[
        str | None, typer.Option("--code", help="Only this code (no_date ...).")
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Also those that are settled.")
    ] = False,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
    store: StoreOption = None,
) -> None:
    """List what was refused or kept back, and why.

    \b
    Examples:
      marsad issues
      marsad issues --code no_date --json
    """
    from dataclasses import asdict

    from marsad.store import runs

    with open_store(store).reading() as db:
        found = runs.list_issues(db, code=code, settled=everything)
    print_rows(
        [asdict(issue) for issue in found],
        ("id", "code", "place", "message"),
        as_json=as_json,
        as_csv=as_csv,
        empty="no issues on record",
    )


def status(as_json: JsonOption = False, store: StoreOption = None) -> None:
    """Say what the store holds, how old it is, and what is still to do.

    \b
    Examples:
      marsad status
      marsad status --json
    """
    from marsad.store import evidence, find, pictures, readings, runs

    settings_store = open_store(store)
    with settings_store.reading() as db:
        held: dict[str, Any] = {"store": settings_store.name, **find.counts(db)}
        latest = evidence.latest_moment(db)
        held["newest report"] = f"{latest:%Y-%m-%d %H:%M} UTC" if latest else None
        held["picture"] = "to be computed" if pictures.is_stale(db) else "up to date"
        held["issues by code"] = runs.count_issues(db)
        last = runs.list_runs(db, 1)
        held["last run"] = _run_line(last[0]) if last else None
        from marsad.settings import load

        held["waiting to be read"] = len(readings.unread(db, load().languages))
    if as_json:
        print_rows([held], (), as_json=True, as_csv=False, empty="")
        return
    for name, value in held.items():
        shown = value
        if isinstance(value, Mapping):
            shown = ", ".join(f"{n} {code}" for code, n in value.items()) or "none"
        typer.echo(f"{name:<20}{shown if shown is not None else '-'}")


def _run_line(run: Mapping[str, Any]) -> str:
    return f"{run['command']} {run['outcome']}, begun {run['began']:%Y-%m-%d %H:%M} UTC"


def _cut(rows: list[dict[str, Any]], limit: int) -> list[dict[str, Any]]:
    """The first `limit` rows; what is left out is said, never silently dropped."""
    if limit and len(rows) > limit:
        typer.echo(f"{limit} of {len(rows)}; --limit 0 shows all", err=True)
        return rows[:limit]
    return rows
