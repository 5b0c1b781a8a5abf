"""Days that cannot be: what is told to have happened after it was published.

A slip of the pen, of a reader or of a date rule must not become the latest day of a
count or of a front. What is asserted of a day that was still to come is of no known
day; a stretch that reaches beyond its publication ends there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import timedelta

from marsad.model import Claim, Document, Status, When

SLACK = timedelta(days=1)  # somewhere on earth it is tomorrow
_ASSERTED = frozenset({Status.HAPPENED, Status.ONGOING, Status.DENIED})


def possible_days(
    claims: Iterable[Claim], documents: Mapping[str, Document]
) -> dict[str, Claim]:
    """The claims by id, those of impossible days without them; their reasons say so."""
    return {c.id: _possible(c, documents[c.document_id]) for c in claims}


def _possible(claim: Claim, document: Document) -> Claim:
    when, published = claim.when, document.published
    if when is None or published is None or claim.status not in _ASSERTED:
        return claim
    latest = published.day + SLACK
    if when.start is not None and when.start > latest:
        return replace(claim, when=None, reasons=(*claim.reasons, _why(when.start)))
    if when.end is None or when.end <= latest:
        return claim
    if when.start is None:
        return replace(claim, when=None, reasons=(*claim.reasons, _why(when.end)))
    cut = When(when.start, published.day, when.basis, when.text, when.span)
    return replace(claim, when=cut, reasons=(*claim.reasons, _why(when.end)))


def _why(day: object) -> str:
    return f"not of {day}: that day was still to come when it was published"
