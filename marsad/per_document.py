"""The way of one document: it is read, and what was read is resolved.

Apart from `pipeline`, which takes all claims on from there, so that what only reads
need not load what fuses.
"""

from __future__ import annotations

from collections.abc import Iterable

from marsad.model import ActorEntry, Claim, Document, Report
from marsad.reading import READ, Reader, reading_stage
from marsad.resolving import RESOLVE
from marsad.stage import Stage, run_stages

STAGES: tuple[Stage[Report], ...] = (READ, RESOLVE)


def read_document(
    document: Document,
    reader: Reader | None = None,
    actors: tuple[ActorEntry, ...] = (),
) -> tuple[Claim, ...]:
    """The claims of one document, read (by `reader`, where another than the one that
    ships is wanted) and resolved, with an analyst's own `actors`."""
    stages = STAGES if reader is None else (reading_stage(reader), RESOLVE)
    return run_stages(stages, Report(document, actors=actors)).claims or ()


def resolve_claims(
    document: Document,
    found: Iterable[Claim],
    actors: tuple[ActorEntry, ...] = (),
) -> tuple[Claim, ...]:
    """Claims that came with the document, with what is missing in them resolved."""
    report = Report(document, found=tuple(found), actors=actors)
    return run_stages((RESOLVE,), report).claims or ()
