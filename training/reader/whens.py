"""Time phrases of a sentence and the days they mean, from the resolving stage."""

from __future__ import annotations

from datetime import date

from marsad.resolving.times import Seen, find_times, tell
from training.reader.corpus import Interval


def phrases(text: str, day: str) -> list[tuple[int, int, Interval]]:
    """Offsets and ISO interval of every phrase of `text`, read on `day` (ISO)."""
    seen = Seen(date.fromisoformat(day))
    out = []
    for span, words in find_times(text):
        told = tell(words, seen)
        if told:
            start, end = told.days
            interval = (_iso(start), _iso(end))
            out.append((span.start, span.end, interval))
    return out


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
