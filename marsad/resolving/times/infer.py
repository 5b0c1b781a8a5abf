"""When a claim's event happened: from its own words, else from the text around it.

Rules of the annotation guide: never when it was said; a state or an act going on holds
on the day of publication; a sentence without a time continues the dated one before it;
a past event without a date, told as news of now, is open towards the past; what is
planned without a date stays unknown.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from datetime import date

from marsad.model import Claim, Document, Span, Status, When
from marsad.resolving.times.days import MONTHS, Days
from marsad.resolving.times.phrases import Told, find_times, tell
from marsad.resolving.times.rules import Seen

_SPEECH = {"accusation", "demand", "threat", "statement"}
_HOPEFUL = {Status.PLANNED, Status.POSSIBLE}
_NEAR = 110  # cost (see `_cost`) beyond which a phrase belongs to another clause
_CLAUSE = 30  # what a clause boundary between anchor and phrase costs, in characters
_RECENT = 14  # days: an older date in the text is background, not the story's date
_STORY = 7  # days: a longer stretch does not date a single event told after it

_BOUNDARY = re.compile(
    r"[,;:()]|\b(?:while|who|which|whom|that|after|before|since|where|when|but|as|and)\b",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"\b(?:said|says|told [\w ]{2,40}|reported|announced|stated|added|wrote|confirmed"
    r"|warned|quoted [\w ]{2,40})\s+(?:in a statement |late |early )?(?:on |early )?$",
    re.IGNORECASE,
)
_DATELINE = re.compile(r"^\W*[A-Z][\w .,'-]{2,40}?,? \(?$")
_SINCE = re.compile(
    r"\bsince\b[^,;:]{1,60}$|\b(?:began|begun|started|launched) (?:on |in |early )?$",
    re.IGNORECASE,
)
_MEASURES = re.compile(
    r"\b(?:first|no|not|never|none|nothing|most|worst|biggest|largest|deadliest"
    r"|heaviest|fiercest)\b[^;:.]{0,90}$",
    re.IGNORECASE,
)
_LONG_AGO = 90  # days
_TITLE_DAY = re.compile(r"(\d{4})[\s-]+([A-Za-z]+|\d\d)[\s-]+(\d{1,2})\s*$")


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A time phrase of the document; `led` is the text of its paragraph before it."""

    span: Span
    text: str
    led: str


