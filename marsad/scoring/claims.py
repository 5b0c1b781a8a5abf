"""Scoring a reading: predicted claims against gold claims, document by document.

A predicted claim is paired with at most one gold claim of the same document
(`match.pair`). `claim_kind` counts pairs of equal kind, `claim_any` all pairs,
`claim_all_slots` pairs right in every slot; a slot is scored over pairs of equal kind.
Documents whose gold claims are null are passed over.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Sequence
from pathlib import Path
from typing import Literal

from marsad.errors import InputError
from marsad.scoring.calibration import Calibration, calibrate
from marsad.scoring.compare import Compared, compare
from marsad.scoring.measure import Measure, Tally, bootstrap, measure, total
from marsad.scoring.reading_score import Confusion, ReadingScore
from marsad.scoring.rows import Sheet, read_sheets
from marsad.scoring.silence import silence_of
from marsad.scoring.triage import Gate, triage_of

ACCURACIES = ("when", "when_overlap", "status")
NAMES = (
    "claim_kind",
    "claim_any",
    "claim_all_slots",
    "initiator",
    "target",
    "places",
    "figures",
    "sources",
    *ACCURACIES,
)


def score_reading(
    gold: Path,
    predicted: Path,
    *,
    splits: Container[str] = (),
    documents: Container[str] = (),
    gate: Gate | None = None,
) -> ReadingScore:
    """Score the claims of `predicted` against `gold`, both corpus files.

    `splits` and `documents` (keys) narrow the gold down; `gate`, if given, is measured
    too. Raises InputError where a file cannot be used or the gold holds no annotated
    document. A document of the gold that is not in `predicted` counts as read empty
    and is named in `unread`.
    """
    wanted = _wanted(gold, splits, documents)
    given = read_sheets(predicted)
    compared = tuple(
        compare(sheet, given[key].answers or () if key in given else ())
        for key, sheet in wanted.items()
    )
    return ReadingScore(
        compared=compared,
        unread=tuple(key for key in wanted if key not in given),
        measures=tuple(_measure(name, compared) for name in NAMES),
        by_kind=_by_kind(compared),
        by_origin=_by_origin(compared),
        confused=_confusions(compared),
        calibration=_calibration(compared),
        silence=silence_of(compared),
        triage=triage_of(wanted.values(), gate) if gate else None,
    )


def _wanted(
    gold: Path, splits: Container[str], documents: Container[str]
) -> dict[str, Sheet]:
    wanted = {
        key: sheet
        for key, sheet in read_sheets(gold).items()
        if sheet.answers is not None
        and (not splits or sheet.split in splits)
        and (not documents or key in documents)
    }
    if not wanted:
        which = "of those asked for" if splits or documents else "in it"
        raise InputError(f"{gold}: no document {which} has claims to score against")
    return wanted


def _measure(name: str, compared: Iterable[Compared]) -> Measure:
    tallies = [c.tallies.get(name, Tally()) for c in compared]
    unit: Literal["f1", "accuracy"] = "accuracy" if name in ACCURACIES else "f1"
    return measure(name, total(tallies), unit, bootstrap(tallies))


def _by_kind(compared: Iterable[Compared]) -> tuple[Measure, ...]:
    """`claim_kind` of each kind, the commonest first."""
    parts: defaultdict[str, list[Tally]] = defaultdict(list)
    for c in compared:
        of_document: defaultdict[str, Tally] = defaultdict(Tally)
        for line in c.lines:
            hit = int(line.sort in ("right", "wrong slot"))
            if line.gold:
                of_document[line.gold.kind] += Tally(hit, 0, 1)
            if line.read:
                of_document[line.read.kind] += Tally(0, 1, 0)
        for kind, tally in of_document.items():
            parts[kind].append(tally)
    return _commonest(parts)


def _by_origin(compared: Iterable[Compared]) -> tuple[Measure, ...]:
    """`claim_kind` by what sort of text it is."""
    parts: defaultdict[str, list[Tally]] = defaultdict(list)
    for c in compared:
        parts[c.sheet.text_origin].append(c.tallies["claim_kind"])
    return _commonest(parts)


def _commonest(parts: dict[str, list[Tally]]) -> tuple[Measure, ...]:
    made = (
        measure(name, total(tallies), interval=bootstrap(tallies))
        for name, tallies in parts.items()
    )
    return tuple(sorted(made, key=lambda m: (-m.gold, m.name)))


def _confusions(compared: Iterable[Compared]) -> tuple[Confusion, ...]:
    anchors: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for c in compared:
        for line in c.of("wrong kind"):
            if line.gold and line.read:
                anchors[line.gold.kind, line.read.kind].append(line.gold.anchor)
    found = (Confusion(g, p, tuple(words)) for (g, p), words in anchors.items())
    return tuple(sorted(found, key=lambda c: (-len(c.anchors), c.gold, c.predicted)))


def _calibration(compared: Sequence[Compared]) -> Calibration | None:
    """None where no document has claims: there is nothing to be right about."""
    if not any(c.sheet.answers for c in compared):
        return None
    return calibrate(
        (line.read.confidence, line.sort in ("right", "wrong slot"))
        for c in compared
        for line in c.lines
        if line.read and line.read.confidence is not None
    )
