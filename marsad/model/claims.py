"""Claims: what one document asserts, and on whose word."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from marsad.model.words import Level, Span, Stance, Status, What


@dataclass(frozen=True, slots=True)
class Actor:
    """A known or described actor: who a mention stands for.

    `type`: state, rebel, militia, political, civilian, international, monitor, media,
    agency, official, other. `side` is the label of the party it belongs to in its
    conflict ("government", "SDF"); `parent` the id of the actor it is part of.
    """

    id: str
    name: str
    type: str
    side: str | None = None
    country: str | None = None
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """An actor as the document writes it, and whom it was resolved to."""

    text: str
    span: Span | None = None
    actor: Actor | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A place as the document writes it, and where that is.

    `lat`/`lon` are None where it is not located. `radius_km` is how far the true spot
    may lie from the point. `basis` tells who located it (`annotator`, `gazetteer`...)
    """

    mention: str
    span: Span | None = None
    name: str | None = None
    level: Level | None = None
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None
    country: str | None = None
    gazetteer_id: str | None = None
    basis: str | None = None


@dataclass(frozen=True, slots=True)
class When:
    """The days (inclusive) in which it happened or holds; an end may be open.

    `basis` says how it was found ("weekday before publication"); `text` is the phrase.
    """

    start: date | None
    end: date | None
    basis: str | None = None
    text: str | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A count: `low` to `high`, either end open (None). `approx`: "about", "nearly"."""

    what: What
    who: str
    low: int | None
    high: int | None
    text: str
    approx: bool = False
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Speaker:
    """One link of a speaker chain. A `carrier` only relays (an agency, an outlet)."""

    mention: str
    stance: Stance
    span: Span | None = None
    actor: Actor | None = None
    carrier: bool = False


@dataclass(frozen=True, slots=True)
class Claim:
    """One assertion in one document.

    `quote` is the whole sentence, `anchor` the words in it that name the event.
    `sources` is the speaker chain, outermost first; empty means the outlet's own
    voice. `local_id` is the claim's name inside its document (`c1`); `ref` joins it to
    the document's key as in the corpora (`seed-aleppo#c1`). `confidence` is the
    reader's, None where a person annotated it; `reasons` say what set which slot.
    """

    id: str
    document_id: str
    ref: str
    local_id: str
    kind: str
    quote: str
    anchor: str
    span: Span
    anchor_span: Span
    status: Status = Status.HAPPENED
    initiator: tuple[Mention, ...] = ()
    target: tuple[Mention, ...] = ()
    places: tuple[Place, ...] = ()
    when: When | None = None
    figures: tuple[Figure, ...] = ()
    sources: tuple[Speaker, ...] = ()
    confidence: float | None = None
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """The claims one reader found in one document. A better reader, or a person, makes
    a new reading; an old one is never edited."""

    document_id: str
    reader: str
    version: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Judgement:
    """A person's decision, append-only and signed: `decision` is same, different,
    confirm, reject or correct; `subject` (and `other`, for a pair) are claim ids."""

    decision: Literal["same", "different", "confirm", "reject", "correct"]
    subject: str
    other: str | None
    by: str
    at: datetime
    reason: str = ""
