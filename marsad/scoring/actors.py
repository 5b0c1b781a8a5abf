"""Scoring actors: labelled mentions, against whom marsad takes them for.

A line of the gold is one mention of a claim corpus (`doc_id`, `claim`, `slot`,
`mention`) with `who` it stands for: an id of the registry, `state:XX:body`,
`described`, `thing` or `unknown`; `type` and `side`; `also` other answers that are as
right. An answer is right where it is the same entry (`named:NAME`: one that goes by
that name), or, for a described actor, one of the same sort on the same side. Mentions
that are no actor are told apart: there nobody is the right answer.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from marsad.errors import InputError
from marsad.model import Actor
from marsad.scoring.measure import Table, share

NOBODY = frozenset({"thing", "unknown"})
_SORTS = {
    "militia": "armed",
    "rebel": "armed",
    "agency": "media",
    "official": "state",
}
_NEEDED = ("part", "doc_id", "claim", "slot", "mention", "who", "type", "side")


@dataclass(frozen=True, slots=True)
class Label:
    """One labelled mention; `part` is the corpus it was drawn from."""

    part: str
    doc_id: str
    claim: str
    slot: str
    mention: str
    who: str
    type: str
    side: str
    also: tuple[str, ...] = ()


class Judge(Protocol):
    """Whoever resolves: marsad, as the command line hands it over."""

    def actor(self, label: Label) -> Actor | None:
        """Whom the mention is taken for."""
        ...

    def ids(self, actor: Actor) -> frozenset[str]:
        """The ids of the actor: its own, its body's, its former ones."""
        ...

    def names(self, actor: Actor) -> frozenset[str]:
        """All names that it goes by."""
        ...

    def sides(self, actor: Actor) -> frozenset[str]:
        """What its side is called in the gold: a country's code, an id, `none`."""
        ...


@dataclass(frozen=True, slots=True)
class Judged:
    """A mention with the answer given, and whether it is right."""

    label: Label
    given: Actor | None
    right: bool


@dataclass(frozen=True, slots=True)
class ActorScore:
    """All labelled mentions with what was made of them."""

    judged: tuple[Judged, ...]

    def figures(self) -> dict[str, float]:
        """The share of actors that are right, in each part and in all."""
        actors = [j for j in self.judged if j.label.who not in NOBODY]
        out = {"actor_accuracy": _rate(actors)}
        for part in dict.fromkeys(j.label.part for j in actors):
            some = [j for j in actors if j.label.part == part]
            out[f"{part}_actor_accuracy"] = _rate(some)
        return out

    def tables(self, errors: int = 0) -> tuple[Table, ...]:
        """The shares by part and slot; with `errors`, so many wrong ones, none of the
        part that nobody looks into."""
        rows = []
        parts = dict.fromkeys(j.label.part for j in self.judged)
        for part in (*parts, "all"):
            some = [j for j in self.judged if part in {j.label.part, "all"}]
            actors = [j for j in some if j.label.who not in NOBODY]
            nobody = [j for j in some if j.label.who in NOBODY]
            slots = (
                _rate([j for j in actors if j.label.slot == slot])
                for slot in ("initiator", "target", "sources")
            )
            rows.append((
                part, str(len(actors)), f"{_rate(actors):.3f}",
                *(f"{s:.3f}" for s in slots), str(len(nobody)), f"{_rate(nobody):.3f}",
            ))  # fmt: skip
        columns = (
            "part", "actors", "right", "initiators", "targets", "sources",
            "no actors", "right",
        )  # fmt: skip
        table = Table("Actors", columns, tuple(rows))
        return (table, self._errors(errors)) if errors else (table,)

    def _errors(self, number: int) -> Table:
        wrong = [j for j in self.judged if not j.right]
        rows = tuple(
            (j.label.doc_id, j.label.mention[:40], f"{j.label.who} {j.label.type} "
             f"{j.label.side}", _told(j.given))
            for j in wrong[:number]
        )  # fmt: skip
        return Table(
            "Wrong outside dev", ("document", "mention", "gold", "given"), rows
        )


def read_labels(path: Path) -> list[Label]:
    """The labelled mentions of a file. Raises InputError where it is none."""
    try:
        rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        return [_label(row) for row in rows]
    except (OSError, ValueError, KeyError, TypeError) as wrong:
        raise InputError(f"{path}: no labelled mentions: {wrong}") from wrong


def score_actors(labels: Sequence[Label], judge: Judge) -> ActorScore:
    """Score what `judge` makes of the labelled mentions."""
    out = []
    for label in labels:
        given = judge.actor(label)
        out.append(Judged(label, given, is_right(label, given, judge)))
    return ActorScore(tuple(out))


def is_right(label: Label, given: Actor | None, judge: Judge) -> bool:
    """Whether the answer is the labelled entry, or the described actor's side."""
    wanted = {label.who, *label.also}
    if given is None:
        return bool(wanted & NOBODY)
    if wanted & judge.ids(given) or _named(wanted, judge.names(given)):
        return True
    if "described" not in wanted:
        return False
    sort, side = _SORTS.get(label.type, label.type), label.side
    return sort == _SORTS.get(given.type, given.type) and side in judge.sides(given)


def _named(wanted: set[str], names: frozenset[str]) -> bool:
    """Whether the label tells one of these names, case and article aside."""
    told = {_bare(w.removeprefix("named:")) for w in wanted if w.startswith("named:")}
    return not told.isdisjoint(map(_bare, names))


def _bare(name: str) -> str:
    return name.casefold().removeprefix("the ").strip()


def agreement(ours: Sequence[Label], theirs: Sequence[Label]) -> dict[str, float]:
    """How far two who labelled apart agree: on whom, on the type, on the side."""
    pairs = list(zip(ours, theirs, strict=True))
    told = Counter[str]()
    for one, other in pairs:
        told["who"] += one.who == other.who
        told["type"] += one.type == other.type
        told["side"] += one.side == other.side
        either = {one.who, *one.also} & {other.who, *other.also}
        told["who_or_also"] += bool(either)
    return {name: share(count, len(pairs)) for name, count in told.items()}


def _label(row: dict[str, Any]) -> Label:
    told = {name: str(row[name]) for name in _NEEDED}
    return Label(**told, also=tuple(row.get("also") or ()))


def _rate(part: Sequence[Judged]) -> float:
    return share(sum(j.right for j in part), len(part))


def _told(actor: Actor | None) -> str:
    return f"{actor.id} {actor.type} {actor.side}" if actor else "-"
