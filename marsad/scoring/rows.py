"""Files to be scored: read and checked, each fault told by its line.

Scoring takes claims as a file gives them, not as `corpus_form` makes them: a predicted
quote that is not in the text is a wrong answer to be counted, not a file to be refused.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from marsad.errors import InputError

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Spot:
    """A place as a file gives it; None where it is not located."""

    mention: str
    lat: float | None
    lon: float | None
    level: str | None


@dataclass(frozen=True, slots=True)
class Answer:
    """One claim as a file gives it: what is scored of it.

    `figures` are (what, low, high); `when` is (start, end); `confidence` is the
    reader's, None where it gives none.
    """

    id: str
    kind: str
    quote: str
    anchor: str
    initiator: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    places: tuple[Spot, ...] = ()
    when: tuple[date | None, date | None] = (None, None)
    figures: tuple[tuple[str, float | None, float | None], ...] = ()
    sources: tuple[str, ...] = ()
    status: str = "happened"
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One document and the claims given for it; None: nobody annotated it.

    `split` is the half of a file that is to be kept apart, "" where there is none.
    """

    key: str
    text: str
    text_origin: str
    answers: tuple[Answer, ...] | None
    title: str = ""
    outlet: str = ""
    published: str = ""
    split: str = ""


def read_sheets(path: Path) -> dict[str, Sheet]:
    """The documents of a corpus file (JSON lines) by `doc_id`.

    Raises InputError naming file and line where one cannot be used.
    """
    out: dict[str, Sheet] = {}
    for number, line in enumerate(_text(path).split("\n"), 1):
        if not line.strip():
            continue
        where = f"{path}, line {number}"
        try:
            sheet = _sheet(json.loads(line))
        except json.JSONDecodeError as wrong:
            raise InputError(f"{where}: not JSON ({wrong.msg})") from wrong
        except KeyError as wrong:
            raise InputError(f"{where}: no {wrong}") from wrong
        except (ValueError, TypeError, AttributeError) as wrong:
            raise InputError(f"{where}: {wrong}") from wrong
        if sheet.key in out:
            raise InputError(f"{where}: document {sheet.key!r} stands there twice")
        out[sheet.key] = sheet
    if not out:
        raise InputError(f"{path}: no documents; one JSON object a line is expected")
    return out


def read_json(path: Path) -> Any:
    """The JSON value in a file. Raises InputError naming file and line."""
    try:
        return json.loads(_text(path))
    except json.JSONDecodeError as wrong:
        raise InputError(
            f"{path}, line {wrong.lineno}: not JSON ({wrong.msg})"
        ) from wrong


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except OSError as wrong:
        raise InputError(f"{path}: {wrong.strerror}") from wrong
    except UnicodeDecodeError as wrong:
        raise InputError(f"{path}: not UTF-8 at byte {wrong.start}") from wrong


def _sheet(row: Row) -> Sheet:
    claims = row.get("claims")
    return Sheet(
        row["doc_id"],
        row.get("text") or "",
        row.get("text_origin") or "not told",
        None if claims is None else tuple(_answer(c, n) for n, c in enumerate(claims)),
        title=str(row.get("title") or ""),
        outlet=str(row.get("outlet") or ""),
        published=str(row.get("published") or ""),
        split=str(row.get("split") or ""),
    )


def _answer(row: Row, number: int) -> Answer:
    when = row.get("when") or {}
    return Answer(
        id=str(row.get("id") or f"c{number + 1}"),
        kind=row["kind"],
        quote=row["quote"],
        anchor=row.get("anchor") or "",
        initiator=tuple(row.get("initiator") or ()),
        target=tuple(row.get("target") or ()),
        places=tuple(_spot(p) for p in row.get("places") or ()),
        when=(_day(when.get("start")), _day(when.get("end"))),
        figures=tuple(
            (f["what"], f.get("low"), f.get("high")) for f in row.get("figures") or ()
        ),
        sources=tuple(s["mention"] for s in row.get("sources") or ()),
        status=row.get("status") or "happened",
        confidence=_share(row.get("confidence")),
    )


def _spot(row: Row) -> Spot:
    lat, lon = row.get("lat"), row.get("lon")
    return Spot(
        row.get("mention") or "",
        None if lat is None else float(lat),
        None if lon is None else float(lon),
        row.get("level"),
    )


def _share(value: Any) -> float | None:
    if value is None:
        return None
    number = float(value)
    if not 0 <= number <= 1:  # not so for NaN either
        raise ValueError(f"confidence {value!r} is not between 0 and 1")
    return number


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
