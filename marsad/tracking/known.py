"""What states over time are derived from: claims with their homes, origins and days."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from marsad.model import (
    Claim,
    Group,
    Mention,
    Origin,
    Picture,
    Place,
    Speaker,
    Stance,
    Status,
)
from marsad.sayings import is_his_own

TOLD = frozenset({Status.HAPPENED, Status.ONGOING})
_BYSTANDERS = frozenset({"monitor", "media", "agency", "civilian"})


@dataclass(frozen=True, slots=True)
class Known:
    """A picture's claims, by kind, with the first group and origin of each."""

    picture: Picture
    homes: dict[str, Group]
    origins: dict[str, Origin]

    @classmethod
    def of(cls, picture: Picture) -> Known:
        """Index `picture`, which must have been fused."""
        homes: dict[str, Group] = {}
        origins: dict[str, Origin] = {}
        for group in picture.groups:
            for claim in group.claims:
                homes.setdefault(claim, group)
            for origin in group.origins:
                for claim in origin.claims:
                    origins.setdefault(claim, origin)
        return cls(picture, homes, origins)

    def claims(self, *kinds: str) -> list[Claim]:
        """The claims of these kinds, in the order of their days, then of their ids."""
        found = (c for c in self.picture.claims.values() if c.kind in kinds)
        return sorted(found, key=lambda c: (self.day(c) or date.min, c.id))

    def day(self, claim: Claim) -> date | None:
        """The last day a claim tells of; that of its report where it names none."""
        when = claim.when
        return (when.end if when else None) or self.published(claim)

    def published(self, claim: Claim) -> date | None:
        """The day of the report of a claim."""
        published = self.picture.documents[claim.document_id].published
        return published.day if published else None

    def home(self, claim: Claim) -> str:
        """What claims of one group have in common, whether or not it has an id yet; a
        claim without a group stands alone."""
        group = self.homes.get(claim.id)
        return group.claims[0] if group else claim.id

    def group(self, claim: Claim) -> str:
        """The id of the group that a claim belongs to, "" where it has none."""
        group = self.homes.get(claim.id)
        return group.id if group else ""

    def speaker(self, claim: Claim) -> tuple[str, str | None]:
        """On whose word a claim rests, and the side of that speaker."""
        origin = self.origins.get(claim.id)
        if origin is not None:
            return origin.name, origin.side
        source = self.picture.documents[claim.document_id].source
        final = claim.sources[-1] if claim.sources else None
        if final is None:
            return source.name, source.affiliation
        return _named(final), final.actor.side if final.actor else None


def denies(claim: Claim) -> bool:
    """Whether a claim says that it was not so."""
    denials = [
        s
        for s in claim.sources
        if s.stance is Stance.DENIES and not is_his_own(s, claim)
    ]
    return claim.status is Status.DENIED or (
        bool(denials) and len(denials) == len(claim.sources)
    )


def parties(mentions: Iterable[Mention]) -> tuple[str, ...]:
    """Who is meant, by side or as known; words nobody resolved only where they hold a
    proper name. Bystanders (monitors, media) are no party."""
    found: dict[str, None] = {}
    for mention in mentions:
        actor = mention.actor
        if actor is not None and actor.type not in _BYSTANDERS:
            found[actor.side or actor.name] = None
        elif actor is None and mention.text[1:] != mention.text[1:].lower():
            found[mention.text] = None
    return tuple(found)


def identities(mentions: Iterable[Mention]) -> set[str]:
    """The same parties, told apart by country: each has its government."""
    return {
        f"{label}/{mention.actor.country if mention.actor else None}"
        for mention in mentions
        for label in parties((mention,))
    }


def first_day(days: Iterable[date | None]) -> date | None:
    """The earliest of the days that are known."""
    return min((d for d in days if d), default=None)


def last_day(days: Iterable[date | None]) -> date | None:
    """The latest of the days that are known."""
    return max((d for d in days if d), default=None)


def located(places: Iterable[Place]) -> Place | None:
    """The first place that has a point, else the first there is."""
    told = list(places)
    return next((p for p in told if p.lat is not None), told[0] if told else None)


@cache
def words(table: str, name: str) -> tuple[str, ...]:
    """A list of `lexicons/tracking.toml`."""
    return tuple(_lexicon()[table][name])


@cache
def starts(table: str, name: str) -> re.Pattern[str]:
    """Words that begin as one of a list of `lexicons/tracking.toml` does."""
    told = "|".join(map(re.escape, words(table, name)))
    return re.compile(rf"\b(?:{told})", re.IGNORECASE)


@cache
def _lexicon() -> dict[str, Any]:
    path = files("marsad").joinpath("lexicons/tracking.toml")
    return tomllib.loads(path.read_text("utf-8"))


def _named(speaker: Speaker) -> str:
    return speaker.actor.name if speaker.actor else speaker.mention
