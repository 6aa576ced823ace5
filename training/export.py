"""Export a run: two ONNX graphs, quantised to int8, with tokenizer, embeddings, settings and hashes.

    python -m training.export --work WORK --run RUN --out DIR [--name best] [--corpus quotations] [--whole]

`--whole` keeps fp32 (to measure what int8 costs).  DIR may hold several sets of weights: they share the
tokenizer and the embeddings.
"""

import argparse
import json
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn
from training.corpora import CORPORA
from training.manifest import finish
from training.network import Network
from training.train import load_run

from sayso.tagger.embedding import Embedding
from sayso.tagger.findings import HINTS, ROLES
from sayso.tagger.pieces import BEGIN, END, Segmenter
from sayso.tagger.windows import AFTER, BEFORE, LIMIT, OVERLAP

OPSET = 20  # the first with Gelu as one operator
SMOOTHING = 0.7  # how much of the inputs' unevenness the weights take over
CALIBRATION = 24  # documents


class Look(nn.Module):
    """The encoder over one window, as it is exported."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, words: torch.Tensor, hints: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Take [1, pieces, width] and [1, pieces, kinds]; give the tag scores and the branch layer."""
        words = words + self.network.hints(hints)
        x = self.network.ground.norm(words + self.network.ground.positions[: words.shape[1]] + self.network.ground.kind)
        branch = x
        for number, layer in enumerate(self.network.layers):
            if number == self.network.branch:
                branch = x
            x = layer.dense(x)
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
            x = layer.dense(x)
        features = self.network.role_head.features(x)
        inside = (marks == 1).float()[..., None]
        content = (features * inside).sum(1) / inside.sum(1)
        beside = (features * (1 - inside)).sum(1) / (1 - inside).sum(1).clamp_min(1)
        stances = self.network.stance_head(torch.cat([content, beside], 1))
        return self.network.role_head.linear(features), torch.cat([self.network.kind_head(content), stances], 1)


class Smoothed(nn.Module):
    """A linear map whose inputs are brought to like peaks first, so that int8 loses less of the small ones."""

    def __init__(self, linear: nn.Linear, peaks: torch.Tensor) -> None:
        super().__init__()
        columns = linear.weight.abs().max(0).values.clamp_min(1e-5)
        factors = peaks.clamp_min(1e-5) ** SMOOTHING / columns ** (1 - SMOOTHING)
        factors = factors / factors.mean()
        self.register_buffer("shrink", 1 / factors)
        self.linear = nn.Linear(linear.in_features, linear.out_features)
        self.linear.weight = nn.Parameter(linear.weight * factors)
        self.linear.bias = linear.bias

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Take [..., in], give [..., out]: the same figures as the linear map."""
        return self.linear(x * self.shrink)


def smooth(network: Network, work: Path, corpus: str) -> None:
    """Replace the layers' linear maps by smoothed ones; peaks are those of some documents of a corpus."""
    segmenter, embedding = Segmenter(work / "tokenizer.json"), Embedding(work / "embedding.q4")
    linears = {id(m): m for part in (network.layers, network.role_layers) for m in part.modules() if _linear(m)}
    peaks = {key: torch.zeros(linear.in_features) for key, linear in linears.items()}

    def keep(linear: nn.Module, inputs: tuple[torch.Tensor, ...], _: torch.Tensor) -> None:
        peak = inputs[0].abs().flatten(0, -2).max(0).values
        peaks[id(linear)] = torch.maximum(peaks[id(linear)], peak)

    hooks = [linear.register_forward_hook(keep) for linear in linears.values()]
    with torch.inference_mode():
        for document in CORPORA[corpus]()[:CALIBRATION]:
            ids = np.concatenate([[BEGIN], segmenter.segment(document["text"]).ids[:LIMIT], [END]])
            hints = torch.zeros(len(ids), len(HINTS))
            branch, _ = network.look(torch.from_numpy(embedding.rows(ids)), hints, [len(ids)])
            network.relate(branch, torch.zeros(len(ids), dtype=torch.long), [len(ids)])
    for hook in hooks:
        hook.remove()
    for layer in (*network.layers, *network.role_layers):
        for name, child in list(layer.named_children()):
            if _linear(child):
                setattr(layer, name, Smoothed(child, peaks[id(child)].clone()))


