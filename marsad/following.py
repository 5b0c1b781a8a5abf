"""Following the latest picture of a store: only what changed is read again.

A judgement touches a handful of claims. In a picture of a hundred thousand the others
stay the very same objects, so that whoever works something out of a picture can tell
by identity what it need not work out again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from marsad.asking import bring_up_to_date
from marsad.correcting import corrected
from marsad.model import Claim, Document, Judgement, Picture, Source
from marsad.store import Connection, Store, evidence, maps, pictures, readings
from marsad.store import judgements as decided
from marsad.store.groups import Known


class Follower:
    """Gives the latest picture of one store, again and again (by one thread at a time).

    Documents, claims and groups that are as they were are the same objects; where no
    document, or no claim, is otherwise, the whole dictionary is.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._readings: dict[str, int | None] = {}
        self._sources: dict[str, Source] = {}
        self._documents: dict[str, Document] = {}
        self._read: dict[str, Claim] = {}  # as read, before corrections
        self._claims: dict[str, Claim] = {}
        self._corrections: tuple[Judgement, ...] = ()
        self._groups = Known()

    def latest(self) -> Picture:
        """The picture by everything in the store: what is stale is computed first.
        Raises InputError where nothing in it is dated."""
        as_of = bring_up_to_date(self._store)
        with self._store.reading() as db:
            judgements = decided.live(db)
            self._follow_evidence(db)
            self._follow_corrections(judgements)
            computed = pictures.load_computed(db, self._groups)
            self._groups.forget_others()
            return Picture(
                as_of=as_of,
                documents=self._documents,
                claims=self._claims,
                judgements=judgements,
                incidents=computed.incidents,
                series=computed.series,
                relations=computed.relations,
                control=computed.control,
                homeless=computed.homeless,
                starting=maps.known(db, None),
            )

    def _follow_evidence(self, db: Connection) -> None:
        """Read the documents and claims that are new, and let go of those that count
        no more."""
        sources, now = evidence.load_sources(db), readings.live_readings(db)
        if not self._readings:
            self._documents = evidence.load_documents(db, None)
            self._read = readings.load_claims(db)
        else:
            if sources != self._sources:
                self._documents = _rated(self._documents, sources)
            if now != self._readings:
                self._read_changed(db, now)
        self._sources, self._readings = sources, now

    def _read_changed(self, db: Connection, now: dict[str, int | None]) -> None:
        old = self._documents
        new = evidence.load_these(db, now.keys() - old.keys())
        if now.keys() != old.keys():
            self._documents = {d: old[d] if d in old else new[d] for d in now}
        changed = {d for d in now if now[d] != self._readings.get(d)}
        by_document: dict[str, list[Claim]] = defaultdict(list)
        for claim in self._read.values():
            if claim.document_id not in changed:
                by_document[claim.document_id].append(claim)
        for claim in readings.load_of(db, changed).values():
            by_document[claim.document_id].append(claim)
        self._read = {c.id: c for d in now for c in by_document.get(d, ())}
        self._corrections, self._claims = (), self._read

    def _follow_corrections(self, judgements: Sequence[Judgement]) -> None:
        corrections = tuple(j for j in judgements if j.decision == "correct")
        if not self._claims or corrections != self._corrections:
            self._claims = corrected(self._read, corrections)
            self._corrections = corrections


def _rated(
    documents: dict[str, Document], sources: dict[str, Source]
) -> dict[str, Document]:
    """The documents, with what is told of their sources now."""
    return {
        name: d
        if d.source == sources[d.source.id]
        else replace(d, source=sources[d.source.id])
        for name, d in documents.items()
    }
