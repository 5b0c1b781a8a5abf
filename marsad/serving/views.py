"""The views in use, kept in process: by the store's revision, moment and audience.

The latest picture is kept until claims or judgements change; then it is made anew,
once, however many ask, and those who only read see the one before until it is there.
Between two moments at which something became known the picture is the same, so a
moment asked for is moved back to the last of them.
"""

from __future__ import annotations

import gc
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from threading import Lock

from marsad import asking
from marsad.following import Follower
from marsad.model import Picture
from marsad.serving.items.actors import actor_shelf
from marsad.serving.items.claims import claim_shelf, claim_texts
from marsad.serving.items.columns import columns
from marsad.serving.items.disputes import dispute_shelf
from marsad.serving.items.incidents import incident_shelf
from marsad.serving.items.places import place_shelf
from marsad.serving.items.sources import source_shelf
from marsad.serving.problems import Refused
from marsad.serving.view import View
from marsad.serving.withhold import withheld
from marsad.store import Store, evidence, pictures, revisions

CLAIMS_KEPT = 400_000
"""Views of earlier moments are kept up to so many claims in all."""
PATIENCE = 0.25
"""Seconds that a reader waits for a picture that is being made anew, before it gets
the one before."""


FIRST_PATIENCE = 20.0
"""Seconds that it waits where there is none before."""


@dataclass(frozen=True, slots=True)
class Key:
    """What a view is kept by. `moment` None: everything in the store."""

    revision: int
    moment: datetime | None
    public: bool


Change = Callable[[View, View], None]
"""Called with the view before and the view now when the latest picture has changed."""


