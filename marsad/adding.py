"""Taking reports into a store: gather, keep, read, fuse.

Documents are kept some at a time, each with its claims, so that a stop at any moment
loses the last second at most; the next run gathers that again and goes on from there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import TypeAlias

from marsad.asking import Watch, refresh
from marsad.gather import Gathered, Refused, gather_file, gather_stdin, list_files
from marsad.model import Document, Reading
from marsad.per_document import resolve_claims
from marsad.pipeline import cells_of, versions
from marsad.reading import reader_for
from marsad.reading_all import Answer, read_all
from marsad.resolving import RESOLVE
from marsad.settings import Settings
from marsad.store import Connection, Store, actors, evidence, pictures, readings, runs
from marsad.store.evidence import Outcome

AT_ONCE, SECONDS = 500, 1.0
"""What is kept in one transaction: documents and claims together, and the longest that
gathered documents wait for others. To the disk each transaction is as dear as fifty
claims."""

Agree: TypeAlias = Callable[[Iterable[Document]], bool]
"""Asked once with the documents that wait to be read; where it says no they go on
waiting for the next run."""


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
    """One run of `add`: gather and keep, read, fuse."""

    def __init__(
        self, store: Store, settings: Settings, watch: Watch, agree: Agree
    ) -> None:
        self._store, self._settings, self._watch = store, settings, watch
        self._reader, self._agree = reader_for(settings), agree
        self._documents: Counter[str] = Counter()
        self._issues: Counter[str] = Counter()
        self._read = self._claims = 0
        self._again: list[str] = []
        with store.writing() as db:
            self._run = runs.begin(db, "add", versions())
            self._actors = actors.entries(db)

    def run(
        self, paths: Sequence[Path], stdin: bytes | None, *, reread: bool, workers: int
    ) -> Added:
        """Gather, read and fuse; then say what was done."""
        outcome = "failed"
        try:
            self._gather(paths, stdin, reread=reread)
            self._read_pending(workers)
            incidents = refresh(self._store, self._run, self._watch, workers)
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
        for some in _parts(self._gathered(paths, stdin)):
            with self._store.writing() as db:
                changed = []
                for found in some:
                    if isinstance(found, Refused):
                        self._refuse(db, found)
                    elif self._keep(db, found, reread=reread):
                        changed.append(found.document.id)
                if changed:
                    pictures.mark_stale(db, changed)

    def _gathered(
        self, paths: Sequence[Path], stdin: bytes | None
    ) -> Iterator[Gathered | Refused]:
        files = list_files(paths)
        for number, path in enumerate(files):
            for found in gather_file(path, self._settings):
                self._watch("gather", number, len(files))  # whoever watches may stop
                yield found
        self._watch("gather", len(files), len(files))
        if stdin is not None:
            yield from gather_stdin(stdin, self._settings)

    def _refuse(self, db: Connection, found: Refused) -> None:
        self._documents["refused"] += 1
        place = found.path + (f":{found.where}" if found.where else "")
        self._note(db, "gather", found.code, place, found.message)

    def _keep(self, db: Connection, found: Gathered, *, reread: bool) -> bool:
        """Keep a document; whether that changes the picture."""
        document = found.document
        outcome = evidence.add_document(db, document, self._run)
        self._documents[outcome.value] += 1
        if outcome is Outcome.KNOWN:
            return self._annotate(db, found, reread=reread)
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
        return True

    def _annotate(self, db: Connection, found: Gathered, *, reread: bool) -> bool:
        """Let the claims that came with the document count, as its annotator's
        reading; with `reread`, have the text read anew instead. Whether claims count
        now that did not."""
        document = found.document
        if reread:
            self._again.append(document.id)
            return False
        if found.claims is None or document.published is None:
            return False
        if readings.has_reading(db, document.id, readings.ANNOTATOR):
            return readings.revive(db, document.id, readings.ANNOTATOR)
        claims = resolve_claims(document, found.claims, self._actors)
        readings.save_reading(
            db,
            Reading(document.id, readings.ANNOTATOR, RESOLVE.version, claims),
            self._run,
            cells_of(document, claims),
        )
        self._claims += len(claims)
        return True

    # read

    def _read_pending(self, workers: int) -> None:
        with self._store.reading() as db:
            waiting = readings.unread(db, self._settings.languages, self._again)
        if not waiting or not self._agree(self._loaded(waiting)):
            return
        documents = self._loaded(waiting)
        answers = read_all(documents, len(waiting), self._reader, self._actors, workers)
        with closing(answers):
            for number, answer in enumerate(answers, 1):
                self._keep_answer(answer)
                self._watch("read", number, len(waiting))

    def _loaded(self, ids: Sequence[str]) -> Iterator[Document]:
        for document_id in ids:
            with self._store.reading() as db:
                document = evidence.load_document(db, document_id)
            yield document

    def _keep_answer(self, answer: Answer) -> None:
        document, claims = answer.document, answer.claims
        where = document.path or document.key
        with self._store.writing() as db:
            if claims is None:
                self._note(
                    db, "read", "failed", where,
                    f"could not be read ({answer.why}); kept, and tried again at the "
                    "next `marsad add`",
                    document.id,
                )  # fmt: skip
                return
            reader = self._reader
            reading = Reading(document.id, reader.name, reader.version, claims)
            readings.save_reading(db, reading, self._run, cells_of(document, claims))
            runs.settle_issues(db, document.id, ("failed",))
            for code, told in answer.remarks:
                self._note(db, "read", code, where, told, document.id)
            pictures.mark_stale(db, [document.id])
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


def _parts(
    gathered: Iterable[Gathered | Refused],
) -> Iterator[list[Gathered | Refused]]:
    """What is kept together."""
    held: list[Gathered | Refused] = []
    size, since = 0, monotonic()
    for found in gathered:
        held.append(found)
        size += 1 + (len(found.claims or ()) if isinstance(found, Gathered) else 0)
        if size >= AT_ONCE or monotonic() - since > SECONDS:
            yield held
            held, size, since = [], 0, monotonic()
    if held:
        yield held


def add(
    store: Store,
    paths: Sequence[Path],
    settings: Settings,
    *,
    stdin: bytes | None = None,
    reread: bool = False,
    workers: int = 1,
    watch: Watch = lambda _stage, _done, _total: None,
    agree: Agree = lambda _waiting: True,
) -> Added:
    """Take files, folders and `stdin` into the store, read them and fuse the picture.

    `reread` reads the given documents anew, their annotators' claims included;
    `workers` processes read and fuse what is much. Without anything to add, work
    that an earlier run left is finished.
    """
    return Adding(store, settings, watch, agree).run(
        paths, stdin, reread=reread, workers=workers
    )
