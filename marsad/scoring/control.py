"""Scoring control: the share of gold place-days answered with the gold holder.

A gold place is answered by the predicted place of equal name, else by the nearest one
within `NEAR_KM`. A day with two predicted holders is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from marsad.errors import InputError
from marsad.scoring.match import distance_km
from marsad.scoring.measure import Measure, Table, Tally, measure, measure_table
from marsad.scoring.rows import Row, read_json

NEAR_KM = 10.0


@dataclass(frozen=True, slots=True)
class Hold:
    """Who held a place from `start` to `end` (inclusive), as a file gives it."""

    place: str
    spot: tuple[float, float] | None
    start: date
    end: date
    holder: str

    def days(self) -> Iterator[date]:
        """Every day of it."""
        for n in range((self.end - self.start).days + 1):
            yield self.start + timedelta(n)


@dataclass(frozen=True, slots=True)
class WrongDay:
    """A place-day with another holder, several, or (empty) none predicted."""

    place: str
    day: date
    gold: str
    predicted: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ControlScore:
    """Predicted control against its gold."""

    measures: tuple[Measure, ...]
    wrong: tuple[WrongDay, ...]

    def figures(self) -> dict[str, float]:
        """`control_accuracy` and `control_answered_accuracy` (any answer at all)."""
        return {m.figure: m.f1 for m in self.measures}

    def tables(self, errors: int = 0) -> tuple[Table, ...]:
        """The score as tables; with `errors`, so many wrong place-days."""
        told = (measure_table("Control, place-days", self.measures),)
        if not errors:
            return told
        rows = tuple(
            (w.place, w.day.isoformat(), w.gold, " / ".join(w.predicted) or "-")
            for w in self.wrong[:errors]
        )
        columns = ("place", "day", "gold", "predicted")
        return (*told, Table(f"Wrong place-days: {len(self.wrong)}", columns, rows))


def score_control(gold: Path, predicted: Path) -> ControlScore:
    """Score control rows of `predicted` against `gold` (docs/evaluation.md).

    Raises InputError where a file cannot be used or the gold is empty.
    """
    wanted, given = _holds(gold), _holds(predicted)
    if not wanted:
        raise InputError(f"{gold}: no control rows to score against")
    days = answered = 0
    wrong = []
    for row in wanted:
        rows = _answering(row, given)
        for day in row.days():
            got = {r.holder for r in rows if r.start <= day <= r.end}
            days += 1
            answered += bool(got)
            if got != {row.holder}:
                wrong.append(WrongDay(row.place, day, row.holder, tuple(sorted(got))))
    measures = (
        measure("control", Tally(days - len(wrong), days, days), "accuracy"),
        measure("control_answered", Tally(answered, days, days), "accuracy"),
    )
    return ControlScore(measures, tuple(wrong))


def _answering(gold: Hold, predicted: list[Hold]) -> list[Hold]:
    """The predicted rows of the place that stands for `gold`'s."""
    name = gold.place.lower()
    if all(p.place.lower() != name for p in predicted):
        name = _nearest(gold, predicted) or name
    return [p for p in predicted if p.place.lower() == name]


def _nearest(gold: Hold, predicted: list[Hold]) -> str | None:
    if gold.spot is None:
        return None
    near = sorted(
        (distance_km(gold.spot, p.spot), p.place.lower())
        for p in predicted
        if p.spot is not None
    )
    return near[0][1] if near and near[0][0] <= NEAR_KM else None


def _holds(path: Path) -> list[Hold]:
    rows = read_json(path)
    if not isinstance(rows, list):
        raise InputError(f"{path}: a list of control rows is expected")
    out = []
    for number, row in enumerate(rows, 1):
        try:
            out.append(_hold(row))
        except KeyError as wrong:
            raise InputError(f"{path}, row {number}: no {wrong}") from wrong
        except (ValueError, TypeError, AttributeError) as wrong:
            raise InputError(f"{path}, row {number}: {wrong}") from wrong
    return out


def _hold(row: Row) -> Hold:
    lat, lon = row.get("lat"), row.get("lon")
    return Hold(
        row["place"],
        None if lat is None or lon is None else (float(lat), float(lon)),
        date.fromisoformat(row["from"]),
        date.fromisoformat(row["to"]),
        row["holder"],
    )