class Views:
    """The views of one store. `delay` and `decimals` hold for the public."""

    def __init__(
        self, store: Store, *, delay: timedelta, decimals: int, changed: Change
    ) -> None:
        self._store, self._changed = store, changed
        self._follower = Follower(store)
        self._delay, self._decimals = delay, decimals
        self._lock = Lock()
        self._latest: View | None = None
        self._renewing: Future[View] | None = None
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="picture")
        self._kept: OrderedDict[Key, Future[View]] = OrderedDict()
        self._moments: tuple[int, tuple[datetime, ...]] = (-1, ())

    def close(self) -> None:
        """Let go of the worker; what it is at is left."""
        self._worker.shutdown(wait=False, cancel_futures=True)

    # the latest

    def latest(self, patience: float = PATIENCE) -> View:
        """The picture by everything in the store. Where claims have changed, it is made
        anew; after `patience` seconds the one before is given, if there is one.
        Raises Refused where the first one takes too long."""
        revision = self.revision()
        with self._lock:
            current = self._latest
            if current is not None and current.revision == revision:
                return current
            if self._renewing is None:
                self._renewing = self._worker.submit(self._renew)
            renewing = self._renewing
        try:
            return renewing.result(FIRST_PATIENCE if current is None else patience)
        except TimeoutError:
            if current is None:
                raise Refused(
                    503,
                    "computing",
                    "the picture is being loaded; try again in some seconds",
                    {"Retry-After": "5"},
                ) from None
            return current

    def begin(self) -> None:
        """Begin to make the latest picture, so that the first who asks waits less."""
        with self._lock:
            if self._latest is None and self._renewing is None:
                self._renewing = self._worker.submit(self._renew)

    @property
    def ready(self) -> bool:
        """Whether there is a picture, be it an older one."""
        return self._latest is not None

    @property
    def computing(self) -> bool:
        """Whether the picture is being made anew."""
        return self._renewing is not None

    def revision(self) -> int:
        """How often claims or judgements have changed."""
        with self._store.reading() as db:
            return pictures.generation(db)

    def _renew(self) -> View:
        try:
            revision = self.revision()
            picture = self._latest_picture()
            view = View(picture, revision, public=False, before=self._latest)
            if self._latest is None:
                prepare(view)
        except BaseException:
            with self._lock:
                self._renewing = None
            raise
        with self._lock:
            before, self._latest, self._renewing = self._latest, view, None
            self._kept = OrderedDict(
                (k, v) for k, v in self._kept.items() if k.revision == revision
            )
        if before is not None:
            self._changed(before, view)
        with suppress(RuntimeError):  # the desk is closing
            self._worker.submit(self._prepare_more, view)
        return view

    def _latest_picture(self) -> Picture:
        return _nothing(None) if self._empty() else self._follower.latest()

    def _picture(self, moment: datetime | None) -> Picture:
        if self._empty():
            return _nothing(moment)
        return asking.picture_at(self._store, moment)

    def _empty(self) -> bool:
        with self._store.reading() as db:
            return evidence.latest_moment(db) is None

    def _prepare_more(self, view: View) -> None:
        """Work out what a desk asks for later; what is newer goes first."""
        for make in LATER:
            if self._renewing is not None:
                return
            make(view)
        gc.freeze()  # it lives long: no use in looking through it for cycles

    # any moment, any audience

    def at(self, as_of: datetime | None, *, public: bool) -> View:
        """The picture as known at `as_of` (None: now), for an audience."""
        if public:
            latest_shown = datetime.now(UTC) - self._delay
            as_of = min(as_of or latest_shown, latest_shown)
        latest = self.latest()
        if as_of is not None:
            as_of = self._moment(as_of, latest.revision)
        if as_of is None and not public:
            return latest
        return self._keep(Key(latest.revision, as_of, public), latest)

    def _moment(self, as_of: datetime, revision: int) -> datetime | None:
        """The last moment up to `as_of` at which the picture changed; None where
        nothing did since. Before the first, `as_of` itself."""
        if self._moments[0] != revision:
            with self._store.reading() as db:
                self._moments = revision, revisions.moments(db)
        moments = self._moments[1]
        rank = bisect_right(moments, as_of)
        if rank == len(moments):
            return None
        return moments[rank - 1] if rank else moments[0] - timedelta(seconds=1)

    def _keep(self, key: Key, latest: View) -> View:
        with self._lock:
            found = self._kept.get(key)
            mine = found is None
            if found is None:
                found = self._kept[key] = Future()
            self._kept.move_to_end(key)
        if mine:
            try:
                found.set_result(self._made(key, latest))
            except BaseException as wrong:
                with self._lock:
                    self._kept.pop(key, None)
                found.set_exception(wrong)
                raise
            self._sweep()
        return found.result()

    def _made(self, key: Key, latest: View) -> View:
        if key.public:
            open_view = (
                latest
                if key.moment is None
                else self._keep(Key(key.revision, key.moment, public=False), latest)
            )
            picture = withheld(open_view.picture, self._decimals)
            return View(picture, key.revision, public=True)
        return View(self._picture(key.moment), key.revision, public=False)

    def _sweep(self) -> None:
        """Forget the views used longest ago, but never the last one."""
        with self._lock:
            held = {
                key: len(future.result().picture.claims)
                for key, future in self._kept.items()
                if future.done() and future.exception() is None
            }
            for key in list(held)[:-1]:
                if sum(held.values()) <= CLAIMS_KEPT:
                    return
                del held[key], self._kept[key]


def prepare(view: View) -> None:
    """Work out what a desk asks for first. The first view is not shown before; with a
    later one, whoever took a decision need not wait for it."""
    incident_shelf(view).order("newest")
    columns(view, incident_shelf(view).all(), view.as_of)


LATER: tuple[Callable[[View], object], ...] = (
    prepare,
    lambda view: claim_shelf(view).order("newest"),
    claim_texts,
    *(place_shelf, actor_shelf, source_shelf, dispute_shelf),
    lambda _view: asking.stages(),
)
"""What a desk asks for later, and the stages that a judgement needs."""


def _nothing(moment: datetime | None) -> Picture:
    return Picture(moment or datetime.now(UTC), {}, {}, (), (), (), (), ())
