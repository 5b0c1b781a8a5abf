"""What a brief is made of: sections of lines, each line resting on references.

The shapes are flat and hold only words, numbers and days, cleaned of control
characters (`safe.clean`), so that every format can print them as they are.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from marsad.errors import SettingsError
from marsad.model import Grade


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: the days `start` to `end` (inclusive), as known at `as_of` (UTC),
    and, if `place` is given, only what happened in or near it.

    Raises SettingsError where `end` is before `start`."""

    start: date
    end: date
    as_of: datetime
    place: str | None = None

    def __post_init__(self) -> None:
        if self.start > self.end:
            raise SettingsError(
                f"the days asked for end ({self.end}) before they begin ({self.start})"
            )


@dataclass(frozen=True, slots=True)
class Reference:
    """A sentence that lines rest on. `speakers` is the chain in words ("SOHR, via
    AFP"); `marks` are the anchors as character ranges of `quote`; `claims` the claims
    read from it; `lines` the keys of the lines that cite it."""

    number: int
    claims: tuple[str, ...]
    outlet: str
    published: str | None
    speakers: str
    quote: str
    marks: tuple[tuple[int, int], ...]
    title: str
    url: str | None
    language: str | None
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """What one origin says: `lead` tells who ("SOHR says"), `quote` is cut from the
    sentence word for word ("" where only the names count), `note` counts documents."""

    lead: str
    quote: str
    refs: tuple[int, ...]
    note: str = ""

    @property
    def text(self) -> str:
        """The statement in one sentence, without its references."""
        said = f"{self.lead}: “{self.quote}”" if self.quote else self.lead
        return f"{said} ({self.note})" if self.note else said


@dataclass(frozen=True, slots=True)
class Line:
    """One thing told. `head` names it, `where_when` is place and days, `notes` are
    further short sentences. `grade` is None where there is nothing to grade (a control
    row); `reason` tells the grade in words; `group` is the id for `marsad show`.
    `is_new`: first reported on the last day asked for; `is_update`: known before, with
    news of that day. `points_to` is the key of the line that tells it in full."""

    key: str
    head: str
    where_when: str = ""
    statements: tuple[Statement, ...] = ()
    notes: tuple[str, ...] = ()
    grade: Grade | None = None
    reason: str = ""
    refs: tuple[int, ...] = ()
    is_new: bool = False
    is_update: bool = False
    group: str | None = None
    place: str | None = None
    points_to: str | None = None

    @property
    def text(self) -> str:
        """The whole line as plain sentences, without grade and references."""
        head = f"{self.head} ({self.where_when})" if self.where_when else self.head
        return " ".join(
            _stop(part)
            for part in (head, *(s.text for s in self.statements), *self.notes)
        )


@dataclass(frozen=True, slots=True)
class Section:
    """Lines of one kind: `lines` in full, `also` in short, `left_out` only counted,
    with the `command` that shows them."""

    key: str
    title: str
    lines: tuple[Line, ...]
    also: tuple[Line, ...] = ()
    left_out: int = 0
    command: str = ""
    also_title: str = "Also reported"
    empty: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """An incident on the map: WGS84 degrees; `radius_km` is how far off it may be."""

    line: str
    label: str
    section: str
    grade: Grade
    lat: float
    lon: float
    radius_km: float
    detail: str


@dataclass(frozen=True, slots=True)
class Day:
    """Incidents of one day by section, for the timeline."""

    day: date
    counts: tuple[tuple[str, int], ...]
    asked: bool

    @property
    def total(self) -> int:
        """All incidents of the day."""
        return sum(count for _, count in self.counts)


@dataclass(frozen=True, slots=True)
class Brief:
    """A situation brief, ready to be printed in any format."""

    title: str
    question: Question
    period: str
    as_of: str
    summary: str
    sections: tuple[Section, ...]
    references: tuple[Reference, ...]
    marks: tuple[Mark, ...]
    off_map: tuple[str, ...]
    days: tuple[Day, ...]


def _stop(text: str) -> str:
    return text if text.endswith((".", "!", "?", ".”", "?”", "!”")) else text + "."
