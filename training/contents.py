"""Learn which contents make one claim, and which go the same way: the upper layers of `sayso.tagger.contents`.

    python -m training.contents --work WORK --run RUN [--dev PATH,PATH] [--epochs 6] [--seed 1] [--threads 2]

Learns from the dossiers of `bench/dossiers` and of `dossiers`, `stories` and `events` in `training/data`, written for
this project, but for those that `training.held` names: measures on `HELD` and on the ones whose paths (without endings)
`--dev` gives.  The lower layers of the pretrained encoder stay as they are; what they make of a report is kept in
WORK.  RUN/weights.pt holds the running mean of the weights, RUN/log.jsonl a line for each epoch.
`training.export_contents` makes of it what ships.
"""

import argparse
import hashlib
import json
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional
from training.dossiers import Content, Pairs, dossier_paths, load_dossier, pairs_of, ways_of
from training.encoder import Ground, Wheel, load_layer, read_wheel, wheel_path
from training.held import HELD, RESERVED

from sayso.tagger.contents import DIRECTION, TOPIC, ContentEncoder, Read
from sayso.tagger.network import Figures
from sayso.tagger.sentences import BRANCH
from sayso.tagger.weights import load_shared

LAYERS = 12
TEMPERATURE = 0.2
TOGETHER = 48  # contents of one dossier in a batch
STRANGERS = 4  # of another one beside them
POSITIVES = 4.0  # how much a pair of one claim counts against one that is none
AVERAGED = 0.98  # the weights' running mean forgets as fast as this a step
HIDDEN = 0.1  # share of the pieces around a content that are hidden in training


class Upper(nn.Module):
    """One upper layer, over padded batches; asked for some places only where that is all that is needed."""

    def __init__(self, wheel: Wheel, number: int) -> None:
        super().__init__()
        self.layer = load_layer(wheel, number)

    def forward(self, x: torch.Tensor, real: torch.Tensor, asked: torch.Tensor) -> torch.Tensor:
        """Take the pieces [pieces, hidden] of a batch laid end to end; give those asked for.

        `real` [batch, length] is true where a piece stands, `asked` where one is asked for.
        """
        layer, width = self.layer, x.shape[-1]
        weight, bias = layer.qkv.weight, layer.qkv.bias
        source = x.index_select(0, asked[real].nonzero()[:, 0])
        query = _laid_out(functional.linear(source, weight[:width], bias[:width]), asked)
        both = _laid_out(functional.linear(x, weight[width:], bias[width:]), real)
        q, k, v = (t.unflatten(-1, (layer.heads, -1)).transpose(1, 2) for t in (query, *both.chunk(2, -1)))
        scores = (q @ k.transpose(-1, -2)).float() * q.shape[-1] ** -0.5
        shares = scores.masked_fill(~real[:, None, None], -1e9).softmax(-1)
        attended = (shares.to(v.dtype) @ v).transpose(1, 2).flatten(0, 1).flatten(1)
        attended = attended.index_select(0, asked.flatten().nonzero()[:, 0])
        y = layer.attended((source + layer.out(attended)).float())
        return layer.final((y + layer.down(functional.gelu(layer.up(y)))).float())


def _laid_out(x: torch.Tensor, places: torch.Tensor) -> torch.Tensor:
    """Return rows [rows, hidden] in a table [batch, length, hidden] at the places that are true."""
    rows = x.new_zeros(places.numel(), x.shape[-1]).index_copy(0, places.flatten().nonzero()[:, 0], x)
    return rows.unflatten(0, tuple(places.shape))


