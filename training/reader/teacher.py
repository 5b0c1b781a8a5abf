"""A larger network for pass 1, too large to ship: what it thinks of a text teaches the
one that is shipped (`distil.py`).

usage: python -m training.reader.teacher WORK [--train FILE ...] [--dev FILE]
           [--seed N] [--epochs N] [--threads N]

The encoder is MPNet (Song et al. 2020): layers as BERT's, with one bias for the
distance of two positions that all layers add to their attention scores. Its vocabulary
is BERT's moved by four, so that it reads the same windows.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file
from torch import Tensor, nn

from marsad.reading.detection import Scores
from marsad.reading.pieces import CLS, SEP, tokenizer_from
from training.reader import encoders, options
from training.reader import kinds as pass1
from training.reader.corpus import load
from training.reader.encoder import Layer, Shape
from training.reader.items import Item, items, padded
from training.reader.kinds import best_cut, detection
from training.reader.schedule import finished, fit, part_groups
from training.reader.train import GRID, corpora
from training.reader.whens import phrases

FROZEN = 6
"""Layers left as pre-trained: their states are computed once."""
RATE, HEAD_RATE = 7e-5, 1e-3
LAYER_DROP = 0.1
BASE = Shape(768, 3072, 12, 12, 30527, 514)
WEIGHTS = Path("marsad/reading/weights")
BUCKETS, FARTHEST = 32, 128
"""Classes of distance, half of them for each direction, and the distance from which all
fall into the last."""


class Encoder(nn.Module):
    """MPNet's embeddings and lower layers; `ids` are those of BERT's vocabulary."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.words = nn.Embedding(shape.vocabulary, shape.width)
        self.positions = nn.Embedding(shape.positions, shape.width)
        self.norm = nn.LayerNorm(shape.width, 1e-5)
        self.distance = nn.Embedding(BUCKETS, shape.heads)
        layers = (Layer(shape, LAYER_DROP) for _ in range(shape.layers))
        self.layers = nn.ModuleList(layers)

    def forward(self, ids: Tensor, mask: Tensor, depth: int) -> Tensor:
        """The states after the embeddings and the lowest `depth` layers."""
        moved = torch.where(ids == CLS, 0, torch.where(ids == SEP, 2, ids + 4))
        at = torch.arange(ids.shape[1]) + 2
        x: Tensor = self.norm(self.words(moved) + self.positions(at))
        bias = attention_bias(self.distance, mask)
        for layer in self.layers[:depth]:
            x = layer(x, bias)
        return x


class Kinds(pass1.Kinds):
    """Pass 1 over MPNet's upper layers."""

    def __init__(self, encoder: Encoder, width: int) -> None:
        super().__init__((), width)
        self.layers = encoder.layers[FROZEN:]
        self.distance = encoder.distance

    def through(self, states: Tensor, mask: Tensor) -> Tensor:
        """The states of the last layer."""
        bias = attention_bias(self.distance, mask)
        for layer in self.layers:
            states = layer(states, bias)
        return states


def attention_bias(distance: nn.Embedding, mask: Tensor) -> Tensor:
    """What is added to the attention scores: [rows, heads, n, n]."""
    n = mask.shape[1]
    at = torch.arange(n)
    far = distance(_buckets(at[None, :] - at[:, None])).permute(2, 0, 1)
    return far[None] + (1.0 - mask[:, None, None, :].float()) * -1e4


def _buckets(ahead: Tensor) -> Tensor:
    """The class of each distance: exact up to a quarter of the classes, then in steps
    that grow with its logarithm (Raffel et al. 2020)."""
    half = BUCKETS // 2
    exact = half // 2
    away = ahead.abs()
    steps = (away.clamp(min=1).float() / exact).log() / np.log(FARTHEST / exact)
    grown = (exact + (steps * (half - exact)).long()).clamp(max=half - 1)
    return (ahead > 0).long() * half + torch.where(away < exact, away, grown)


def load_encoder(folder: Path) -> Encoder:
    """The pre-trained encoder of a sentence-transformers folder."""
    held = load_file(folder / "model.safetensors")
    made = Encoder(BASE)
    names = {
        "out": "attention.attn.o",
        "norm1": "attention.LayerNorm",
        "up": "intermediate.dense",
        "down": "output.dense",
        "norm2": "output.LayerNorm",
    }
    with torch.no_grad():
        made.words.weight.copy_(held["embeddings.word_embeddings.weight"])
        made.positions.weight.copy_(held["embeddings.position_embeddings.weight"])
        made.distance.weight.copy_(held["encoder.relative_attention_bias.weight"])
        for part in ("weight", "bias"):
            getattr(made.norm, part).copy_(held[f"embeddings.LayerNorm.{part}"])
            for i, layer in enumerate(made.layers):
                p = f"encoder.layer.{i}."
                qkv = [held[f"{p}attention.attn.{n}.{part}"] for n in "qkv"]
                getattr(layer.qkv, part).copy_(torch.cat(qkv))
                for mine, theirs in names.items():
                    kept = held[f"{p}{theirs}.{part}"]
                    getattr(getattr(layer, mine), part).copy_(kept)
    return made


def read(model: Kinds, work: list[Item]) -> list[list[Scores]]:
    """Pass 1 over every window."""
    model.eval()
    with torch.inference_mode():
        return [pass1.read(model, item, item.states.float()) for item in work]


def main() -> None:
    """Train the teacher; its state is kept after every epoch."""
    given = _given()
    torch.set_num_threads(given.threads)
    torch.manual_seed(given.seed)
    given.work.mkdir(parents=True, exist_ok=True)
    base = encoders.fetch(encoders.MPNET, given.work / "mpnet")
    tokenizer = tokenizer_from(str(given.tokenizer))
    encoder = load_encoder(base).eval()
    work = items(corpora(given.train, tokenizer), encoder, FROZEN)
    watched = items(load(given.dev, tokenizer, phrases), encoder, FROZEN)
    model = Kinds(encoder, BASE.width)
    kept = given.work / f"teacher.{given.seed}.pt"
    if finished(kept, given.epochs):
        return

    def tell(epoch: int) -> None:
        made = read(model, watched)
        cuts, _ = best_cut(watched, made, GRID)
        p, r, f1 = detection(watched, made, cuts)
        print(f"  dev after {epoch}: P {p:.3f} R {r:.3f} F1 {f1:.3f}", flush=True)

    def lost(row: list[int]) -> Tensor:
        batch = [work[i] for i in row]
        return pass1.loss(model, batch, *padded([item.states for item in batch]))

    groups = part_groups(model, model.layers, RATE, HEAD_RATE)
    lengths = [len(item.states) for item in work]
    fit(
        model,
        groups,
        lengths,
        lost,
        epochs=given.epochs,
        seed=given.seed,
        kept=kept,
        after=tell,
    )


def _given() -> argparse.Namespace:
    parser = options.asked(__doc__, quiet=True)
    parser.add_argument("--tokenizer", type=Path, default=WEIGHTS / "tokenizer.json")
    return parser.parse_args()


if __name__ == "__main__":
    main()
