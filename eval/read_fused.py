"""What is fused from claims that were *read*, against what people grouped.

    python eval/read_fused.py                                       every corpus at hand
    python eval/read_fused.py DOCUMENTS.jsonl GROUPS.json [READ.jsonl]

Claims that were read (READ: by `marsad read`) count where they are paired with an
annotated one of equal kind, under its id; the gold is cut down to those. Figures:
B-cubed over all claims / links of incidents / how many claims were paired.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from measure import ALL, marsad
from robustness import Grouping, only, scored, told

from marsad.scoring import score_reading


def main() -> None:
    """Read, fuse and score, and print a row for each corpus."""
    given = [Path(p) for p in sys.argv[1:]]
    if given:
        print(row(given[0], given[1], given[2] if len(given) > 2 else None))
        return
    for corpus in ALL:
        if corpus.groups is not None and corpus.documents.exists():
            print(f"{corpus.name:<12}{row(corpus.documents, corpus.groups)}")


def row(documents: Path, groups: Path, read: Path | None = None) -> str:
    """The figures of a corpus; without `read`, marsad reads it itself."""
    with TemporaryDirectory() as folder:
        if read is None:
            read = Path(folder) / "read.jsonl"
            marsad("read", documents, "-o", read)
        made = Path(folder) / "groups.json"
        marsad("fuse", read, "--groups", made)
        anew = paired(documents, read)
        ours = renamed(only(_json(made), anew), anew)
        truth = only(_json(groups), set(anew.values()))
        return f"{told(scored(truth, ours))}  {len(anew)} claims"


def paired(documents: Path, read: Path) -> dict[str, str]:
    """Of every claim that was read with the kind of an annotated one, the ref that the
    annotation gives it."""
    return {
        f"{one.sheet.key}#{line.read.id}": f"{one.sheet.key}#{line.gold.id}"
        for one in score_reading(documents, read).compared
        for line in one.of("right", "wrong slot")
        if line.read and line.gold
    }


def renamed(value: Any, anew: dict[str, str]) -> Any:
    """`value` with every ref replaced."""
    if isinstance(value, dict):
        return {key: renamed(held, anew) for key, held in value.items()}
    if isinstance(value, list):
        return [renamed(held, anew) for held in value]
    return anew.get(value, value) if isinstance(value, str) else value


def _json(path: Path) -> Grouping:
    held: Grouping = json.loads(path.read_text("utf-8"))
    return held


if __name__ == "__main__":
    main()
