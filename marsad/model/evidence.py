"""Evidence: sources, and documents as received. Never changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Literal


@dataclass(frozen=True, slots=True)
class Published:
    """When a document was published, as precisely as it says.

    `day` is the calendar day in the writer's own zone (weekdays in the text are told
    against it). `known_from` is the latest instant, in UTC, at which it can have
    appeared: the picture *as of T* holds only documents with `known_from <= T`. A
    document dated to a day counts from the end of that day (UTC).
    """

    raw: str
    day: date
    known_from: datetime
    precision: Literal["second", "minute", "day"]
    zone: str | None = None

    @classmethod
    def on(cls, day: date) -> Published:
        """A publication date known to the day, without a zone."""
        end = datetime.combine(day, time(23, 59, 59), tzinfo=UTC)
        return cls(day.isoformat(), day, end, "day")


@dataclass(frozen=True, slots=True)
class Source:
    """Who publishes. `owner` groups outlets of one house; `affiliation` names the
    party it belongs to or speaks for; `reliability` is the Admiralty letter A-E, or F
    for *cannot be judged*."""

    id: str
    name: str
    owner: str | None = None
    affiliation: str | None = None
    languages: tuple[str, ...] = ()
    reliability: str = "F"


@dataclass(frozen=True, slots=True)
class Document:
    """One text of one source, as received.

    `key` is the document's own name where it came with one (`doc_id` of a corpus
    file, else the file's name); `id` is minted from content and source. `sha256` is
    over the title and text. `supersedes` is the id of the earlier version it replaces.
    """

    id: str
    key: str
    source: Source
    title: str
    text: str
    sha256: str
    url: str | None = None
    language: str | None = None
    published: Published | None = None
    text_origin: str | None = None
    path: str | None = None
    supersedes: str | None = None
