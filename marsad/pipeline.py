"""The way of the data, strung together here and nowhere else.

    gather -> read -> resolve -> fuse -> track -> tell

`per_document.STAGES` and `WHOLE` below are the whole order. `read_document` takes a
document through the one, `picture_of` all claims through the other; `adding` does so
into a store, and `asking` gives the picture of a store as known at any moment.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from marsad.correcting import corrected
from marsad.fusing import (
    FUSE,
    block_of,
    blocks_of,
    cells_of,
    divide,
    joined,
    part_of,
    plausible,
    starting_in,
    tied,
    ways_to,
)
from marsad.model import (
    Claim,
    Document,
    Holding,
    Judgement,
    Picture,
)
from marsad.per_document import STAGES
from marsad.stage import Stage, run_stages
from marsad.tracking import TRACK

__all__ = [
    "WHOLE",
    "block_of",
    "blocks_of",
    "cells_of",
    "fused",
    "part_of",
    "picture_of",
    "starting_in",
    "tied",
    "versions",
    "ways_to",
]

WHOLE: tuple[Stage[Picture], ...] = (FUSE, TRACK)


def versions() -> dict[str, str]:
    """The version of every stage, as kept with each run."""
    out = {s.name: s.version for s in STAGES}
    return out | {s.name: s.version for s in WHOLE}


def picture_of(
    documents: Iterable[Document],
    claims: Iterable[Claim],
    as_of: datetime | None = None,
    judgements: Sequence[Judgement] = (),
    starting: Sequence[Holding] = (),
) -> Picture:
    """Fuse claims into the picture. `as_of` only labels it (None: the moment the last
    document became known): give only the documents and claims known by then."""
    known = {d.id: d for d in documents}
    latest = max(
        (d.published.known_from for d in known.values() if d.published),
        default=datetime.now(UTC),
    )
    picture = Picture(
        as_of=as_of or latest,
        documents=known,
        claims=corrected({c.id: c for c in claims}, judgements),
        judgements=tuple(judgements),
        starting=tuple(starting),
    )
    return joined(picture, map(fused, divide(picture)))


def fused(block: Picture) -> Picture:
    """What the claims of one block add up to."""
    claims = plausible(block.claims.values(), block.documents)
    return run_stages(WHOLE, replace(block, claims=claims))
