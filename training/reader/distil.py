"""Pass 1 taught once more, by what larger networks think of texts.

usage: python -m training.reader.distil WORK OUT [--teachers SEED ...] [--onto STATE]
           [--plain FILE ...] [--each WORDS] [--train FILE ...] [--dev FILE]
           [--score NAME=FILE ...] [--seed N] [--epochs N] [--threads N]

WORK holds what `train` and `teacher` left there. The trunk and pass 2 stay as they are:
only the layers and heads of pass 1 learn. Of annotated sentences annotation and the
mean of the teachers count alike (Hinton et al. 2015), of the same with other names
(`swapping.py`) and of documents without claims the annotation, of plain texts the
teachers. A plain text is a row with `text`, of which annotations are not looked at;
files give `--each` words each. The pupil begins as `train` left it, or as an earlier
`distil` did (`--onto`).
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from marsad.reading.labels import ANCHOR_TAGS
from marsad.reading.pieces import cut, tokenizer_from
from marsad.reading.segment import sentences
from training.reader import encoders, joint, options
from training.reader import kinds as pass1
from training.reader import teacher as larger
from training.reader.corpus import Example, example, load
from training.reader.encoder import Encoder
from training.reader.items import Item, items, padded
from training.reader.kinds import ANCHORS, CLAIMS, best_cut, detection
from training.reader.schedule import fit, part_groups
from training.reader.swapping import swapped
from training.reader.train import GRID, corpora, finish
from training.reader.whens import phrases

ANNOTATED = 0.5
"""Weight of the annotation beside the teachers, where there is one."""
RATE, HEAD_RATE = 1e-4, 5e-4


@dataclass(slots=True)
class Lesson:
    """A window, and what is to be learnt of it as probabilities: of kinds
    [sentences, kinds], of tags [scored positions, tags]."""

    item: Item
    kinds: Tensor
    tags: Tensor


def main() -> None:
    """Teach, write the weights, tune the thresholds."""
    given = _given()
    base, tokenizer, model = pupil(given)
    if given.onto:
        model.kinds.load_state_dict(held(given.onto))
    dev = load(given.dev, tokenizer, phrases)
    lessons = list(_lessons(given, model.encoder.eval(), tokenizer))
    print(f"{len(lessons)} windows to learn from", flush=True)
    watched = items(dev, model.encoder, joint.DEPTH)

    def tell(epoch: int) -> None:
        model.eval()
        with torch.inference_mode():
            made = [pass1.read(model.kinds, i, i.states.float()) for i in watched]
        cuts, _ = best_cut(watched, made, GRID)
        p, r, f1 = detection(watched, made, cuts)
        print(f"  dev after {epoch}: P {p:.3f} R {r:.3f} F1 {f1:.3f}", flush=True)

    tell(0)
    groups = part_groups(model.kinds, model.kinds.layers, RATE, HEAD_RATE)
    fit(
        model.kinds,
        groups,
        [len(lesson.item.states) for lesson in lessons],
        lambda row: loss(model.kinds, [lessons[i] for i in row]),
        epochs=given.epochs,
        seed=given.seed,
        kept=given.work / f"distil.{given.seed}.pt",
        after=tell,
    )
    finish(model, base, given, dev)


def pupil(given: argparse.Namespace) -> tuple[Path, Tokenizer, joint.Joint]:
    """The encoder's folder, its vocabulary, and both passes as `train` left them."""
    torch.set_num_threads(given.threads)
    torch.manual_seed(given.seed)
    base = encoders.fetch(encoders.MINILM, given.work / "minilm")
    model = joint.Joint(base)
    model.load_state_dict(held(given.work / f"slots.{given.seed}.pt"))
    return base, tokenizer_from(str(base / "tokenizer.json")), model


def _lessons(
    given: argparse.Namespace, encoder: Encoder, tokenizer: Tokenizer
) -> Iterator[Lesson]:
    """Annotated documents, the same with other names, and plain texts."""
    annotated = corpora(given.train, tokenizer)
    teachers = Teachers(given.work, given.teachers)
    for one in annotated:
        if not one.claims:
            yield from _annotated(encoder, one)
            continue
        yield from _taught(encoder, teachers, one, ANNOTATED)
        row = swapped(one.row, given.seed)
        if row:
            yield from _annotated(encoder, example(row, tokenizer, phrases))
    for path in given.plain:
        for plain in texts(path, given.each, tokenizer):
            yield from _taught(encoder, teachers, plain, 0.0)


