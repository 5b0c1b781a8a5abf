"""Places that a claim takes from another (corpora guide: "the most specific that are
named for this claim here or earlier").

"Shells hit Hama, killing two": the network marks the place for the one and not always
for the other. What happens on the ground, and to people, happens there too; politics
often has no place, and inherits none. The place of another claim of the sentence counts
as told. That of an earlier sentence is right about half the time: it stands apart, as
`inherited`, and nothing is compared by it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from marsad.codebook import kinds
from marsad.model import Claim, Place

PLACELESS = "politics"
"""The section of the codebook whose kinds inherit no place."""


def placed(claims: Iterable[Claim], before: Place | None) -> tuple[Claim, ...]:
    """The claims of one sentence; those of the ground without a place take the first of
    the claim whose anchor stands nearest and that has one, else inherit the one told
    last `before` the sentence."""
    told = tuple(claims)
    able = [c for c in told if c.places]
    return tuple(_placed(claim, able, before) for claim in told)


def last_place(claims: Iterable[Claim], before: Place | None) -> Place | None:
    """The place that was told last after the claims of one more sentence."""
    told = [c for c in claims if c.places]
    return told[-1].places[0] if told else before


def _placed(claim: Claim, able: list[Claim], before: Place | None) -> Claim:
    if claim.places or kinds()[claim.kind].section == PLACELESS:
        return claim
    if not able:
        return claim if before is None else replace(claim, inherited=(before,))
    at = claim.anchor_span.start
    source = min(able, key=lambda c: abs(c.anchor_span.start - at))
    told = f"place: of '{source.anchor}'"
    return replace(claim, places=source.places[:1], reasons=(*claim.reasons, told))
