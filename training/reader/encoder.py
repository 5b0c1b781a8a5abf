"""The encoder: layers of BERT, or of MPNet for the teacher, in plain torch.

The lowest layers (the trunk) stay as they were pre-trained: both passes share them, and
their output is computed once and kept through training.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes of an encoder. `offset` is added to positions; `buckets` > 0: attention
    adds a learned bias by distance (MPNet)."""

    width: int = 384
    inner: int = 1536
    layers: int = 6
    heads: int = 12
    vocabulary: int = 30522
    positions: int = 512
    offset: int = 0
    buckets: int = 0


MINILM = Shape()
MPNET = Shape(768, 3072, 12, 12, 30527, 514, 2, 32)


DROP = 0.2
"""Share of features dropped in every layer, at the trunk's states and at the heads."""


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
    """Embeddings and layers; `trunk` runs the lowest, `top` the others."""

    def __init__(self, shape: Shape, rate: float = DROP) -> None:
        super().__init__()
        self.shape = shape
        self.words = nn.Embedding(shape.vocabulary, shape.width)
        self.positions = nn.Embedding(shape.positions, shape.width)
        self.types = nn.Parameter(torch.zeros(shape.width))
        self.norm = nn.LayerNorm(shape.width, 1e-12)
        self.layers = nn.ModuleList(Layer(shape, rate) for _ in range(shape.layers))
        self.near = nn.Embedding(max(1, shape.buckets), shape.heads)

    def bias(self, mask: Tensor) -> Tensor:
        """What attention adds: a large negative number where `mask` is 0."""
        out = (1.0 - mask[:, None, None, :].float()) * -1e4
        if self.shape.buckets:
            out = out + self.near(_buckets(mask.shape[1])).permute(2, 0, 1)[None]
        return out

    def trunk(self, ids: Tensor, mask: Tensor, depth: int) -> Tensor:
        """The states after the lowest `depth` layers."""
        at = torch.arange(ids.shape[1]) + self.shape.offset
        x: Tensor = self.norm(self.words(ids) + self.positions(at) + self.types)
        return self.through(x, mask, 0, depth)

    def through(self, x: Tensor, mask: Tensor, first: int, end: int) -> Tensor:
        """States `x` taken through layers `first` to before `end`."""
        bias = self.bias(mask)
        for layer in self.layers[first:end]:
            x = layer(x, bias)
        return x


def _buckets(length: int, buckets: int = 32, farthest: int = 128) -> Tensor:
    """MPNet's buckets of distance between positions, as in T5 (two-sided)."""
    at = torch.arange(length)
    distance = -(at[None, :] - at[:, None])
    half = buckets // 2
    side = (distance < 0).long() * half
    far = distance.abs()
    exact = half // 2
    log = torch.log(far.float().clamp(min=1) / exact) / torch.log(
        torch.tensor(farthest / exact)
    )
    grown = (exact + (log * (half - exact)).long()).clamp(max=half - 1)
    return side + torch.where(far < exact, far, grown)


def load_encoder(folder: Path, shape: Shape) -> Encoder:
    """The pre-trained encoder of a sentence-transformers folder."""
    held = load_file(folder / "model.safetensors")
    if shape.buckets:
        names = ("attention.attn.q", "attention.attn.k", "attention.attn.v")
        out, norm = "attention.attn.o", "attention.LayerNorm"
    else:
        names = ("attention.self.query", "attention.self.key", "attention.self.value")
        out, norm = "attention.output.dense", "attention.output.LayerNorm"
    made = Encoder(shape)
    with torch.no_grad():
        made.words.weight.copy_(held["embeddings.word_embeddings.weight"])
        made.positions.weight.copy_(held["embeddings.position_embeddings.weight"])
        if not shape.buckets:
            made.types.copy_(held["embeddings.token_type_embeddings.weight"][0])
        else:
            made.near.weight.copy_(held["encoder.relative_attention_bias.weight"])
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
