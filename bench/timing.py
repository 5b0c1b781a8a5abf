"""Running commands, and what they take."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

MARSAD = Path(sys.executable).with_name("marsad")


@dataclass(frozen=True, slots=True)
class Spent:
    """What one command took."""

    seconds: float
    processor: float
    megabytes: float


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table. `missed`: it had a target and is over it."""

    what: str
    took: str
    target: str = ""
    processor: str = ""
    memory: str = ""
    missed: bool = False


def run(folder: Path, *command: object) -> Spent:
    """Run a `marsad` command to its end. Stops the bench where it fails."""
    return run_together(folder, [[MARSAD, *command]])[0]


def works(*command: object) -> bool:
    """Whether a program runs to its end without an error."""
    words = [str(word) for word in command]
    return subprocess.run(words, capture_output=True, check=False).returncode == 0


def run_together(folder: Path, commands: Sequence[Sequence[object]]) -> list[Spent]:
    """Run programs at the same time, each to its end; what each took. Stops the bench
    where one fails."""
    begun = time.perf_counter()
    started = []
    for number, command in enumerate(commands):
        words, told = [str(word) for word in command], folder / f"output.{number}"
        with told.open("wb") as output:
            process = subprocess.Popen(
                words, cwd=folder, stdout=output, stderr=output, env=_surroundings()
            )
        started.append((process, words, told))
    return [_ended(*one, begun) for one in started]


def _surroundings() -> dict[str, str]:
    """As a user has them: an installed program is compiled once and not each time."""
    return {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}


def _ended(
    process: subprocess.Popen[bytes], words: list[str], told: Path, begun: float
) -> Spent:
    # wait4, not Popen.wait: it tells the memory of this one process.
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        said = told.read_text("utf-8", "replace")[-2000:]
        sys.exit(f"{' '.join(words)} failed ({process.returncode}):\n{said}")
    unit = 1024**2 if sys.platform == "darwin" else 1024
    processor = usage.ru_utime + usage.ru_stime
    return Spent(seconds, processor, usage.ru_maxrss / unit)
