"""The way of the data, strung together here and nowhere else.

    gather -> read -> resolve -> fuse -> track -> tell

The two tuples below are the whole order. `add` takes files through it into a store;
`picture_at` gives the picture as known at any moment; `read_documents` and
`picture_of` do the same without a store.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from marsad.errors import InputError, StoreError
from marsad.fusing import FUSE
from marsad.gather import Gathered, Refused, gather_file, gather_stdin, list_files
from marsad.model import (
    Claim,
    Document,
    Incident,
    Judgement,
    Picture,
    Reading,
    Report,
)
from marsad.reading import READ, local_reader
from marsad.resolving import RESOLVE
from marsad.settings import Settings
from marsad.stage import Stage, run_stages
from marsad.store import Connection, Store, evidence, past, pictures, readings, runs
from marsad.store.evidence import Outcome
from marsad.tracking import TRACK

PER_DOCUMENT: tuple[Stage[Report], ...] = (READ, RESOLVE)
WHOLE: tuple[Stage[Picture], ...] = (FUSE, TRACK)

Days = tuple[date, date]

Watch = Callable[[str, int, int | None], None]
"""Called as work goes on: stage, number done, number in all (None: not known yet)."""


def versions() -> dict[str, str]:
    """The version of every stage, as kept with each run."""
    out = {s.name: s.version for s in PER_DOCUMENT}
    return out | {s.name: s.version for s in WHOLE}


# -- without a store ------------------------------------------------------------------


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


# -- into a store -----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Added:
    """What one `add` did: documents by outcome, documents read, claims found, issues
    put on record (by code), and the picture's size."""

    documents: Counter[str]
    read: int
    claims: int
    issues: Counter[str]
    incidents: int


class Adding:
    """One run of `add`: every document is kept in a transaction of its own, so that a
    stop at any moment loses nothing that was kept and the next run goes on."""

    def __init__(self, store: Store, settings: Settings, watch: Watch) -> None:
        self._store, self._settings, self._watch = store, settings, watch
        self._documents: Counter[str] = Counter()
        self._issues: Counter[str] = Counter()
        self._read = self._claims = 0
        with store.writing() as db:
            self._run = runs.begin(db, "add", versions())

    def run(self, paths: Sequence[Path], stdin: bytes | None, *, reread: bool) -> Added:
        """Gather, read and fuse; then say what was done."""
        outcome = "failed"
        try:
            self._gather(paths, stdin, reread=reread)
            self._read_pending()
            incidents = refresh(self._store, self._run, self._watch)
            outcome = "done"
        except KeyboardInterrupt:
            outcome = "interrupted"
            raise
        finally:
            with self._store.writing() as db:
                runs.end(db, self._run, outcome, self._counts())
        return Added(self._documents, self._read, self._claims, self._issues, incidents)

    def _counts(self) -> dict[str, int]:
        return {**self._documents, "read": self._read, "claims": self._claims}

    # gather

    def _gather(
        self, paths: Sequence[Path], stdin: bytes | None, *, reread: bool
    ) -> None:
        files = list_files(paths)
        self._watch("gather", 0, len(files))
        for number, path in enumerate(files, 1):
            for found in gather_file(path, self._settings):
                self._keep(found, reread=reread)
            self._watch("gather", number, len(files))
        if stdin is not None:
            for found in gather_stdin(stdin, self._settings):
                self._keep(found, reread=reread)

    def _keep(self, found: Gathered | Refused, *, reread: bool) -> None:
        with self._store.writing() as db:
            if isinstance(found, Refused):
                self._documents["refused"] += 1
                place = found.path + (f":{found.where}" if found.where else "")
                self._note(db, "gather", found.code, place, found.message)
                return
            document = found.document
            outcome = evidence.add_document(db, document, self._run)
            self._documents[outcome.value] += 1
            if outcome is Outcome.KNOWN:
                self._annotate(db, found, reread=reread)
                return
            if outcome is Outcome.COMPLETED:
                runs.settle_issues(db, document.id, ("no_date", "future_date"))
            if outcome is Outcome.REPLACED:
                self._note(
                    db, "gather", "replaced", document.path or document.key,
                    f"another text of {document.source.name} under the same name or "
                    "address was here; both are kept, this one counts from its date on",
                    document.id,
                )  # fmt: skip
            for note in found.notes:
                where = document.path or document.key
                self._note(db, "gather", note.code, where, note.message, document.id)
            self._annotate(db, found, reread=reread)
            pictures.mark_stale(db)

    def _annotate(self, db: Connection, found: Gathered, *, reread: bool) -> None:
        """Keep the claims that came with the document as its annotator's reading."""
        document = found.document
        if reread:
            readings.retire_readings(db, [document.id])
            pictures.mark_stale(db)
            return
        known = readings.has_reading(db, document.id, readings.ANNOTATOR)
        if found.claims is None or document.published is None or known:
            return
        claims = resolve_claims(document, found.claims)
        readings.save_reading(
            db,
            Reading(document.id, readings.ANNOTATOR, RESOLVE.version, claims),
            self._run,
        )
        self._claims += len(claims)
        pictures.mark_stale(db)

    # read

    def _read_pending(self) -> None:
        with self._store.reading() as db:
            waiting = readings.unread(db, self._settings.languages)
        for number, document_id in enumerate(waiting, 1):
            with self._store.reading() as db:
                document = evidence.load_document(db, document_id)
            self._read_one(document)
            self._watch("read", number, len(waiting))

    def _read_one(self, document: Document) -> None:
        reader = local_reader()
        try:
            claims = read_document(document)
        except Exception as wrong:  # noqa: BLE001 - one bad document never stops the rest
            with self._store.writing() as db:
                self._note(
                    db, "read", "failed", document.path or document.key,
                    f"could not be read ({type(wrong).__name__}: {wrong}); kept, and "
                    "tried again at the next `marsad add`",
                    document.id,
                )  # fmt: skip
            return
        with self._store.writing() as db:
            reading = Reading(document.id, reader.name, reader.version, claims)
            readings.save_reading(db, reading, self._run)
            runs.settle_issues(db, document.id, ("failed",))
            pictures.mark_stale(db)
        self._read += 1
        self._claims += len(claims)

    def _note(
        self,
        db: Connection,
        stage: str,
        code: str,
        place: str,
        message: str,
        document: str | None = None,
    ) -> None:
        if runs.note_issue(
            db,
            self._run,
            stage=stage,
            code=code,
            place=place,
            message=message,
            document=document,
        ):
            self._issues[code] += 1


