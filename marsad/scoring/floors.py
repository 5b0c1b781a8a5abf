"""Floors: measured figures that must not fall.

A floor goes by corpus, task and figure, as `dev.reading.claim_kind_f1`. It rises with
what is measured and is lowered only on purpose, one floor at a time, with a reason that
stays in the file.
"""

from __future__ import annotations

import json
import math
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from marsad.errors import InputError

SCALE = 1000  # three digits are kept

HEAD = """\
# Measured figures as floors: `make test` fails where one falls (docs/evaluation.md).
# Written by `python eval/measure.py --raise`; one is lowered only by
# `python eval/measure.py --lower NAME --reason WHY`, and the reason stays below.
"""


@dataclass(frozen=True, slots=True)
class Lowering:
    """A floor lowered on purpose."""

    floor: str
    before: float
    after: float
    day: date
    reason: str


@dataclass(frozen=True, slots=True)
class Fallen:
    """A figure under its floor; `measured` is None where it is measured no more."""

    name: str
    floor: float
    measured: float | None


@dataclass(frozen=True, slots=True)
class Floors:
    """All floors by name, and what was lowered when and why."""

    values: dict[str, float]
    lowerings: tuple[Lowering, ...] = ()


def fallen(floors: Floors, figures: Mapping[str, float]) -> list[Fallen]:
    """The floors that `figures` do not reach.

    Only floors of a corpus that was measured (some figure of it is there) count, so
    that a check without the larger corpora checks what it can.
    """
    measured = {_corpus(name) for name in figures}
    return [
        Fallen(name, floor, figures.get(name))
        for name, floor in floors.values.items()
        if _corpus(name) in measured and figures.get(name, -1.0) < floor - 1e-9
    ]


def raised(floors: Floors, figures: Mapping[str, float]) -> Floors:
    """The floors risen to `figures` where these are higher; new figures get one."""
    values = dict(floors.values)
    for name, figure in figures.items():
        values[name] = max(values.get(name, 0.0), _down(figure))
    return replace(floors, values=values)


def lowered(
    floors: Floors, name: str, figures: Mapping[str, float], reason: str, day: date
) -> Floors:
    """The floors with `name` lowered to its figure, and the `reason` on record.

    A floor whose figure is measured no more is taken out (lowered to 0). Raises
    InputError where there is no such floor, it has not fallen, or no reason is given.
    """
    if not reason.strip():
        raise InputError(f"floor {name}: a floor is lowered only with a reason")
    fell = next((f for f in fallen(floors, figures) if f.name == name), None)
    if fell is None:
        raise InputError(f"floor {name}: nothing to lower, it holds or does not exist")
    after = 0.0 if fell.measured is None else _down(fell.measured)
    values = {**floors.values, name: after}
    if fell.measured is None:
        del values[name]
    lowering = Lowering(name, fell.floor, after, day, reason.strip())
    return Floors(values, (*floors.lowerings, lowering))


def load_floors(path: Path) -> Floors:
    """The floors in a TOML file; none where there is no file yet.

    Raises InputError where the file is not one of floors.
    """
    if not path.exists():
        return Floors({})
    try:
        data = tomllib.loads(path.read_text("utf-8"))
        rows = data.pop("lowered", [])
        lowerings = tuple(_lowering(row) for row in rows)
        return Floors(dict(_flat(data)), lowerings)
    except (ValueError, KeyError, TypeError, AttributeError) as wrong:
        raise InputError(f"{path}: not a file of floors: {wrong}") from wrong


def save_floors(floors: Floors, path: Path) -> None:
    """Write `floors` as TOML, sorted, a table for each corpus and task."""
    tables: dict[str, list[str]] = {}
    for name, floor in sorted(floors.values.items()):
        table, figure = name.rsplit(".", 1)
        tables.setdefault(table, []).append(f"{figure} = {floor:.3f}")
    parts = [HEAD]
    parts += ["\n".join((f"[{t}]", *lines)) + "\n" for t, lines in tables.items()]
    parts += [_lowering_text(entry) for entry in floors.lowerings]
    path.write_text("\n".join(parts), "utf-8")


def _corpus(name: str) -> str:
    return name.split(".", 1)[0]


def _down(figure: float) -> float:
    """Cut to the digits kept, so that a figure always reaches its own floor."""
    return math.floor(figure * SCALE + 1e-6) / SCALE


def _flat(data: Mapping[str, Any]) -> Iterable[tuple[str, float]]:
    for corpus, tasks in data.items():
        for task, figures in tasks.items():
            for figure, floor in figures.items():
                yield f"{corpus}.{task}.{figure}", float(floor)


def _lowering(row: Mapping[str, Any]) -> Lowering:
    return Lowering(
        row["floor"], row["before"], row["after"], row["day"], row["reason"]
    )


def _lowering_text(entry: Lowering) -> str:
    # A JSON string is a TOML basic string.
    return (
        "[[lowered]]\n"
        f"floor = {json.dumps(entry.floor)}\n"
        f"before = {entry.before}\n"
        f"after = {entry.after}\n"
        f"day = {entry.day.isoformat()}\n"
        f"reason = {json.dumps(entry.reason, ensure_ascii=False)}\n"
    )
