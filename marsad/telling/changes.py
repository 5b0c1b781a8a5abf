"""What a judgement, or a new report, changed in the picture: one sentence a change."""

from __future__ import annotations

from collections.abc import Iterator

from marsad.model import ControlRow, Group, Incident, Picture, Series, Toll
from marsad.spots import label_of
from marsad.telling.phrases import count_words, days_words, range_words
from marsad.telling.safe import clean

Tolls = dict[tuple[str, str], Toll]


def changes(before: Picture, after: Picture) -> list[str]:
    """What `after` tells otherwise than `before`: groups first, then who holds what."""
    return [*_groups(before, after), *_control(before, after)]


def _groups(before: Picture, after: Picture) -> Iterator[str]:
    old = {g.id: g for g in before.groups}
    new = {g.id: g for g in after.groups}
    home = {c: g for g in after.groups for c in g.claims}
    for name, group in old.items():
        if name in new:
            yield from _group(group, new[name])
            continue
        heirs = {home[c].id: None for c in group.claims if c in home}
        went = f"its claims are in {', '.join(heirs)}" if heirs else "nothing counts"
        yield f"{name} {clean(group.title)}: is no more; {went}"
    for name, group in new.items():
        if name not in old:
            number = count_words(len(group.claims), "claim")
            yield f"{name} {clean(group.title)}: new, of {number}; {group.grade.value}"


def _group(old: Group, new: Group) -> Iterator[str]:
    told = []
    joined = len(set(new.claims) - set(old.claims))
    left = len(set(old.claims) - set(new.claims))
    if joined:
        told.append(f"{count_words(joined, 'claim')} joined")
    if left:
        told.append(f"{count_words(left, 'claim')} left")
    if old.grade is not new.grade:
        told.append(f"was {old.grade.value}, is {new.grade.value}")
    elif clean(old.reason) != clean(new.reason):
        told.append(f"{new.grade.value} still: {clean(new.reason)}")
    told += _tolls(old, new)
    disputes = [
        len([o for o in g.oppositions if o.type == "dispute"]) for g in (old, new)
    ]
    if disputes[0] != disputes[1]:
        told.append(f"{count_words(disputes[1], 'dispute')}, was {disputes[0]}")
    if told:
        yield f"{new.id} {clean(new.title)}: {'; '.join(told)}"


def _tolls(old: Group, new: Group) -> Iterator[str]:
    was, now = _by_scope(old), _by_scope(new)
    for key in dict.fromkeys((*was, *now)):
        ranges = [
            range_words(t.low, t.high) if t else "not told"
            for t in (was.get(key), now.get(key))
        ]
        if ranges[0] != ranges[1]:
            yield f"{key[0]} ({clean(key[1])}) was {ranges[0]}, is {ranges[1]}"


def _by_scope(group: Group) -> Tolls:
    tolls = group.tolls if isinstance(group, Incident | Series) else ()
    return {(t.what.value, t.who): t for t in tolls}


def _control(before: Picture, after: Picture) -> Iterator[str]:
    was, now = _states(before), _states(after)
    for place in dict.fromkeys((*was, *now)):
        for row in now.get(place, []):
            if row not in was.get(place, []):
                yield f"{place}, {row[0]}: {row[1]}"
        if place not in now:
            yield f"{place}: nobody is told to hold it any more"


def _states(picture: Picture) -> dict[str, list[tuple[str, str]]]:
    """By place, the days and holders (with the basis) of its rows."""
    out: dict[str, list[tuple[str, str]]] = {}
    for row in picture.control or ():
        out.setdefault(clean(label_of(row.place)), []).append((_days(row), _held(row)))
    return out


def _days(row: ControlRow) -> str:
    return days_words(row.start, row.end, 0)


def _held(row: ControlRow) -> str:
    return row.holder if row.holder == row.basis else f"{row.holder} ({row.basis})"
