"""Bringing the kept picture up to date: what changed is fused anew, block by block.

A block is fused from its own claims alone (`marsad.fusing.blocks`), so the picture is
the same however the claims came in, and a report costs what its blocks cost. Blocks
that are done stay done when the work is interrupted.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import (
    Callable,
    Collection,
    Generator,
    Iterator,
    Mapping,
    Sequence,
)
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, partial
from itertools import islice, takewhile
from types import ModuleType

from marsad.apart import in_order
from marsad.correcting import corrected
from marsad.model import Holding, Judgement, Picture
from marsad.store import (
    Connection,
    Store,
    blocks,
    evidence,
    maps,
    pictures,
    readings,
)
from marsad.store import judgements as decided
from marsad.store.groups import count_groups
from marsad.store.past import Computed

AT_ONCE = 20_000
"""Claims fused in one transaction."""
DOCUMENTS_AT_ONCE = 500
FEW = 200
"""Changed cells up to which it takes less to look at their surroundings than at all."""
WORTH_WORKERS = 5_000
"""From so many claims on, more processes take less time than it takes to start them."""

Watch = Callable[[str, int, int | None], None]
"""Called as work goes on: stage, number done, number in all (None: not known yet)."""


@dataclass(frozen=True, slots=True)
class _Plan:
    """What has to be done. `cells` are the cells with claims, in order, where anything
    changed, and `claims` how many each has; `reshaped` blocks are cut otherwise than
    before, `changed` ones are not; `stale` cells, by block, are fused when their block
    is."""

    made_of: int
    cells: list[str]
    claims: dict[str, int]
    names: frozenset[str]
    reshaped: list[str]
    changed: list[str]
    gone: list[str]
    stale: dict[str, list[str]]
    judgements: tuple[Judgement, ...]
    starting: dict[str, tuple[Holding, ...]]

    def size(self, block: str) -> int:
        """How many claims a block has."""
        if not block:
            return sum(self.claims.values())
        first = bisect_left(self.cells, block)
        return sum(
            self.claims[cell]
            for cell in takewhile(
                lambda c: c == block or c.startswith(f"{block}/"),
                islice(self.cells, first, None),
            )
        )


def refresh(store: Store, run: int, watch: Watch, workers: int = 1) -> int:
    """Compute and keep what is stale of the picture; gives its number of incidents.

    What another run adds meanwhile is not lost: the picture is computed again. Where
    there is much to do, blocks are fused by so many `workers`, processes of their own
    (the calling program must then be importable, as `multiprocessing` asks)."""
    while not _round(store, run, watch, workers):
        pass
    with store.reading() as db:
        return count_groups(db, "incident")


def _round(store: Store, run: int, watch: Watch, workers: int) -> bool:
    """One round of `refresh`; False where it was overtaken."""
    with store.reading() as db:
        if not pictures.is_stale(db):
            return True
    _work_out_cells(store)
    plan = _plan(store)
    done, total = 0, sum(map(plan.size, [*plan.reshaped, *plan.changed]))
    watch("fuse", 0, total)
    hands = workers if total >= WORTH_WORKERS else 1
    with closing(_all_made(store, plan, hands)) as parts:
        for names in _batches(plan):
            made = dict(islice(parts, len(names)))
            fused = [cell for name in names for cell in plan.stale.get(name, ())]
            gone = plan.gone if set(names) >= set(plan.reshaped) else []
            with store.writing() as db:
                pictures.save(db, made, gone, fused, run, plan.made_of)
            done += sum(map(plan.size, names))
            watch("fuse", done, total)
    with store.writing() as db:
        blocks.settle(db, plan.made_of)
        return pictures.finish(db, evidence.latest_moment(db), run, plan.made_of)


def _batches(plan: _Plan) -> Iterator[list[str]]:
    """The blocks that are kept together, in the order of `_all_made`. Those that were
    cut out of others come first and all at once: what was one group may be in two of
    them."""
    whole = len(plan.reshaped) if plan.gone else 0
    if plan.gone:
        yield plan.reshaped
    batch: list[str] = []
    held = 0
    for name in [*plan.reshaped[whole:], *plan.changed]:
        batch.append(name)
        held += plan.size(name)
        if held >= AT_ONCE:
            yield batch
            batch, held = [], 0
    if batch:
        yield batch


def _all_made(
    store: Store, plan: _Plan, workers: int
) -> Generator[tuple[str, Computed], None, None]:
    """What each block is fused into, those that are cut anew first. Blocks have nothing
    to do with each other, so it makes no difference who fuses which."""
    names = [*plan.reshaped, *plan.changed]
    if workers < 2:
        yield from ((n, _made(store, plan.judgements, plan.starting, n)) for n in names)
        return
    here = {n: plan.starting[n] for n in names if n in plan.starting}
    make = partial(_made_apart, store.name, plan.judgements, here)
    with closing(in_order(make, names, workers)) as made:
        yield from zip(names, made, strict=True)


def _made_apart(
    store: str,
    judgements: Sequence[Judgement],
    starting: Mapping[str, tuple[Holding, ...]],
    block: str,
) -> Computed:
    return _made(_opened(store), judgements, starting, block)


@cache
def _opened(store: str) -> Store:
    return Store.open(store)


def _made(
    store: Store,
    judgements: Sequence[Judgement],
    starting: Mapping[str, tuple[Holding, ...]],
    block: str,
) -> Computed:
    """What the claims of one block are fused into."""
    with store.reading() as db:
        claims = readings.load_claims(db, only=blocks.inside(block))
        documents = evidence.load_these(db, {c.document_id for c in claims.values()})
    ours = [j for j in judgements if j.subject in claims or j.other in claims]
    picture = Picture(
        datetime.now(UTC),
        documents,
        corrected(claims, ours),
        tuple(ours),
        starting=starting.get(block, ()),
    )
    return Computed.of(stages().fused(picture))


# -- what has to be done ------------------------------------------------------------


def _work_out_cells(store: Store) -> None:
    """Give a cell to every claim that has none, and the same to those tied together."""
    with store.reading() as db:
        judgements = decided.live(db)
        wanted = blocks.without_cells(db, DOCUMENTS_AT_ONCE)
    while wanted:
        with store.writing() as db:
            documents = evidence.load_these(db, wanted)
            claims = corrected(readings.load_of(db, wanted), judgements)
            cells: dict[str, str] = {}
            for document in documents.values():
                own = [c for c in claims.values() if c.document_id == document.id]
                cells |= stages().cells_of(document, own)
            blocks.put(db, cells, pictures.generation(db))
            wanted = blocks.without_cells(db, DOCUMENTS_AT_ONCE)
    pairs = [j for j in judgements if j.decision == "same"]
    if not pairs:
        return
    with store.writing() as db:
        tied = {c for j in pairs for c in (j.subject, j.other or "")}
        known = blocks.cells_of(db, tied)
        moved = stages().tied(pairs, known).items()
        put = {c: cell for c, cell in moved if known[c] != cell}
        blocks.put(db, put, pictures.generation(db))


def _plan(store: Store) -> _Plan:
    pipeline = stages()
    with store.writing() as db:
        made_of = pictures.generation(db)
        stale = blocks.recount(db)
        judgements = decided.live(db)
        starting = maps.known(db, None)
        # a starting map asks for all blocks: each of its places is in the nearest one
        parts = {""} if starting else _parts(db, stale)
        claims, before = blocks.full(db, parts), blocks.made(db, parts)
    names = pipeline.blocks_of(claims, parts) or ([""] if starting else [])
    known = frozenset(names)
    by_block: dict[str, list[str]] = {}
    for cell in stale:
        by_block.setdefault(pipeline.block_of(cell, known), []).append(cell)
    return _Plan(
        made_of,
        sorted(claims),
        claims,
        known,
        [name for name in names if name not in before],
        [name for name in names if name in before and name in by_block],
        sorted(before - known),
        by_block,
        judgements,
        pipeline.starting_in(names, starting),
    )


def _parts(db: Connection, stale: Collection[str]) -> set[str]:
    """The parts of the tree of cells in which blocks may have changed: for one report,
    few and small, however large the store."""
    if len(stale) > FEW:
        return {""}
    pipeline = stages()
    before = blocks.known(db, {p for cell in stale for p in pipeline.ways_to(cell)})
    weigh = cache(partial(blocks.weight, db))
    return {pipeline.part_of(cell, before, weigh) for cell in stale}


def stages() -> ModuleType:
    """The pipeline, loaded only where something is fused."""
    from marsad import pipeline  # noqa: PLC0415 - asking for what is kept needs none

    return pipeline
