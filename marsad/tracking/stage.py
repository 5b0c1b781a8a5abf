"""The tracking stage: the fused picture -> who holds which place, day by day."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from marsad.model import Picture
from marsad.stage import Stage
from marsad.tracking.control import control_of
from marsad.tracking.ledger import Page, pages


def track(picture: Picture) -> Picture:
    """The picture with its control rows, from the first day anything is told of the
    control of any place to the last day anything is published."""
    claims = {c: picture.claims[c] for c in picture.claims if c not in picture.homeless}
    book = pages(picture.documents, claims, picture.incidents or ())
    starts = [e.start for page in book for e in page.entries]
    ends = [e.published for page in book for e in page.entries]
    rivals = _rivals(book)
    rows = [
        row for page in book for row in control_of(page, min(starts), max(ends), rivals)
    ]
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
    "1",
    needs=("documents", "claims", "incidents", "series"),
    gives=("control",),
    run=track,
)
