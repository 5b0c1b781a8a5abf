"""The way of the data, strung together here and nowhere else.

    gather -> read -> resolve -> fuse -> track -> tell

The two tuples below are the whole order. `read_document` and `picture_of` take a
document, or all claims, through it; `adding` does so into a store, and `asking` gives
the picture of a store as known at any moment.
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
    ActorEntry,
    Claim,
    Document,
    Holding,
    Judgement,
    Picture,
    Report,
)
from marsad.reading import READ, Reader, reading_stage
from marsad.resolving import RESOLVE
from marsad.stage import Stage, run_stages
from marsad.tracking import TRACK

__all__ = [
    "PER_DOCUMENT",
    "WHOLE",
    "block_of",
    "blocks_of",
    "cells_of",
    "fused",
    "part_of",
    "picture_of",
    "read_document",
    "resolve_claims",
    "starting_in",
    "tied",
    "versions",
    "ways_to",
]

PER_DOCUMENT: tuple[Stage[Report], ...] = (READ, RESOLVE)
WHOLE: tuple[Stage[Picture], ...] = (FUSE, TRACK)


def versions() -> dict[str, str]:
    """The version of every stage, as kept with each run."""
    out = {s.name: s.version for s in PER_DOCUMENT}
    return out | {s.name: s.version for s in WHOLE}


def read_document(
    document: Document,
    reader: Reader | None = None,
    actors: tuple[ActorEntry, ...] = (),
) -> tuple[Claim, ...]:
    """The claims of one document, read (by `reader`, where another than the one that
    ships is wanted) and resolved, with an analyst's own `actors`."""
    stages = PER_DOCUMENT if reader is None else (reading_stage(reader), RESOLVE)
    return run_stages(stages, Report(document, actors=actors)).claims or ()


def resolve_claims(
    document: Document,
    found: Iterable[Claim],
    actors: tuple[ActorEntry, ...] = (),
) -> tuple[Claim, ...]:
    """Claims that came with the document, with what is missing in them resolved."""
    report = Report(document, found=tuple(found), actors=actors)
    return run_stages((RESOLVE,), report).claims or ()


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
