"""Export the sentence encoder: the layers of multilingual-e5-small as two ONNX graphs, four bits a weight.

    python -m training.export_sentences --work WORK --out DIR [--accuracy 4]

The wheel's blocks (see `training.encoder`) are those of the operator `com.microsoft.MatMulNBits` but for the
order of the nibbles: the wheel puts weight j beside weight j + 16, the operator beside weight j + 1.  They are
sorted anew and nothing is rounded; the scales stay fp16 in the file and become fp32 when it is loaded.

`--accuracy` is the operator's `accuracy_level`: 4 brings the inputs of each block to int8, as the wheel's own
engine does; 0 keeps them fp32, which takes longer and agrees with it no better.
"""

import argparse
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from training.encoder import Wheel, read_wheel, wheel_path
from training.manifest import finish

from sayso.tagger.sentences import BRANCH, LOWER, UPPER

OPSET = 20  # the first with Gelu as one operator
FORMAT = 9  # the file format of that opset
SIZE = 32  # weights in a block
OWN_DOMAIN = "com.microsoft"  # where onnxruntime keeps the operators of its own


class Graph:
    """Nodes and tensors of a graph that grows; every method adds some and returns the name of what they give."""

    def __init__(self, accuracy: int) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.tensors: list[onnx.TensorProto] = []
        self._accuracy = accuracy

    def keep(self, name: str, value: np.ndarray) -> str:
        """Store a tensor."""
        self.tensors.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def add(self, operator: str, inputs: list[str], output: str, **attributes: Any) -> str:
        """Add a node with one output."""
        self.nodes.append(helper.make_node(operator, inputs, [output], output, **attributes))
        return output

    def linear(self, x: str, output: str, blocks: np.ndarray, bias: np.ndarray) -> str:
        """Map [..., in] to [..., out] with the wheel's blocks [out, in / 32]."""
        out, columns = blocks.shape
        packed = self.keep(f"{output}.weights", resort(blocks["nibbles"]))
        half = self.keep(f"{output}.scales", blocks["scale"].reshape(-1))
        scales = self.add("Cast", [half], f"{output}.scales.whole", to=TensorProto.FLOAT)
        product = self.add(
            "MatMulNBits", [x, packed, scales], f"{output}.product", domain=OWN_DOMAIN,
            K=columns * SIZE, N=out, bits=4, block_size=SIZE, accuracy_level=self._accuracy,
        )  # fmt: skip
        return self.add("Add", [product, self.keep(f"{output}.bias", bias)], output)

    def norm(self, x: str, output: str, wheel: Wheel, name: str) -> str:
        """Bring the last axis to mean 0 and deviation 1, then to the wheel's weight and bias `name`."""
        weight, bias = (self.keep(f"{output}.{short}", wheel.tensors[f"{name}.{short}"]) for short in ("w", "b"))
        return self.add("LayerNormalization", [x, weight, bias], output, axis=-1, epsilon=wheel.epsilon)

    def ground(self, words: str, wheel: Wheel) -> str:
        """Add the positions and the type to word embeddings [batch, pieces, hidden]; same shape."""
        places = wheel.tensors["emb.pos"].reshape(-1, wheel.hidden) + wheel.tensors["emb.type"][: wheel.hidden]
        count = self.add("Shape", [words], "pieces", start=1, end=2)
        ends = [self.keep("first", np.array([0])), count, self.keep("axis", np.array([0]))]
        shown = self.add("Slice", [self.keep("places", places), *ends], "places.shown")
        return self.norm(self.add("Add", [words, shown], "placed"), "ground", wheel, "emb.ln")

    def layer(self, x: str, wheel: Wheel, number: int) -> str:
        """Add layer `number` (0 the lowest) over [batch, pieces, hidden]; same shape."""
        at = f"layer{number}"

        def linear(x: str, output: str, *names: str) -> str:
            weights = [wheel.tensors[f"l{number}.{name}.w"] for name in names]
            bias = np.concatenate([wheel.tensors[f"l{number}.{name}.b"] for name in names])
            rows = len(bias)
            return self.linear(x, f"{at}.{output}", np.concatenate(weights).reshape(rows, -1), bias)

        parts = [f"{at}.{name}" for name in ("query", "key", "value")]
        self.nodes.append(helper.make_node("Split", [linear(x, "qkv", *"qkv")], parts, axis=-1, num_outputs=3))
        attended = self.add("MultiHeadAttention", parts, f"{at}.attended", domain=OWN_DOMAIN, num_heads=wheel.heads)
        x = self.add("Add", [x, linear(attended, "out", "ao")], f"{at}.attended.sum")
        x = self.norm(x, f"{at}.attended.norm", wheel, f"l{number}.aln")
        up = self.add("Gelu", [linear(x, "up", "fi")], f"{at}.bent")
        x = self.add("Add", [x, linear(up, "down", "fo")], f"{at}.sum")
        return self.norm(x, f"{at}.norm", wheel, f"l{number}.oln")


