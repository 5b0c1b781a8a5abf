"""`marsad show`: anything by its id, opened to the sentences it rests on."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from marsad.cli.common import open_store, plain
from marsad.cli.options import JsonOption, StoreOption
from marsad.errors import NotFound

if TYPE_CHECKING:
    from marsad.model import Claim, Document, Group, Picture
    from marsad.store import Store


def show(
    name: Annotated[
        str,
        typer.Argument(
            metavar="ID", help="The id of a claim, incident, series, document, source."
        ),
    ],
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """Show one thing whole: a claim in its sentence, an incident by its origins.

    Corpus names do as well as ids: `seed-aleppo` or `seed-aleppo#c3`. The id of an
    incident that was merged into another leads to that one.

    \b
    Examples:
      marsad show i-k5x2rb7dqa3mc
      marsad show lbc-1128#c1
      marsad show shafaq-news --json
    """
    from marsad.store import find

    opened = open_store(store)
    with opened.reading() as db:
        named = find.resolve_id(db, name)
    if named.form == "group" and named.id != name:
        typer.echo(f"{name} was merged into {named.id}", err=True)
    tellers: dict[str, Callable[[Store, str, bool], None]] = {
        "claim": _show_claim,
        "document": _show_document,
        "group": _show_group,
        "source": _show_source,
    }
    tellers[named.form](opened, named.id, as_json)


def _as_json(value: Any) -> None:
    typer.echo(json.dumps(value, ensure_ascii=False, default=str, indent=2))


# -- one claim --------------------------------------------------------------------


def _show_claim(store: Store, name: str, as_json: bool) -> None:
    from marsad.store import evidence, find

    with store.reading() as db:
        claim = find.claim_by_id(db, name)
        document = evidence.load_document(db, claim.document_id)
        homes = find.homes_of(db, claim.id)
        reader = find.reader_of(db, claim.id)
    if as_json:
        _as_json({**asdict(claim), "groups": homes, "reader": reader})
        return
    typer.echo(f"claim {claim.id}  ({claim.ref})")
    typer.echo(f"  kind       {claim.kind}, {claim.status.value}")
    for label, values in _slots(claim):
        if values:
            typer.echo(f"  {label:<10} {'; '.join(values)}")
    typer.echo(f"  says       {_chain(claim, document)}")
    typer.echo(f"  read by    {reader}{_confidence(claim)}")
    for reason in claim.reasons:
        typer.echo(f"  because    {plain(reason)}")
    for home, title in homes:
        typer.echo(f"  belongs to {home}  {plain(title)}")
    typer.echo("")
    typer.echo(_in_context(claim, document))
    typer.echo("")
    typer.echo(_document_line(document))


def _slots(claim: Claim) -> list[tuple[str, list[str]]]:
    def actor(mention: Any) -> str:
        known = mention.actor.name if mention.actor else None
        same = known is None or known.casefold() == mention.text.casefold()
        return plain(mention.text if same else f"{mention.text} = {known}")

    when = claim.when
    days = [] if when is None else [f"{when.start or '?'} to {when.end or '?'}"]
    if when and when.basis:
        days[0] += f" ({plain(when.basis)})"
    return [
        ("initiator", [actor(m) for m in claim.initiator]),
        ("target", [actor(m) for m in claim.target]),
        ("place", [_place_words(p) for p in claim.places]),
        ("likely", [f"{_place_words(p)}, named earlier" for p in claim.inherited]),
        ("when", days or ["not told"]),
        ("figures", [_figure_words(f) for f in claim.figures]),
    ]


def _place_words(place: Any) -> str:
    if place.lat is None:
        return f"{plain(place.mention)} (not located)"
    radius = f", within {place.radius_km:g} km" if place.radius_km else ""
    name = place.name or place.mention
    return (
        f"{plain(place.mention)} = {plain(name)} "
        f"{place.lat:.2f}, {place.lon:.2f}{radius} ({place.basis})"
    )


def _figure_words(figure: Any) -> str:
    low = "?" if figure.low is None else figure.low
    high = "?" if figure.high is None else figure.high
    number = low if low == high else f"{low} to {high}"
    about = "about " if figure.approx else ""
    return plain(f"{figure.what.value}: {about}{number} {figure.who}".strip())


def _chain(claim: Claim, document: Document) -> str:
    voices = [f"{plain(s.mention)} ({s.stance.value})" for s in reversed(claim.sources)]
    voices.append(f"in {plain(document.source.name)}")
    if not claim.sources:
        voices[0] = f"{plain(document.source.name)}, in its own voice"
    return ", ".join(voices)


def _confidence(claim: Claim) -> str:
    return "" if claim.confidence is None else f", confidence {claim.confidence:.2f}"


def _in_context(claim: Claim, document: Document) -> str:
    """The claim's sentence with its anchor marked, and the words around it."""
    text, span, anchor = document.text, claim.span, claim.anchor_span
    before = text[max(0, span.start - 200) : span.start]
    after = text[span.end : span.end + 200]
    bold, bold_off, dim, dim_off = _styles()
    sentence = (
        plain(text[span.start : anchor.start])
        + bold
        + plain(text[anchor.start : anchor.end])
        + bold_off
        + plain(text[anchor.end : span.end])
    )
    return f"{dim}…{plain(before)}{dim_off}{sentence}{dim}{plain(after)}…{dim_off}"


