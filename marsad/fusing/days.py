"""Days that cannot be: what is told to have happened after it was published.

A slip of the pen, of a reader or of a date rule must not become the latest day of a
count or of a front. What is asserted of a day that was still to come is of no known
day; a stretch that reaches beyond its publication ends there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import timedelta

from marsad.model import Claim, Document, Status, When

LONG = timedelta(days=30)
_COMPARED = re.compile(
    r"\b(?:first|worst|largest|biggest|heaviest|deadliest|fiercest|boldest|highest|"
    r"most \w+|no such|not seen|never)\b[^.;]*\bsince\b",
    re.IGNORECASE,
)
SLACK = timedelta(days=1)  # somewhere on earth it is tomorrow
_ASSERTED = frozenset({Status.HAPPENED, Status.ONGOING, Status.DENIED})


def possible_days(
    claims: Iterable[Claim], documents: Mapping[str, Document]
) -> dict[str, Claim]:
    """The claims by id, those of impossible days without them; their reasons say so."""
    return {c.id: _possible(c, documents[c.document_id]) for c in claims}


def _possible(claim: Claim, document: Document) -> Claim:
    claim = _without_comparison(claim)
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


def _without_comparison(claim: Claim) -> Claim:
    """What is the first since 2016 did not begin in 2016: that is of another event."""
    when = claim.when
    if when is None or when.start is None or when.end is None:
        return claim
    if when.end - when.start < LONG or not _COMPARED.search(claim.quote):
        return claim
    said = f"not from {when.start}: it is compared with what was before that day"
    open_ = When(None, when.end, when.basis, when.text, when.span)
    return replace(claim, when=open_, reasons=(*claim.reasons, said))


def _why(day: object) -> str:
    return f"not of {day}: that day was still to come when it was published"
