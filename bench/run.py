"""How fast marsad is, and how much memory it takes: `make bench`.

    python bench/run.py                              measure and print
    python bench/run.py --write docs/benchmarks.md   ... and put it between the marks
    python bench/run.py --documents 100              a smaller world, to try it out

Drives the installed `marsad` command as a user would, on the invented war of
`bench/world.py`, in a folder that is removed afterwards. Times are wall-clock seconds
of whole processes, start-up included, beside the processor's seconds (on a machine that
is busy with other things the first are longer); memory is the peak of the resident set.
Exit code 1: a target was missed.
"""

from __future__ import annotations

import os
import platform
import sqlite3
import subprocess
import sys
import time
from argparse import ArgumentParser, Namespace
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from world import DAYS, FIRST_DAY, write_world

BEGIN, END = "<!-- bench: begin -->", "<!-- bench: end -->"
MARSAD = Path(sys.executable).with_name("marsad")
DAY = (FIRST_DAY + timedelta(DAYS // 2)).isoformat()
READ_DOCUMENTS = 200


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
    words = [str(MARSAD), *map(str, command)]
    begun = time.perf_counter()
    with (folder / "output").open("wb") as output:
        process = subprocess.Popen(words, cwd=folder, stdout=output, stderr=output)
        # wait4, not Popen.wait: it tells the memory of this one process.
        _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        told = (folder / "output").read_text("utf-8", "replace")[-2000:]
        sys.exit(f"{' '.join(words)} failed ({process.returncode}):\n{told}")
    unit = 1024**2 if sys.platform == "darwin" else 1024
    processor = usage.ru_utime + usage.ru_stime
    return Spent(seconds, processor, usage.ru_maxrss / unit)


def measure(folder: Path, documents: int) -> list[Line]:
    """Every line of the table."""
    write_world(folder / "claims.jsonl", documents, claims=True)
    write_world(folder / "texts.jsonl", READ_DOCUMENTS, claims=False)
    write_world(folder / "one.jsonl", 1, claims=False)
    run(folder, "--help")  # once unmeasured: bytecode is compiled
    helped = min((run(folder, "--help") for _ in range(3)), key=lambda s: s.seconds)
    one = run(folder, "read", "one.jsonl", "-o", "one.read.jsonl")
    many = run(folder, "read", "texts.jsonl", "-o", "texts.read.jsonl")
    added = run(folder, "add", "claims.jsonl", "--quiet")
    first, claims = _brief(folder, DAY), _count(folder / "marsad.db", "claim")
    brief = min((_brief(folder) for _ in range(3)), key=lambda s: s.seconds)
    past = min((_brief(folder, DAY) for _ in range(3)), key=lambda s: s.seconds)
    again = run(folder, "add", "claims.jsonl", "--quiet")
    speed = (READ_DOCUMENTS - 1) / (many.seconds - one.seconds)
    size = (folder / "marsad.db").stat().st_size / 1024**2
    scale = f"{documents:,} documents, {claims:,} claims"
    return [
        _line("`marsad --help`", helped, 0.4),
        _line(f"`marsad add`: {scale}, gathered and fused", added, 60),
        _line("the same again: all known", again),
        _line(f"first `marsad brief --on {DAY}` (as known that day)", first),
        _line(f"`marsad brief` over {scale}", brief, 2),
        _line(f"`marsad brief --on {DAY}` again", past, 2),
        Line("`marsad read`, documents of 500 words", f"{speed:.1f} a second"),
        Line("the store on disk", f"{size:.0f} MB"),
    ]


def _brief(folder: Path, day: str | None = None) -> Spent:
    return run(folder, "brief", *(("--on", day) if day else ()), "-o", "brief.txt")


def _count(store: Path, table: str) -> int:
    with sqlite3.connect(store) as db:
        row = db.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608
        return int(row[0])


def _line(what: str, spent: Spent, target: float | None = None) -> Line:
    return Line(
        what,
        f"{spent.seconds:.2f} s",
        "" if target is None else f"< {target:g} s",
        f"{spent.processor:.2f} s",
        f"{spent.megabytes:.0f} MB",
        target is not None and spent.seconds >= target,
    )


def markdown(lines: list[Line]) -> str:
    """The table, and the machine it was measured on."""
    rows = [
        f"| {x.what} | {x.took}{' (missed)' * x.missed} | {x.target} | "
        f"{x.processor} | {x.memory} |"
        for x in lines
    ]
    machine = (
        f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()}, "
        f"Python {platform.python_version()}; {time.strftime('%Y-%m-%d')}"
    )
    head = ["| what | took | target | processor | memory |", "|---|---|---|---|---|"]
    return "\n".join([f"Measured by `make bench` on: {machine}.", "", *head, *rows])


def write_between_marks(page: Path, text: str) -> None:
    """Put `text` between the marks of `page`. Stops where it has none."""
    old = page.read_text("utf-8") if page.exists() else ""
    before, begin, rest = old.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        sys.exit(f"{page}: needs a line {BEGIN} and after it a line {END}")
    page.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}", "utf-8")


def main() -> int:
    """Measure, print, write where asked."""
    options = _options()
    if not MARSAD.exists():
        sys.exit(f"{MARSAD} is not there: run `make install` first")
    with TemporaryDirectory() as folder:
        lines = measure(Path(folder), options.documents)
    text = markdown(lines)
    sys.stdout.write(f"{text}\n")
    if options.write:
        write_between_marks(options.write, text)
    return int(any(line.missed for line in lines))


def _options() -> Namespace:
    parser = ArgumentParser(description="Measure the speed and memory of marsad.")
    parser.add_argument("--documents", type=int, default=1000, metavar="N")
    parser.add_argument("--write", type=Path, metavar="PAGE")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
