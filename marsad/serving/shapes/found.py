"""What is searched, counted, drawn and queued."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from marsad.model import Span
from marsad.serving.shapes.claims import ClaimItem
from marsad.serving.shapes.common import GroupRef, Shape
from marsad.serving.shapes.picture import IncidentItem
from marsad.telling import Brief


class Hit(Shape):
    """One thing found. `snippet` is a piece of text around the words, `marks` are the
    words' characters in it."""

    form: Literal["incident", "claim", "document", "actor", "place", "source", "series"]
    id: str
    title: str
    snippet: str
    marks: list[Span]
    at: datetime | None


class SearchResult(Shape):
    """The best of each form first; `total` counts all by form."""

    as_of: datetime
    query: str
    total: dict[str, int]
    items: list[Hit]


class DayCount(Shape):
    """Incidents of one day (of its first day where it lasted), by section, grade and
    type; `published`: documents published on it."""

    day: date
    total: int
    sections: dict[str, int]
    grades: dict[str, int]
    types: dict[str, int]
    published: int


class Moment(Shape):
    """A moment at which the picture grew: so many documents became known."""

    at: datetime
    documents: int


class Stats(Shape):
    """Counts of what fits the filter. `undated` incidents stand on no day; between two
    `moments` the picture is the same."""

    as_of: datetime
    revision: int
    incidents: int
    claims: int
    documents: int
    sources: int
    origins: int
    disputes: int
    undated: int
    unplaced: int
    kinds: dict[str, int]
    types: dict[str, int]
    sections: dict[str, int]
    grades: dict[str, int]
    sides: dict[str, int]
    days: list[DayCount]
    moments: list[Moment]


class Columns(Shape):
    """Every incident that fits, as columns of equal length: what a map, a time bar and
    a list need, in a fraction of the size. `type`, `kind`, `section`, `grade` and
    `side` are numbers into `words`; days are days since 1970-01-01; `first_known` and
    `last_known` seconds since then; what is not known is null (-1 in numbers into
    `words`)."""

    as_of: datetime
    revision: int
    total: int
    words: dict[str, list[str]]
    id: list[str]
    title: list[str]
    place: list[str | None]
    lat: list[float | None]
    lon: list[float | None]
    radius_km: list[float | None]
    level: list[int]
    type: list[int]
    kind: list[int]
    section: list[int]
    grade: list[int]
    side: list[int]
    start: list[int | None]
    end: list[int | None]
    first_known: list[int | None]
    last_known: list[int | None]
    origins: list[int]
    documents: list[int]
    disputed: list[bool]
    killed: list[int | None]
    consequence: list[float]


class ReviewItem(Shape):
    """Something a person should look at. `why` says so in a sentence; `claim` is the
    one to decide on, `candidates` incidents it may belong with."""

    incident: IncidentItem
    claim: ClaimItem
    why: str
    score: float
    candidates: list[GroupRef]


class Named(Shape):
    """What an id or corpus name stands for, merged ids followed."""

    form: Literal["claim", "document", "incident", "series", "relation", "source"]
    id: str
    asked: str


class IssueItem(Shape):
    """Something that was refused or kept back, with its reason."""

    id: int
    stage: str
    code: str
    place: str
    message: str
    document: str | None
    at: datetime


class BriefItem(Shape):
    """The brief as data; ask for text/html, text/markdown or text/plain for the
    finished page."""

    as_of: datetime
    revision: int
    brief: Brief
