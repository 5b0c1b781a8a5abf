"""Work given to other processes comes back in order, or says what went wrong."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import closing

import pytest

from marsad.apart import AHEAD, ProcessEnded, in_order


def square(number: int) -> int:
    if number == 13:
        raise ValueError("thirteen")
    if number == 99:
        os.kill(os.getpid(), signal.SIGKILL)
    return number * number


def test_results_come_in_the_order_of_the_items():
    with closing(in_order(square, range(12), 2)) as made:
        assert list(made) == [n * n for n in range(12)]


def test_items_are_taken_as_they_are_needed_and_the_rest_is_dropped():
    taken = []

    def items():
        for number in range(1000):
            taken.append(number)
            yield 2

    with closing(in_order(square, items(), 2)) as made:
        assert next(made) == 4
    assert len(taken) == 2 * AHEAD + 1


def test_an_error_of_the_work_is_raised():
    with (
        closing(in_order(square, [1, 13, 2], 1)) as made,
        pytest.raises(ValueError, match="thirteen"),
    ):
        list(made)


def test_a_killed_process_is_told_with_what_to_do():
    with (
        closing(in_order(square, [1, 99, 2], 1)) as made,
        pytest.raises(ProcessEnded, match="give the same command again"),
    ):
        list(made)


PARENT = """
import operator, os, time
from functools import partial
from marsad.apart import in_order

made = in_order(operator.call, [os.getpid, partial(time.sleep, 600)], 1)
print(next(made), flush=True)
time.sleep(600)
"""


def test_no_process_outlives_the_one_that_gave_it_work():
    with subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE) as it:
        assert it.stdout
        assert int(it.stdout.readline()) != it.pid
        it.kill()
        # The child holds the other end of the pipe: reading ends when it has ended.
        assert it.communicate(timeout=30)[0] == b""
