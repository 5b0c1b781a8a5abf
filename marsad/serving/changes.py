"""What is different between two pictures, in words."""

from __future__ import annotations

from typing import Literal

from marsad.model import ControlRow, Group, Toll
from marsad.serving.items.claims import group_ref
from marsad.serving.items.places import held
from marsad.serving.shapes import Changes, GroupChange
from marsad.serving.view import View, groups
from marsad.telling.attribution import shown_name
from marsad.telling.places import place_name
from marsad.telling.safe import clean

MOST = 50
"""So many groups and rows of control are told; more only count in `groups`."""


def changes_between(before: View, now: View) -> Changes:
    """What `now` tells otherwise than `before`, as far as a reader would notice."""
    old, new = groups(before), groups(now)
    out = [
        _change(old[name], "gone", [], _heir(now, old[name]))
        for name in old.keys() - new.keys()
    ]
    for name, group in new.items():
        if name not in old:
            out.append(_change(group, "new", []))
        elif old[name] != group and (told := _told(old[name], group)):
            out.append(_change(group, "changed", told))
    out.sort(key=lambda c: (("gone", "new", "changed").index(c.change), c.group.id))
    return Changes(
        revision=now.revision, groups=out[:MOST], control=_control(before, now)[:MOST]
    )


def _change(
    group: Group,
    change: Literal["new", "gone", "changed"],
    what: list[str],
    now: str | None = None,
) -> GroupChange:
    return GroupChange(group=group_ref(group), change=change, what=what, now=now)


def _heir(now: View, gone: Group) -> str | None:
    """The group that most claims of one that is gone now belong to."""
    homes = [now.index.group_of[c].id for c in gone.claims if c in now.index.group_of]
    return max(sorted(set(homes)), key=homes.count, default=None)


def _told(before: Group, now: Group) -> list[str]:
    out = []
    if before.title != now.title:
        out.append(f"title: {clean(now.title)}")
    if before.grade != now.grade:
        out.append(f"support: {before.grade} → {now.grade}")
    elif before.reason != now.reason:
        out.append(f"support: {clean(now.reason)}")
    joined = len(set(now.claims) - set(before.claims))
    left = len(set(before.claims) - set(now.claims))
    if joined:
        out.append(f"claims joined: {joined}")
    if left:
        out.append(f"claims left: {left}")
    old, new = _tolls(before), _tolls(now)
    for key in sorted(old.keys() | new.keys()):
        if old.get(key) != new.get(key):
            out.append(
                f"{key}: {old.get(key, 'not told')} → {new.get(key, 'not told')}"
            )
    if len(before.oppositions) != len(now.oppositions):
        out.append(f"oppositions: {len(before.oppositions)} → {len(now.oppositions)}")
    return out


def _tolls(group: Group) -> dict[str, str]:
    tolls: tuple[Toll, ...] = getattr(group, "tolls", ())
    return {f"{t.what.value}, {clean(t.who)}": _range(t) for t in tolls}


def _range(toll: Toll) -> str:
    low, high = ("?" if n is None else str(n) for n in (toll.low, toll.high))
    return low if low == high else f"{low} to {high}"


def _control(before: View, now: View) -> list[str]:
    """Places whose last known holder is another."""
    out = []
    old, new = held(before), held(now)
    for key in sorted(old.keys() | new.keys()):
        was, holds = _last(old.get(key, [])), _last(new.get(key, []))
        if was != holds:
            row = (new.get(key) or old[key])[-1]
            out.append(f"{clean(place_name(row.place))}: {was} → {holds}")
    return out


def _last(rows: list[ControlRow]) -> str:
    if not rows:
        return "not known"
    row = rows[-1]
    return f"{shown_name(row.holder)} ({row.basis})"
