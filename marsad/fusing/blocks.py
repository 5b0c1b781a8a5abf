"""Blocks: which claims are compared with which at all.

Two claims are only ever compared inside one block (*blocking*, as record linkage calls
it: Christen 2012), so what a new report touches is the blocks of its claims and nothing
else. A claim's *cell* is a path that only its own document decides: theatre, form, then
ever smaller squares of the map and halves of time. A block is the largest part of that
tree that holds no more than `MOST` claims: a small store is one block, and a crowded
town of a long war is divided into stretches of days.

The blocks, and so the picture, are a function of the claims alone: it makes no
difference in which order or in how many batches they came.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from itertools import groupby, takewhile

from marsad.codebook import kinds
from marsad.joining import joined_control
from marsad.model import (
    Claim,
    Document,
    Holding,
    Judgement,
    Level,
    Picture,
    Place,
    What,
)

MOST = 1000
"""Claims in a block, unless they are all of one cell."""
SQUARE_DEGREES = 4.0
SQUARES = 4  # times a square is quartered: to a quarter of a degree
STRETCH_DAYS = 512
STRETCHES = 6  # times a stretch is halved: to eight days
_FINE = frozenset({Level.SITE, Level.TOWN, Level.CITY, None})
_ACTS = frozenset({"act", "relation"})

Path = tuple[str, ...]


def cells_of(document: Document, claims: Iterable[Claim]) -> dict[str, str]:
    """The cell of each claim of one document, by claim id.

    What is told without a place is told where the document last told of one; without
    any, of the country that it is mostly about."""
    claims = sorted(claims, key=lambda c: (c.span.start, c.id))
    told = Counter(p.country for c in claims for p in c.places if p.country)
    mostly = min(told, key=lambda c: (-told[c], c), default="-")
    last: Place | None = None
    out = {}
    for claim in claims:
        here = next((p for p in claim.places if p.lat is not None), None)
        last = here or last
        place = here or (last if not claim.places else None)
        country = next((p.country for p in claim.places if p.country), None)
        form, where = _form(claim, place)
        steps = (country or mostly, form, *where, *_stretch(_day(claim, document)))
        out[claim.id] = "/".join(steps)
    return out


def blocks_of(cells: Mapping[str, int], parts: Iterable[str] = ("",)) -> list[str]:
    """The names of the blocks of cells that hold so many claims each, in order. Of some
    `parts` of the tree (`part_of`) alone, where these are given."""
    paths = sorted((tuple(c.split("/")), n) for c, n in cells.items() if n)
    out = []
    for part in sorted(parts):
        path = tuple(part.split("/")) if part else ()
        inside = [p for p in paths if p[0][: len(path)] == path]
        out += _divided(path, inside, MOST) if inside else []
    return out


def part_of(
    cell: str, blocks: Collection[str], weigh: Callable[[str], tuple[int, int]]
) -> str:
    """The part of the tree that may be cut otherwise than into `blocks`, because other
    claims are in the cell. `weigh` tells how many claims are in a part, and how many
    cells with claims."""
    part = block_of(cell, blocks) or ("" if "" in blocks else cell)
    while part:
        above = part.rpartition("/")[0]
        claims, full = weigh(above)
        if claims > MOST and full > 1:
            break
        part = above
    return part


def ways_to(cell: str) -> list[str]:
    """All parts of the tree that a cell is in, itself first."""
    steps = cell.split("/")
    return ["/".join(steps[:n]) for n in range(len(steps), -1, -1)]


def block_of(cell: str, blocks: Collection[str]) -> str:
    """The one among `blocks` (a set) that the cell is in; "" where none is."""
    name = cell
    while name and name not in blocks:
        name = name.rpartition("/")[0]
    return name


def divide(picture: Picture) -> list[Picture]:
    """The picture's claims, block by block, each with what belongs to it."""
    by_document: dict[str, list[Claim]] = {}
    for claim in picture.claims.values():
        by_document.setdefault(claim.document_id, []).append(claim)
    cells: dict[str, str] = {}
    for document, claims in by_document.items():
        cells |= cells_of(picture.documents[document], claims)
    cells |= tied(picture.judgements, cells)
    names = frozenset(blocks_of(Counter(cells.values())))
    parts: dict[str, dict[str, Claim]] = {name: {} for name in sorted(names)}
    for claim in picture.claims.values():
        parts[block_of(cells[claim.id], names)][claim.id] = claim
    starting = starting_in(parts, picture.starting)
    return [
        _part(picture, claims, starting.get(name, ())) for name, claims in parts.items()
    ] or [picture]


