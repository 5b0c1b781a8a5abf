"""Scoring times: TIMEX3 values of a TimeML corpus, and the days of claims.

A TimeML corpus (JSON lines with `docid`, `dct`, `text`, `timexes`: `start`, `end`,
`value`) is scored as TempEval-3 scores task A (UzZaman et al. 2013): the share of given
phrases whose value is right; end to end the relaxed F1 of phrases found (any overlap),
and the value F1, in which only found phrases of the right value count. In a claim
corpus the days of every claim count, exact and overlapping, an unknown end being open.
Every second document can be kept for choosing: `half` tells the two apart.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from marsad.errors import InputError
from marsad.model import Claim, When
from marsad.scoring.measure import Table, share

Row = dict[str, Any]
HALVES = ("chosen on", "held out")


class Clock(Protocol):
    """Whoever tells times: marsad's resolving, as the command line hands it over."""

    def values(
        self, text: str, written: date, spans: Sequence[tuple[int, int]]
    ) -> list[str | None]:
        """The values of the phrases at these offsets."""
        ...

    def find(self, text: str) -> list[tuple[int, int]]:
        """The offsets of all time phrases."""
        ...

    def days(self, row: Row) -> tuple[Sequence[Claim], Sequence[Claim]]:
        """The claims of a corpus line as annotated, and resolved without their days."""
        ...


@dataclass(frozen=True, slots=True)
class Valued:
    """A phrase: its words, its gold value, the value given, its document's half."""

    words: str
    gold: str
    given: str | None
    half: int


@dataclass(frozen=True, slots=True)
class Dated:
    """A claim: its sentence, the gold days, the days given, on what basis, its half."""

    quote: str
    gold: When | None
    given: When | None
    half: int


@dataclass(frozen=True, slots=True)
class TimeScore:
    """What came of a corpus; `found` counts phrases per half: gold, found, matched, of
    the right value."""

    valued: tuple[Valued, ...] = ()
    found: tuple[tuple[int, int, int, int], ...] = ()
    dated: tuple[Dated, ...] = ()

    def figures(self) -> dict[str, float]:
        """The flat figures, as floors keep them."""
        if self.dated:
            return {
                "when_exact_accuracy": _exact(self.dated),
                "when_overlap_accuracy": _overlapping(self.dated),
            }
        gold, given, matched, right = map(sum, zip(*self.found, strict=True))
        return {
            "value_accuracy": _right(self.valued),
            "relaxed_f1": share(2 * matched, gold + given),
            "value_f1": share(2 * right, gold + given),
        }

    def tables(self, errors: int = 0) -> tuple[Table, ...]:
        """The figures, for all and for each half; with `errors`, the commonest errors
        of the half on which rules are chosen."""
        rows = [_line("all", self.figures())]
        for half, name in enumerate(HALVES):
            part = TimeScore(
                tuple(v for v in self.valued if v.half == half),
                self.found[half : half + 1],
                tuple(d for d in self.dated if d.half == half),
            )
            rows.append(_line(name, part.figures()))
        figures = Table("Times", ("part", *self.figures()), tuple(rows))
        return (figures, self._errors(errors)) if errors else (figures,)

    def _errors(self, number: int) -> Table:
        wrong = Counter(
            (v.words, v.gold, v.given or "-")
            for v in self.valued
            if v.half == 0 and v.given != v.gold
        )
        wrong.update(
            (d.quote[:80], _told(d.gold), _told(d.given))
            for d in self.dated
            if d.half == 0 and not _same(d)
        )
        rows = tuple((str(n), *row) for row, n in wrong.most_common(number))
        return Table("Wrong", ("times", "words", "gold", "given"), rows)


def score_times(path: Path, clock: Clock) -> TimeScore:
    """Score the times of a TimeML or claim corpus. Raises InputError where the file is
    neither."""
    rows = _rows(path)
    if all("timexes" in row for row in rows):
        return _score_values(rows, clock)
    if all("claims" in row for row in rows):
        return _score_days(rows, clock)
    raise InputError(f"{path}: neither timexes nor claims in every line")


def _score_values(rows: Sequence[Row], clock: Clock) -> TimeScore:
    valued: list[Valued] = []
    counts = [[0, 0, 0, 0], [0, 0, 0, 0]]
    for number, row in enumerate(rows):
        text, half = row["text"], number % 2
        written = date.fromisoformat(row["dct"]["value"][:10])
        gold = sorted(row["timexes"], key=lambda t: (t["start"], t["end"]))
        given = clock.values(text, written, [(t["start"], t["end"]) for t in gold])
        valued += [
            Valued(" ".join(text[t["start"] : t["end"]].split()), t["value"], v, half)
            for t, v in zip(gold, given, strict=True)
        ]
        spans = clock.find(text)
        told = clock.values(text, written, spans)
        found = [(s, v) for s, v in zip(spans, told, strict=True) if v]
        matched, right = _matches(gold, found)
        for place, count in enumerate((len(gold), len(found), matched, right)):
            counts[half][place] += count
    return TimeScore(tuple(valued), tuple((a, b, c, d) for a, b, c, d in counts))


def _matches(
    gold: Sequence[Row], found: Sequence[tuple[tuple[int, int], str]]
) -> tuple[int, int]:
    """Gold phrases that a found one overlaps, each used once; and with its value."""
    free, matched, right = list(found), 0, 0
    for phrase in gold:
        over = (
            f for f in free if f[0][0] < phrase["end"] and phrase["start"] < f[0][1]
        )
        hit = next(over, None)
        if hit is not None:
            free.remove(hit)
            matched += 1
            right += hit[1] == phrase["value"]
    return matched, right


def _score_days(rows: Sequence[Row], clock: Clock) -> TimeScore:
    dated = []
    for number, row in enumerate(rows):
        gold, given = clock.days(row)
        for theirs, ours in zip(gold, given, strict=True):
            dated.append(Dated(theirs.quote, theirs.when, ours.when, number % 2))
    return TimeScore(dated=tuple(dated))


def _rows(path: Path) -> list[Row]:
    try:
        lines = path.read_text("utf-8").splitlines()
        rows = [json.loads(line) for line in lines if line.strip()]
    except (OSError, ValueError) as wrong:
        raise InputError(f"{path}: not JSON lines: {wrong}") from wrong
    if not rows or not all(isinstance(row, dict) for row in rows):
        raise InputError(f"{path}: no documents in it")
    return rows


def _right(part: Sequence[Valued]) -> float:
    return share(sum(v.given == v.gold for v in part), len(part))


def _exact(part: Sequence[Dated]) -> float:
    return share(sum(map(_same, part)), len(part))


def _overlapping(part: Sequence[Dated]) -> float:
    return share(sum(_overlap(d.gold, d.given) for d in part), len(part))


def _ends(when: When | None) -> tuple[date | None, date | None]:
    return (when.start, when.end) if when else (None, None)


def _same(dated: Dated) -> bool:
    return _ends(dated.gold) == _ends(dated.given)


def _overlap(one: When | None, other: When | None) -> bool:
    """Whether two stretches share a day; unknown agrees only with unknown."""
    a, b = _ends(one), _ends(other)
    if not any(a) or not any(b):
        return not any(a) and not any(b)
    return (a[0] or date.min) <= (b[1] or date.max) and (b[0] or date.min) <= (
        a[1] or date.max
    )


def _told(when: When | None) -> str:
    start, end = _ends(when)
    return f"{start or ''}..{end or ''}" if start or end else "unknown"


def _line(name: str, figures: dict[str, float]) -> tuple[str, ...]:
    return (name, *(f"{f:.3f}" for f in figures.values()))
