"""The trained parts as ONNX graphs, built by hand from the operators that onnxruntime
runs quickest on a CPU, for one window or one claim at a time.

Without padding there is no mask, so that MultiHeadAttention goes through its tiled
kernel; LayerNormalization and Gelu by themselves are several times quicker than
SkipLayerNormalization and BiasGelu, which fuse them with what stands before. Half the
time of the graphs with QAttention in batches (docs/benchmarks.md).

The word embeddings are kept as int8 with one scale a word; all matrices are quantised
to int8 per channel afterwards (`quantised`).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime as ort
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from training.reader.attributions.model import Attributions
from training.reader.encoder import Encoder, Layer
from training.reader.kinds import Kinds
from training.reader.slots import Slots

FUSED = "com.microsoft"
OPSET = 17
SLOWER = ["SkipLayerNormFusion", "BiasGeluFusion"]


class Graph:
    """A graph in the making: nodes and constants, and which tensors these were."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.held: list[onnx.TensorProto] = []
        self.tensors: dict[str, Tensor] = {}

    def keep(self, value: Tensor | NDArray[Any]) -> str:
        """A constant of the graph."""
        array = value.detach().float().numpy() if isinstance(value, Tensor) else value
        name = f"c{len(self.held)}"
        if isinstance(value, Tensor):
            self.tensors[name] = value
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

    def layer(self, x: str, layer: nn.Module) -> str:
        """One transformer layer."""
        assert isinstance(layer, Layer)
        asked = zip(layer.qkv.weight.chunk(3), layer.qkv.bias.chunk(3), strict=True)
        qkv = [self._affine(x, weight, bias) for weight, bias in asked]
        mixed = self.add("MultiHeadAttention", qkv, FUSED, num_heads=layer.heads)
        x = self._skip(x, self.linear(mixed, layer.out), layer.norm1)
        bent = self.add("Gelu", [self.linear(x, layer.up)], FUSED)
        return self._skip(x, self.linear(bent, layer.down), layer.norm2)

    def _affine(self, x: str, weight: Tensor, bias: Tensor) -> str:
        product = self.add("MatMul", [x, self.keep(weight.T)])
        return self.add("Add", [product, self.keep(bias)])

    def _skip(self, x: str, more: str, norm: nn.LayerNorm) -> str:
        return self.norm(self.add("Add", [x, more]), norm)

    def norm(self, x: str, norm: nn.LayerNorm) -> str:
        """`norm` applied to `x`."""
        held = [self.keep(norm.weight), self.keep(norm.bias)]
        return self.add("LayerNormalization", [x, *held], epsilon=norm.eps)

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


def trunk(encoder: Encoder, path: Path) -> Graph:
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
    x = graph.norm(graph.add("Add", [found, places]), encoder.norm)
    for layer in encoder.layers:
        x = graph.layer(x, layer)
    graph.add("Identity", [x], named="states")
    width = encoder.shape.width
    graph.save(
        path,
        [value("ids", TensorProto.INT32, 1, "n")],
        [value("states", TensorProto.FLOAT, 1, "n", width)],
    )
    return graph


def kinds(model: Kinds, path: Path) -> Graph:
    """States to tag, look and vote logits, side by side."""
    graph, x = Graph(), "states"
    for layer in model.layers:
        x = graph.layer(x, layer)
    heads = [graph.linear(x, h) for h in (model.tag, model.look, model.vote)]
    graph.add("Concat", heads, axis=-1, named="made")
    outputs = sum(h.out_features for h in (model.tag, model.look, model.vote))
    graph.save(
        path,
        [_states(model.tag)],
        [value("made", TensorProto.FLOAT, 1, "n", outputs)],
    )
    return graph


def slots(model: Slots, path: Path) -> Graph:
    """States, anchor and kind to the logits of words and of the whole claim."""
    graph = Graph()
    zero, one, two, end = (
        graph.keep(np.array([n], np.int64)) for n in (0, 1, 2, 2**31 - 1)
    )
    told = graph.add("Gather", [graph.keep(model.tell.weight), "kind"])
    anchor = graph.add("Unsqueeze", ["anchor", two])
    marked = graph.add("Add", [told, graph.keep(model.mark)])
    x = graph.add("Add", ["states", graph.add("Mul", [anchor, marked])])
    lead = graph.add("Add", [graph.add("Slice", [x, zero, one, one]), told])
    x = graph.add("Concat", [lead, graph.add("Slice", [x, one, end, one])], axis=1)
    for layer in model.layers:
        x = graph.layer(x, layer)
    graph.linear(x, model.word, "word")
    share = graph.add("Div", ["anchor", graph.add("ReduceSum", ["anchor", one])])
    centre = graph.add("MatMul", [graph.add("Unsqueeze", [share, one]), x])
    both = [graph.add("Slice", [x, zero, one, one]), centre]
    both = graph.add("Concat", both, axis=-1)
    graph.linear(graph.add("Squeeze", [both, one]), model.whole, "whole")
    graph.save(
        path,
        [
            _states(model.word),
            value("anchor", TensorProto.FLOAT, 1, "n"),
            value("kind", TensorProto.INT64, 1),
        ],
        [
            value("word", TensorProto.FLOAT, 1, "n", model.word.out_features),
            value("whole", TensorProto.FLOAT, 1, model.whole.out_features),
        ],
    )
    return graph


def attributions(model: Attributions, path: Path) -> None:
    """States and a cue's mark to the logits of every position."""
    graph = Graph()
    zero, one, two, end = (
        graph.keep(np.array([n], np.int64)) for n in (0, 1, 2, 2**31 - 1)
    )
    mark = graph.add(
        "Mul", [graph.add("Unsqueeze", ["mark", two]), graph.keep(model.mark)]
    )
    x = graph.add("Add", ["states", mark])
    asked = graph.add("ReduceMax", ["mark"], axes=[1], keepdims=1)
    lead = graph.add(
        "Mul", [graph.add("Unsqueeze", [asked, two]), graph.keep(model.lead)]
    )
    lead = graph.add("Add", [graph.add("Slice", [x, zero, one, one]), lead])
    x = graph.add("Concat", [lead, graph.add("Slice", [x, one, end, one])], axis=1)
    for layer in model.layers:
        x = graph.layer(x, layer)
    graph.linear(x, model.head, "made")
    graph.save(
        path,
        [
            _states(model.head),
            value("mark", TensorProto.FLOAT, 1, "n"),
        ],
        [value("made", TensorProto.FLOAT, 1, "n", model.head.out_features)],
    )


def _states(head: nn.Linear) -> Any:
    return value("states", TensorProto.FLOAT, 1, "n", head.in_features)


def quantised(source: Path, target: Path) -> None:
    """The graph with its matrices in int8, a scale a channel, and rewritten as
    onnxruntime would at every start (but for the two fusions that cost time)."""
    whole = target.with_suffix(".int8")
    quantize_dynamic(
        source,
        whole,
        op_types_to_quantize=["MatMul"],
        per_channel=True,
        weight_type=QuantType.QInt8,
        extra_options={"DefaultTensorType": TensorProto.FLOAT},
    )
    options = ort.SessionOptions()
    options.graph_optimization_level = ort.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
    options.optimized_model_filepath = str(target)
    options.log_severity_level = 3
    ort.InferenceSession(
        str(whole), options, ["CPUExecutionProvider"], disabled_optimizers=SLOWER
    )
    whole.unlink()
    made = onnx.load(target)
    known = [o for o in made.opset_import if o.domain in ("", FUSED)]
    del made.opset_import[:]
    made.opset_import.extend(known)
    onnx.save(made, target)
