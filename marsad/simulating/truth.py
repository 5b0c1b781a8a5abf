"""What truly happened, kept apart from what is told of it.

`truth.jsonl` has a line an event, one a stretch of days in which a town had one
holder, and one a claim: which event it is about and whose word it is.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from pathlib import Path
from types import TracebackType
from typing import Any

from marsad.errors import InputError
from marsad.simulating.telling import Told
from marsad.simulating.war import Front, day_of

TRUTH = "truth.jsonl"
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Happened:
    """An event: `killed` people of `doer`'s doing at `place`."""

    kind: str
    day: date
    place: str
    doer: str
    killed: int


@dataclass(frozen=True, slots=True)
class Witness:
    """Of a claim: the event it is about ("" where it never was) and whose word it is:
    the teller who saw it, or the side whose press it is."""

    event: str
    root: str


@dataclass(slots=True)
class Truth:
    """Events by id; holders as (place, first day, last day, holder); claims by
    reference (`DOCUMENT#c1`)."""

    events: dict[str, Happened] = field(default_factory=dict)
    holders: list[tuple[str, date, date, str]] = field(default_factory=list)
    claims: dict[str, Witness] = field(default_factory=dict)


class TruthFile:
    """`truth.jsonl`, written line by line."""

    def __init__(self, folder: Path) -> None:
        self._file = (folder / TRUTH).open("w", encoding="utf-8")

    def __enter__(self) -> TruthFile:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        wrong: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()

    def write(self, row: Row) -> None:
        """One line."""
        self._file.write(json.dumps(row, ensure_ascii=False) + "\n")

    def told(self, document: str, members: Iterable[Told]) -> None:
        """The claims of a document, in its order."""
        for number, one in enumerate(members, 1):
            claim = f"{document}#c{number}"
            side = one.teller.side
            root = one.root if side is None else f"side {side}"
            self.write({"claim": claim, "event": one.event, "root": root})


def truth_rows(front: Front) -> Iterator[Row]:
    """The lines of one front's events and holders."""
    for event in front.events:
        yield {
            "happened": event.id,
            "kind": event.kind,
            "day": day_of(event.day).isoformat(),
            "place": front.towns[event.town].name,
            "doer": front.sides[event.doer],
            "killed": event.killed,
        }
    for number, town in enumerate(front.towns):
        days = ((d, held[number]) for d, held in enumerate(front.holders))
        for side, run in groupby(days, key=lambda x: x[1]):
            listed = [d for d, _ in run]
            yield {
                "place": town.name,
                "start": day_of(listed[0]).isoformat(),
                "end": day_of(listed[-1]).isoformat(),
                "holder": front.sides[side],
            }


def load_truth(folder: Path) -> Truth:
    """The truth of a simulated war. Raises InputError where the folder has none."""
    path = folder / TRUTH
    out = Truth()
    try:
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                _take(json.loads(line), out)
    except OSError as wrong:
        told = f"{path}: {wrong.strerror}; make one by `marsad simulate`"
        raise InputError(told) from wrong
    except (ValueError, KeyError) as wrong:
        told = f"{path} is damaged; make it anew by `marsad simulate`"
        raise InputError(told) from wrong
    return out


def _take(row: Row, out: Truth) -> None:
    if "claim" in row:
        out.claims[row["claim"]] = Witness(row["event"], row["root"])
    elif "happened" in row:
        out.events[row["happened"]] = Happened(
            row["kind"],
            date.fromisoformat(row["day"]),
            row["place"],
            row["doer"],
            row["killed"],
        )
    else:
        start, end = (date.fromisoformat(row[k]) for k in ("start", "end"))
        out.holders.append((row["place"], start, end, row["holder"]))