def resort(nibbles: np.ndarray) -> np.ndarray:
    """Bring nibbles [..., 16] from the wheel's order to the operator's: weights 2j and 2j + 1 in byte j, low first."""
    weights = np.concatenate([nibbles & 15, nibbles >> 4], axis=-1)
    return weights[..., 0::2] | weights[..., 1::2] << 4


def write(wheel: Wheel, folder: Path, accuracy: int = 4, branch: int = BRANCH) -> None:
    """Write both graphs into a folder of weights; the lower one holds the first `branch` layers."""
    (folder / LOWER).parent.mkdir(parents=True, exist_ok=True)
    (folder / LOWER).write_bytes(build_lower(wheel, accuracy, branch).SerializeToString(deterministic=True))
    (folder / UPPER).write_bytes(build_upper(wheel, accuracy, branch).SerializeToString(deterministic=True))


def build_lower(wheel: Wheel, accuracy: int, branch: int) -> onnx.ModelProto:
    """Return the graph: `words` [1, pieces, hidden] to `states`, same shape, above the first `branch` layers.

    `words` are word embeddings with the borders <s> and </s>.
    """
    graph = Graph(accuracy)
    x = graph.ground("words", wheel)
    for number in range(branch):
        x = graph.layer(x, wheel, number)
    graph.add("Identity", [x], "states")
    whole = [1, "pieces", wheel.hidden]
    return _model(graph, {"words": whole}, {"states": whole})


def build_upper(wheel: Wheel, accuracy: int, branch: int) -> onnx.ModelProto:
    """Return the graph: `states` [1, pieces, hidden] to `sentence` [1, hidden] of unit length, and its `mean`.

    `mean` is the mean of the top layer over all pieces, borders included, as the wheel pools, and `sentence` is that
    brought to unit length.
    """
    graph = Graph(accuracy)
    x = "states"
    for number in range(branch, wheel.layers):
        x = graph.layer(x, wheel, number)
    pieces = graph.keep("pooled.axes", np.array([1]))
    graph.add("ReduceMean", [x, pieces], "mean", keepdims=0)
    graph.add("LpNormalization", ["mean"], "sentence", axis=-1, p=2)
    flat = [1, wheel.hidden]
    return _model(graph, {"states": [1, "pieces", wheel.hidden]}, {"sentence": flat, "mean": flat})


def _model(graph: Graph, inputs: dict[str, list[Any]], outputs: dict[str, list[Any]]) -> onnx.ModelProto:
    """Return a graph as a model, checked; `inputs` and `outputs` give their shapes."""
    given, made = (
        [helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name, shape in shapes.items()]
        for shapes in (inputs, outputs)
    )
    model = helper.make_model(
        helper.make_graph(graph.nodes, "sentences", given, made, graph.tensors),
        opset_imports=[helper.make_opsetid("", OPSET), helper.make_opsetid(OWN_DOMAIN, 1)],
        ir_version=FORMAT,
        producer_name="sayso",
    )
    onnx.checker.check_model(model)
    return model


def main() -> None:
    """Build, write, hash."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--accuracy", type=int, default=4, choices=(0, 4))
    options = parser.parse_args()
    write(read_wheel(wheel_path()), options.out, options.accuracy)
    finish(options.work, options.out)


if __name__ == "__main__":
    main()
