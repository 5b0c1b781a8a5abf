"""Who reports the war: how late, how much, how truly, and whom they copy."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Literal

Sort = Literal["party", "monitor", "paper", "copy"]


@dataclass(frozen=True, slots=True)
class Press:
    """How many report on a front. Of `tellers`, `liars` are press of the two sides that
    bend what they tell; a quarter of the rest only copy."""

    tellers: int = 20
    liars: int = 7


@dataclass(frozen=True, slots=True)
class Teller:
    """One who reports. `side`: whose press it is (0 or 1). `reach`: share of events
    told. `delay`: days until it tells. `credits`: a copyist that names whom it copies.
    """

    name: str
    sort: Sort
    side: int | None
    lies: bool
    reach: float
    delay: int
    credits: bool = True


def tellers(press: Press, sides: tuple[str, str], rng: Random) -> list[Teller]:
    """The tellers of one front: liars first, then monitors, papers and copyists."""
    if not 0 <= press.liars < press.tellers - 2:
        raise ValueError("two tellers at least must not lie")
    out = [
        Teller(f"{sides[n % 2]} Press {n // 2 + 1}", "party", n % 2, True, 0.7, 0)
        for n in range(press.liars)
    ]
    honest = press.tellers - press.liars
    copyists = honest // 4
    monitors = max(2, (honest - copyists) // 3)
    for n in range(monitors):
        name = f"{sides[0].split()[0]} Conflict Observatory {n + 1}"
        out.append(Teller(name, "monitor", None, False, 0.85, n % 2))
    for n in range(honest - copyists - monitors):
        name = f"{sides[1].split()[0]} Courier {n + 1}"
        out.append(Teller(name, "paper", None, False, 0.6, rng.randrange(3)))
    for n in range(copyists):
        name = f"{sides[1].split()[0]} Digest {n + 1}"
        out.append(Teller(name, "copy", None, False, 0.5, 1, bool(n % 2)))
    return out