def add(
    store: Store,
    paths: Sequence[Path],
    settings: Settings,
    *,
    stdin: bytes | None = None,
    reread: bool = False,
    watch: Watch = lambda _stage, _done, _total: None,
) -> Added:
    """Take files, folders and `stdin` into the store, read them and fuse the picture.

    `reread` reads the given documents anew, their annotators' claims included. Without
    anything to add, work that an earlier run left is finished.
    """
    return Adding(store, settings, watch).run(paths, stdin, reread=reread)


# -- the picture of a store -------------------------------------------------------


def refresh(store: Store, run: int, watch: Watch) -> int:
    """Compute and keep the picture if claims changed; gives its number of incidents."""
    with store.reading() as db:
        if not pictures.is_stale(db):
            return len(pictures.load_groups(db, Incident))
        documents = evidence.load_documents(db, None)
        claims = readings.load_claims(db)
        judgements = pictures.load_judgements(db)
    watch("fuse", 0, len(claims))
    picture = picture_of(documents.values(), claims.values(), None, judgements)
    with store.writing() as db:
        picture = pictures.save(db, picture, run)
    watch("fuse", len(claims), len(claims))
    return len(picture.incidents or ())


def picture_at(
    store: Store, as_of: datetime | None, days: Days | None = None
) -> Picture:
    """The picture as known at `as_of` (None: by everything in the store).

    `days`: only claims of groups that have to do with these days (first and last) need
    be in it, which is much quicker in a large store; groups are always all there.

    Where that is everything, it is the kept picture (computed first if claims have
    changed since); else it is computed from what was known by then. Ids are the
    store's either way. Raises InputError where nothing was known by then.
    """
    with store.reading() as db:
        latest = evidence.latest_moment(db)
        stale = pictures.is_stale(db)
    if latest is None:
        raise InputError(
            "the store holds no dated document; add reports with `marsad add PATH`"
        )
    if stale:
        with store.writing() as db:
            run = runs.begin(db, "fuse", versions())
        refresh(store, run, lambda _stage, _done, _total: None)
        with store.writing() as db:
            runs.end(db, run, "done", {})
    if as_of is None or as_of >= latest:
        with store.reading() as db:
            computed = pictures.load_computed(db)
            return _put_together(db, computed, None, as_of or latest, days)
    return _past(store, as_of, days)


def _past(store: Store, as_of: datetime, days: Days | None) -> Picture:
    """The picture of a moment when less was known: remembered, else fused anew."""
    with store.reading() as db:
        computed = past.recall(db, as_of)
        if computed is not None:
            return _put_together(db, computed, as_of, as_of, days)
        run = pictures.current_run(db)
        documents = evidence.load_documents(db, as_of)
        claims = readings.load_claims(db, as_of)
        judgements = pictures.load_judgements(db)
        known = [j for j in judgements if j.at <= as_of]
        fused = picture_of(documents.values(), claims.values(), as_of, known)
        picture = pictures.identified(db, fused)
    if run is not None:
        # To remember it only saves time: a store that cannot be written tells it all
        # the same.
        with suppress(StoreError), store.writing() as db:
            past.remember(db, picture, run)
    return picture


def _put_together(
    db: Connection,
    computed: past.Computed,
    known_at: datetime | None,
    as_of: datetime,
    days: Days | None,
) -> Picture:
    """A computed picture with its documents and claims; with those alone that `days`
    need, where they are given."""
    groups = (*computed.incidents, *computed.series, *computed.relations)
    if days is None:
        claims = readings.load_claims(db, known_at)
    else:
        touched = readings.touched_between(db, known_at, *days)
        near = [g for g in groups if not touched.isdisjoint(g.claims)]
        wanted = {c for g in near for c in g.claims}
        held = [r for r in computed.control if r.start <= days[1] and r.end >= days[0]]
        wanted |= {c for r in held for c in r.evidence}
        claims = readings.load_these(db, known_at, wanted)
    return Picture(
        as_of=as_of,
        documents=evidence.load_documents(db, known_at),
        claims=claims,
        judgements=pictures.load_judgements(db),
        incidents=computed.incidents,
        series=computed.series,
        relations=computed.relations,
        control=computed.control,
        homeless=computed.homeless,
    )


def newest_day(store: Store, as_of: datetime | None) -> date:
    """The last day on which anything known at `as_of` was published.

    Raises InputError where nothing was."""
    with store.reading() as db:
        day = evidence.newest_day(db, as_of)
    if day is None:
        told = f" by {as_of:%Y-%m-%d %H:%M} UTC" if as_of else ""
        raise InputError(
            f"nothing in the store was published{told}; add reports with "
            "`marsad add PATH`"
        )
    return day


def read_documents(documents: Iterable[Document]) -> Iterator[Report]:
    """Read and resolve documents one after the other, each whole before the next."""
    for document in documents:
        yield run_stages(PER_DOCUMENT, Report(document))
