"""Claims: what one document asserts, and on whose word."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

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
    and why there. `shape` is its area or line where it is more than a point (well-known
    text, longitude first); `precision` how exact it is, as UCDP GED's `where_prec`: 1
    exact, 2 near, 3 district, 4 province, 5 part of a country or a line, 6 country, 7
    beyond any country.
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
    shape: str | None = None
    precision: int | None = None

    @property
    def acled_precision(self) -> int | None:
        """How exact it is as ACLED's `geo_precision`: 1 the town, 2 part of a region,
        3 a larger region (ACLED codebook 2023)."""
        classes = {1: 1, 2: 2, 3: 2, 4: 3, 5: 3, 6: 3, 7: 3}
        return None if self.precision is None else classes[self.precision]


CONTINUES = "continues the dated sentence before"
"""The basis of days that only an earlier sentence tells."""


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
    `inherited` are places that only an earlier sentence names: likely, so people are
    told of them, but claims are never compared by them.
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
    inherited: tuple[Place, ...] = ()


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
    """A person's decision: append-only, signed, with a reason (docs/fusing.md).

    *same* and *different* are of two claims: `subject` stays, `other` joins or leaves
    it. *confirm* and *reject* are of one claim; *correct* gives its `slot` another
    `value` (JSON of the slot, as `marsad.correcting` takes it). A *note* decides
    nothing. *withdraw* takes a source out of the picture. *undo* ends what was decided
    in one `act`; `undone` is when that was, None while it counts.
    """

    decision: Literal[
        "same", "different", "confirm", "reject", "correct", "note", "withdraw", "undo"
    ]
    subject: str
    other: str | None
    by: str
    at: datetime
    reason: str = ""
    number: int = 0
    act: int = 0
    slot: str | None = None
    value: Any = None
    undone: datetime | None = None
