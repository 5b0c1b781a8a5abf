"""What a document tells of time: its phrases, and the recent days of its story."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from datetime import date

from marsad.model import Document, Span
from marsad.resolving.times.days import MONTHS, Days
from marsad.resolving.times.phrases import find_times, tell
from marsad.resolving.times.rules import Seen

_RECENT = 14  # days: an older date in the text is background, not the story's date
_STORY = 7  # days: a longer stretch does not date a single event told after it
_LED = 100  # characters before a phrase that tell what it dates
_TITLE_DAY = re.compile(r"(\d{4})[\s-]+([A-Za-z]+|\d\d)[\s-]+(\d{1,2})\s*$")
_SAID = re.compile(
    r"\b(?:said|says|told [\w ]{2,40}|reported|announced|stated|added|wrote|confirmed"
    r"|warned|quoted [\w ]{2,40})\s+(?:in a statement |late |early )?(?:on |early )?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A time phrase of the document; `led` is the text of its paragraph before it."""

    span: Span
    text: str
    led: str

    @property
    def of_saying(self) -> bool:
        """It dates the telling, not what is told: "said on Friday"."""
        return bool(_SAID.search(self.led))


@dataclass(frozen=True, slots=True)
class Dated:
    """Where the text tells recent days: the offset, the days, and whether they are
    those of somebody's saying."""

    start: int
    days: Days
    of_saying: bool


class Story:
    """The time phrases of one dated document, and the days that they tell, in order."""

    def __init__(self, document: Document, published: date) -> None:
        self.text = document.text
        self.published = published
        self.of_one_day = _names_its_day(document.title, published)
        self.phrases = [
            Phrase(span, words, self.led(span.start))
            for span, words in find_times(self.text)
        ]
        self._starts = [p.span.start for p in self.phrases]
        self.dated = self._dates()
        self._told_at = [d.start for d in self.dated]

    def led(self, at: int) -> str:
        """The text of the paragraph before that offset, its last hundred characters."""
        return self.text[max(self.text.rfind("\n", 0, at) + 1, at - _LED) : at]

    def between(self, start: int, end: int) -> list[Phrase]:
        """The phrases that begin between two offsets."""
        low, high = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return self.phrases[low:high]

    def before(self, at: int) -> Dated | None:
        """The days told last before an offset."""
        last = bisect_left(self._told_at, at)
        return self.dated[last - 1] if last else None

    def paragraph(self, at: int) -> int:
        """Where the paragraph of an offset begins."""
        return self.text.rfind("\n\n", 0, at) + 1

    def days_at(self, at: int) -> Days | None:
        """The days of the story so far: those last told in the same paragraph, else
        those first told in the document."""
        last = self.before(at)
        if last is None:
            return None
        here = last.start >= self.paragraph(at)
        return last.days if here else self.dated[0].days

    def _dates(self) -> list[Dated]:
        out = []
        seen = Seen(self.published)
        for phrase in self.phrases:
            told = tell(phrase.text, seen)
            if told and not told.vague and _is_story(told.days, self.published):
                out.append(Dated(phrase.span.start, told.days, phrase.of_saying))
        return out


def _is_story(days: Days, published: date) -> bool:
    start, end = days
    if start is None or end is None:
        return False
    return (end - start).days <= _STORY and 0 <= (published - start).days <= _RECENT


def _names_its_day(title: str, published: date) -> bool:
    """A page titled with its own date ("Events of 2017-09-04") is of that day."""
    match = _TITLE_DAY.search(title)
    if not match:
        return False
    name = match[2].casefold()
    month = int(name) if name.isdigit() else MONTHS.get(name)
    return (int(match[1]), month, int(match[3])) == (
        published.year,
        published.month,
        published.day,
    )