def texts(path: Path, most: int, tokenizer: Tokenizer) -> list[Example]:
    """Texts of a file of rows, from all over it, of about `most` words together."""
    with path.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines if line.strip()]
    words = sum(len(row["text"].split()) for row in rows)
    chosen = rows[:: max(1, round(words / most))]
    return [_plain(row.get("title") or "", row["text"], tokenizer) for row in chosen]


def _plain(title: str, text: str, tokenizer: Tokenizer) -> Example:
    return Example({"text": text}, cut(tokenizer, title, text, sentences(text)), ())


def loss(model: pass1.Kinds, batch: list[Lesson]) -> Tensor:
    """Annotation and teachers over a batch of windows, each sum divided by what so many
    sentences and words have on average (as in `kinds.loss`)."""
    states, mask = padded([lesson.item.states for lesson in batch])
    tag, look, vote = model(states, mask)
    total = torch.zeros(())
    words = sum(len(lesson.tags) for lesson in batch) * ANCHORS
    members = sum(len(lesson.kinds) for lesson in batch) * CLAIMS
    for row, lesson in enumerate(batch):
        item = lesson.item
        made = tag[row, : len(item.tags)][item.tags >= 0]
        votes = pass1.said(look[row], vote[row], item)
        voting = functional.binary_cross_entropy_with_logits(
            votes, lesson.kinds.float(), reduction="sum"
        )
        tagging = functional.cross_entropy(made, lesson.tags.float(), reduction="sum")
        total = total + tagging / words + voting / members
    return total


class Teachers:
    """The larger networks, over the encoder's lower layers that all of them share."""

    def __init__(self, work: Path, seeds: Sequence[int]) -> None:
        folder = encoders.fetch(encoders.MPNET, work / "mpnet")
        self._encoder = larger.load_encoder(folder).eval()
        self._heads = [self._taught(work / f"teacher.{seed}.pt") for seed in seeds]

    def _taught(self, state: Path) -> larger.Kinds:
        kinds = larger.Kinds(deepcopy(self._encoder), larger.BASE.width)
        kinds.load_state_dict(held(state))
        return kinds.eval()

    def think(self, example: Example) -> Iterator[tuple[Tensor, Tensor]]:
        """The mean of their probabilities of kinds and tags for every window with
        sentences."""
        for item in items([example], self._encoder, larger.FROZEN):
            if item.members:
                each = [thought(kinds, item) for kinds in self._heads]
                kinds, tags = (torch.stack(n).mean(0) for n in zip(*each, strict=True))
                yield kinds, tags


def thought(kinds: larger.Kinds, item: Item) -> tuple[Tensor, Tensor]:
    """What one teacher thinks of a window: kinds [sentences, kinds] and tags [scored
    positions, tags]."""
    with torch.inference_mode():
        states = item.states.float()[None]
        tag, look, vote = kinds(states, torch.ones(states.shape[:2]))
        scored = tag[0, : len(item.tags)][item.tags >= 0]
        return pass1.said(look[0], vote[0], item).sigmoid(), scored.softmax(-1)


def _annotated(encoder: Encoder, example: Example) -> Iterator[Lesson]:
    """The windows of an annotated document as it stands."""
    for item in items([example], encoder, joint.DEPTH):
        if item.members:
            tags = functional.one_hot(item.tags[item.tags >= 0], ANCHOR_TAGS)
            yield Lesson(item, item.kinds.half(), tags.half())


def _taught(
    encoder: Encoder, teachers: Teachers, example: Example, annotated: float
) -> Iterator[Lesson]:
    """The same with what the teachers think of them; `annotated` is the weight of the
    annotation beside it."""
    pairs = zip(_annotated(encoder, example), teachers.think(example), strict=True)
    for lesson, made in pairs:
        told = (lesson.kinds, lesson.tags)
        mixed = (
            (annotated * gold + (1 - annotated) * kept).half()
            for gold, kept in zip(told, made, strict=True)
        )
        yield Lesson(lesson.item, *mixed)


def held(path: Path) -> dict[str, Any]:
    """The weights that an earlier step left."""
    if not path.exists():
        raise SystemExit(f"{path} is missing: run training.reader.train and .teacher")
    return dict(torch.load(path)["model"])


def _given() -> argparse.Namespace:
    parser = options.asked(__doc__, quiet=True)
    options.writes(parser)
    options.taught(parser, 50_000)
    return parser.parse_args()


if __name__ == "__main__":
    main()
