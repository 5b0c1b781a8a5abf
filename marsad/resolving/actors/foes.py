"""Against whom a mention stands in its sentence: whoever it is, it is not one of them.

"Factions captured the town from the SDF": the factions, whose name the text leaves
out, are any armed group but the SDF, however often the text names it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from marsad.codebook import kinds
from marsad.model import Actor, Claim, Mention
from marsad.resolving.actors.naming import Namer

Foes = Mapping[tuple[int, str], set[str]]
_BEFALLEN = {"happened", "ongoing"}
_HOSTILE = {"fight", "place", "strike", "loss", "toll", "arrest", "operation"}


def foes_of(claims: Iterable[Claim], names: Namer) -> Foes:
    """The sides that each mention (start of its sentence, words) stands against.

    Whom somebody backs are not those he fights, though the text names no others.
    """
    out: dict[tuple[int, str], set[str]] = defaultdict(set)
    for claim in claims:
        if claim.kind in kinds() and kinds()[claim.kind].family in _HOSTILE:
            for ours, theirs in (
                (claim.initiator, claim.target),
                (claim.target, claim.initiator),
            ):
                sides = {side for m in theirs if (side := _side(m, names))}
                for mention in ours:
                    out[key_of_mention(claim, mention)] |= sides
        elif claim.kind == "support":
            backers = [a for m in claim.initiator if (a := _actor(m, names))]
            for mention in claim.target:
                for backer in backers:
                    out[key_of_mention(claim, mention)] |= names.enemies(backer)
    return out


def attackers(claims: Iterable[Claim], names: Namer) -> set[str]:
    """The sides that are named as those who fought, struck or abducted."""
    hostile = (
        claim
        for claim in claims
        if claim.kind in kinds()
        and kinds()[claim.kind].family in _HOSTILE
        and claim.status in _BEFALLEN
    )
    sides = (_side(m, names) for claim in hostile for m in claim.initiator)
    return {side for side in sides if side}


def parties_of(claim: Claim, names: Namer) -> set[str]:
    """The sides of the parties that a claim tells by name."""
    sides = (_side(m, names) for m in (*claim.initiator, *claim.target))
    return {side for side in sides if side}


def key_of_mention(claim: Claim, mention: Mention) -> tuple[int, str]:
    """One mention, in whichever claims of its sentence it stands."""
    return claim.span.start, " ".join(mention.text.split()).casefold()


def _side(mention: Mention, names: Namer) -> str | None:
    actor = _actor(mention, names)
    return actor.side if actor else None


def _actor(mention: Mention, names: Namer) -> Actor | None:
    return mention.actor or names.named(mention.text)
