"""The credibility of each claim of a group, as a digit.

The scale is that of NATO's Admiralty code (AJP-2.1), which keeps what is said apart
from who says it: 1 confirmed by other sources, 2 probably true, 3 possibly true,
4 doubtful, 5 improbable, 6 cannot be judged. Nothing here looks at the letter of the
source, and a 6 is no worse than a 3: there is nothing to judge it by.
"""

from __future__ import annotations

from collections.abc import Sequence

from marsad.fusing.backing import backing
from marsad.fusing.facts import Fact
from marsad.fusing.grades import independent
from marsad.model import Opposition

CONFIRMED, PROBABLE, POSSIBLE, DOUBTFUL, IMPROBABLE, UNJUDGED = range(1, 7)


def credibility(
    type_: str, facts: Sequence[Fact], oppositions: Sequence[Opposition]
) -> tuple[tuple[str, int], ...]:
    """The digit of every claim, by claim id."""
    core = {f.id: f for f in backing(type_, [f for f in facts if not f.denied])}
    by_id = {f.id: f for f in facts}
    against = _against(oppositions, by_id)
    return tuple((f.id, _digit(f, core, facts, against.get(f.id))) for f in facts)


def _digit(
    fact: Fact,
    core: dict[str, Fact],
    facts: Sequence[Fact],
    against: Sequence[Fact] | None,
) -> int:
    """How far what else is told of the event bears the claim out."""
    beside = [f for f in core.values() if _voice(f) != _voice(fact)]
    if fact.id not in core:
        beside = []
    voices = independent([fact, *beside])
    if against is not None:
        outnumbered = len(independent(against)) > max(1, len(voices))
        return IMPROBABLE if outnumbered else DOUBTFUL
    if not (fact.asserted or fact.denied):
        return UNJUDGED
    if beside and len(voices) > 1:
        return CONFIRMED
    if beside:
        return PROBABLE
    return POSSIBLE if any(_voice(f) != _voice(fact) for f in facts) else UNJUDGED


def _voice(fact: Fact) -> str:
    return fact.origin.key if fact.origin else fact.claim.document_id


def _against(
    oppositions: Sequence[Opposition], facts: dict[str, Fact]
) -> dict[str, list[Fact]]:
    """For every claim of a dispute, the facts on the other sides."""
    out: dict[str, list[Fact]] = {}
    for dispute in (o for o in oppositions if o.type == "dispute"):
        for side in dispute.sides:
            others = [c for s in dispute.sides if s is not side for c in s]
            for claim in side:
                out.setdefault(claim, []).extend(facts[c] for c in others if c in facts)
    return out
