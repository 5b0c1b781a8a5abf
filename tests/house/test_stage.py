"""Stages are held to what they declare."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from marsad.stage import ContractBroken, Stage, run_stages


@dataclass(frozen=True)
class Work:
    text: str
    words: tuple[str, ...] | None = None
    count: int | None = None


SPLIT = Stage(
    "split",
    "1",
    ("text",),
    ("words",),
    lambda w: replace(w, words=tuple(w.text.split())),
)
COUNT = Stage(
    "count", "1", ("words",), ("count",), lambda w: replace(w, count=len(w.words))
)


def test_stages_run_in_order():
    assert run_stages((SPLIT, COUNT), Work("a b c")).count == 3


def test_a_stage_without_what_it_needs_is_stopped():
    with pytest.raises(ContractBroken, match="count needs `words`"):
        run_stages((COUNT, SPLIT), Work("a b"))


def test_a_stage_must_give_what_it_promised():
    lazy = replace(SPLIT, run=lambda w: w)
    with pytest.raises(ContractBroken, match="split gives `words`"):
        run_stages((lazy,), Work("a"))


def test_a_stage_may_not_change_what_it_did_not_declare():
    sly = replace(SPLIT, run=lambda w: replace(w, words=(), text="changed"))
    with pytest.raises(ContractBroken, match="changed `text`"):
        run_stages((sly,), Work("a"))
