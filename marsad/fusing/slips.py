"""Slips of a reader that the claim itself shows, mended before anything is compared.

The stored claim keeps what was read; the picture takes it without the slip.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from marsad.codebook import kinds
from marsad.fusing.days import possible_days
from marsad.model import Claim, Document, Mention

_DEEDS = frozenset({"place", "fight", "strike", "operation"})


def plausible(
    claims: Iterable[Claim], documents: Mapping[str, Document]
) -> dict[str, Claim]:
    """The claims by id, without days that cannot be and without doers that are only a
    part of a speaker's name."""
    possible = possible_days(claims, documents)
    return {i: _without_names_of_speakers(c) for i, c in possible.items()}


def _without_names_of_speakers(claim: Claim) -> Claim:
    """What a country's agency says that rebels did is no deed of the country. Where
    nobody else is told to have done it, the speaker may well tell of himself."""
    if kinds()[claim.kind].family not in _DEEDS:
        return claim
    doers = tuple(m for m in claim.initiator if not _names_a_speaker(m, claim))
    if not doers or doers == claim.initiator:
        return claim
    said = "a doer left out: the word is of a speaker's name"
    return replace(claim, initiator=doers, reasons=(*claim.reasons, said))


def _names_a_speaker(mention: Mention, claim: Claim) -> bool:
    """It stands inside the longer words that name a speaker."""
    if mention.span is None:
        return False
    return any(
        s.span is not None
        and s.span.start <= mention.span.start
        and mention.span.end <= s.span.end
        and s.span != mention.span
        for s in claim.sources
    )
