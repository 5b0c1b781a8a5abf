"""The way of the data, strung together here and nowhere else.

    gather -> read -> resolve -> fuse -> track -> tell

The two tuples below are the whole order. `read_document` and `picture_of` take a
document, or all claims, through it; `adding` does so into a store, and `asking` gives
the picture of a store as known at any moment.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime

from marsad.fusing import FUSE
from marsad.model import Claim, Document, Judgement, Picture, Report
from marsad.reading import READ
from marsad.resolving import RESOLVE
from marsad.stage import Stage, run_stages
from marsad.tracking import TRACK

PER_DOCUMENT: tuple[Stage[Report], ...] = (READ, RESOLVE)
WHOLE: tuple[Stage[Picture], ...] = (FUSE, TRACK)


def versions() -> dict[str, str]:
    """The version of every stage, as kept with each run."""
    out = {s.name: s.version for s in PER_DOCUMENT}
    return out | {s.name: s.version for s in WHOLE}


def read_document(document: Document) -> tuple[Claim, ...]:
    """The claims of one document, read and resolved."""
    return run_stages(PER_DOCUMENT, Report(document)).claims or ()


def resolve_claims(document: Document, found: Iterable[Claim]) -> tuple[Claim, ...]:
    """Claims that came with the document, with what is missing in them resolved."""
    return run_stages((RESOLVE,), Report(document, found=tuple(found))).claims or ()


def picture_of(
    documents: Iterable[Document],
    claims: Iterable[Claim],
    as_of: datetime | None = None,
    judgements: Sequence[Judgement] = (),
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
        claims={c.id: c for c in claims},
        judgements=tuple(judgements),
    )
    return run_stages(WHOLE, picture)


def read_documents(documents: Iterable[Document]) -> Iterator[Report]:
    """Read and resolve documents one after the other, each whole before the next."""
    for document in documents:
        yield run_stages(PER_DOCUMENT, Report(document))
