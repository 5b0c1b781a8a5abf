"""Work given out to processes of their own, as many as the machine has cores."""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context, parent_process
from typing import TypeVar

from marsad.errors import MarsadError

AHEAD = 4
"""Pieces of work that wait for each process: enough that none is ever idle."""

T = TypeVar("T")
R = TypeVar("R")


class ProcessEnded(MarsadError):
    """The system ended a process that did part of the work."""


def in_order(
    work: Callable[[T], R], items: Iterable[T], workers: int
) -> Generator[R, None, None]:
    """`work` of every item, in their order, done by so many processes.

    `work`, items and results go between processes, so they must pickle, and the calling
    program must be importable, as `multiprocessing` asks. Items are taken as they are
    needed. What was not begun when the generator is closed is dropped. Errors of `work`
    are raised here; ProcessEnded where a process was killed."""
    waiting: deque[Future[R]] = deque()
    # "spawn": a forked child would have this process's connections and threads.
    with ProcessPoolExecutor(workers, get_context("spawn"), _begun) as pool:
        try:
            for item in items:
                waiting.append(pool.submit(work, item))
                if len(waiting) > AHEAD * workers:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except BrokenProcessPool as killed:
            raise ProcessEnded(
                "the system ended a process of marsad, perhaps for want of memory; "
                "what was done is kept: give the same command again"
            ) from killed
        finally:
            for rest in waiting:
                rest.cancel()


def _begun() -> None:
    """What a process does before its first piece of work."""
    # Ctrl-C is for the process that gives out the work; it stops the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A process whose parent was killed would wait for work for ever."""
    if parent := parent_process():
        parent.join()
    os._exit(1)
