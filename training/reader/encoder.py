"""The encoder: layers of BERT (MiniLM-L6) in plain torch."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes of an encoder."""

    width: int = 384
    inner: int = 1536
    layers: int = 6
    heads: int = 12
    vocabulary: int = 30522
    positions: int = 512


DROP = 0.2
"""Share of features dropped in every layer, at the states between parts and at the
heads."""


class Dropout(nn.Module):
    """One mask for a row and feature, the same at every position: the ordinary one
    cost a quarter of a step on a CPU."""

    def __init__(self, rate: float) -> None:
        super().__init__()
        self.rate = rate

    def forward(self, x: Tensor) -> Tensor:
        """`x` of [rows, positions, features] with features dropped in training."""
        if not self.training or not self.rate:
            return x
        kept = torch.rand(x.shape[0], 1, x.shape[2]) > self.rate
        return x * kept.to(x.dtype).div_(1 - self.rate)


class Layer(nn.Module):
    """A transformer layer with normalisation after each part."""

    def __init__(self, shape: Shape, rate: float) -> None:
        super().__init__()
        width = shape.width
        self.heads = shape.heads
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm1 = nn.LayerNorm(width, 1e-12)
        self.up = nn.Linear(width, shape.inner)
        self.down = nn.Linear(shape.inner, width)
        self.norm2 = nn.LayerNorm(width, 1e-12)
        self.drop = Dropout(rate)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """`bias` is added to the attention scores: [rows, heads or 1, 1 or n, n]."""
        rows, length, width = x.shape
        parts = self.qkv(x).view(rows, length, 3, self.heads, width // self.heads)
        q, k, v = parts.permute(2, 0, 3, 1, 4)
        mixed = functional.scaled_dot_product_attention(q, k, v, attn_mask=bias)
        mixed = mixed.transpose(1, 2).reshape(rows, length, width)
        x = self.norm1(x + self.drop(self.out(mixed)))
        y: Tensor = self.norm2(x + self.drop(self.down(functional.gelu(self.up(x)))))
        return y


class Encoder(nn.Module):
    """Embeddings and layers."""

    def __init__(self, shape: Shape, rate: float = DROP) -> None:
        super().__init__()
        self.shape = shape
        self.words = nn.Embedding(shape.vocabulary, shape.width)
        self.positions = nn.Embedding(shape.positions, shape.width)
        self.types = nn.Parameter(torch.zeros(shape.width))
        self.norm = nn.LayerNorm(shape.width, 1e-12)
        self.layers = nn.ModuleList(Layer(shape, rate) for _ in range(shape.layers))

    def forward(self, ids: Tensor, mask: Tensor, depth: int) -> Tensor:
        """The states after the embeddings and the lowest `depth` layers."""
        at = torch.arange(ids.shape[1])
        x: Tensor = self.norm(self.words(ids) + self.positions(at) + self.types)
        return through(self.layers[:depth], x, mask)


def through(layers: Iterable[nn.Module], x: Tensor, mask: Tensor) -> Tensor:
    """States `x` taken through `layers`; positions where `mask` is 0 are not attended
    to."""
    bias = (1.0 - mask[:, None, None, :].float()) * -1e4
    for layer in layers:
        x = layer(x, bias)
    return x


def load_encoder(folder: Path) -> Encoder:
    """The pre-trained encoder of a sentence-transformers folder."""
    held = load_file(folder / "model.safetensors")
    names = ("attention.self.query", "attention.self.key", "attention.self.value")
    out, norm = "attention.output.dense", "attention.output.LayerNorm"
    made = Encoder(Shape())
    with torch.no_grad():
        made.words.weight.copy_(held["embeddings.word_embeddings.weight"])
        made.positions.weight.copy_(held["embeddings.position_embeddings.weight"])
        made.types.copy_(held["embeddings.token_type_embeddings.weight"][0])
        for part in ("weight", "bias"):
            getattr(made.norm, part).copy_(held[f"embeddings.LayerNorm.{part}"])
            for i, layer in enumerate(made.layers):
                p = f"encoder.layer.{i}."
                qkv = torch.cat([held[f"{p}{n}.{part}"] for n in names])
                getattr(layer.qkv, part).copy_(qkv)
                for mine, theirs in (
                    (layer.out, out),
                    (layer.norm1, norm),
                    (layer.up, "intermediate.dense"),
                    (layer.down, "output.dense"),
                    (layer.norm2, "output.LayerNorm"),
                ):
                    getattr(mine, part).copy_(held[f"{p}{theirs}.{part}"])
    return made
