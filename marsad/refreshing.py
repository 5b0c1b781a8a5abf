"""Bringing the kept picture up to date: what changed is fused anew, block by block.

A block is fused from its own claims alone (`marsad.fusing.blocks`), so the picture is
the same however the claims came in, and a report costs what its blocks cost. Blocks
that are done stay done when the work is interrupted.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice, takewhile
from types import ModuleType

from marsad.correcting import corrected
from marsad.model import Holding, Judgement, Picture
from marsad.store import Store, blocks, evidence, maps, pictures, readings
from marsad.store import judgements as decided
from marsad.store.groups import count_groups
from marsad.store.past import Computed

AT_ONCE = 20_000
"""Claims fused in one transaction."""
DOCUMENTS_AT_ONCE = 500

Watch = Callable[[str, int, int | None], None]
"""Called as work goes on: stage, number done, number in all (None: not known yet)."""


@dataclass(frozen=True, slots=True)
class _Plan:
    """What has to be done. `cells` are all cells with claims, in order, and `claims`
    how many each has; `reshaped` blocks are cut otherwise than before, `changed` ones
    are not; `stale` cells, by block, are fused when their block is."""

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


def refresh(store: Store, run: int, watch: Watch) -> int:
    """Compute and keep what is stale of the picture; gives its number of incidents.

    What another run adds meanwhile is not lost: the picture is computed again."""
    while not _round(store, run, watch):
        pass
    with store.reading() as db:
        return count_groups(db, "incident")


def _round(store: Store, run: int, watch: Watch) -> bool:
    """One round of `refresh`; False where it was overtaken."""
    with store.reading() as db:
        if not pictures.is_stale(db):
            return True
    _work_out_cells(store)
    plan = _plan(store)
    done, total = 0, sum(map(plan.size, [*plan.reshaped, *plan.changed]))
    watch("fuse", 0, total)
    for names in _batches(plan):
        made = {name: _made(store, plan, name) for name in names}
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
    """The blocks that are kept together. Those that were cut anew come first and all at
    once: what was one group may be in two of them."""
    if plan.reshaped or plan.gone:
        yield plan.reshaped
    batch: list[str] = []
    held = 0
    for name in plan.changed:
        batch.append(name)
        held += plan.size(name)
        if held >= AT_ONCE:
            yield batch
            batch, held = [], 0
    if batch:
        yield batch


def _made(store: Store, plan: _Plan, block: str) -> Computed:
    """What the claims of one block are fused into."""
    with store.reading() as db:
        claims = readings.load_claims(db, only=blocks.inside(block))
        documents = evidence.load_these(db, {c.document_id for c in claims.values()})
    ours = [j for j in plan.judgements if j.subject in claims or j.other in claims]
    picture = Picture(
        datetime.now(UTC),
        documents,
        corrected(claims, ours),
        tuple(ours),
        starting=plan.starting.get(block, ()),
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
        stale, claims = blocks.recount(db)
        before = blocks.made(db)
        judgements = decided.live(db)
        starting = maps.known(db, None)
    names = pipeline.blocks_of(claims) or ([""] if starting else [])
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


def stages() -> ModuleType:
    """The pipeline, loaded only where something is fused."""
    from marsad import pipeline  # noqa: PLC0415 - asking for what is kept needs none

    return pipeline
