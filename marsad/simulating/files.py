"""The reports of a simulated war as files that `marsad add` takes.

A large war is more than one file may hold (the setting `max_bytes`): after
`documents.jsonl` come `documents-2.jsonl` and so on, each begun when the last is full.
"""

from __future__ import annotations

import json
from pathlib import Path
from types import TracebackType
from typing import Any, TextIO

MOST_BYTES = 40_000_000
"""Bytes from which on the next document goes into another file: less than half of what
`max_bytes` allows."""


def document_file(folder: Path, number: int) -> Path:
    """The `number`-th file of reports, from 1."""
    return folder / ("documents.jsonl" if number == 1 else f"documents-{number}.jsonl")


def document_files(folder: Path) -> list[Path]:
    """The files of reports of a war, in their order; the first is always named."""
    files = [document_file(folder, 1)]
    while (further := document_file(folder, len(files) + 1)).exists():
        files.append(further)
    return files


class DocumentFiles:
    """The files of reports, written line by line. Those of an earlier war go."""

    def __init__(self, folder: Path, most: int = MOST_BYTES) -> None:
        for old in document_files(folder):
            old.unlink(missing_ok=True)
        self._folder, self._most, self._number = folder, most, 0
        self._file = self._next()

    def __enter__(self) -> DocumentFiles:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        wrong: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()

    def write(self, row: dict[str, Any]) -> None:
        """One document."""
        line = json.dumps(row, ensure_ascii=False) + "\n"
        if self._written > self._most:
            self._file.close()
            self._file = self._next()
        self._written += self._file.write(line)

    def _next(self) -> TextIO:
        self._number += 1
        self._written = 0
        return document_file(self._folder, self._number).open("w", encoding="utf-8")
