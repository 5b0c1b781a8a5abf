"""The compact form: one claim a line.

    SENTENCE kind anchor words | by: A; B | to: C | at: place @lat,lon level
        | when: 2031-05-01..2031-05-02 | fig: killed people 12.. [at least 12]
        | src: the mayor:says | status: happened

(on one line). Slots that are empty are left out; `;` separates several. Figures are
`what who low..high [words]`, an open end left empty, `~` before the number for "about".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from marsad.codebook import kinds
from marsad.corpus_form import claims_from_rows
from marsad.errors import InputError
from marsad.model import Document, Level, Span, Stance, Status, What

SLOTS = ("by", "to", "at", "when", "fig", "src", "status")
_PLACE = re.compile(
    r"(?P<mention>.+?)(?:\s+@(?P<lat>-?[\d.]+),\s*(?P<lon>-?[\d.]+)\s+(?P<level>\w+))?$"
)
_FIGURE = re.compile(
    r"(?P<what>\w+)\s+(?P<who>.*?)\s*(?P<approx>~?)"
    r"(?P<low>\d*)(?P<range>\.\.)?(?P<high>\d*)\s*\[(?P<text>.+)\]$"
)
_DAYS = re.compile(r"(?P<start>[\d-]*)(?P<range>\.\.)?(?P<end>[\d-]*)$")


@dataclass(frozen=True, slots=True)
class Mistake:
    """A line that could not be used: its number and what to mend."""

    line: int
    message: str


def claims_of(
    document: Document, sentences: Sequence[Span], lines: Sequence[tuple[int, str]]
) -> tuple[list[dict[str, Any]], list[Mistake]]:
    """The claims written under a document's sheet, in corpus form, and the mistakes.

    Every claim is checked as a corpus file would be: labels, that the anchor stands in
    its sentence, and that every mention stands somewhere in the text.
    """
    rows: list[dict[str, Any]] = []
    wrong: list[Mistake] = []
    for number, line in lines:
        try:
            row = {"id": f"c{len(rows) + 1}", **_row(document, sentences, line)}
            claims_from_rows(document, [row])
        except (ValueError, InputError) as said:
            wrong.append(Mistake(number, str(said)))
        else:
            rows.append(row)
    return rows, wrong


def _row(document: Document, sentences: Sequence[Span], line: str) -> dict[str, Any]:
    head, *slots = (part.strip() for part in line.split(" | "))
    number, _, rest = head.partition(" ")
    kind, _, anchor = rest.strip().partition(" ")
    if not number.isdigit() or not 1 <= int(number) <= len(sentences):
        raise ValueError(f"no sentence {number!r}; they go from 1 to {len(sentences)}")
    if kind not in kinds():
        raise ValueError(f"{kind!r} is no kind of the codebook")
    span = sentences[int(number) - 1]
    quote = document.text[span.start : span.end]
    if not anchor or anchor not in quote:
        raise ValueError(f"the anchor {anchor!r} is not in sentence {number}")
    given = dict(_slot(s) for s in slots)
    row = {
        "quote": quote,
        "anchor": anchor,
        "kind": kind,
        "initiator": _many(given.get("by")),
        "target": _many(given.get("to")),
        "places": [_place(p) for p in _many(given.get("at"))],
        "when": _when(given.get("when")),
        "figures": [_figure(f) for f in _many(given.get("fig"))],
        "sources": [_speaker(s) for s in _many(given.get("src"))],
        "status": Status(given.get("status", "happened")).value,
    }
    _check_mentions(document, row)
    return row


def _slot(text: str) -> tuple[str, str]:
    name, colon, value = text.partition(":")
    if not colon or name.strip() not in SLOTS:
        raise ValueError(f"{text!r} is no slot; slots are {', '.join(SLOTS)}")
    return name.strip(), value.strip()


def _many(value: str | None) -> list[str]:
    return [v.strip() for v in (value or "").split(";") if v.strip()]


def _place(text: str) -> dict[str, Any]:
    found = _PLACE.match(text)
    if found is None:
        raise ValueError(f"{text!r} is no place; write: Northford @1.5,2.5 town")
    row: dict[str, Any] = {"mention": found["mention"], "lat": None, "lon": None}
    row["level"] = None
    if found["lat"]:
        lat, lon = float(found["lat"]), float(found["lon"])
        if not (-90 <= lat <= 90 and -180 <= lon <= 180):
            raise ValueError(f"{text!r} is not on this earth")
        row |= {"lat": lat, "lon": lon, "level": Level(found["level"]).value}
    return row


def _when(text: str | None) -> dict[str, Any] | None:
    if not text:
        return None
    found = _DAYS.match(text)
    if found is None:
        raise ValueError(f"{text!r} is no day; write 2031-05-01, or 2031-05-01..")
    start = _day(found["start"])
    end = _day(found["end"]) if found["range"] else start
    if start and end and start > end:
        raise ValueError(f"{text!r} ends before it begins")
    return {"start": start, "end": end}


def _day(text: str) -> str | None:
    return date.fromisoformat(text).isoformat() if text else None


def _figure(text: str) -> dict[str, Any]:
    found = _FIGURE.match(text)
    if found is None:
        raise ValueError(f"{text!r} is no figure; write: killed people 12.. [12]")
    low = int(found["low"]) if found["low"] else None
    high = int(found["high"]) if found["high"] else None
    if not found["range"]:
        high = low
    if low is not None and high is not None and low > high:
        raise ValueError(f"{text!r} goes from more to less")
    row = {
        "what": What(found["what"]).value,
        "who": found["who"],
        "low": low,
        "high": high,
        "text": found["text"],
    }
    return {**row, "approx": True} if found["approx"] else row


def _speaker(text: str) -> dict[str, Any]:
    mention, _, stance = text.rpartition(":")
    if not mention:
        raise ValueError(f"{text!r} is no speaker; write: the mayor:says")
    return {"mention": mention.strip(), "stance": Stance(stance.strip()).value}


def _check_mentions(document: Document, row: dict[str, Any]) -> None:
    """Every mention must stand in the document (or its title) as it is written."""
    whole = f"{document.title}\n{document.text}"
    mentions = [*row["initiator"], *row["target"]]
    mentions += [p["mention"] for p in row["places"]]
    mentions += [s["mention"] for s in row["sources"]]
    mentions += [f["text"] for f in row["figures"]]
    for mention in mentions:
        if mention not in whole:
            raise ValueError(f"{mention!r} does not stand in the document")
