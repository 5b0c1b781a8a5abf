"""The time words of a claim's own sentence: which phrase dates it, to which days."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from marsad.model import Claim, Span, Status
from marsad.resolving.times.phrases import Told, tell
from marsad.resolving.times.rules import Seen
from marsad.resolving.times.story import Phrase, Story

SPEECH = frozenset({"accusation", "demand", "threat", "statement"})
NEAR = 110  # cost (see `_cost`) beyond which a phrase belongs to another clause
_CLAUSE = 30  # what a clause boundary between anchor and phrase costs, in characters
_LONG_AGO = 90  # days

_BOUNDARY = re.compile(
    r"[,;:()]|\b(?:while|who|which|whom|that|after|before|since|where|when|but|as|and)\b",
    re.IGNORECASE,
)
_DATELINE = re.compile(r"^\W*[A-Z][\w .,'-]{2,40}?,? \(?$")
_SINCE = re.compile(
    r"\bsince\b[^.,;:]{1,60}$|\b(?:began|begun|started|launched) (?:on |in |early )?$",
    re.IGNORECASE,
)
_WHEN = re.compile(r",? when\b[^,;:.]{0,60}$", re.IGNORECASE)
_MEASURES = re.compile(
    r"\b(?:first|no|not|never|none|nothing|most|worst|biggest|largest|deadliest"
    r"|heaviest|fiercest)\b[^;:.]{0,90}$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"(?<!for )\b(?P<count>\w+ (?:day|week|month|year)s?) after\b"
    r"(?P<clause>(?:(?!\bwhile\b)[^;:.]){0,90})$",
    re.IGNORECASE,
)
_LEADS = 20  # characters from the start of a sentence within which a clause leads it


@dataclass(frozen=True, slots=True)
class Own:
    """The phrase that dates a claim, its days, and how far it stands from the anchor
    (`_cost`: characters, and clauses between)."""

    told: Told
    text: str
    span: Span
    cost: int


def own_words(story: Story, claim: Claim, seen: Seen) -> Own | None:
    """The phrase that the reader marked for the claim, else that of its sentence which
    stands nearest to its anchor; None where none dates it."""
    given = claim.when
    if given and given.text and given.span:
        phrase = Phrase(given.span, given.text, story.led(given.span.start))
        if not _measures(story, phrase):
            told = tell(phrase.text, seen)
            return _owned(story, claim, phrase, told) if told else None
    return _counted(story, claim, seen) or _nearest(story, claim, seen)


def _nearest(story: Story, claim: Claim, seen: Seen) -> Own | None:
    options = []
    for phrase in story.between(claim.span.start, claim.span.end):
        if _measures(story, phrase) or _is_of_speech(phrase, claim):
            continue
        if told := tell(phrase.text, seen):
            options.append(_owned(story, claim, phrase, told))
    found = min(options, key=lambda o: (o.cost, o.span.start), default=None)
    if found is None or found.cost > NEAR:
        return None
    if claim.status is Status.ONGOING and found.told.days[1] != story.published:
        return None
    return found


def _owned(story: Story, claim: Claim, phrase: Phrase, told: Told) -> Own:
    told = _opened(story, phrase, claim, told)
    return Own(told, phrase.text, phrase.span, _cost(story.text, phrase.span, claim))


def _counted(story: Story, claim: Claim, seen: Seen) -> Own | None:
    """As in "on Monday, two days after planes bombed it": what stands in the clause
    after the count was that much before the day told."""
    before = story.text[claim.span.start : claim.anchor_span.start]
    match = _AFTER.search(before)
    if match is None or (match.start() < _LEADS and "," in match["clause"]):
        return None
    start = claim.span.start + match.start("count")
    last = story.before(start)
    told_here = last if last and last.start >= claim.span.start else None
    days = told_here.days if told_here else (story.published, story.published)
    told = tell(f"{match['count']} earlier", Seen(seen.published, days, seen.ahead))
    if told is None:
        return None
    span = Span(start, start + len(match["count"]))
    return Own(told, match["count"], span, claim.anchor_span.start - span.end)


def _measures(story: Story, phrase: Phrase) -> bool:
    """As in "the first since 2016": it tells how long a thing had not been, not
    when this one was."""
    if not phrase.text.lower().startswith("since"):
        return False
    told = tell(phrase.text, Seen(story.published))
    start = told.days[0] if told else None
    if start is None or (story.published - start).days < _LONG_AGO:
        return False
    return bool(_MEASURES.search(phrase.led))


def _is_of_speech(phrase: Phrase, claim: Claim) -> bool:
    """It dates the telling, not the event: "said on Friday", a dateline."""
    if _DATELINE.match(phrase.led) and phrase.led.split(",")[0].isupper():
        return True
    return claim.kind not in SPEECH and phrase.of_saying


def _cost(text: str, span: Span, claim: Claim) -> int:
    """How far a phrase is from the anchor: characters, and clauses between."""
    anchor = claim.anchor_span
    if span.start < anchor.end and anchor.start < span.end:
        return 0
    after = span.start >= anchor.end
    first, last = (anchor.end, span.start) if after else (span.end, anchor.start)
    between = text[first:last]
    if not after and span.start - claim.span.start < 6:
        return min(len(between), 60)  # it leads the sentence and governs all of it
    return len(between) + _CLAUSE * len(_BOUNDARY.findall(between))


def _opened(story: Story, phrase: Phrase, claim: Claim, told: Told) -> Told:
    """A moment after "since" or "began" opens a stretch that runs to publication,
    for a claim outside that clause; inside it stands what then began."""
    opener = _SINCE.search(phrase.led)
    since = phrase.text.casefold().startswith("since")
    start, anchor = told.days[0], claim.anchor_span
    if start is None or not (opener or since) or start > story.published:
        return told
    if since and _WHEN.fullmatch(story.text, phrase.span.end, anchor.start):
        inner = tell(phrase.text[5:].strip(), Seen(story.published))
        return inner or told
    if opener is None:
        return told
    opens = phrase.span.start - (len(phrase.led) - opener.start())
    if opens < anchor.start < phrase.span.start:
        return told
    return replace(told, days=(start, story.published), basis=f"since: {told.basis}")