def tied(judgements: Iterable[Judgement], cells: Mapping[str, str]) -> dict[str, str]:
    """Cells of claims that people tied together: all in the one of the first of them,
    so that they are compared wherever they are told of."""
    leader: dict[str, str] = {}

    def first(claim: str) -> str:
        while (nearer := leader.get(claim, claim)) != claim:
            claim = nearer
        return claim

    for j in judgements:
        if j.decision == "same" and j.other and {j.subject, j.other} <= cells.keys():
            a, b = sorted((first(j.subject), first(j.other)))
            leader[b] = a
    return {claim: cells[first(claim)] for claim in leader}


def starting_in(
    blocks: Iterable[str], holdings: Iterable[Holding]
) -> dict[str, tuple[Holding, ...]]:
    """The rows of starting maps that each block begins with: those of its places. A
    place of which nobody has told is in the block whose path is most like its own."""
    names = sorted(blocks)
    out: dict[str, tuple[Holding, ...]] = {}
    for holding in holdings:
        place = holding.place
        squares = _squares(place.lat or 0.0, place.lon or 0.0)
        path = (place.country or "-", "place", *squares)
        home = max(names, key=lambda name: _alike(path, name), default="")
        out[home] = (*out.get(home, ()), holding)
    return out


def _alike(path: Path, block: str) -> int:
    """How many steps a path and that of a block have in common; `max` takes the first
    of equals, and so the first stretch of days."""
    steps = block.split("/")
    both = zip(path, steps, strict=False)
    return sum(1 for _ in takewhile(lambda step: step[0] == step[1], both))


def joined(whole: Picture, parts: Iterable[Picture]) -> Picture:
    """The whole with all that its blocks were made into."""
    made = list(parts)
    return replace(
        whole,
        incidents=tuple(g for p in made for g in p.incidents or ()),
        series=tuple(g for p in made for g in p.series or ()),
        relations=tuple(g for p in made for g in p.relations or ()),
        control=joined_control(p.control or () for p in made),
        homeless=tuple(sorted(c for p in made for c in p.homeless)),
    )


def _part(
    picture: Picture, claims: dict[str, Claim], starting: tuple[Holding, ...]
) -> Picture:
    documents = dict.fromkeys(c.document_id for c in claims.values())
    return replace(
        picture,
        claims=claims,
        documents={d: picture.documents[d] for d in documents},
        judgements=tuple(
            j for j in picture.judgements if j.subject in claims or j.other in claims
        ),
        starting=starting,
    )


def _divided(path: Path, cells: list[tuple[Path, int]], most: int) -> list[str]:
    """The blocks below `path`; `cells` are sorted."""
    depth = len(path)
    if sum(n for _, n in cells) <= most or len(cells) == 1:
        return ["/".join(path)]
    out = []
    for step, inside in groupby(cells, key=lambda cell: cell[0][depth]):
        out += _divided((*path, step), list(inside), most)
    return out


def _form(claim: Claim, place: Place | None) -> tuple[str, Path]:
    """Whether a claim is of an act, of a count or of an event at a place, and the
    squares of the latter."""
    family = kinds()[claim.kind].family
    if family in _ACTS:
        return "act", ()
    fine = place is not None and place.level in _FINE
    counted = family == "toll" or any(
        f.what is What.PLACES_TAKEN or not fine for f in claim.figures
    )
    whole = place is None or place.level is Level.COUNTRY
    if whole or (counted and not fine) or place is None:
        return "count", ()
    return "place", _squares(place.lat or 0.0, place.lon or 0.0)


def _squares(lat: float, lon: float) -> Path:
    """The square of a point, then its quarter, and so on."""
    row, column = (lat + 90) / SQUARE_DEGREES, (lon + 180) / SQUARE_DEGREES
    steps = [f"{math.floor(row):02}-{math.floor(column):02}"]
    for _ in range(SQUARES):
        row, column = row % 1 * 2, column % 1 * 2
        steps.append(str(2 * math.floor(row) + math.floor(column)))
    return tuple(steps)


def _stretch(day: int) -> Path:
    """The stretch of days around a day, then its half, and so on."""
    steps, size = [f"d{day // STRETCH_DAYS}"], STRETCH_DAYS
    for _ in range(STRETCHES):
        day, size = day % size, size // 2
        steps.append(str(day // size))
    return tuple(steps)


def _day(claim: Claim, document: Document) -> int:
    """The day it is of: its end, else its start, else its publication, and never later
    than that."""
    when, published = claim.when, document.published
    day = (when.end or when.start) if when else None
    if published is not None:
        day = min(day or published.day, published.day)
    return day.toordinal() if day else 0