def _linear(module: nn.Module) -> bool:
    return isinstance(module, nn.Linear)


def export_graph(
    module: nn.Module, inputs: dict[str, torch.Tensor], outputs: list[str], path: Path, free: dict[str, int]
) -> None:
    """Write a module as ONNX; `free` are the axes of inputs and outputs whose length is free."""
    torch.onnx.export(
        module.eval(), tuple(inputs.values()), str(path), input_names=list(inputs), output_names=outputs,
        dynamic_axes={name: {axis: "pieces" if axis else "places"} for name, axis in free.items()},
        opset_version=OPSET, custom_opsets={"com.microsoft": 1}, dynamo=False,
    )  # fmt: skip
    onnx.checker.check_model(str(path))


def _pieces(names: str) -> dict[str, int]:
    """Return the second axis, that of the pieces, for each of some names."""
    return dict.fromkeys(names.split(), 1)


def quantise(path: Path) -> None:
    """Bring the layers' matrices to int8, one scale for each output; activations are scaled as they come.

    The heads stay fp32: they are small, and every figure of theirs decides.
    """
    heads = [node.name for node in onnx.load(path).graph.node if "head" in node.name or "hints" in node.name]
    quantize_dynamic(
        path,
        path.with_suffix(".int8"),
        per_channel=True,
        weight_type=QuantType.QInt8,
        op_types_to_quantize=["MatMul", "Gemm"],
        nodes_to_exclude=heads,
    )
    path.with_suffix(".int8").replace(path)


def main() -> None:
    """Export, quantise, hash."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--name", default="best")
    parser.add_argument("--whole", action="store_true")
    parser.add_argument("--corpus", choices=sorted(CORPORA), default="quotations", help="its texts scale the weights")
    parser.add_argument("--outside", default="0,0", help="added to the score of being outside, by level")
    parser.add_argument(
        "--around", type=int, nargs=2, default=[BEFORE, AFTER], help="pieces around a content to look at"
    )
    parser.add_argument(
        "--alone", default="", help="how sure it must be where no rule found the same: reported=0.7,indirect=0.6"
    )
    parser.add_argument("--window", type=int, default=LIMIT, help="pieces looked at at once, %(default)s at most")
    parser.add_argument("--overlap", type=int, default=OVERLAP, help="pieces that two windows share, %(default)s")
    parser.add_argument("--thresholds", default="0,0,0,0", help="speaker, cue, frame, addressee")
    options = parser.parse_args()
    if options.overlap >= options.window:
        parser.error(f"windows of {options.window} pieces cannot share {options.overlap}: give a smaller --overlap")
    network = load_run(options.run)
    if not options.whole:
        smooth(network, options.work, options.corpus)
    own = options.out / options.name
    own.mkdir(parents=True, exist_ok=True)
    width = network.marks.embedding_dim
    inputs = {"words": torch.randn(1, 40, width), "hints": torch.zeros(1, 40, len(HINTS))}
    export_graph(Look(network), inputs, ["tags", "branch"], own / "look.onnx", _pieces("words hints tags branch"))
    inputs = {"branch": torch.randn(1, 40, width), "marks": torch.ones(1, 40, dtype=torch.long)}
    export_graph(Relate(network), inputs, ["roles", "kinds"], own / "relate.onnx", _pieces("branch marks roles"))
    if not options.whole:
        quantise(own / "look.onnx")
        quantise(own / "relate.onnx")
    settings = {
        "moves": network.transitions.tolist(),
        "outside": [float(value) for value in options.outside.split(",")],
        "window": options.window,
        "overlap": options.overlap,
        "around": options.around,
        "alone": {mode: float(share) for mode, share in (part.split("=") for part in options.alone.split(",") if part)},
        "thresholds": dict(zip(ROLES, map(float, options.thresholds.split(",")), strict=True)),
    }
    (own / "settings.json").write_text(json.dumps(settings, indent=1) + "\n", encoding="utf-8")
    finish(options.work, options.out)


if __name__ == "__main__":
    main()
