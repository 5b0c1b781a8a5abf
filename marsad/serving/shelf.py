"""A list of the picture, ready to be narrowed, ordered and paged.

Numbers stand in numpy columns, names in an index from each folded name to those that
bear it, sentences in one long text: narrowing 100,000 claims takes a millisecond.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import Any, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from marsad.telling import places

T = TypeVar("T")
Mask = NDArray[np.bool_]
Numbers = NDArray[np.float64]
Box = tuple[float, float, float, float]
NAN = float("nan")


fold = lru_cache(maxsize=200_000)(places.fold)
"""`telling.places.fold`, remembered: the same names come again and again."""


def ordinal(day: date | None) -> float:
    """A day as a number; NaN where it is unknown."""
    return NAN if day is None else float(day.toordinal())


class Names:
    """Which things bear which names, or parts of them."""

    def __init__(self) -> None:
        self._bearers: dict[str, list[int]] = {}

    def add(self, position: int, names: Iterable[str | None]) -> None:
        """Note that the thing at `position` bears `names`, folded."""
        for name in {n for n in names if n}:
            self._bearers.setdefault(name, []).append(position)

    def holding(self, needle: str, size: int) -> Mask:
        """Those of which a name holds `needle`, whatever the case, accents, articles
        and hyphens; an id must be given whole."""
        folded = fold(needle)
        out = np.zeros(size, dtype=np.bool_)
        for name, bearers in self._bearers.items():
            if name == needle or (folded and folded in name):
                out[bearers] = True
        return out

    def exactly(self, names: Iterable[str], size: int) -> Mask:
        """Those that bear one of `names` as it stands."""
        out = np.zeros(size, dtype=np.bool_)
        for name in names:
            out[self._bearers.get(name, [])] = True
        return out

    def counts(self, mask: Mask) -> dict[str, int]:
        """How many of `mask` bear each name, commonest first."""
        counted = {n: int(mask[b].sum()) for n, b in self._bearers.items()}
        ordered = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
        return {name: count for name, count in ordered if count}


def plain(text: str) -> str:
    """`text` without case and accents."""
    if text.isascii():
        return text.casefold()
    split = unicodedata.normalize("NFKD", text).casefold()
    return "".join(c for c in split if not unicodedata.combining(c))


class Texts:
    """The words of every thing, searched at the speed of one long string."""

    def __init__(self, texts: Iterable[str]) -> None:
        folded = [plain(text).replace("\n", " ") for text in texts]
        self._all = "\n".join(folded)
        ends = list(accumulate(len(text) + 1 for text in folded))
        self._ends = np.array(ends, dtype=np.int64)

    def holding(self, words: str) -> Mask:
        """Those that hold all of `words`, each anywhere."""
        out = np.ones(len(self._ends), dtype=np.bool_)
        for word in plain(words).split():
            at = [m.start() for m in re.finditer(re.escape(word), self._all)]
            found = np.zeros(len(self._ends), dtype=np.bool_)
            found[np.searchsorted(self._ends, at, side="right")] = True
            out &= found
        return out


@dataclass
class Spots:
    """Located places: `owner` is the position of the thing that has it."""

    owner: list[int] = field(default_factory=list)
    lat: list[float] = field(default_factory=list)
    lon: list[float] = field(default_factory=list)

    def add(self, owner: int, lat: float | None, lon: float | None) -> None:
        """Note a place, where it is located."""
        if lat is not None and lon is not None:
            self.owner.append(owner)
            self.lat.append(lat)
            self.lon.append(lon)

    @cached_property
    def _columns(self) -> tuple[NDArray[np.int64], Numbers, Numbers]:
        return np.array(self.owner, np.int64), np.array(self.lat), np.array(self.lon)

    def within(self, box: Box, size: int) -> Mask:
        """Those with a place in `box` (west, south, east, north)."""
        west, south, east, north = box
        owner, lat, lon = self._columns
        across = (
            (lon >= west) | (lon <= east)
            if west > east
            else (lon >= west) & (lon <= east)
        )
        out = np.zeros(size, dtype=np.bool_)
        out[owner[across & (lat >= south) & (lat <= north)]] = True
        return out


class Order:
    """Things in one order: by a number (unknown last), then by id."""

    def __init__(self, ids: Sequence[str], numbers: Iterable[float]) -> None:
        known = [float("inf") if n != n else n for n in numbers]  # noqa: PLR0124
        pairs = sorted(
            (number, name, at)
            for at, (number, name) in enumerate(zip(known, ids, strict=True))
        )
        self.positions = np.array([at for _, _, at in pairs], dtype=np.int64)
        self._keys = [(number, name) for number, name, _ in pairs]

    def after(self, number: float, name: str) -> int:
        """The rank of the first thing after this key, whether it is there or not."""
        return bisect_right(self._keys, (number, name))

    def key(self, rank: int) -> tuple[float, str]:
        """The key of the thing at `rank`."""
        return self._keys[rank]


@dataclass
class Shelf(Generic[T]):
    """`things` with what they are narrowed and ordered by. `item` gives a thing's JSON,
    made once and kept."""

    things: Sequence[T]
    ids: Sequence[str]
    item: Callable[[T], bytes]
    orders: Mapping[str, Callable[[], Iterable[float]]]
    names: Mapping[str, Names] = field(default_factory=dict)
    first: Numbers | None = None
    last: Numbers | None = None
    spots: Spots | None = None
    _rows: dict[int, bytes] = field(default_factory=dict)
    _ordered: dict[str, Order] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.things)

    @cached_property
    def position(self) -> dict[str, int]:
        """Where each id stands."""
        return {name: at for at, name in enumerate(self.ids)}

    def all(self) -> Mask:
        """Everything."""
        return np.ones(len(self.things), dtype=np.bool_)

    def touching(self, start: date | None, end: date | None) -> Mask:
        """Those that touch the days `start` to `end`."""
        out = self.all()
        if start is not None and self.last is not None:
            out &= self.last >= start.toordinal()
        if end is not None and self.first is not None:
            out &= self.first <= end.toordinal()
        return out

    def order(self, name: str) -> Order:
        """The order of that name."""
        if name not in self._ordered:
            self._ordered[name] = Order(self.ids, self.orders[name]())
        return self._ordered[name]

    def row(self, position: int) -> bytes:
        """The JSON of the thing at `position`."""
        made = self._rows.get(position)
        if made is None:
            made = self._rows[position] = self.item(self.things[position])
        return made

    def picked(self, mask: Mask) -> list[T]:
        """The things of `mask`."""
        things: Any = self.things
        return [things[at] for at in np.flatnonzero(mask)]
