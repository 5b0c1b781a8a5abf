"""Measured tables on a page of the documentation, between marks of their own.

A part named `reading` stands between `<!-- reading: begin -->` and
`<!-- reading: end -->`; whatever else the page says is left alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from marsad.errors import InputError


def write_part(page: Path, name: str, text: str) -> None:
    """Put `text` between the marks of part `name`. Raises InputError where the page
    has none."""
    begin, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
    old = page.read_text("utf-8") if page.exists() else ""
    before, opened, rest = old.partition(begin)
    _, closed, after = rest.partition(end)
    if not (opened and closed):
        raise InputError(f"{page}: needs a line {begin} and after it a line {end}")
    page.write_text(f"{before}{begin}\n{text}\n{end}{after}", "utf-8")


def markdown_table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in Markdown."""
    lines = (columns, ["---"] * len(columns), *rows)
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
