"""Export a run of `training.contents`: the upper layers as one ONNX graph, quantised to int8, with the hashes anew.

    python -m training.export_contents --run RUN --out DIR [--whole]

`--whole` keeps fp32 (to measure what int8 costs).
"""

import argparse
from pathlib import Path

import torch
from torch import nn
from torch.nn import functional
from training.contents import Network
from training.encoder import Attention, Layer
from training.export import export_graph, quantise
from training.manifest import write_manifest

from sayso.tagger.contents import FILE


class Relate(nn.Module):
    """The upper layers over the surroundings of one content, as they are exported."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, states: torch.Tensor, inside: torch.Tensor, asked: torch.Tensor) -> torch.Tensor:
        """Take [1, pieces, hidden], [1, pieces] and the places [asked] inside; give [1, WIDTH]."""
        network = self.network
        x = states + inside[..., None].float() * network.mark
        for upper in network.layers[:-1]:
            x = upper.layer.dense(x)
        x = _asked(network.layers[-1].layer, x, asked)
        mean = x.mean(1) - network.mean
        topic = functional.normalize(network.topic_head(mean), dim=-1)
        return torch.cat([topic, network.direction_head(mean), network.affirms_head(mean)], 1)


def _asked(layer: Layer, x: torch.Tensor, asked: torch.Tensor) -> torch.Tensor:
    """Return what a layer gives at some places [1, asked, hidden]."""
    width = x.shape[-1]
    query, key, value = layer.qkv(x).split(width, -1)
    return layer._rest(x[:, asked], Attention.apply(query[:, asked], key, value, layer.heads))


def main() -> None:
    """Export, quantise, hash."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--whole", action="store_true")
    options = parser.parse_args()
    network = Network()
    network.load_state_dict(torch.load(options.run / "weights.pt", weights_only=True))
    path = options.out / FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    width = network.mark.shape[0]
    inside = torch.zeros(1, 40, dtype=torch.long)
    inside[:, 10:20] = 1
    inputs = {"states": torch.randn(1, 40, width), "inside": inside, "asked": torch.arange(10, 20)}
    export_graph(Relate(network), inputs, ["vector"], path, free={"states": 1, "inside": 1, "asked": 0})
    if not options.whole:
        quantise(path)
    for name, size in write_manifest(options.out).items():
        print(f"{size:12,} {name}")


if __name__ == "__main__":
    main()
