"""The trained parts as ONNX graphs, built by hand from operators that onnxruntime runs
fused (Attention, SkipLayerNormalization, BiasGelu), a third quicker than torch's own.

The word embeddings are kept as int8 with one scale a word; all matrices are quantised
to int8 per channel afterwards (`quantised`).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from training.reader.encoder import Encoder, Layer
from training.reader.kinds import Kinds
from training.reader.slots import Slots

FUSED = "com.microsoft"
OPSET = 17


class Graph:
    """A graph in the making: nodes and constants."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.held: list[onnx.TensorProto] = []

    def keep(self, value: Tensor | NDArray[Any]) -> str:
        """A constant of the graph."""
        array = value.detach().float().numpy() if isinstance(value, Tensor) else value
        name = f"c{len(self.held)}"
        self.held.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def add(self, op: str, inputs: list[str], domain: str = "", **more: Any) -> str:
        """A node with one output; returns its name."""
        name = more.pop("named", f"n{len(self.nodes)}")
        self.nodes.append(
            helper.make_node(op, inputs, [name], domain=domain, name=name, **more)
        )
        return str(name)

    def linear(self, x: str, layer: nn.Linear, named: str | None = None) -> str:
        """`layer` applied to `x`."""
        product = self.add("MatMul", [x, self.keep(layer.weight.T)])
        if layer.bias is None:
            return product
        more = {"named": named} if named else {}
        return self.add("Add", [product, self.keep(layer.bias)], **more)

    def layer(self, x: str, layer: nn.Module, count: str) -> str:
        """One transformer layer; `count` holds the length of each row."""
        assert isinstance(layer, Layer)
        qkv = [x, self.keep(layer.qkv.weight.T), self.keep(layer.qkv.bias), count]
        mixed = self.add("Attention", qkv, FUSED, num_heads=layer.heads)
        out = self.add("MatMul", [mixed, self.keep(layer.out.weight.T)])
        x = self._skip(x, out, layer.norm1, layer.out.bias)
        up = self.add("MatMul", [x, self.keep(layer.up.weight.T)])
        bent = self.add("BiasGelu", [up, self.keep(layer.up.bias)], FUSED)
        down = self.add("MatMul", [bent, self.keep(layer.down.weight.T)])
        return self._skip(x, down, layer.norm2, layer.down.bias)

    def _skip(self, x: str, more: str, norm: nn.LayerNorm, bias: Tensor) -> str:
        inputs = [x, more, self.keep(norm.weight), self.keep(norm.bias)]
        return self.add(
            "SkipLayerNormalization", [*inputs, self.keep(bias)], FUSED, epsilon=1e-12
        )

    def save(self, path: Path, inputs: list[Any], outputs: list[Any]) -> None:
        """Write the graph; `inputs` and `outputs` are value infos."""
        graph = helper.make_graph(self.nodes, path.stem, inputs, outputs, self.held)
        opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid(FUSED, 1)]
        model = helper.make_model(graph, opset_imports=opsets)
        model.ir_version = 9
        onnx.save(model, str(path))


def value(name: str, kind: int, *shape: str | int) -> Any:
    """An input or output of a graph."""
    return helper.make_tensor_value_info(name, kind, list(shape))


def trunk(encoder: Encoder, path: Path) -> None:
    """Ids to the states after all layers of `encoder`."""
    graph = Graph()
    words = encoder.words.weight.detach().numpy()
    scale = (np.abs(words).max(1, keepdims=True) / 127).astype(np.float32)
    small = np.round(words / scale).astype(np.int8)
    found = graph.add("Gather", [graph.keep(small), "ids"])
    found = graph.add("Cast", [found], to=TensorProto.FLOAT)
    found = graph.add("Mul", [found, graph.add("Gather", [graph.keep(scale), "ids"])])
    length = graph.add("Shape", ["ids"], start=1, end=2)
    zero = graph.keep(np.array([0], np.int64))
    places = graph.keep(encoder.positions.weight + encoder.types)
    places = graph.add("Slice", [places, zero, length, zero])
    norm = encoder.norm
    x = graph.add(
        "LayerNormalization",
        [
            graph.add("Add", [found, places]),
            graph.keep(norm.weight),
            graph.keep(norm.bias),
        ],
        epsilon=1e-12,
    )
    for layer in encoder.layers:
        x = graph.layer(x, layer, "count")
    graph.add("Identity", [x], named="states")
    width = encoder.shape.width
    graph.save(
        path,
        [
            value("ids", TensorProto.INT32, "b", "n"),
            value("count", TensorProto.INT32, "b"),
        ],
        [value("states", TensorProto.FLOAT, "b", "n", width)],
    )


def kinds(model: Kinds, path: Path) -> None:
    """States to tag, look and vote logits, side by side."""
    graph, x = Graph(), "states"
    for layer in model.layers:
        x = graph.layer(x, layer, "count")
    heads = [graph.linear(x, h) for h in (model.tag, model.look, model.vote)]
    graph.add("Concat", heads, axis=-1, named="made")
    outputs = sum(h.out_features for h in (model.tag, model.look, model.vote))
    graph.save(
        path,
        [_states(model.tag), value("count", TensorProto.INT32, "b")],
        [value("made", TensorProto.FLOAT, "b", "n", outputs)],
    )


def slots(model: Slots, path: Path) -> None:
    """States, anchor, lead and kind to the logits of words and of the whole claim."""
    graph = Graph()
    axis = graph.keep(np.array([1], np.int64))
    last = graph.keep(np.array([2], np.int64))
    told = graph.add("Gather", [graph.keep(model.tell.weight), "kind"])
    told = graph.add("Unsqueeze", [told, axis])
    anchor = graph.add("Unsqueeze", ["anchor", last])
    lead = graph.add("Unsqueeze", ["lead", last])
    marked = graph.add("Add", [told, graph.keep(model.mark)])
    x = graph.add("Add", ["states", graph.add("Mul", [anchor, marked])])
    x = graph.add("Add", [x, graph.add("Mul", [lead, told])])
    for layer in model.layers:
        x = graph.layer(x, layer, "count")
    graph.linear(x, model.word, "word")
    share = graph.add("Div", ["anchor", graph.add("ReduceSum", ["anchor", axis])])
    centre = graph.add("MatMul", [graph.add("Unsqueeze", [share, axis]), x])
    first = graph.add("Slice", [x, graph.keep(np.array([0], np.int64)), axis, axis])
    both = graph.add("Concat", [first, centre], axis=-1)
    graph.linear(graph.add("Squeeze", [both, axis]), model.whole, "whole")
    graph.save(
        path,
        [
            _states(model.word),
            value("count", TensorProto.INT32, "b"),
            value("anchor", TensorProto.FLOAT, "b", "n"),
            value("lead", TensorProto.FLOAT, 1, "n"),
            value("kind", TensorProto.INT64, "b"),
        ],
        [
            value("word", TensorProto.FLOAT, "b", "n", model.word.out_features),
            value("whole", TensorProto.FLOAT, "b", model.whole.out_features),
        ],
    )


def _states(head: nn.Linear) -> Any:
    return value("states", TensorProto.FLOAT, "b", "n", head.in_features)


def quantised(source: Path, target: Path) -> None:
    """The graph with its matrices in int8, a scale a channel."""
    quantize_dynamic(
        source,
        target,
        op_types_to_quantize=["MatMul", "Attention"],
        per_channel=True,
        weight_type=QuantType.QInt8,
        extra_options={"DefaultTensorType": TensorProto.FLOAT},
    )
