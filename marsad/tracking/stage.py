"""The tracking stage: the fused picture -> who holds which place, day by day."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from marsad.model import Picture
from marsad.stage import Stage
from marsad.tracking.control import control_of
from marsad.tracking.ledger import Page, pages

REACH_BACK = 31
"""Days before the first report that it may tell of: who held a place years before it
is history, and not carried from day to day."""


def track(picture: Picture) -> Picture:
    """The picture with its control rows, from a month before anything was published of
    the control of any place (if that much is told) to the last day on which anything
    was published at all: a holder is carried forward till then."""
    homeless = frozenset(picture.homeless)
    claims = {c: claim for c, claim in picture.claims.items() if c not in homeless}
    book = pages(picture.documents, claims, picture.incidents or (), picture.starting)
    entries = [e for page in book for e in page.entries]
    newest = (d.published for d in picture.documents.values())
    days = (m.day.toordinal() for m in newest if m is not None)
    last = max((*days, *(e.published for e in entries)), default=0)
    since = min((e.published for e in entries), default=0) - REACH_BACK
    first = min((e.end for e in entries if e.end >= since), default=last)
    rivals = _rivals(book)
    rows = [row for page in book for row in control_of(page, first, last, rivals)]
    return replace(picture, control=tuple(rows))


def _rivals(book: list[Page]) -> Counter[tuple[str, str]]:
    """How often one side is told to take from, or follow, another."""
    seen: Counter[tuple[str, str]] = Counter()
    for page in book:
        takers = {e.holder for e in page.entries if e.deed == "takes" and e.holder}
        losers = {e.loser for e in page.entries if e.deed == "takes" and e.loser}
        losers |= {e.holder for e in page.entries if e.deed == "leaves" and e.holder}
        for pair in ((t, lost) for t in takers for lost in losers if t != lost):
            seen[pair] += 1
    return seen


TRACK: Stage[Picture] = Stage(
    "track",
    "3",
    needs=("documents", "claims", "incidents", "series", "starting"),
    gives=("control",),
    run=track,
)
