"""When a claim's event happened: from its own words, else from the text around it.

Several readings are possible (the guide's rules for `when`): what its own words say, or
from then to publication; the day of publication, for a state or an act going on; the
day told last before it, or first in the text; open towards the past, for news without
a date; unknown, for what is planned and for background. Which, is a choice learned from
annotated claims (`choice.py`).
"""

from __future__ import annotations

from marsad.model import CONTINUES, Claim, Document, Status, When
from marsad.resolving.times.choice import UNKNOWN, choose, weights
from marsad.resolving.times.days import Days
from marsad.resolving.times.own import SPEECH, Own, own_words
from marsad.resolving.times.rules import Seen
from marsad.resolving.times.signs import signs
from marsad.resolving.times.story import Story

BASES = {
    "today": "holds at publication",
    "open": "undated, told as news",
    "last": CONTINUES,
    "first": "the day of the story",
    "since first": "since the day of the story",
}
"""The options beside the claim's own words, and how a claim tells them."""


class DocumentTimes:
    """The time phrases of one document, and `when` for claims in it."""

    def __init__(self, document: Document) -> None:
        published = document.published.day if document.published else None
        self._story = Story(document, published) if published else None

    def when(self, claim: Claim) -> When | None:
        """The days of the claim; what it has already is kept."""
        given = claim.when
        if self._story is None or (given and (given.start or given.end)):
            return given
        own, options, told = readings(self._story, claim)
        name = choose(options, told, weights())
        start, end = options[name]
        if name == "unknown":
            return given
        if own and name.startswith("own"):
            basis = own.told.basis if name == "own" else f"since: {own.told.basis}"
            return When(start, end, basis, own.text, own.span)
        return When(start, end, BASES[name])


def readings(
    story: Story, claim: Claim
) -> tuple[Own | None, dict[str, Days], tuple[str, ...]]:
    """Its own words, the days it may be of by the name of the reading, and the signs
    to choose by."""
    here, at = story.published, claim.span.start
    ahead = claim.status is Status.PLANNED and claim.kind not in SPEECH
    own = own_words(story, claim, Seen(here, story.days_at(at), ahead))
    options: dict[str, Days] = {"today": (here, here), "open": (None, here)}
    options["unknown"] = UNKNOWN
    if own:
        start = own.told.days[0]
        options["own"] = own.told.days
        if start and start <= here:
            options["own to publication"] = (start, here)
    if last := story.before(at):
        options["last"] = last.days
    if story.dated:
        first = story.dated[0].days
        options["first"] = first
        options["since first"] = (first[0], here)
    return own, options, signs(story, claim, own)
