"""Begin a run from weights that ship: a checkpoint made of an export's int8 graphs.

    python -m training.restore --data src/sayso/tagger/data [--name best] --run RUN [--layers 10] [--private 2]

What an export does not hold is as the encoder has it; the head that only training needs begins anew.  The restored
network gives what the export gives, but for the rounding of what runs through it.
"""

import argparse
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from training.encoder import read_wheel, wheel_path
from training.network import Network, Shape
from training.train import Plan, vars_of

from sayso.tagger.weights import read_settings

State = dict[str, torch.Tensor]
_FRESH = "early_head."  # only training needs it
_STANCES = "stance_head."  # the first exports had none


def tensors_in(graph: onnx.GraphProto) -> State:
    """Return a graph's tensors under the network's own names, the int8 ones as the figures they stand for.

    A smoothed linear map is made plain again: what its input is shrunk by goes into its weight.
    """
    held = {each.name: numpy_helper.to_array(each) for each in graph.initializer}
    found = {name.removeprefix("network."): value for name, value in held.items() if name.startswith("network.")}
    found = {name: value for name, value in found.items() if "_Transposed_" not in name}
    after = {name: node for node in graph.node for name in node.input}
    for node in graph.node:
        if node.op_type not in ("MatMul", "MatMulInteger"):
            continue
        name = _name_of(node, after)
        if node.op_type == "MatMulInteger":
            zero, scale = held[node.input[3]], held[node.input[1].removesuffix("_quantized") + "_scale"]
            weight = (held[node.input[1]].astype(np.float32) - zero.astype(np.float32)) * scale
        else:
            weight = held[node.input[1]]
        plain = name.removesuffix(".linear")
        if f"{plain}.shrink" in found:
            found[f"{plain}.weight"] = weight.T * found.pop(f"{plain}.shrink")
            found[f"{plain}.bias"] = found.pop(f"{name}.bias")
        else:
            found[f"{name}.weight"] = weight.T
    return {name: torch.from_numpy(np.array(value)) for name, value in found.items()}


def _name_of(node: onnx.NodeProto, after: dict[str, onnx.NodeProto]) -> str:
    """Return the name of the linear map that a product belongs to: its bias is added to what the product gives."""
    while node.op_type != "Add":
        node = after[node.output[0]]
    bias = next((name for name in node.input if name.endswith(".bias")), "network.hints.bias")
    return bias.removeprefix("network.").removesuffix(".bias")


def restore(folder: Path, shape: Shape) -> Network:
    """Return the network of a folder of weights; ValueError where theirs is another shape."""
    network = Network(read_wheel(wheel_path()), shape)
    state: State = {"transitions": torch.from_numpy(read_settings(folder / "settings.json").moves)}
    for name in ("look.onnx", "relate.onnx"):
        state |= tensors_in(onnx.load(folder / name).graph)
    wanted = {name for name in network.state_dict() if not name.startswith(_FRESH)}
    unlike = {name for name in wanted ^ set(state) if not name.startswith(_STANCES)}
    if unlike:
        raise ValueError(f"{folder} is no export of such a network: {sorted(unlike)[:3]}")
    network.load_state_dict(network.state_dict() | state)
    return network


def main() -> None:
    """Write the checkpoint."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--name", default="best")
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--layers", type=int, default=10)
    parser.add_argument("--private", type=int, default=2)
    parser.add_argument("--heads", type=int, default=12)
    parser.add_argument("--inner", type=int, default=1536)
    options = parser.parse_args()
    shape = {name: getattr(options, name) for name in Shape.__slots__}
    state = restore(options.data / options.name, Shape(**shape)).state_dict()
    options.run.mkdir(parents=True, exist_ok=True)
    plan = vars_of(Plan(**shape))
    torch.save({"average": state, "network": state, "plan": plan}, options.run / "checkpoint.pt")


if __name__ == "__main__":
    main()
