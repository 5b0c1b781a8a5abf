"""Evidence and claims."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from marsad.model import Figure, Mention, Place, Span, Speaker, Status, When
from marsad.serving.shapes.common import GroupRef, Shape


class DocumentRef(Shape):
    """The document a claim stands in. `published` is the date as the source gives it;
    `known_from` the moment from which it counts."""

    id: str
    title: str
    source: str
    outlet: str
    published: str | None
    known_from: datetime | None
    url: str | None
    language: str | None


class OriginRef(Shape):
    """The speaker a claim finally rests on."""

    key: str
    name: str
    voice: Literal["named", "unnamed", "unsourced"]
    side: str | None


class ClaimItem(Shape):
    """One assertion in one document. `span` and `anchor_span` are characters of the
    document's text; `mark` those of the anchor in `quote`. `speakers` tells the chain
    in words. `denies`: by its status, or by its speaker's stance. `judgements` are ids
    of people's live decisions on it."""

    id: str
    ref: str
    document: DocumentRef
    kind: str
    status: Status
    denies: bool
    quote: str
    anchor: str
    span: Span
    anchor_span: Span
    mark: Span
    initiator: list[Mention]
    target: list[Mention]
    places: list[Place]
    inherited: list[Place]
    when: When | None
    figures: list[Figure]
    sources: list[Speaker]
    speakers: str
    origin: OriginRef
    group: GroupRef | None
    confidence: float | None
    reasons: list[str]
    judgements: list[int]


class DocumentItem(Shape):
    """One text of one source, without the text. `superseded_by` is the id of a later
    version."""

    id: str
    key: str
    source: str
    outlet: str
    title: str
    url: str | None
    language: str | None
    published: str | None
    day: date | None
    known_from: datetime | None
    precision: Literal["second", "minute", "day"] | None
    claims: int
    sha256: str
    text_origin: str | None
    supersedes: str | None


class DocumentIssue(Shape):
    """Something that is wrong with a document."""

    code: str
    message: str


class DocumentDetail(DocumentItem):
    """A document whole: its text (empty in the public view) and its claims in the
    order in which they stand."""

    as_of: datetime
    text: str
    claim_items: list[ClaimItem]
    issues: list[DocumentIssue]