class Network(nn.Module):
    """The upper layers, a mark for the pieces of the content, and what is made of their mean."""

    def __init__(self, branch: int = BRANCH) -> None:
        super().__init__()
        wheel = read_wheel(wheel_path())
        self.layers = nn.ModuleList(Upper(wheel, number) for number in range(branch, LAYERS))
        self.mark = nn.Parameter(torch.randn(wheel.hidden) * 0.05)
        self.register_buffer("mean", torch.zeros(wheel.hidden))
        self.topic_head = nn.Linear(wheel.hidden, TOPIC, bias=False)
        self.direction_head = nn.Linear(wheel.hidden, DIRECTION)
        self.affirms_head = nn.Linear(wheel.hidden, 1)
        nn.init.orthogonal_(self.topic_head.weight)
        self.steep, self.usual = nn.Parameter(torch.tensor(10.0)), nn.Parameter(torch.tensor(-4.0))
        self.turn = nn.Parameter(torch.tensor(0.0))
        self.drop = nn.Dropout(0.1)

    def pool(self, contents: Sequence[Content]) -> torch.Tensor:
        """Return the mean [contents, hidden] of the top layer over each content."""
        states = torch.cat([content.states for content in contents])
        inside = torch.cat([content.inside for content in contents]) > 0
        if self.training:
            kept = inside | (torch.rand(len(inside)) > HIDDEN)
            sizes = [int(part.sum()) for part in kept.split([len(content.states) for content in contents])]
            states, inside = states[kept], inside[kept]
        else:
            sizes = [len(content.states) for content in contents]
        real = torch.arange(max(sizes)) < torch.tensor(sizes)[:, None]
        asked = torch.zeros_like(real)
        asked[real] = inside
        x = states + inside[:, None] * self.mark
        for layer in self.layers[:-1]:
            x = layer(x, real, real)
        x = self.layers[-1](x, real, asked)
        return torch.stack([part.float().mean(0) for part in x.split(asked.sum(1).tolist())])

    def forward(self, contents: Sequence[Content]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """Return topics [contents, TOPIC] of unit length, directions [contents, DIRECTION], and log odds [contents].

        The last are those that a content says what its claim does, not the contrary.
        """
        with torch.autocast("cpu", torch.bfloat16):
            pooled = self.pool(contents)
        pooled = self.drop(pooled.float() - self.mean)
        topics = functional.normalize(self.topic_head(pooled), dim=-1)
        return topics, self.direction_head(pooled), self.affirms_head(pooled)[:, 0]

    def loss(self, contents: Sequence[Content]) -> tuple[torch.Tensor, ...]:
        """Return how far pairs are from being nearer than others, from being told apart, from their ways; and each."""
        topics, directions, affirms = self(contents)
        pairs = pairs_of(contents)
        cosines = topics @ topics.T
        return (
            _contrast(cosines, pairs),
            _apart(self.steep * cosines + self.usual, pairs),
            _ways(directions @ directions.T / DIRECTION**0.5 + self.turn, pairs.opposed),
            _ways(affirms, ways_of(contents)),
        )


def _contrast(cosines: torch.Tensor, pairs: Pairs) -> torch.Tensor:
    scores = (cosines / TEMPERATURE).masked_fill(pairs.told == 0, -1e9)
    shares = scores - torch.logsumexp(scores, 1, keepdim=True)
    positive = pairs.same * pairs.told
    held = positive.sum(1) > 0
    return -((shares * positive).sum(1)[held] / positive.sum(1)[held]).mean() if held.any() else cosines.sum() * 0


def _apart(odds: torch.Tensor, pairs: Pairs) -> torch.Tensor:
    counts = pairs.told * (1 + (POSITIVES - 1) * pairs.same)
    return functional.binary_cross_entropy_with_logits(odds, pairs.same, counts, reduction="sum") / counts.sum()


def _ways(odds: torch.Tensor, ways: torch.Tensor) -> torch.Tensor:
    """Return how far log odds are from ways, 1 or -1 where they are known; both count the same."""
    known = ways != 0
    if not known.any():
        return odds.sum() * 0
    along = (ways[known] > 0).float()
    share = along.mean().clamp(0.1, 0.9)
    counts = torch.where(along > 0, 0.5 / share, 0.5 / (1 - share))
    return functional.binary_cross_entropy_with_logits(odds[known], along, counts)


class Lower(nn.Module):
    """The pretrained encoder's lower layers."""

    def __init__(self, branch: int = BRANCH) -> None:
        super().__init__()
        wheel = read_wheel(wheel_path())
        self.ground = Ground(wheel)
        self.layers = nn.ModuleList(load_layer(wheel, number) for number in range(branch))

    @torch.inference_mode()
    def look(self, words: Figures) -> Figures:
        """See `sayso.tagger.contents.LowerLayers`."""
        x = self.ground(torch.from_numpy(words), torch.arange(len(words)))
        for layer in self.layers:
            x = layer(x, [len(x)])
        states: Figures = x.numpy()
        return states


class KeptReader:
    """Reads reports with the frozen layers, and keeps what it read."""

    def __init__(self, work: Path, branch: int = BRANCH) -> None:
        self._folder = work / f"states{branch}"
        self._folder.mkdir(parents=True, exist_ok=True)
        self._encoder = ContentEncoder(*load_shared(), Lower(branch), None)  # type: ignore[arg-type]

    def read(self, title: str | None, text: str) -> Read:
        """See `training.dossiers.Reader`."""
        path = self._folder / (hashlib.sha256(f"{title}\n\n{text}".encode()).hexdigest()[:24] + ".npz")
        if not path.exists():
            read = self._encoder.read(title, text)
            np.savez(path, states=read.states.astype(np.float16), starts=read.starts, ends=read.ends, real=read.real)
        kept = np.load(path)
        return Read(kept["states"].astype(np.float32), kept["starts"], kept["ends"], kept["real"])


@torch.inference_mode()
def vectors_of(network: Network, contents: Sequence[Content]) -> list[Figures]:
    """Return topics, directions and log odds of contents."""
    network.eval()
    parts = [network(contents[start : start + 32]) for start in range(0, len(contents), 32)]
    network.train()
    return [torch.cat(column).numpy() for column in zip(*parts, strict=True)]


def measure(network: Network, contents: Sequence[Content]) -> dict[str, float]:
    """Return the average precision of pairs by cosine, and the shares of pairs whose way is told right."""
    topics, directions, affirms = vectors_of(network, contents)
    sides = ways_of(contents).numpy()
    pairs = pairs_of(contents)
    upper = np.triu(np.ones(pairs.told.shape, bool), 1)
    told = upper & (pairs.told.numpy() > 0)
    right = pairs.same.numpy()[told][np.argsort(-(topics @ topics.T)[told])]
    precision = np.cumsum(right) / np.arange(1, len(right) + 1)
    odds = directions @ directions.T / DIRECTION**0.5 + float(network.turn.detach())
    ways = pairs.opposed.numpy() * upper
    return {
        "precision": round(float((precision * right).sum() / right.sum()), 4),
        "along": round(float((odds[ways > 0] > 0).mean()), 3),
        "against": round(float((odds[ways < 0] < 0).mean()), 3),
        "affirming": round(float((affirms[sides > 0] > 0).mean()), 3),
        "denying": round(float((affirms[sides < 0] < 0).mean()), 3),
    }


@dataclass(frozen=True, slots=True)
class Plan:
    """How to train: everything that decides the outcome."""

    epochs: int = 6
    seed: int = 1
    rate: float = 1e-4
    head_rate: float = 1e-3
    decay: float = 0.01


def batches(dossiers: dict[str, list[Content]]) -> list[list[Content]]:
    """Return all contents once, those of a dossier together, with some of another one beside them."""
    made = []
    for name, contents in dossiers.items():
        mixed = random.sample(contents, len(contents))
        number = max(1, round(len(mixed) / TOGETHER))
        for part in range(number):
            other = dossiers[random.choice([each for each in dossiers if each != name])]
            made.append(mixed[part::number] + random.sample(other, min(STRANGERS, len(other))))
    random.shuffle(made)
    return made


def train(plan: Plan, dossiers: dict[str, list[Content]], held: dict[str, list[Content]], run: Path) -> None:
    """Train, and write weights and log."""
    torch.manual_seed(plan.seed)
    random.seed(plan.seed)
    network = Network()
    with torch.inference_mode():
        network.mean.copy_(torch.cat([network.pool(c[:40]) for c in dossiers.values()]).mean(0))
    inner = list(network.layers.parameters())
    outer = [p for name, p in network.named_parameters() if not name.startswith("layers.")]
    groups = [{"params": inner, "lr": plan.rate}, {"params": outer, "lr": plan.head_rate, "weight_decay": 0.0}]
    optimiser = torch.optim.AdamW(groups, weight_decay=plan.decay)
    steps = plan.epochs * len(batches(dossiers))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1.0, (step + 1) / (0.1 * steps)) * max(0.03, 1 - step / steps)
    )
    mean = {name: value.clone() for name, value in network.state_dict().items()}
    begin = time.time()
    for epoch in range(plan.epochs):
        sums = np.zeros(4)
        parts = batches(dossiers)
        for batch in parts:
            losses = network.loss(batch)
            optimiser.zero_grad()
            (losses[0] + 2 * losses[1] + losses[2] + 0.5 * losses[3]).backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            for name, value in network.state_dict().items():
                mean[name].mul_(AVERAGED).add_(value, alpha=1 - AVERAGED)
            sums += [float(loss.detach()) for loss in losses]
        _log(run, network, held, {"epoch": epoch, "seconds": round(time.time() - begin)}, sums / len(parts))
        torch.save(mean, run / "weights.pt")
    network.load_state_dict(mean)
    _log(run, network, held, {"epoch": "mean"}, np.zeros(4))