def _styles() -> tuple[str, str, str, str]:
    import sys

    if sys.stdout.isatty():
        return "\x1b[1;7m", "\x1b[0m", "\x1b[2m", "\x1b[0m"
    return ">>", "<<", "", ""


def _document_line(document: Document) -> str:
    day = document.published.raw if document.published else "undated"
    line = f"{plain(document.source.name)}, {day}: {plain(document.title)}"
    return f"{line}  [{document.id}]" + (f"\n{document.url}" if document.url else "")


# -- a document, a source --------------------------------------------------------


def _show_document(store: Store, name: str, as_json: bool) -> None:
    from marsad.corpus_form import document_row
    from marsad.store import evidence, find, schema
    from marsad.store.readings import load_claims

    with store.reading() as db:
        document = evidence.load_document(db, name)
        claims = load_claims(db, only=schema.claim.c.document_id == name).values()
        trouble = find.issues_of(db, name)
    if as_json:
        _as_json({"id": document.id, **document_row(document, claims)})
        return
    typer.echo(_document_line(document))
    for code, message in trouble:
        typer.echo(f"  issue {code}: {plain(message)}")
    typer.echo("")
    for paragraph in document.text.split("\n"):
        typer.echo(plain(paragraph))
    typer.echo("")
    for claim in claims:
        where = "; ".join(plain(p.name or p.mention) for p in claim.places)
        typer.echo(f"  {claim.id}  {claim.kind:<18} {plain(claim.anchor)}  {where}")


def _show_source(store: Store, name: str, as_json: bool) -> None:
    from marsad.store import find

    with store.reading() as db:
        row = next(s for s in find.list_sources(db) if s["id"] == name)
        documents = find.find_documents(db, find.Filter(source=name))
    if as_json:
        _as_json({**row, "document_ids": [d.id for d in documents]})
        return
    for key, value in row.items():
        typer.echo(f"{key:<12} {value if value not in (None, []) else '-'}")
    for document in documents:
        typer.echo("  " + _document_line(document).replace("\n", "  "))


# -- an incident, a series, a relation -------------------------------------------


def _show_group(store: Store, name: str, as_json: bool) -> None:
    from marsad import asking

    picture = asking.picture_at(store, None)
    group = next((g for g in picture.groups if g.id == name), None)
    if group is None:
        raise NotFound(f"{name} has no claims left; its reports were read anew")
    if as_json:
        _as_json(asdict(group))
        return
    typer.echo(f"{group.id}  {plain(group.title)}")
    typer.echo(f"  {group.grade.value}: {plain(group.reason)}")
    for toll in getattr(group, "tolls", ()):
        low = "?" if toll.low is None else toll.low
        high = "?" if toll.high is None else toll.high
        number = low if low == high else f"{low} to {high}"
        typer.echo(f"  {toll.what.value}, {plain(toll.who)}: {number}")
    for opposition in group.oppositions:
        typer.echo(
            f"  {opposition.type} on {opposition.about}: {plain(opposition.note)}"
        )
    for origin in group.origins:
        side = f", {origin.side}" if origin.side else ""
        typer.echo(
            f"\n{plain(origin.name)} ({origin.voice}{side}): "
            f"{len(origin.documents)} documents"
        )
        _tell_claims(group, set(origin.claims), picture)
    spoken = {c for o in group.origins for c in o.claims}
    if set(group.claims) - spoken:
        typer.echo("\nno origin told")
        _tell_claims(group, set(group.claims) - spoken, picture)


def _tell_claims(group: Group, wanted: set[str], picture: Picture) -> None:
    for name in group.claims:
        if name not in wanted:
            continue
        claim = picture.claims[name]
        document = picture.documents[claim.document_id]
        day = document.published.day if document.published else "undated"
        typer.echo(f"  {claim.id}  {plain(document.source.name)}, {day}")
        typer.echo(f"      {plain(claim.quote)}")
