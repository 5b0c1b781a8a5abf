"""From what a format's reader found to a document, or the reason why there is none."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from marsad.corpus_form import claims_from_rows
from marsad.errors import InputError, Unreadable
from marsad.gather.dates import parse_published
from marsad.gather.decoding import clean
from marsad.gather.languages import tell_language
from marsad.gather.outcome import Found, Gathered, Note
from marsad.gather.sources import source_of
from marsad.ids import document_id, sha256
from marsad.model import Claim, Document, Published

if TYPE_CHECKING:
    from marsad.settings import Settings  # slow to load

_SHORT = 150  # characters: less taken from a page or PDF is seldom a whole report
_SET_IT = "add `published` (YYYY-MM-DD) in a header or sidecar and add the file again"


def assemble(
    found: Found,
    sidecar: Mapping[str, str],
    key: str,
    path: str | None,
    settings: Settings,
) -> Gathered:
    """The document that `found` makes; `key` is its name where it has none itself.

    Trust goes sidecar, then what the file states, then what was guessed from it.
    Raises Unreadable where there is no text, or too much.
    """
    text = _text(found, settings)
    values = {**found.guessed, **found.fields, **sidecar}
    notes = [*found.notes, *_guess_notes(found, sidecar)]
    title = " ".join(clean(values.get("title", "")).split())
    published, date_note = _published(values.get("published"), settings)
    url, url_note = _address(values.get("url"))
    source, source_note = source_of(
        " ".join(clean(values.get("outlet", "")).split()) or None, url
    )
    language, language_notes = _language(text, values.get("language"), settings)
    document = Document(
        id=document_id(source.id, title, text),
        key=values.get("key") or key,
        source=source,
        title=title,
        text=text,
        sha256=sha256(title, text),
        url=url,
        language=language,
        published=published,
        text_origin=found.text_origin,
        path=path,
    )
    claims, claims_note = _claims(document, found.claims)
    notes += filter(None, (date_note, url_note, source_note, claims_note))
    notes += language_notes
    if found.extracted and len(text) < _SHORT:
        told = f"only {len(text)} characters found; check that it was saved whole"
        notes.append(Note("short_text", told))
    return Gathered(document, claims, tuple(notes))


def _text(found: Found, settings: Settings) -> str:
    text = found.text if found.exact else clean(found.text)
    if not text.strip():
        raise Unreadable("no_text", "holds no text; check that it was saved whole")
    if len(text) > settings.max_chars:
        raise Unreadable(
            "too_long",
            f"text of {len(text):,} characters; split it, or raise the setting "
            f"max_chars ({settings.max_chars:,})",
        )
    return text


def _guess_notes(found: Found, sidecar: Mapping[str, str]) -> list[Note]:
    if "published" in {*found.fields, *sidecar} or "published" not in found.guessed:
        return []
    told = f"date {found.guessed['published']} is guessed from {found.guessed_from}"
    return [Note("date_guessed", f"{told}; to settle it, {_SET_IT}")]


def _published(
    raw: str | None, settings: Settings
) -> tuple[Published | None, Note | None]:
    if raw is None:
        return None, Note("no_date", f"no publication date; {_SET_IT}")
    try:
        published = parse_published(raw)
    except ValueError as wrong:
        return None, Note("no_date", f"no publication date: {wrong}; {_SET_IT}")
    latest = datetime.now(UTC) + timedelta(days=settings.future_days)
    if published.day > latest.date():
        told = f"publication date {raw} lies in the future and is not used; {_SET_IT}"
        return None, Note("future_date", told)
    return published, None


def _address(url: str | None) -> tuple[str | None, Note | None]:
    if not url:
        return None, None
    try:
        good = urlsplit(url).scheme in ("http", "https") and " " not in url
    except ValueError:
        good = False
    if good:
        return url, None
    return None, Note("bad_url", f"{url[:80]!r} is no web address: not kept")


def _language(
    text: str, declared: str | None, settings: Settings
) -> tuple[str | None, list[Note]]:
    note: Note | None = None
    if declared:
        language: str | None = declared.casefold().replace("_", "-").partition("-")[0]
    else:
        language, note = tell_language(text)
    notes = [note] if note else []
    if language not in settings.languages:
        read = ", ".join(settings.languages)
        told = f"language {language or 'unknown'} is not read (read are: {read})"
        notes.append(Note("language_unsupported", f"{told}; add a translation"))
    return language, notes


def _claims(
    document: Document, rows: object
) -> tuple[tuple[Claim, ...] | None, Note | None]:
    """The file's own claims. One that is bad leaves the document unread by its
    annotator: a part of a reading would pass for the whole."""
    if rows is None:
        return None, None
    mend = "; the document is kept without its file's claims: mend it and add it again"
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        return None, Note("bad_claims", f"`claims` is no list of objects{mend}")
    try:
        return claims_from_rows(document, rows), None
    except InputError as wrong:
        return None, Note("bad_claims", f"{wrong}{mend}")
