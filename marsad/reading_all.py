"""Reading many documents, one after the other or several at once."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from contextlib import closing
from dataclasses import dataclass
from functools import partial

from marsad.apart import in_order
from marsad.errors import EndpointFailed, SettingsError
from marsad.limits import seconds_for, within
from marsad.model import ActorEntry, Claim, Document
from marsad.per_document import read_document
from marsad.reading import Reader, Remark

SHARE = 16
"""Documents that each process has at least: fewer take less time than to start it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What reading a document gave: its claims and what is to be put on record, or (no
    claims) why it could not be read."""

    document: Document
    claims: tuple[Claim, ...] | None
    remarks: tuple[Remark, ...] = ()
    why: str = ""


def read_all(
    documents: Iterable[Document],
    number: int,
    reader: Reader,
    actors: tuple[ActorEntry, ...] = (),
    workers: int = 1,
) -> Generator[Answer, None, None]:
    """The answers to `number` documents, in their order, by so many `workers` where it
    is worth it and the reader can be in several processes at once.

    A document that cannot be read does not stop the others; SettingsError and
    EndpointFailed do, since the next one would fare no better."""
    read = partial(_answer, reader, actors)
    workers = min(workers, number // SHARE)
    if workers < 2 or not reader.parallel:
        yield from map(read, documents)
        return
    with closing(in_order(read, documents, workers)) as answers:
        yield from answers


def _answer(
    reader: Reader, actors: tuple[ActorEntry, ...], document: Document
) -> Answer:
    try:
        with within(seconds_for(len(document.text))):
            claims = read_document(document, reader, actors)
    except (SettingsError, EndpointFailed):
        raise
    except Exception as wrong:  # noqa: BLE001 - one bad document never stops the rest
        return Answer(document, None, why=f"{type(wrong).__name__}: {wrong}")
    return Answer(document, claims, reader.remarks(document))
