"""The labels that the networks give, in the order of their outputs."""

from __future__ import annotations

from marsad.model import Status, What

KINDS = (
    *("armed_clash", "territory_taken", "air_strike", "drone_strike", "shelling"),
    *("bombing", "suicide_bombing", "chemical_attack", "attack_on_civilians"),
    *("abduction", "sexual_violence", "looting", "equipment_loss", "offensive"),
    *("advance", "withdrawal", "deployment", "surrender", "siege", "control"),
    *("access", "casualties", "displacement", "arrest", "aid", "damage"),
    *("agreement", "violation", "talks", "support", "accusation", "demand"),
    *("threat", "sanction", "protest", "statement"),
)
"""Kinds of the codebook that the reader has learnt. A kind added to the codebook is
found once it stands here, at the end, and the networks are trained again."""
WHATS: tuple[What, ...] = tuple(What)
STATUSES: tuple[Status, ...] = tuple(Status)
ROLES = ("initiator", "target", "place", "time", "figure", "source")
"""Slots whose words the second pass marks, each by begin and inside tags."""

WHENS = ("none", "phrase", "published", "earlier", "day_before", "until_published")
"""Where a claim's time comes from: nowhere, a phrase of its own sentence, the day of
publication, a phrase of an earlier sentence, the day before publication, or some time
up to publication."""

OUTSIDE, BEGIN, INSIDE = 0, 1, 2
ANCHOR_TAGS = len(KINDS) + 2
"""Outside, begin-of-kind for every kind, and one inside tag."""
