"""Asking a store for its picture, as known at any moment.

What the store keeps is told without the stages that made it: they are loaded only where
something must be fused anew.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime
from typing import NamedTuple

from marsad.correcting import corrected
from marsad.errors import InputError, StoreError
from marsad.model import Picture
from marsad.refreshing import Watch, refresh, stages
from marsad.store import (
    Connection,
    Store,
    evidence,
    maps,
    past,
    pictures,
    readings,
    runs,
)
from marsad.store import judgements as decided

__all__ = [
    "Days",
    "Watch",
    "bring_up_to_date",
    "newest_day",
    "picture_at",
    "refresh",
    "stages",
]


class Days(NamedTuple):
    """Which claims are needed: of incidents that touch `first` to `last`, and of
    running counts told from `counts_from` on."""

    first: date
    last: date
    counts_from: date


def picture_at(
    store: Store, as_of: datetime | None, days: Days | None = None
) -> Picture:
    """The picture as known at `as_of` (None: by everything in the store).

    `days`: only claims of groups that have to do with these days need be in it, which
    is much quicker in a large store; groups are always all there.

    Where that is everything, it is the kept picture (computed first if claims have
    changed since); else it is computed from what was known by then. Ids are the
    store's either way. Raises InputError where nothing was known by then.
    """
    latest = bring_up_to_date(store)
    if as_of is None or as_of >= latest:
        with store.reading() as db:
            computed = pictures.load_computed(db)
            return _put_together(db, computed, None, as_of or latest, days)
    return _past(store, as_of, days)


def bring_up_to_date(store: Store) -> datetime:
    """Compute the kept picture anew if claims have changed since. Gives the moment
    that it is of; raises InputError where the store holds nothing dated."""
    with store.reading() as db:
        latest = evidence.latest_moment(db)
        stale = pictures.is_stale(db)
    if latest is None:
        raise InputError(
            "the store holds no dated document; add reports with `marsad add PATH`"
        )
    if stale:
        with store.writing() as db:
            run = runs.begin(db, "fuse", stages().versions())
        refresh(store, run, lambda _stage, _done, _total: None)
        with store.writing() as db:
            runs.end(db, run, "done", {})
    return latest


def _past(store: Store, as_of: datetime, days: Days | None) -> Picture:
    """The picture of a moment when less was known: remembered, else fused anew."""
    with store.reading() as db:
        computed = past.recall(db, as_of)
        if computed is not None:
            return _put_together(db, computed, as_of, as_of, days)
        run = pictures.current_run(db)
        documents = evidence.load_documents(db, as_of)
        claims = readings.load_claims(db, as_of)
        known = decided.live(db, as_of)
        fused = stages().picture_of(
            documents.values(), claims.values(), as_of, known, maps.known(db, as_of)
        )
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
        told = readings.touched_between(db, known_at, days.first, days.last)
        lately = readings.touched_between(db, known_at, days.counts_from, days.last)
        near = [g for g in groups if not told.isdisjoint(g.claims)]
        near += [s for s in computed.series if not lately.isdisjoint(s.claims)]
        wanted = {c for g in near for c in g.claims}
        held = [r for r in computed.control if r.start <= days.last]
        wanted |= {c for r in held for c in r.evidence}
        claims = readings.load_these(db, known_at, wanted)
    judgements = decided.live(db, known_at)
    return Picture(
        as_of=as_of,
        documents=evidence.load_documents(db, known_at),
        claims=corrected(claims, judgements),
        judgements=judgements,
        incidents=computed.incidents,
        series=computed.series,
        relations=computed.relations,
        control=computed.control,
        homeless=computed.homeless,
        starting=maps.known(db, known_at),
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