def _log(
    run: Path, network: Network, held: dict[str, list[Content]], line: dict[str, object], losses: np.ndarray
) -> None:
    line |= {"losses": [round(float(loss), 3) for loss in losses]}
    line |= {name: measure(network, contents) for name, contents in held.items()}
    with (run / "log.jsonl").open("a", encoding="utf-8") as log:
        log.write(json.dumps(line) + "\n")
    print(json.dumps(line), flush=True)


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--dev", default="", help="paths of further dossiers to measure on")
    parser.add_argument("--epochs", type=int, default=Plan().epochs)
    parser.add_argument("--seed", type=int, default=Plan().seed)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    options.run.mkdir(parents=True, exist_ok=True)
    paths = dossier_paths()
    apart = {name: paths.pop(name) for name in HELD}
    for name in RESERVED:
        del paths[name]
    apart |= {Path(path).name: Path(path) for path in filter(None, options.dev.split(","))}
    reader = KeptReader(options.work)
    dossiers = {name: load_dossier(name, path, reader) for name, path in paths.items()}
    held = {name: load_dossier(name, path, reader) for name, path in apart.items()}
    print(json.dumps({"dossiers": len(dossiers), "contents": sum(map(len, dossiers.values()))}), flush=True)
    train(Plan(epochs=options.epochs, seed=options.seed), dossiers, held, options.run)


if __name__ == "__main__":
    main()
