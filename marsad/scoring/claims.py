"""Scoring a reading: predicted claims against gold claims, document by document.

A predicted claim is paired with at most one gold claim of the same document
(`match.pair`). `claim_kind` counts pairs of equal kind, `claim_any` all pairs,
`claim_all_slots` pairs right in every slot; a slot is scored over pairs of equal kind.
Documents whose gold claims are null are passed over.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from operator import eq
from pathlib import Path
from typing import Literal

from marsad.errors import InputError
from marsad.scoring.match import (
    in_common,
    pair,
    same_mention,
    same_place,
    when_overlaps,
)
from marsad.scoring.measure import Measure, Tally, bootstrap, measure, total
from marsad.scoring.reading_score import (
    Confusion,
    ReadingScore,
    Stray,
    WrongSlot,
)
from marsad.scoring.rows import Answer, Sheet, read_sheets


def _right(hit: bool) -> Tally:
    return Tally(int(hit), 1, 1)


SLOTS: dict[str, Callable[[Answer, Answer], Tally]] = {
    "initiator": lambda g, p: in_common(g.initiator, p.initiator, same_mention),
    "target": lambda g, p: in_common(g.target, p.target, same_mention),
    "places": lambda g, p: in_common(g.places, p.places, same_place),
    "figures": lambda g, p: in_common(g.figures, p.figures, eq),
    "sources": lambda g, p: in_common(g.sources, p.sources, same_mention),
    "when": lambda g, p: _right(g.when == p.when),
    "status": lambda g, p: _right(g.status == p.status),
}
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


@dataclass
class _Marks:
    """What one document came to."""

    origin: str
    tallies: dict[str, Tally]
    kinds: dict[str, Tally]
    confused: list[tuple[str, str, str]] = field(default_factory=list)
    missed: list[Stray] = field(default_factory=list)
    spurious: list[Stray] = field(default_factory=list)
    wrong: list[WrongSlot] = field(default_factory=list)


def score_reading(gold: Path, predicted: Path) -> ReadingScore:
    """Score the claims of `predicted` against `gold`, both corpus files.

    Raises InputError where a file cannot be used or the gold holds no annotated
    document. A document of the gold that is not in `predicted` counts as read empty
    and is named in `unread`.
    """
    wanted = {k: s for k, s in read_sheets(gold).items() if s.answers is not None}
    if not wanted:
        raise InputError(f"{gold}: no document in it has claims to score against")
    given = read_sheets(predicted)
    marks = [
        _mark(sheet, given[key].answers or () if key in given else ())
        for key, sheet in wanted.items()
    ]
    return ReadingScore(
        documents=len(marks),
        unread=tuple(key for key in wanted if key not in given),
        measures=tuple(_measure(name, marks) for name in NAMES),
        by_kind=_by_kind(marks),
        by_origin=_by_origin(marks),
        confused=_confusions(marks),
        missed=tuple(s for m in marks for s in m.missed),
        spurious=tuple(s for m in marks for s in m.spurious),
        wrong=tuple(w for m in marks for w in m.wrong),
    )


def _mark(sheet: Sheet, predicted: tuple[Answer, ...]) -> _Marks:
    gold = sheet.answers or ()
    pairs = pair(sheet.text, gold, predicted)
    counts: defaultdict[str, Tally] = defaultdict(Tally)
    kinds: defaultdict[str, Tally] = defaultdict(Tally)
    for answer in gold:
        kinds[answer.kind] += Tally(gold=1)
    for answer in predicted:
        kinds[answer.kind] += Tally(predicted=1)
    for name in ("claim_kind", "claim_any", "claim_all_slots"):
        counts[name] += Tally(0, len(predicted), len(gold))
    marks = _Marks(sheet.text_origin, counts, kinds)
    for i, j in pairs:
        counts["claim_any"] += Tally(1)
        if gold[i].kind == predicted[j].kind:
            kinds[gold[i].kind] += Tally(1)
            counts["claim_kind"] += Tally(1)
            _mark_slots(sheet.key, gold[i], predicted[j], marks)
        else:
            marks.confused.append((gold[i].kind, predicted[j].kind, gold[i].anchor))
    paired = {i for i, _ in pairs}, {j for _, j in pairs}
    marks.missed = _strays(sheet.key, gold, paired[0])
    marks.spurious = _strays(sheet.key, predicted, paired[1])
    return marks


def _mark_slots(key: str, gold: Answer, predicted: Answer, marks: _Marks) -> None:
    exact = True
    for name, compare in SLOTS.items():
        tally = compare(gold, predicted)
        marks.tallies[name] += tally
        if not tally.exact:
            exact = False
            values = _told(getattr(gold, name)), _told(getattr(predicted, name))
            marks.wrong.append(WrongSlot(key, gold.id, name, *values))
    marks.tallies["when_overlap"] += _right(when_overlaps(gold, predicted))
    marks.tallies["claim_all_slots"] += Tally(int(exact))


def _told(value: object) -> str:
    """A slot's value as a person reads it."""
    if isinstance(value, tuple):
        return "; ".join(_told(v) for v in value)
    if value is None:
        return "?"
    return str(getattr(value, "mention", value))


def _strays(key: str, answers: tuple[Answer, ...], paired: set[int]) -> list[Stray]:
    return [
        Stray(key, a.id, a.kind, a.anchor, a.quote)
        for n, a in enumerate(answers)
        if n not in paired
    ]


def _measure(name: str, marks: list[_Marks]) -> Measure:
    tallies = [m.tallies.get(name, Tally()) for m in marks]
    unit: Literal["f1", "accuracy"] = "accuracy" if name in ACCURACIES else "f1"
    return measure(name, total(tallies), unit, bootstrap(tallies))


def _by_kind(marks: list[_Marks]) -> tuple[Measure, ...]:
    sums: defaultdict[str, Tally] = defaultdict(Tally)
    for m in marks:
        for kind, tally in m.kinds.items():
            sums[kind] += tally
    return _commonest(measure(kind, tally) for kind, tally in sums.items())


def _by_origin(marks: list[_Marks]) -> tuple[Measure, ...]:
    """`claim_kind` by what sort of text it is."""
    parts: defaultdict[str, list[Tally]] = defaultdict(list)
    for m in marks:
        parts[m.origin].append(m.tallies["claim_kind"])
    return _commonest(
        measure(origin, total(ts), interval=bootstrap(ts))
        for origin, ts in parts.items()
    )


def _commonest(measures: Iterable[Measure]) -> tuple[Measure, ...]:
    return tuple(sorted(measures, key=lambda m: (-m.gold, m.name)))


def _confusions(marks: list[_Marks]) -> tuple[Confusion, ...]:
    anchors: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for m in marks:
        for gold, predicted, anchor in m.confused:
            anchors[gold, predicted].append(anchor)
    found = (Confusion(g, p, tuple(words)) for (g, p), words in anchors.items())
    return tuple(sorted(found, key=lambda c: (-len(c.anchors), c.gold, c.predicted)))
