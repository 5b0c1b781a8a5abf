"""The tables of docs/evaluation.md that `eval/measure.py --write` fills in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from marsad.scoring import Measure, ReadingScore
from marsad.scoring.pages import markdown_table, write_part

BARS = {
    "claim_kind": 0.73,
    "claim_any": 0.85,
    "initiator": 0.80,
    "target": 0.74,
    "places": 0.72,
    "figures": 0.78,
    "sources": 0.82,
    "when": None,
    "when_overlap": 0.78,
    "status": 0.90,
}
"""What is measured of a reading, and what is aimed at."""

# Two annotators apart, 48 documents (the corpora's own agreement).
PEOPLE = {
    "claim_kind": 0.85,
    "claim_any": 0.91,
    "initiator": 0.90,
    "target": 0.87,
    "places": 0.91,
    "figures": 0.79,
    "sources": 0.81,
    "when": 0.78,
    "when_overlap": 0.88,
    "status": 0.94,
}

Scores = Mapping[str, ReadingScore]


def write_tables(page: Path, scores: Scores, day: date) -> None:
    """Put every table of reading into `page`; `scores` goes by name of corpus."""
    told = f"Measured on {day.isoformat()}"
    found = {name: s for name, s in scores.items() if s.figures().get("claim_kind_f1")}
    write_part(page, "reading", f"{told}.\n\n{_claims(found)}")
    write_part(page, "confidence", f"{told}.\n\n{_confidence(found)}")
    write_part(page, "silence", f"{told}.\n\n{_silence(scores)}")


def _claims(scores: Scores) -> str:
    rows = [["documents", *(str(s.documents) for s in scores.values()), "", "48"]]
    for name, bar in BARS.items():
        measures = [_measure(s, name) for s in scores.values()]
        unit = "accuracy" if measures and measures[0].unit == "accuracy" else "F1"
        cells = [_cell(m) for m in measures]
        aimed = "" if bar is None else _short(bar)
        label = f"{name.replace('_', ' ')} {unit}"
        rows.append([label, *cells, aimed, _short(PEOPLE[name])])
    return markdown_table(["", *scores, "aimed at", "two people apart"], rows)


def _confidence(scores: Scores) -> str:
    rows = []
    for name, score in scores.items():
        error = score.calibration.error if score.calibration else None
        recall = score.triage.recall if score.triage else None
        claims = str(score.triage.claims) if score.triage else ""
        rows.append([name, _short(error), claims, _short(recall, 4)])
    columns = ["", "expected calibration error", "claims", "through the gate"]
    return markdown_table(columns, rows)


def _silence(scores: Scores) -> str:
    def rows() -> Iterator[list[str]]:
        for name, score in scores.items():
            for part in score.silence:
                whole = name if part.name == "all" else f"{name}, {part.name}"
                counts = (part.documents, part.disturbed, part.claims)
                yield [whole, *map(str, counts), f"{part.in_hundred:.1f}"]

    columns = ["", "documents", "with false alarms", "claims", "claims in 100"]
    return markdown_table(columns, rows())


def _measure(score: ReadingScore, name: str) -> Measure:
    return next(m for m in score.measures if m.name == name)


def _cell(m: Measure) -> str:
    span = f" ({_short(m.interval[0])}-{_short(m.interval[1])})" if m.interval else ""
    return f"{_short(m.f1)}{span}"


def _short(value: float | None, digits: int = 3) -> str:
    """As .679: a share without its nought."""
    if value is None:
        return ""
    return f"{value:.{digits}f}".removeprefix("0")
