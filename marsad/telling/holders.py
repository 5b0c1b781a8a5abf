"""Who holds what at the end of the days asked for, and what changed hands in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from marsad.model import ControlRow
from marsad.telling.attribution import shown_name
from marsad.telling.bundles import origins
from marsad.telling.incidents import with_refs
from marsad.telling.phrases import capital, count_words, day_words
from marsad.telling.places import called, fold, is_described, is_named, place_name
from marsad.telling.references import References
from marsad.telling.safe import clean
from marsad.telling.scope import Scope
from marsad.telling.shapes import Line, Statement
from marsad.telling.statements import cited, documents

_DAY = timedelta(days=1)
OLD = timedelta(days=2)  # what was told so long ago says when


def holder_lines(scope: Scope, references: References) -> tuple[list[Line], list[Line]]:
    """Lines of the places that changed hands, or began to be fought over, in the days
    asked for; and lines of those that did not."""
    changed: list[Line] = []
    same: list[Line] = []
    near = [
        row
        for row in scope.index.picture.control or ()
        if scope.area is None or scope.area.holds(row.place)
    ]
    for rows in by_place(near).values():
        now = next((r for r in rows if r.start <= scope.question.end <= r.end), None)
        if now is None:
            continue
        day_before = scope.question.start - timedelta(days=1)
        before = next((r for r in rows if r.start <= day_before <= r.end), None)
        other = before is not None and _state(before) != _state(now)
        line = _line(scope, references, now, before if other else None)
        began = before is None and now.start >= scope.question.start
        if other or began:
            changed.append(replace(line, is_new=now.start >= scope.question.end))
        else:
            same.append(line)
    return changed, same


def by_place(rows: Iterable[ControlRow]) -> dict[str, list[ControlRow]]:
    """Rows of places that can be told by the folded name; those that follow each other
    in the same state are one."""
    found: dict[str, list[ControlRow]] = defaultdict(list)
    for row in rows:
        if is_named(row.place) or is_described(row.place):
            found[fold(place_name(row.place))].append(row)
    return {place: _runs(told) for place, told in found.items()}


def _runs(rows: list[ControlRow]) -> list[ControlRow]:
    """Rows that follow each other in the same state made one: the state, not a change
    in what it rests on, tells since when. What is only inferred (it has a note) stays
    apart from what was told."""
    out: list[ControlRow] = []
    for row in sorted(rows, key=lambda r: r.start):
        last = out[-1] if out else None
        follows = last and row.start <= last.end + _DAY and last.note == row.note
        if last and follows and _state(last) == _state(row):
            evidence = tuple(dict.fromkeys((*last.evidence, *row.evidence)))
            out[-1] = replace(last, end=row.end, evidence=evidence, told=row.told)
        else:
            out.append(row)
    return out


def _state(row: ControlRow) -> tuple[str, bool]:
    return row.holder, row.basis == "contested"


def basis_words(row: ControlRow) -> str:
    """Since when it is so. What was not told but follows from what was is said to be
    inferred, and has no "since"."""
    if row.note and row.told is None:
        return f"inferred: {clean(row.note)}"
    since = f"since {day_words(row.start, False)}"
    return f"{since}, {clean(row.note)}" if row.note else since


def _line(
    scope: Scope, references: References, row: ControlRow, before: ControlRow | None
) -> Line:
    claims = scope.index.claims(row.evidence)
    contested = row.basis == "contested" or row.holder == "contested"
    parts = [basis_words(row)]
    if row.told and scope.question.end - row.told >= OLD:
        parts.append(f"last told {day_words(row.told, False)}")
    if contested and row.holder != "contested":
        parts.append(f"held so far by {shown_name(row.holder)}")
    elif row.basis == "claimed":
        parts.append("claimed by that side, or those close to it, only")
    said: tuple[Statement, ...] = ()
    if claims:
        number = count_words(documents(claims), "document")
        told = f"{count_words(origins(scope, claims), 'origin')}, {number}"
        said = (Statement(f"Rests on {told}", "", cited(references, claims)),)
    notes = [f"Before: {shown_name(before.holder)}"] if before else []
    place = capital(clean(called(row.place, scope.index.places)))
    holder = "contested" if contested else shown_name(row.holder)
    line = Line(
        "",
        f"{place}: {holder}",
        "; ".join(parts),
        said,
        tuple(notes),
        place=place,
    )
    return with_refs(line)
