"""How the work grows with the store: the wars of `marsad simulate` on ever more fronts.

Every line is a command on a store of that size: all reports added (gathered, resolved,
kept and fused), everything in it fused anew, and one report more. A front of 40 towns
and 60 days is told of in about 2,080 claims; the largest war, of a million, is made by
`--million` alone.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from timing import Line, Spent, run

from marsad.simulating import document_files
from marsad.store import Store, pictures

FRONTS = (1, 5, 45)
MILLION = 484
TARGETS = {"fused": 600.0, "one": 2.0}
"""Seconds: of all fused anew at a million claims, and of one report more."""
MOST_MEGABYTES = 4096


def growth_lines(folder: Path, *, million: bool) -> Iterator[Line]:
    """The lines of each size, the smallest first."""
    for fronts in (*FRONTS, *((MILLION,) if million else ())):
        yield from _lines(folder, fronts)


def make_war(folder: Path, fronts: int) -> list[Path]:
    """The reports of an invented war on so many fronts, as corpus files."""
    war = folder / f"war-{fronts}"
    run(folder, "simulate", war, "--fronts", fronts)
    return document_files(war)


def counted(store: Path, table: str) -> int:
    """How many rows a table of a store has."""
    with sqlite3.connect(store) as db:
        row = db.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608
        return int(row[0])


def _lines(folder: Path, fronts: int) -> Iterator[Line]:
    reports, store = make_war(folder, fronts), folder / f"{fronts}.db"

    def added(*what: object) -> Spent:
        return run(folder, "add", *what, "--store", store, "--quiet")

    whole = added(*reports)
    scale = f"{counted(store, 'claim'):,} claims"
    size = f"{counted(store, 'document'):,} documents, {scale}"
    yield _line(f"`marsad add`: {size}, gathered and fused", whole)
    opened = Store.open(str(store))
    with opened.writing() as db:
        pictures.mark_stale(db)
    opened.close()
    yield _line(f"{scale}, all fused anew", added(), TARGETS["fused"])
    one = added(_one_more(folder, reports[0]))
    yield _line(f"one document more to {scale}", one, TARGETS["one"])


def _one_more(folder: Path, reports: Path) -> Path:
    """A report of another outlet, of what the first one tells."""
    with reports.open(encoding="utf-8") as lines:
        row = json.loads(next(lines))
    path = folder / "one.jsonl"
    row |= {"doc_id": "one-more", "outlet": "One Paper More"}
    path.write_text(f"{json.dumps(row)}\n", "utf-8")
    return path


def _line(what: str, spent: Spent, target: float | None = None) -> Line:
    """`missed` goes by the processor's seconds: other work changes little in them."""
    over = target is not None and spent.processor >= target
    return Line(
        what,
        f"{spent.seconds:.2f} s",
        "" if target is None else f"< {target:g} s",
        f"{spent.processor:.2f} s",
        f"{spent.megabytes:.0f} MB",
        over or spent.megabytes > MOST_MEGABYTES,
    )
