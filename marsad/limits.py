"""A limit on how long one document may keep the processor."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from marsad.errors import MarsadError

SECONDS = 30.0
"""Processor seconds for a document of up to `CHARACTERS` characters ..."""
CHARACTERS = 100_000
"""... and as much again for every so many more."""


class TookTooLong(MarsadError):
    """A document used up its processor time."""


def seconds_for(characters: int) -> float:
    """The processor seconds that a text of so many characters may take."""
    return SECONDS * max(1.0, characters / CHARACTERS)


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Raise `TookTooLong` where the block takes more than `seconds` of processor time.

    Waiting does not count, so that a busy machine reads the same documents. Outside the
    main thread, and where the system has no such clock (Windows), there is no limit.
    """
    clock = getattr(signal, "ITIMER_PROF", None)
    if clock is None or threading.current_thread() is not threading.main_thread():
        yield
        return

    def ring(_number: int, _frame: FrameType | None) -> None:
        raise TookTooLong(f"took more than {seconds:.0f} processor seconds")

    before = signal.signal(signal.SIGPROF, ring)
    signal.setitimer(clock, seconds)
    try:
        yield
    finally:
        signal.setitimer(clock, 0)
        signal.signal(signal.SIGPROF, before)
