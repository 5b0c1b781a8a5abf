"""The lists: claims, documents, sources, issues, and the store's status."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from marsad.cli.common import (
    cut,
    days_told,
    open_store,
    parse_day,
    print_rows,
)
from marsad.cli.judge import ByOption, decide
from marsad.cli.options import (
    ActorOption,
    CsvOption,
    FromOption,
    JsonOption,
    KindOption,
    LimitOption,
    PlaceOption,
    SourceOption,
    StatusOption,
    StoreOption,
    TextOption,
    ToOption,
)
from marsad.errors import InputError

if TYPE_CHECKING:
    from marsad.model import Claim, Document
    from marsad.store.find import Filter


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
    from marsad.store import evidence, find

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
        found = cut(list(find.find_claims(db, wanted).values()), limit)
        wanted_ids = {c.document_id for c in found}
        documents = {d: evidence.load_document(db, d) for d in wanted_ids}
    print_rows(
        [_claim_row(c, documents[c.document_id]) for c in found],
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
    day = days_told(when.start, when.end) if when else f"by {published}?"
    return {
        **claim_row(claim),
        "id": claim.id,
        "ref": claim.ref,
        "day": day,
        "place": _where(claim),
        "says": _voices(claim, document),
        "document": document.id,
        "outlet": document.source.name,
        "published": published,
    }


def _where(claim: Claim) -> str:
    """Its places; in brackets one that only an earlier sentence names."""
    told = [p.name or p.mention for p in claim.places]
    return "; ".join(told + [f"({p.name or p.mention})" for p in claim.inherited])


def _voices(claim: Claim, document: Document) -> str:
    chain = [s.mention for s in claim.sources]
    return " < ".join([*reversed(chain), document.source.name])


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
    rows: list[dict[str, Any]] = [
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
        cut(rows, limit),
        ("id", "published", "outlet", "language", "title"),
        as_json=as_json,
        as_csv=as_csv,
        empty="no document fits; add some with `marsad add PATH`",
    )


def sources(
    withdraw: Annotated[
        str | None,
        typer.Option(
            "--withdraw", metavar="SOURCE", help="Nothing it published counts any more."
        ),
    ] = None,
    rate: Annotated[
        str | None,
        typer.Option(
            "--rate", metavar="SOURCE=LETTER", help="Its Admiralty letter, A to F."
        ),
    ] = None,
    reason: Annotated[str, typer.Option("--reason", "-r", help="Why.")] = "",
    by: ByOption = None,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
    store: StoreOption = None,
) -> None:
    """List sources: owner, whose side they are on, reliability, how much they said.

    Reliability is the Admiralty letter, A to E; F means it cannot be judged, which is
    not the same as unreliable. A withdrawn source's reports stay in the store and do
    not count: the number of the judgement is shown, and `marsad undo` takes it back.

    \b
    Examples:
      marsad sources
      marsad sources --csv
      marsad sources --withdraw "Gazeta Tema" --reason "its reports were invented"
      marsad sources --rate "Gazeta Tema=D" --reason "often wrong on towns taken"
    """
    from marsad.store import find, judgements

    if withdraw is not None:
        named = withdraw
        decide(store, by, reason, lambda db, s: judgements.withdraw(db, named, s))
        return
    if rate is not None:
        source, _, letter = rate.rpartition("=")
        decide(store, by, reason, lambda db, s: judgements.rate(db, source, letter, s))
        return
    with open_store(store).reading() as db:
        rows = find.list_sources(db)
    print_rows(
        rows,
        ("id", "name", "owner", "affiliation", "reliability", "documents", "claims",
         "withdrawn"),
        as_json=as_json,
        as_csv=as_csv,
        empty="no source yet; add reports with `marsad add PATH`",
    )  # fmt: skip


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
    outcome = run["outcome"]
    if outcome == "running":
        outcome = "not finished (at work, or killed: `marsad add` goes on)"
    return f"{run['command']} {outcome}, begun {run['began']:%Y-%m-%d %H:%M} UTC"
