"""What gathering gives: a document taken in, or a refusal, each with its reasons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from marsad.model import Claim, Document


@dataclass(frozen=True, slots=True)
class Note:
    """A reason on record about a document that is kept.

    `message` is one line that tells the way out; `code` a stable word: attachments,
    bad_claims, bad_field, bad_sidecar, bad_url, changed_later, date_guessed,
    date_inferred, duplicate_key, encoding_guessed, future_date, language_unsupported,
    language_unsure, marked_up, no_date, no_source, short_text.
    """

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Gathered:
    """A document taken in. `claims` are those its own file brought (an annotator's
    reading, perhaps empty); None where it brought none."""

    document: Document
    claims: tuple[Claim, ...] | None
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """A file, or one record of it (`where`: "line 7"), that could not be taken in.

    `code` is one of: bad_json, binary, bomb, empty, encoding, encrypted, no_text,
    not_a_document, not_a_file, permission, sidecar, too_large, too_long, unreadable,
    unsupported.
    """

    path: str
    where: str | None
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Found:
    """What the reader of one format found, before it is judged.

    `fields` are metadata that the file states; `guessed` weaker ones, used only where
    nothing else tells (`guessed_from` names where they come from). Names of both:
    `fields.NAMES`. `exact`: the text must stay as it is, offsets point into it.
    `extracted`: the text was taken out of a page layout, and may be less than all.
    """

    text: str
    fields: Mapping[str, str] = field(default_factory=dict)
    guessed: Mapping[str, str] = field(default_factory=dict)
    guessed_from: str = ""
    claims: Any = None
    text_origin: str | None = None
    where: str | None = None
    exact: bool = False
    extracted: bool = False
    notes: tuple[Note, ...] = ()
