"""Export a run: two ONNX graphs, quantised to int8, with tokenizer, embeddings, settings and hashes.

    python -m training.export --work WORK --run RUN --out DIR [--name quotations] [--whole]

`--whole` keeps fp32 (to measure what int8 costs).  DIR may hold several sets of weights: they share the
tokenizer and the embeddings.
"""

import argparse
import hashlib
import json
import shutil
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn
from training.evaluate import load_run
from training.network import Network

from sayso.tagger.network import ROLES
from sayso.tagger.weights import OWN, SHARED

OPSET = 20  # the first with Gelu as one operator


class Look(nn.Module):
    """The encoder over one window, as it is exported."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, words: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Take [1, pieces, width]; give the tag scores and the branch layer."""
        x = self.network.ground.norm(words + self.network.ground.positions[: words.shape[1]] + self.network.ground.kind)
        branch = x
        for number, layer in enumerate(self.network.layers):
            if number == self.network.branch:
                branch = x
            x = layer.dense(x, None)
        return self.network.tag_head(x), branch


class Relate(nn.Module):
    """The private top layers over the surroundings of one content, as they are exported."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, branch: torch.Tensor, marks: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Take [1, pieces, width] and [1, pieces]; give the role scores and the content's kinds."""
        x = branch + self.network.marks(marks)
        for layer in self.network.role_layers:
            x = layer.dense(x, None)
        features = self.network.role_head.features(x)
        inside = (marks == 1).float()[..., None]
        pooled = (features * inside).sum(1) / inside.sum(1)
        return self.network.role_head.linear(features), self.network.kind_head(pooled)


def export_graph(module: nn.Module, inputs: dict[str, torch.Tensor], outputs: list[str], path: Path) -> None:
    """Write a module as ONNX with a free number of pieces."""
    torch.onnx.export(
        module.eval(), tuple(inputs.values()), str(path), input_names=list(inputs), output_names=outputs,
        dynamic_axes={name: {1: "pieces"} for name in (*inputs, *outputs) if name != "kinds"},
        opset_version=OPSET, dynamo=False,
    )  # fmt: skip
    onnx.checker.check_model(str(path))


def quantise(path: Path) -> None:
    """Bring a graph's matrices to int8, one scale for each output; activations are scaled as they come."""
    quantize_dynamic(
        path,
        path.with_suffix(".int8"),
        per_channel=True,
        weight_type=QuantType.QInt8,
        op_types_to_quantize=["MatMul", "Gemm"],
    )
    path.with_suffix(".int8").replace(path)


def write_manifest(folder: Path) -> dict[str, str]:
    """Write the hash of every file of a folder's weights; return them."""
    names = [*SHARED, *(f"{own.parent.name}/{name}" for own in sorted(folder.glob("*/settings.json")) for name in OWN)]
    hashes = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in names}
    (folder / "manifest.json").write_text(json.dumps(hashes, indent=1) + "\n", encoding="utf-8")
    return hashes


def main() -> None:
    """Export, quantise, hash."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--name", default="quotations")
    parser.add_argument("--whole", action="store_true")
    parser.add_argument("--outside", default="0,0", help="added to the score of being outside, by level")
    parser.add_argument("--thresholds", default="0,0,0,0", help="speaker, cue, frame, addressee")
    options = parser.parse_args()
    network = load_run(options.run)
    own = options.out / options.name
    own.mkdir(parents=True, exist_ok=True)
    width = network.marks.embedding_dim
    export_graph(Look(network), {"words": torch.randn(1, 40, width)}, ["tags", "branch"], own / "look.onnx")
    inputs = {"branch": torch.randn(1, 40, width), "marks": torch.ones(1, 40, dtype=torch.long)}
    export_graph(Relate(network), inputs, ["roles", "kinds"], own / "relate.onnx")
    if not options.whole:
        quantise(own / "look.onnx")
        quantise(own / "relate.onnx")
    settings = {
        "moves": network.transitions.tolist(),
        "outside": [float(value) for value in options.outside.split(",")],
        "thresholds": dict(zip(ROLES, map(float, options.thresholds.split(",")), strict=True)),
    }
    (own / "settings.json").write_text(json.dumps(settings, indent=1) + "\n", encoding="utf-8")
    for name in SHARED:
        shutil.copyfile(options.work / name, options.out / name)
    for name in write_manifest(options.out):
        print(f"{(options.out / name).stat().st_size:12,} {name}")


if __name__ == "__main__":
    main()
