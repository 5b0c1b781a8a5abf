"""Pass 2 taught once more, by what a larger network thinks of claims.

usage: python -m training.reader.slot_distil WORK OUT [--teachers SEED ...]
           [--kinds STATE] [--onto STATE] [--plain FILE ...] [--each WORDS]
           [--alone] [--itself] [--train FILE ...] [--dev FILE]
           [--score NAME=FILE ...] [--rate RATE] [--seed N] [--epochs N]
           [--threads N]

WORK holds what `train`, `distil` and `slot_teacher` left there. The trunk and pass 1
stay as they are. Of annotated claims annotation and the mean of the teachers count
alike (Hinton et al. 2015); of the same with other names (`swapping.py`), and of the
claims that pass 1 (`--kinds`) finds in plain texts, only what the teachers think. The
pupil begins as `train` left it, or as an earlier `slot_distil` did (`--onto`); so does
pass 1, or as `distil` left it (`--kinds`). With
`--alone` only annotated claims are learnt from: a last polish. With `--itself` the
pupil as it begins is its own teacher, so that it learns of new texts and keeps what it
knows (Li and Hoiem 2016) where no larger network is at hand.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from marsad.reading.detection import Cuts, find
from marsad.reading.labels import BEGIN, ROLES, STATUSES, WHATS, WHENS
from training.reader import encoders, joint, options
from training.reader import kinds as pass1
from training.reader import slots as pass2
from training.reader import teacher as larger
from training.reader.corpus import Example, Gold, example, load
from training.reader.distil import held, pupil, texts
from training.reader.encoder import Dropout
from training.reader.items import Item, items
from training.reader.schedule import fit, part_groups
from training.reader.slot_teacher import (
    Claims,
    Slots,
    answers,
    asked,
    blocks,
    logits,
    measured,
)
from training.reader.swapping import swapped
from training.reader.train import ALONE_DROP, corpora, finish
from training.reader.whens import phrases

ANNOTATED = 0.5
"""Weight of the annotation beside the teachers, where there is one."""
RATE = 1e-4
HEADS = 5
"""How much faster the heads learn than the layers."""
FIGURE = ROLES.index("figure")


@dataclass(slots=True)
class Lesson:
    """A claim, and what is to be learnt of it as probabilities: of roles' tags
    [positions, roles, 3] and whats [positions, whats] where words begin, of the status
    and of where its time comes from."""

    task: pass2.Task
    seen: Tensor
    roles: Tensor
    what: Tensor
    status: Tensor
    when: Tensor


def main() -> None:
    """Teach, write the weights, tune the thresholds."""
    given = _given()
    base, tokenizer, model = pupil(given)
    if given.kinds:
        model.kinds.load_state_dict(held(given.kinds))
    if given.onto:
        model.slots.load_state_dict(held(given.onto))
    model.eval()
    lessons = _lessons(given, model, tokenizer)
    print(f"{len(lessons)} claims to learn from", flush=True)
    dev = load(given.dev, tokenizer, phrases)
    watched = _asked(model, dev)

    def tell(epoch: int) -> None:
        made = measured(watched, answers(model.slots, watched))
        print(f"  dev after {epoch}: {made}", flush=True)

    tell(0)
    for part in model.slots.modules():
        if isinstance(part, Dropout):
            part.rate = ALONE_DROP
    heads = HEADS * given.rate
    groups = part_groups(model.slots, model.slots.layers, given.rate, heads)
    fit(
        model.slots,
        groups,
        [len(lesson.seen) for lesson in lessons],
        lambda row: loss(model.slots, [lessons[i] for i in row]),
        epochs=given.epochs,
        seed=given.seed,
        kept=given.work / f"slot_distil.{given.seed}.pt",
        after=tell,
    )
    finish(model, base, given, dev)


def _lessons(
    given: argparse.Namespace, model: joint.Joint, tokenizer: Tokenizer
) -> list[Lesson]:
    """Annotated claims; unless they are to be learnt from alone, the same with other
    names and those of plain texts."""
    teachers: Teachers = (
        Itself(model) if given.itself else Larger(given.work, given.teachers)
    )
    annotated = [e for e in corpora(given.train, tokenizer) if e.claims]
    lessons = list(_annotated(model, teachers, annotated))
    print(f"{len(lessons)} annotated claims", flush=True)
    if given.alone:
        return lessons
    others = (swapped(e.row, given.seed) for e in annotated)
    renamed = [example(row, tokenizer, phrases) for row in others if row]
    lessons += _taught(model, teachers, renamed)
    print(f"{len(lessons)} with other names", flush=True)
    for path in given.plain:
        plain = texts(path, given.each, tokenizer)
        lessons += _taught(model, teachers, [_read(model, e) for e in plain])
    return lessons


class Teachers(Protocol):
    """Who has something to say about the claims of a document."""

    def think(self, example: Example) -> Iterator[tuple[Tensor, ...]]:
        """Their probabilities for every claim of a document: roles' tags, whats, status
        and when (as in `Lesson`, of all positions)."""
        ...


class Itself:
    """The pupil as it begins."""

    def __init__(self, model: joint.Joint) -> None:
        self._model = model
        self._slots = deepcopy(model.slots).eval()

    def think(self, example: Example) -> Iterator[tuple[Tensor, ...]]:
        """Its own probabilities."""
        yield from _thoughts([self._slots], _asked(self._model, [example]))


class Larger:
    """The larger networks, over the encoder's lower layers that all of them share."""

    def __init__(self, work: Path, seeds: Sequence[int]) -> None:
        folder = encoders.fetch(encoders.MPNET, work / "mpnet")
        self._encoder = larger.load_encoder(folder).eval()
        self._each = [self._load(work / f"slot_teacher.{seed}.pt") for seed in seeds]

    def _load(self, state: Path) -> Slots:
        slots = Slots(deepcopy(self._encoder), larger.BASE.width)
        slots.load_state_dict(held(state))
        return slots.eval()

    def think(self, example: Example) -> Iterator[tuple[Tensor, ...]]:
        """The mean of their probabilities."""
        claims = asked(items([example], self._encoder, larger.FROZEN))
        yield from _thoughts(self._each, claims)


