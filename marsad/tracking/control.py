"""Who held a place on each day, decided from the ledger (grouping rule 11).

*contested*: sources conflict over the holder, or somebody fights inside at the end of
the day without having taken it. *claimed*: only the holder's own side, or press of it,
says so. *assessed*: all else. A holder is carried forward where no loss is told; before
the first change the place is the loser's, as far as one is told.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from marsad.model import ControlRow, Place
from marsad.tracking.ledger import VAGUE, Entry, Page

Basis = Literal["assessed", "claimed", "contested"]
CONTESTED = "contested"
HEIR_DAYS = 2
_WORTH = {"takes": 3.0, "holds": 2.0}  # what was held that day may fall that day
_LEFT = 0.6
_CARRIED_BACK = "carried back from the first report"


@dataclass(frozen=True, slots=True)
class _Day:
    """What is known of one day; `told` is the day on which it was told last."""

    holder: str
    basis: Basis
    evidence: tuple[str, ...]
    note: str = ""
    told: int | None = None


def control_of(
    page: Page, first: int, last: int, rivals: Counter[tuple[str, str]]
) -> list[ControlRow]:
    """The rows of one place from day `first` to `last`; none where nobody is told to
    hold it. `rivals` counts who took from whom anywhere."""
    by_day: dict[int, list[Entry]] = {}
    for entry in page.entries:
        by_day.setdefault(entry.end, []).append(entry)
    state = _before(page.entries, rivals)
    parts: _Day | None = None  # a part of it is another's, until something is told
    known = {min(first, *by_day): state}
    for day, told in sorted(by_day.items()):
        before = state.holder
        after = _settle(before, told, page.entries)
        if after is not None:
            state, parts = replace(after, told=day), None
        if shared := _parts(before, state.holder, told):
            parts = _Day(CONTESTED, "contested", shared, told=day)
        doubt = _doubt(before, state.holder, told, page.entries)
        today = _Day(CONTESTED, "contested", doubt, told=day) if doubt else parts
        known[day] = today or state
        known[day + 1] = parts or state  # carried on, unless more is told of that day
    return _rows(page.place, known, first, last)


def _before(entries: Sequence[Entry], rivals: Counter[tuple[str, str]]) -> _Day:
    """The holder before the first change: who is told to lose it then, else who is told
    to hold it at first, else whom its taker takes places from elsewhere."""
    first = next((e for e in entries if e.deed in {"holds", "takes", "denied"}), None)
    taken = [e for e in entries if e.deed == "takes"]
    until = taken[0].end if taken else math.inf
    losers: dict[str, list[str]] = {}
    for entry in entries:
        name = entry.holder if entry.deed == "leaves" else entry.loser
        if entry.deed in {"takes", "leaves", "denied"} and entry.end <= until:
            losers.setdefault(name, []).append(entry.claim)
    for nobody in {*VAGUE, *(e.holder for e in taken)}:
        losers.pop(nobody, None)
    if losers:
        most = min(losers, key=lambda k: (-len(losers[k]), k))
        return _Day(most, "assessed", tuple(losers[most]), "told to have lost it later")
    if first is None or first.holder in VAGUE:
        return _Day("", "assessed", ())
    if first.deed == "holds":
        note = f"carried back: {first.note}" if first.note else _CARRIED_BACK
        return _Day(first.holder, _basis(first.holder, [first]), (first.claim,), note)
    note = f"{first.holder} took other places from them"
    return _Day(_usual_loser(first.holder, rivals), "assessed", (first.claim,), note)


def _usual_loser(taker: str, rivals: Counter[tuple[str, str]]) -> str:
    """Whom `taker` takes places from; else who loses most places to anybody."""
    his: Counter[str] = Counter()
    anybody_s: Counter[str] = Counter()
    for (winner, loser), times in rivals.items():
        anybody_s[loser] += times
        if winner == taker:
            his[loser] += times
    anybody_s.pop(taker, None)
    losers = his or anybody_s
    return min(losers, key=lambda k: (-losers[k], k), default="")


def _settle(
    holder: str, told: Sequence[Entry], entries: Sequence[Entry]
) -> _Day | None:
    """Who holds it at the end of a day of which something is told; None: nothing is."""
    votes: dict[str, float] = {}
    for entry in told:
        if entry.deed in _WORTH and entry.holder:
            votes[entry.holder] = votes.get(entry.holder, 0) + _WORTH[entry.deed]
        elif entry.deed == "leaves" and entry.holder in {"", holder}:
            heir = _heir(holder, entry, entries)
            if heir:
                votes[heir] = votes.get(heir, 0) + _LEFT
    if not votes:
        return _left_to_nobody(holder, told)
    new = min(votes, key=lambda k: (-votes[k], k != holder, k))
    told_so = [e for e in told if e.holder == new and e.deed in _WORTH]
    told_so = told_so or [e for e in told if e.deed == "leaves"]
    note = told_so[0].note if all(e.note for e in told_so) else ""
    return _Day(new, _basis(new, told_so), tuple(e.claim for e in told_so), note)


def _left_to_nobody(holder: str, told: Sequence[Entry]) -> _Day | None:
    """Nobody is known to hold a place that its holder left to no one; None: he stays,
    or only a part of it was left."""
    left = [
        e.claim
        for e in told
        if e.deed == "leaves" and e.holder == holder and not e.partial
    ]
    return _Day("", "assessed", tuple(left)) if holder and left else None


def _heir(holder: str, left: Entry, entries: Sequence[Entry]) -> str:
    """Who has a place that its holder left: the last to take or enter it till then."""
    near = [
        e
        for e in entries
        if e.deed in {*_WORTH, "enters"}
        and e.holder not in {"", left.holder, holder}
        and abs(e.end - left.end) <= HEIR_DAYS
    ]
    return near[-1].holder if near else ""


def _doubt(
    before: str, holder: str, told: Sequence[Entry], entries: Sequence[Entry]
) -> tuple[str, ...]:
    """Claims that put the holder in doubt at the end of the day: a denial of his hold,
    or forces inside that have it only later."""
    holds = [e for e in told if e.deed in _WORTH and e.holder == holder]
    denied = [e for e in told if e.deed == "denied" and _denies(e, holder, told)]
    if holder == before:
        denied = [e for e in denied if e.holder == holder]
    if denied and holds:
        return tuple(e.claim for e in (*denied, *holds))
    inside = [e for e in told if e.deed == "enters" and e.holder not in {"", before}]
    later = any(
        e.deed in _WORTH and e.holder not in {"", holder} and e.end > told[0].end
        for e in entries
    )
    if holder == before and inside and later:
        return tuple(e.claim for e in inside)
    now_in = {e.document for e in inside if e.start == e.end and not e.partial}
    if holder != before and holds and len(now_in) > len({e.document for e in holds}):
        return tuple(e.claim for e in inside)  # more tell of the fight than of its end
    return ()


def _parts(before: str, holder: str, told: Sequence[Entry]) -> tuple[str, ...]:
    """Claims of who told of the day that only a part has changed hands."""
    full = {e.document for e in told if e.deed in _WORTH and e.holder == holder}
    parts = [
        e
        for e in told
        if e.partial and e.deed == "enters" and e.holder not in {"", before}
    ]
    return tuple(e.claim for e in parts if e.document not in full)


def _denies(denial: Entry, holder: str, told: Sequence[Entry]) -> bool:
    """The denial is of this holder's hold. Nobody denies his own: then "they" was taken
    for the wrong side. "Not by them but by others" denies no hold but names another."""
    if denial.press == holder or denial.holder not in {"", holder, denial.press}:
        return False
    return not any(
        e.document == denial.document and e.deed in _WORTH and e.press == denial.press
        for e in told
    )


def _basis(holder: str, evidence: Iterable[Entry]) -> Basis:
    own = [e.press == holder for e in evidence]
    return "claimed" if own and all(own) else "assessed"


def _rows(
    place: Place, known: dict[int, _Day], first: int, last: int
) -> list[ControlRow]:
    """Rows from `first` to `last`: what is known from a day on, up to the next one of
    which something else is."""
    starts = sorted(known)
    starts = [
        d for n, d in enumerate(starts) if not n or known[starts[n - 1]] != known[d]
    ]
    ends = [*(d - 1 for d in starts[1:]), last]
    return [
        _row(place, max(start, first), min(end, last), known[start])
        for start, end in zip(starts, ends, strict=True)
        if known[start].holder and start <= last and end >= first
    ]


def _row(place: Place, start: int, end: int, day: _Day) -> ControlRow:
    return ControlRow(
        place,
        date.fromordinal(start),
        date.fromordinal(end),
        day.holder,
        day.basis,
        day.evidence,
        day.note,
        date.fromordinal(day.told) if day.told else None,
    )