class DocumentTimes:
    """The time phrases of one document, and `when` for claims in it."""

    def __init__(self, document: Document) -> None:
        self._text = document.text
        self._published = document.published.day if document.published else None
        self._of_one_day = _names_its_day(document.title, self._published)
        self._phrases = [
            _Phrase(span, words, _line_before(self._text, span.start))
            for span, words in find_times(self._text)
        ]
        self._starts = [p.span.start for p in self._phrases]
        self._dated = self._dates()

    def when(self, claim: Claim) -> When | None:
        """The days of the claim; what it has already is kept."""
        given = claim.when
        if given and (given.start or given.end):
            return given
        if self._published is None:
            return given
        seen = Seen(self._published, self._story(claim.span.start), _ahead(claim))
        if given and given.span and self._measures(given.span, given.text or ""):
            given = None
        if given and given.text:
            told = tell(given.text, seen)
            if told and given.span:
                led = _line_before(self._text, given.span.start)
                told = self._opened(_Phrase(given.span, given.text, led), claim, told)
            if told:
                return _when(told, given.text, given.span)
        found = self._own(claim, seen)
        return found or self._inferred(claim) or given

    def _own(self, claim: Claim, seen: Seen) -> When | None:
        """The phrase of the claim's sentence that stands nearest to its anchor."""
        options = []
        for phrase in self._between(claim.span.start, claim.span.end):
            measures = self._measures(phrase.span, phrase.text)
            if measures or self._is_of_speech(phrase, claim):
                continue
            told = tell(phrase.text, seen)
            if told:
                told = self._opened(phrase, claim, told)
                options.append(
                    (self._cost(phrase, claim), phrase.span.start, phrase, told)
                )
        if not options:
            return None
        cost, _, phrase, told = min(options, key=lambda o: o[:2])
        if cost > _NEAR:
            return None
        if claim.status is Status.ONGOING and told.days[1] != self._published:
            return None
        return _when(told, phrase.text, phrase.span)

    def _between(self, start: int, end: int) -> list[_Phrase]:
        low, high = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return self._phrases[low:high]

    def _measures(self, span: Span, words: str) -> bool:
        """As in "the first since 2016": it tells how long a thing had not been, not
        when this one was."""
        if not words.lower().startswith("since") or self._published is None:
            return False
        told = tell(words, Seen(self._published))
        start = told.days[0] if told else None
        if start is None or (self._published - start).days < _LONG_AGO:
            return False
        return bool(_MEASURES.search(_line_before(self._text, span.start)))

    def _is_of_speech(self, phrase: _Phrase, claim: Claim) -> bool:
        """It dates the telling, not the event: "said on Friday", a dateline."""
        if _DATELINE.match(phrase.led) and phrase.led.split(",")[0].isupper():
            return True
        return claim.kind not in _SPEECH and bool(_SAID.search(phrase.led))

    def _cost(self, phrase: _Phrase, claim: Claim) -> int:
        """How far a phrase is from the anchor: characters, and clauses between."""
        anchor = claim.anchor_span
        if phrase.span.start < anchor.end and anchor.start < phrase.span.end:
            return 0
        after = phrase.span.start >= anchor.end
        first, last = (
            (anchor.end, phrase.span.start)
            if after
            else (phrase.span.end, anchor.start)
        )
        between = self._text[first:last]
        if not after and phrase.span.start - claim.span.start < 6:
            return min(len(between), 60)  # it leads the sentence and governs all of it
        return len(between) + _CLAUSE * len(_BOUNDARY.findall(between))

    def _opened(self, phrase: _Phrase, claim: Claim, told: Told) -> Told:
        """A moment after "since" or "began" opens a stretch that runs to publication,
        for a claim outside that clause; inside it stands what then began."""
        opener = _SINCE.search(phrase.led)
        if (
            not opener
            or not told.days[0]
            or told.days[0] > (self._published or date.max)
        ):
            return told
        start = phrase.span.start - (len(phrase.led) - opener.start())
        if start < claim.anchor_span.start < phrase.span.start:
            return told
        return replace(
            told, days=(told.days[0], self._published), basis=f"since: {told.basis}"
        )

    def _story(self, before: int) -> Days | None:
        """The days of the story so far: those last told in the same paragraph, else
        those first told in the document."""
        last = bisect_left(self._dated, before, key=lambda d: d[0])
        if last == 0:
            return None
        paragraph = self._text.rfind("\n\n", 0, before) + 1
        at, days = self._dated[last - 1]
        return days if at >= paragraph else self._dated[0][1]

    def _dates(self) -> list[tuple[int, Days]]:
        """Where the text tells of recent days, in order."""
        out: list[tuple[int, Days]] = []
        if self._published is None:
            return out
        seen = Seen(self._published)
        for phrase in self._phrases:
            told = tell(phrase.text, seen)
            if told and not told.vague and _is_story(told.days, self._published):
                out.append((phrase.span.start, told.days))
        return out

    def _inferred(self, claim: Claim) -> When | None:
        """What the text around says of a claim without a time of its own."""
        here = self._published
        if claim.status is Status.ONGOING:
            return When(here, here, "going on at publication")
        if claim.status is Status.CALLED_FOR:
            return When(here, here, "called for at publication")
        if claim.status in _HOPEFUL:
            return None
        if self._of_one_day:
            return When(here, here, "page of one day")
        if claim.kind in _SPEECH:
            return When(None, here, "undated, told as news")
        days = self._story(claim.span.start)
        if days:
            return When(*days, "continues the dated sentence before")
        return When(None, here, "undated, told as news")


def _when(told: Told, text: str, span: Span | None) -> When:
    return When(told.days[0], told.days[1], told.basis, text, span)


def _ahead(claim: Claim) -> bool:
    return claim.status is Status.PLANNED and claim.kind not in _SPEECH


def _line_before(text: str, at: int) -> str:
    return text[max(text.rfind("\n", 0, at) + 1, at - 100) : at]


def _is_story(days: Days, published: date) -> bool:
    start, end = days
    if start is None or end is None:
        return False
    return (end - start).days <= _STORY and 0 <= (published - start).days <= _RECENT


def _names_its_day(title: str, published: date | None) -> bool:
    """A page titled with its own date ("Events of 2017-09-04") is of that day."""
    match = _TITLE_DAY.search(title)
    if not match or published is None:
        return False
    name = match[2].casefold()
    month = int(name) if name.isdigit() else MONTHS.get(name)
    return (int(match[1]), month, int(match[3])) == (
        published.year,
        published.month,
        published.day,
    )