def _thoughts(
    each: Sequence[pass2.Slots], claims: Claims
) -> Iterator[tuple[Tensor, ...]]:
    """The mean of the networks' probabilities for every claim."""
    for some in blocks(claims):
        with torch.inference_mode():
            made = [logits(slots, some) for slots in each]
        for row, (_, seen) in enumerate(some):
            parts = [_chances(w[row, : len(seen)], h[row]) for w, h in made]
            yield tuple(torch.stack(p).mean(0) for p in zip(*parts, strict=True))


def _chances(word: Tensor, whole: Tensor) -> tuple[Tensor, ...]:
    """Logits of one claim as probabilities."""
    cut, known = len(ROLES) * 3, len(STATUSES)
    return (
        word[:, :cut].view(-1, len(ROLES), 3).softmax(-1),
        word[:, cut : cut + len(WHATS)].softmax(-1),
        whole[:known].softmax(-1),
        whole[known:].softmax(-1),
    )


def _asked(model: joint.Joint, examples: list[Example]) -> Claims:
    return asked(items(examples, model.encoder, joint.DEPTH))


def _read(model: joint.Joint, example: Example) -> Example:
    """A plain text with the claims that pass 1 finds in it, their slots unknown."""
    found = [
        Gold(f.sentence, f.kind, f.first, f.end, 0, -1, ())
        for item in items([example], model.encoder, joint.DEPTH)
        for told in _scores(model, item)
        for f in find(told, Cuts())
    ]
    return Example(example.row, example.cut, tuple(found))


def _scores(model: joint.Joint, item: Item) -> list[pass1.Scores]:
    with torch.inference_mode():
        return pass1.read(model.kinds, item, item.states.float())


def _pairs(
    model: joint.Joint, teachers: Teachers, examples: list[Example]
) -> Iterator[tuple[pass2.Task, Tensor, tuple[Tensor, ...]]]:
    """Every claim with what pass 2 sees of it and what the teachers think."""
    for one in examples:
        if one.claims:
            claims = zip(_asked(model, [one]), teachers.think(one), strict=True)
            yield from ((task, seen, made) for (task, seen), made in claims)


def _taught(
    model: joint.Joint, teachers: Teachers, examples: list[Example]
) -> Iterator[Lesson]:
    """What the teachers think of claims."""
    for task, seen, made in _pairs(model, teachers, examples):
        roles, what, status, when = made
        what = what * roles[:, FIGURE, BEGIN, None]
        yield Lesson(task, seen, roles.half(), what.half(), status, when)


def _annotated(
    model: joint.Joint, teachers: Teachers, examples: list[Example]
) -> Iterator[Lesson]:
    """The same, mixed with the annotation."""
    for task, seen, (roles, what, status, when) in _pairs(model, teachers, examples):
        gold = functional.one_hot(task.roles.clamp(min=0), 3)
        counted = task.what >= 0
        told = functional.one_hot(task.what.clamp(min=0), len(WHATS)) * counted[:, None]
        thought = what * roles[:, FIGURE, BEGIN, None]
        yield Lesson(
            task,
            seen,
            _mixed(gold, roles).half(),
            _mixed(told, thought).half(),
            _mixed(torch.eye(len(STATUSES))[task.status], status),
            _mixed(torch.eye(len(WHENS))[task.when], when) if task.when >= 0 else when,
        )


def _mixed(told: Tensor, thought: Tensor) -> Tensor:
    return ANNOTATED * told + (1 - ANNOTATED) * thought


def loss(model: pass2.Slots, batch: list[Lesson]) -> Tensor:
    """Cross-entropy with the lessons' probabilities, weighed as in `slots.loss`."""
    word, whole = logits(model, [(lesson.task, lesson.seen) for lesson in batch])
    cut, known = len(ROLES) * 3, len(STATUSES)
    total = torch.zeros(())
    whats = counted = torch.zeros(())
    for row, lesson in enumerate(batch):
        scored = lesson.task.roles[:, 0] >= 0
        made = word[row, : len(lesson.seen)][scored]
        told = made[:, :cut].reshape(-1, 3)
        wanted = lesson.roles[scored].float().reshape(-1, 3)
        total = total + functional.cross_entropy(told, wanted, reduction="sum")
        what = lesson.what[scored].float()
        whats = whats - (what * made[:, cut:].log_softmax(-1)).sum()
        counted = counted + what.sum()
    total = total / (len(batch) * pass2.NEARBY)
    status = torch.stack([lesson.status for lesson in batch])
    when = torch.stack([lesson.when for lesson in batch])
    total = total + 0.3 * functional.cross_entropy(whole[:, :known], status)
    total = total + 0.3 * functional.cross_entropy(whole[:, known:], when)
    return total + 0.2 * whats / counted.clamp(min=1.0)


def _given() -> argparse.Namespace:
    parser = options.asked(__doc__)
    options.writes(parser)
    options.taught(parser, 200_000)
    parser.add_argument("--kinds", type=Path, metavar="STATE")
    parser.add_argument("--alone", action="store_true")
    parser.add_argument("--itself", action="store_true")
    parser.add_argument("--rate", type=float, default=RATE)
    return parser.parse_args()


if __name__ == "__main__":
    main()
