"""Learns which reading of a claim's day to take: what each sign weighs.

    python -m training.times.learn ../shared/corpora/train.jsonl

Claim corpora with annotated days; tells exact and overlapping days by cross-validation
over documents, and writes `marsad/lexicons/times_when.toml`. The same input gives the
same file. Learn anew whenever `times.toml` or the signs change.

A softmax over the readings of `marsad.resolving.times.infer`; every reading that tells
the annotated days is right, one that overlaps them is worth `OVERLAPPING` of that. The
lasso (proximal gradient, Beck and Teboulle 2009) leaves most weights at nothing.
"""

from __future__ import annotations

import json
import sys
import zlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from marsad.corpus_form import claims_from_rows
from marsad.model import Document, Published, Source
from marsad.resolving.times.choice import Weights, agree, choose
from marsad.resolving.times.days import Days
from marsad.resolving.times.infer import readings
from marsad.resolving.times.story import Story

Floats = NDArray[np.float64]
FOLDS = 4
LEAST = 15
"""Claims that a sign must stand with to weigh anything."""
OVERLAPPING = 0.05
LASSO, RIDGE = 5e-4, 3e-4
STEPS, PACE = 250, 1.5
OVERLAP, UNKNOWN = 1.5, 0.5
"""What overlapping days are worth beside right ones when choosing, and the share of it
that an unknown day is worth: who monitors is better served by an open stretch."""
FAINT = 0.05
"""A smaller weight is left out."""
TARGET = "lexicons/times_when.toml"
HEAD = """\
# Which reading of a claim's day to take (`resolving/times/choice.py`): what each sign
# adds to each reading. Learned: `python -m training.times.learn`; do not mend by hand.
"""


@dataclass(frozen=True, slots=True)
class Case:
    """A claim of the corpus: its readings, its signs, the annotated days."""

    fold: int
    options: dict[str, Days]
    signs: tuple[str, ...]
    gold: Days


@dataclass(frozen=True, slots=True)
class Arrays:
    """Cases as arrays: signs [cases, signs], whether a reading is there, and what it
    is worth [cases, readings]."""

    signs: Floats
    there: NDArray[np.bool_]
    worth: Floats


def main(paths: Sequence[str]) -> None:
    """Learn from the corpora, tell how well, and write the weights."""
    cases = [case for path in paths for case in read(Path(path))]
    right = overlapping = 0
    for fold in range(FOLDS):
        learned = learn([c for c in cases if c.fold != fold])
        for case in (c for c in cases if c.fold == fold):
            days = case.options[choose(case.options, case.signs, learned)]
            right += days == case.gold
            overlapping += agree(days, case.gold)
    print(f"{len(cases)} claims, {FOLDS} folds over documents: exact", end=" ")
    print(f"{right / len(cases):.3f}, overlapping {overlapping / len(cases):.3f}")
    write(learn(cases), Path(str(files("marsad").joinpath(TARGET))))


def read(path: Path) -> list[Case]:
    """The annotated claims of a corpus, their days hidden."""
    cases = []
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        published = date.fromisoformat(row["published"][:10])
        source = Source(row["outlet"], row["outlet"])
        document = Document(
            row["doc_id"], row["doc_id"], source, row["title"], row["text"], sha256="",
            published=Published.on(published),
        )  # fmt: skip
        story = Story(document, published)
        fold = zlib.crc32(row["doc_id"].encode()) % FOLDS
        for claim in claims_from_rows(document, row["claims"] or ()):
            when = claim.when
            gold = (when.start, when.end) if when else (None, None)
            _, options, told = readings(story, replace(claim, when=None))
            cases.append(Case(fold, options, told, gold))
    return cases


def learn(cases: Sequence[Case]) -> Weights:
    """What every sign weighs for every reading."""
    count = Counter(sign for case in cases for sign in set(case.signs))
    names = sorted(sign for sign, number in count.items() if number >= LEAST)
    of = sorted({name for case in cases for name in case.options})
    held = np.round(_fit(_arrays(cases, names, of), names.index("any")), 2)
    table: dict[str, dict[str, float]] = {}
    for name, row in zip(names, held, strict=True):
        told = {o: float(w) for o, w in zip(of, row, strict=True) if abs(w) >= FAINT}
        if told:
            table[name] = told
    return Weights(OVERLAP, UNKNOWN, table)


def _arrays(cases: Sequence[Case], names: list[str], of: list[str]) -> Arrays:
    place = {name: n for n, name in enumerate(names)}
    signs = np.zeros((len(cases), len(names)))
    there = np.zeros((len(cases), len(of)), bool)
    worth = np.zeros((len(cases), len(of)))
    for row, case in enumerate(cases):
        signs[row, [place[s] for s in case.signs if s in place]] = 1
        for column, option in enumerate(of):
            if option in case.options:
                days = case.options[option]
                there[row, column] = True
                worth[row, column] = days == case.gold
                worth[row, column] += OVERLAPPING * agree(days, case.gold)
    return Arrays(signs, there, worth)


def _fit(of: Arrays, free: int) -> Floats:
    """The weights [signs, readings]: the logarithm of the worth expected is raised;
    the sign `free` is not held down."""
    any_right = of.worth.sum(1, keepdims=True) > 0
    held = np.zeros((of.signs.shape[1], of.there.shape[1]))
    ahead, pace = held, 1.0
    for _ in range(STEPS):
        sums = np.where(of.there, of.signs @ ahead, -np.inf)
        shares = np.exp(sums - sums.max(1, keepdims=True))
        shares /= shares.sum(1, keepdims=True)
        wanted = shares * of.worth
        wanted /= np.maximum(wanted.sum(1, keepdims=True), 1e-9)
        slope = of.signs.T @ ((shares - wanted) * any_right) / len(of.signs)
        moved = ahead - PACE * (slope + RIDGE * ahead)
        new = np.sign(moved) * np.maximum(np.abs(moved) - PACE * LASSO, 0)
        new[free] = moved[free]
        later = (1 + (1 + 4 * pace * pace) ** 0.5) / 2
        ahead, held, pace = new + (pace - 1) / later * (new - held), new, later
    return held


def write(known: Weights, path: Path) -> None:
    """The weights as TOML, heaviest signs first."""
    heavy = sorted(known.signs.items(), key=lambda s: -max(map(abs, s[1].values())))
    lines = [HEAD, "[worth]", f"overlap = {known.overlap}"]
    lines += [f"unknown = {known.unknown}", "", "[signs]"]
    for sign, row in heavy:
        told = ", ".join(f'"{o}" = {w}' for o, w in row.items())
        lines.append(f'"{sign}" = {{ {told} }}')
    path.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
