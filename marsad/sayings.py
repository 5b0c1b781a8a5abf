"""Sayings (statements, accusations, demands, threats): what their sayer tells himself.

Who "denies" in a statement of his own says by it that something is not so; he does not
deny having said it.
"""

from __future__ import annotations

from marsad.model import Claim, Speaker

SAYINGS = frozenset({"accusation", "demand", "statement", "threat"})


def is_his_own(speaker: Speaker, claim: Claim) -> bool:
    """Whether `claim` is a saying and `speaker` is he who says it."""
    if claim.kind not in SAYINGS:
        return False
    mine = speaker.actor.id if speaker.actor else None
    return any(
        m.text.casefold() == speaker.mention.casefold()
        or (mine is not None and m.actor is not None and m.actor.id == mine)
        for m in claim.initiator
    )
