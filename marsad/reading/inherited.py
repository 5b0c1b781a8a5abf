"""Places that a claim takes from another of its sentence (corpora guide: "the most
specific that are named for this claim").

"Shells hit Hama, killing two": the network marks the place for the one and not always
for the other. What happens on the ground, and to people, happens there too; politics
often has no place, and inherits none. Places told in an earlier sentence are not
inherited: see docs/reading.md.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from marsad.codebook import kinds
from marsad.model import Claim

PLACELESS = "politics"
"""The section of the codebook whose kinds inherit no place."""


def placed(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """The claims of one sentence; those of the ground without a place take the first of
    the claim whose anchor stands nearest and that has one."""
    told = tuple(claims)
    able = [c for c in told if c.places]
    return tuple(_inheriting(claim, able) for claim in told)


def _inheriting(claim: Claim, able: list[Claim]) -> Claim:
    if claim.places or not able or kinds()[claim.kind].section == PLACELESS:
        return claim
    at = claim.anchor_span.start
    source = min(able, key=lambda c: abs(c.anchor_span.start - at))
    told = f"place: of '{source.anchor}'"
    return replace(claim, places=source.places[:1], reasons=(*claim.reasons, told))
