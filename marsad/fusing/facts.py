"""A claim as fusing compares it: family, place, days and parties, unknowns unknown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from marsad.codebook import kinds
from marsad.fusing.lexicon import any_of, words
from marsad.fusing.parties import actor_keys, party_keys
from marsad.fusing.scopes import directory, scopes_of
from marsad.model import Claim, Document, Figure, Origin, Status, What
from marsad.spots import Atlas, Spot

FRONT_KM = 40.0  # settlements further apart, told as one, are a front
UNTOLD_DAYS = 30  # news without a date is of the month before its publication
FINE = frozenset({"site", "town", "city"})
IN_MIND = 4096
"""Facts of which such answers are remembered: more than most blocks have."""
_WORD = re.compile(r"[^\W\d_]{4,}")
LIKELY = 0.5  # confidence from which a reading is likelier right than wrong


@dataclass(frozen=True, eq=False)
class Fact:
    """What of a claim decides where it belongs.

    `places` are the spots of the claim's places, one for each, `spots` the same each
    once; `start`, `end` and `published` are day ordinals. `doers` and `targets` are
    the parties (sides), `actors` and `objects` the same told apart more finely.
    `scopes` tell who each figure counts, `order` where in its document the claim is.

    A fact is compared with many: what follows from its fields is worked out once, and
    it is equal to itself alone, so that looking it up costs nothing.
    """

    claim: Claim
    family: str
    places: tuple[Spot, ...]
    spots: tuple[Spot, ...]
    theatre: str
    start: int | None
    end: int | None
    published: int | None
    doers: frozenset[str]
    targets: frozenset[str]
    actors: frozenset[str]
    objects: frozenset[str]
    scopes: tuple[str, ...]
    origin: Origin | None
    order: int

    @cached_property
    def id(self) -> str:
        """The claim's id."""
        return self.claim.id

    @cached_property
    def kind(self) -> str:
        """The claim's kind."""
        return self.claim.kind

    @cached_property
    def spot(self) -> Spot | None:
        """The place it is told of first."""
        return self.spots[0] if self.spots else None

    @cached_property
    def fine(self) -> bool:
        """Told of a place below the district."""
        return bool(self.spots) and self.spots[0].level in FINE

    @cached_property
    def day(self) -> int | None:
        """The last day it can be of: the end, else the start."""
        return self.end if self.end is not None else self.start

    @cached_property
    def denied(self) -> bool:
        """The claim says that it did not happen."""
        return self.claim.status is Status.DENIED

    @property
    def well_read(self) -> bool:
        """A person's reading, or a machine's that is likelier right than wrong: where a
        single claim decides, one sentence read wrongly must not."""
        sure = self.claim.confidence
        return sure is None or sure >= LIKELY

    @cached_property
    def asserted(self) -> bool:
        """The claim says that it happened or goes on."""
        return self.claim.status in {Status.HAPPENED, Status.ONGOING}

    @cached_property
    def length(self) -> int | None:
        """Days from start to end, both counted; None where an end is unknown."""
        if self.start is None or self.end is None:
            return None
        return self.end - self.start + 1

    def figures(self, *what: What) -> tuple[Figure, ...]:
        """Its figures of these kinds."""
        return tuple(f for f in self.claim.figures if f.what in what)


@lru_cache(maxsize=100_000)
def content_words(text: str) -> frozenset[str]:
    """Words of four letters or more that are not too common to tell texts apart."""
    found = (w.casefold() for w in _WORD.findall(text))
    return frozenset(w for w in found if w not in words("common"))


@lru_cache(maxsize=IN_MIND)
def told_of_front(fact: Fact) -> bool:
    """Told of settlements too far apart for one place, or of three and more."""
    settlements = [s for s in fact.spots if s.level in {"town", "city"}]
    first = settlements[0] if settlements else None
    far = any(first and (first.km(s) or 0.0) > FRONT_KM for s in settlements)
    return far or len(settlements) > 2


def facts_of(
    claims: Iterable[Claim],
    documents: Mapping[str, Document],
    atlas: Atlas,
    theatres: Mapping[str, str],
    origins: Mapping[str, Origin],
) -> list[Fact]:
    """The facts of `claims`, in the order of their days and ids."""
    out = []
    claims = list(claims)
    known = directory(claims)
    for claim in claims:
        document = documents[claim.document_id]
        when, published = claim.when, document.published
        out.append(
            Fact(
                claim,
                _family(claim),
                atlas.spots(claim),
                tuple(dict.fromkeys(atlas.spots(claim))),
                theatres.get(claim.id, ""),
                when.start.toordinal() if when and when.start else None,
                when.end.toordinal() if when and when.end else None,
                published.day.toordinal() if published else None,
                party_keys(claim.initiator),
                party_keys(claim.target),
                actor_keys(claim.initiator),
                actor_keys(claim.target),
                scopes_of(claim, known),
                origins.get(claim.id),
                claim.anchor_span.start,
            )
        )
    return sorted(out, key=by_day)


def _family(claim: Claim) -> str:
    """What it is gathered in, by its kind; but a ruler or commander who flees or gives
    himself up does so for himself, and to offer surrender, or call for it, of no place
    is talk."""
    if claim.kind == "withdrawal" and any_of("fleeing").search(claim.anchor):
        alone = "flight"
    elif claim.kind == "surrender" and not claim.places:
        if claim.status in {Status.PLANNED, Status.CALLED_FOR}:
            return "act"
        alone = "flight"
    else:
        alone = ""
    doers = [m.actor for m in claim.initiator]
    if alone and doers and all(a and a.type == "official" for a in doers):
        return alone
    return kinds()[claim.kind].family


def by_day(fact: Fact) -> tuple[int, int, int, str]:
    """The order in which facts are gathered: by day, unknown days last."""
    day = fact.day
    unknown = day is None
    return (unknown, day or fact.published or 0, fact.order, fact.id)


def days_apart(a: Fact, b: Fact) -> int:
    """Days between two facts, 0 where they overlap or a time is unknown.

    What is unknown fits anything, within reason: an open start reaches back, and what
    has no time lies before its publication, by no more than `UNTOLD_DAYS`.
    """
    ours, theirs = span_of(a), span_of(b)
    if ours is None or theirs is None:
        return 0
    return max(0, ours[0] - theirs[1], theirs[0] - ours[1])


def span_of(fact: Fact) -> tuple[int, int] | None:
    """The days in which it can lie, None where nothing at all tells."""
    end = fact.day if fact.day is not None else fact.published
    if end is None:
        return None
    return (fact.start if fact.start is not None else end - UNTOLD_DAYS, end)


def sentence(fact: Fact) -> tuple[str, str]:
    """The sentence that tells it: its document, and the words."""
    return (fact.claim.document_id, fact.claim.quote)


def did(strike: Fact, effect: Fact) -> bool:
    """Whether the sentence of a strike tells of `effect` too, of its days and of no
    other place: then the strike did it."""
    if sentence(strike) != sentence(effect) or days_apart(strike, effect) > 0:
        return False
    return effect.spot is None or effect.spot == strike.spot
