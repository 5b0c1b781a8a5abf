"""Work that may take long: reports on their way in, one lot at a time."""

from __future__ import annotations

import logging
import shutil
from collections import OrderedDict
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from threading import Event
from typing import Literal

from marsad import adding
from marsad.errors import NotFound
from marsad.serving.changes import changes_between
from marsad.serving.problems import Refused, problem_of
from marsad.serving.shapes import Changes, Job, Problem
from marsad.serving.views import Views
from marsad.settings import Settings
from marsad.store import Store

KEPT = 200
"""So many jobs are remembered, and may wait."""
log = logging.getLogger("marsad.serving")


@dataclass
class Running:
    """A job on its way. `scratch` is a folder that goes when it is over."""

    id: str
    state: Literal["waiting", "running", "done", "failed", "interrupted"] = "waiting"
    stage: str | None = None
    done: int = 0
    total: int | None = None
    added: dict[str, int] = field(default_factory=dict)
    documents: list[str] = field(default_factory=list)
    claims: int = 0
    issues: dict[str, int] = field(default_factory=dict)
    changes: Changes | None = None
    problem: Problem | None = None
    over: Event = field(default_factory=Event)

    def told(self) -> Job:
        """The job as the API tells it."""
        return Job(**{name: getattr(self, name) for name in Job.model_fields})


class Jobs:
    """The jobs of one desk. `say` is called when one gets on."""

    def __init__(
        self,
        store: Store,
        settings: Settings,
        views: Views,
        say: Callable[[Job], None],
    ) -> None:
        self._store, self._settings, self._views, self._say = (
            store,
            settings,
            views,
            say,
        )
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="adding")
        self._jobs: OrderedDict[str, Running] = OrderedDict()
        self._numbers = count(1)
        self._closing = Event()

    def close(self) -> None:
        """Stop at the next document; what was taken in is kept, and the next `add`
        goes on from there."""
        self._closing.set()
        self._worker.shutdown(wait=True, cancel_futures=True)

    def get(self, name: str) -> Job:
        """How a job is getting on. Raises NotFound."""
        if name not in self._jobs:
            raise NotFound(f"no job goes by {name}; they are forgotten after a while")
        return self._jobs[name].told()

    def add(
        self, paths: Sequence[Path], stdin: bytes | None, scratch: Path | None
    ) -> Running:
        """Let reports be taken in. Raises Refused where too many wait."""
        waiting = sum(not job.over.is_set() for job in self._jobs.values())
        if waiting >= KEPT:
            raise Refused(
                503, "busy", "too many reports wait; try again later",
                {"Retry-After": "30"},
            )  # fmt: skip
        job = Running(f"j-{next(self._numbers)}")
        self._jobs[job.id] = job
        while len(self._jobs) > KEPT:
            self._jobs.popitem(last=False)
        self._worker.submit(self._run, job, paths, stdin, scratch)
        return job

    def _run(
        self,
        job: Running,
        paths: Sequence[Path],
        stdin: bytes | None,
        scratch: Path | None,
    ) -> None:
        job.state = "running"
        try:
            self._take_in(job, paths, stdin)
            job.state = "done"
        except KeyboardInterrupt:
            job.state = "interrupted"
        except Exception as wrong:
            job.state, job.problem = "failed", problem_of(wrong)
            log.exception("job %s failed", job.id)
        finally:
            if scratch is not None:
                shutil.rmtree(scratch, ignore_errors=True)
            self._say(job.told())
            job.over.set()

    def _take_in(
        self, job: Running, paths: Sequence[Path], stdin: bytes | None
    ) -> None:
        def watch(stage: str, done: int, total: int | None) -> None:
            if self._closing.is_set():
                raise KeyboardInterrupt
            job.stage, job.done, job.total = stage, done, total
            self._say(job.told())

        before = self._views.latest()
        done = adding.add(self._store, paths, self._settings, stdin=stdin, watch=watch)
        now = self._views.latest(patience=60)
        job.added, job.issues = dict(done.documents), dict(done.issues)
        job.claims = done.claims
        known = before.picture.documents
        job.documents = [d for d in now.picture.documents if d not in known]
        job.changes = changes_between(before, now)
