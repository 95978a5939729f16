"""A trained network as an ONNX file, its large weights stored as 8-bit integers with a scale per channel."""

import warnings
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

from analysis.encoder import LONGEST

from .sentiment_network import Network

SMALLEST = 100_000  # weights with fewer numbers stay floats


def export_floats(network: Network, path: Path) -> None:
    """Write the network as ONNX with float weights: inputs ids, rows, targets; output logits."""
    network.eval()
    network.places.weight = torch.nn.Parameter(network.places.weight[:LONGEST].detach().clone())
    example = (torch.ones(2, 9, dtype=torch.long), torch.tensor([0, 1, 1]), torch.ones(3, 9))
    axes = {"ids": {0: "windows", 1: "tokens"}, "rows": {0: "targets"}, "targets": {0: "targets", 1: "tokens"}}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            network,
            example,
            str(path),
            dynamo=False,
            opset_version=17,
            input_names=list(axes),
            output_names=["logits"],
            dynamic_axes={**axes, "logits": {0: "targets"}},
        )


def store_as_integers(floats: Path, path: Path) -> None:
    """Write a copy of an ONNX file whose large weights are int8 numbers times a float scale.

    The runtime multiplies them out once, when it loads the file (they are constants), and computes in floats; only
    the word vectors stay integers, and each is multiplied when it is looked up.
    """
    model = onnx.load(floats)
    graph = model.graph
    large = {tensor.name: tensor for tensor in graph.initializer if np.prod(tensor.dims) >= SMALLEST}
    nodes = []
    for node in graph.node:
        names = [name for name in node.input if name in large]
        made = [_replace(graph, node, large[name]) for name in names]
        nodes.extend(made[0] if made else [node])
    del graph.node[:]
    graph.node.extend(nodes)
    for tensor in large.values():
        graph.initializer.remove(tensor)
    onnx.checker.check_model(model)
    onnx.save(model, path)


def _replace(graph: onnx.GraphProto, node: onnx.NodeProto, tensor: onnx.TensorProto) -> list[onnx.NodeProto]:
    """Return the nodes that do what `node` did, with its weight stored as integers."""
    axis = {"MatMul": 0, "Gather": 1}[node.op_type]  # the axis a scale is shared along
    whole, scale = quantise(numpy_helper.to_array(tensor), axis)
    integers, scales, floats = (f"{tensor.name}.{part}" for part in ("integers", "scales", "floats"))
    graph.initializer.extend([numpy_helper.from_array(whole, integers), numpy_helper.from_array(scale, scales)])
    if node.op_type == "MatMul":
        node.input[1] = f"{floats}.scaled"
        cast = helper.make_node("Cast", [integers], [floats], to=TensorProto.FLOAT)
        return [cast, helper.make_node("Mul", [floats, scales], [node.input[1]]), node]
    ids, output = node.input[1], node.output[0]
    return [
        helper.make_node("Gather", [integers, ids], [f"{floats}.found"], axis=0),
        helper.make_node("Cast", [f"{floats}.found"], [floats], to=TensorProto.FLOAT),
        helper.make_node("Gather", [scales, ids], [f"{scales}.found"], axis=0),
        helper.make_node("Mul", [floats, f"{scales}.found"], [output]),
    ]


def quantise(weights: np.ndarray, axis: int) -> tuple[np.ndarray, np.ndarray]:
    """Return int8 numbers and float scales whose product is nearest to the weights; one scale per channel."""
    scale = np.abs(weights).max(axis=axis, keepdims=True) / 127
    scale[scale == 0] = 1
    return np.round(weights / scale).astype(np.int8), scale.astype(np.float32)
