"""One document may not keep the processor for ever."""

from __future__ import annotations

import signal
import threading
import time

import pytest

from marsad.limits import SECONDS, TookTooLong, seconds_for, within

pytestmark = pytest.mark.skipif(
    not hasattr(signal, "ITIMER_PROF"), reason="no processor clock on this system"
)


def test_who_takes_too_long_is_stopped() -> None:
    begun = time.process_time()
    with pytest.raises(TookTooLong, match="processor seconds"), within(0.1):
        while time.process_time() - begun < 5:
            pass
    assert time.process_time() - begun < 2


def test_the_clock_is_off_afterwards() -> None:
    before = signal.getsignal(signal.SIGPROF)
    with within(60):
        pass
    assert signal.getsignal(signal.SIGPROF) == before
    assert signal.getitimer(signal.ITIMER_PROF) == (0.0, 0.0)


def test_another_thread_is_not_limited() -> None:
    done: list[bool] = []

    def work() -> None:
        with within(0.001):
            done.append(True)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done


def test_longer_texts_may_take_longer() -> None:
    assert seconds_for(10) == SECONDS
    assert seconds_for(400_000) == 4 * SECONDS
