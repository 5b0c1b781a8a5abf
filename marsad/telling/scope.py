"""What of the picture a question asks for: by days, and by place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import IntEnum

from marsad.model import Claim, Group, Incident
from marsad.telling.index import Index
from marsad.telling.lexicon import lexicon
from marsad.telling.places import Area
from marsad.telling.shapes import Question

# Reports printed in the days asked for also tell what happened shortly before.
RECENT = timedelta(days=7)


class Bearing(IntEnum):
    """How a claim bears on the days asked for."""

    NOT = 0
    TOLD = 1  # reported in these days, of a day not told or shortly before or ahead
    DURING = 2  # it happened, or held, in these days


@dataclass(frozen=True, slots=True)
class Scope:
    """A question put to an indexed picture. `area` is None where no place is asked."""

    question: Question
    index: Index
    area: Area | None

    def bearing(self, claim: Claim) -> Bearing:
        """How `claim` bears on the days asked for."""
        start, end = self.question.start, self.question.end
        when = claim.when
        if when is not None:
            last = when.end or when.start
            # An open start ("by Friday") places it no better than its end does.
            first = when.start if when.start or not when.end else when.end
            if first and last and first <= end and last >= start:
                return Bearing.DURING
        published = self.index.document(claim).published
        if published is None or not start <= published.day <= end:
            return Bearing.NOT
        past = when is not None and when.end is not None and when.end < start - RECENT
        return Bearing.NOT if past else Bearing.TOLD

    def told(self, group: Group) -> list[Claim]:
        """The claims of `group` that are asked for, in the group's order."""
        return [
            claim
            for claim in self.index.claims(group.claims)
            if self.bearing(claim) and self.near(claim)
        ]

    def background(self, group: Group) -> list[Claim]:
        """Earlier claims of `group`: what was told of it before the days asked for, on
        which its name may rest. Nothing of later days."""
        return [
            claim
            for claim in self.index.claims(group.claims)
            if not self.bearing(claim) and self._earlier(claim) and self.near(claim)
        ]

    def standing(self, group: Group) -> list[Claim]:
        """Claims of `group` on what lasts (a road cut, a siege), told of the last few
        days before those asked for."""
        since = self.question.start - timedelta(days=lexicon()["standing"]["days"])
        claims = self.background(group)
        recent = [d for c in claims if (d := self._last_day(c)) and d >= since]
        return claims if recent and lasts(claims) else []

    def recent(self, claim: Claim) -> bool:
        """Whether `claim` is asked for, or tells of the last few days before."""
        since = self.question.start - timedelta(days=lexicon()["standing"]["days"])
        last = self._last_day(claim)
        lately = last is not None and since <= last <= self.question.end
        return bool(self.bearing(claim)) or lately

    def _earlier(self, claim: Claim) -> bool:
        last = self._last_day(claim)
        return last is not None and last < self.question.start

    def _last_day(self, claim: Claim) -> date | None:
        """The last day a claim tells of; that of its report where it names none."""
        published = self.index.document(claim).published
        told = (claim.when.end or claim.when.start) if claim.when else None
        return told or (published.day if published else None)

    def near(self, claim: Claim) -> bool:
        """Whether `claim`, or the incident it belongs to, is at the place asked for."""
        if self.area is None:
            return True
        group = self.index.group_of.get(claim.id)
        place = group.place if isinstance(group, Incident) else None
        return self.area.holds_any((place, *claim.places))

    def is_new(self, group: Group) -> bool:
        """Whether `group` was first reported on the last day asked for, or later."""
        first = self.index.first_known(group)
        return first is not None and first >= self.new_from

    def news_in(self, group: Group, claims: list[Claim]) -> list[Claim]:
        """Those of `claims` that are news of an event known before: reported on the
        last day asked for, if one of them tells of that very day."""
        if self.is_new(group):
            return []
        fresh = [
            claim
            for claim in claims
            if self.bearing(claim) is Bearing.DURING
            and (moment := self.index.known_from(claim)) is not None
            and moment >= self.new_from
        ]
        today = any(c.when and c.when.start == self.question.end for c in fresh)
        return fresh if today else []

    @property
    def new_from(self) -> datetime:
        """The moment (UTC) after which a first report is new."""
        return datetime.combine(self.question.end, time.min, tzinfo=UTC)

    @property
    def day_before(self) -> date:
        """The day with which what is new is compared."""
        return self.question.end - timedelta(days=1)

    @property
    def command(self) -> str:
        """The options that repeat this question on the command line."""
        asked = self.question
        words = f"--from {asked.start} --to {asked.end}"
        return f'{words} --place "{asked.place}"' if asked.place else words


def lasts(claims: list[Claim]) -> bool:
    """Whether `claims` all tell of what lasts until somebody says otherwise."""
    return all(c.kind in lexicon()["standing"]["kinds"] for c in claims)
