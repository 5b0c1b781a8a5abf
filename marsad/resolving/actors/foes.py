"""Against whom a mention stands in its sentence: whoever it is, it is not one of them.

"Factions captured the town from the SDF": the factions, whose name the text leaves
out, are any armed group but the SDF, however often the text names it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from marsad.codebook import kinds
from marsad.model import Actor, Claim, Mention

Foes = Mapping[tuple[int, str], set[str]]
_HOSTILE = {"fight", "place", "strike", "loss", "toll", "arrest", "operation"}


def foes_of(claims: Iterable[Claim], named: Callable[[str], Actor | None]) -> Foes:
    """The sides that each mention (start of its sentence, words) stands against."""
    out: dict[tuple[int, str], set[str]] = defaultdict(set)
    for claim in claims:
        if claim.kind in kinds() and kinds()[claim.kind].family in _HOSTILE:
            for ours, theirs in (
                (claim.initiator, claim.target),
                (claim.target, claim.initiator),
            ):
                sides = {side for m in theirs if (side := _side(m, named))}
                for mention in ours:
                    out[key_of_mention(claim, mention)] |= sides
    return out


def key_of_mention(claim: Claim, mention: Mention) -> tuple[int, str]:
    """One mention, in whichever claims of its sentence it stands."""
    return claim.span.start, " ".join(mention.text.split()).casefold()


def _side(mention: Mention, named: Callable[[str], Actor | None]) -> str | None:
    actor = mention.actor or named(mention.text)
    return actor.side if actor else None
