"""Learn what all pairs of statements add to one another: `triangles.Triangles`.

    python -m training.claims --pairs

Networks over the table of pairs, on top of the weighted sum that `training.claims` learns, which they leave as it is.
Learned from the gold's statements of the dossiers that the network of contents has not seen (`training.held`:
`RESERVED`, `NEWER`, without `APART`), some of the statements of one dossier a step.
"""

from collections.abc import Sequence

import numpy as np
import torch
from torch import nn
from torch.nn import functional
from training.bend import scale_of
from training.claims import Compared

from sayso.claims.triangles import SUM, Table

# Width, blocks, epochs and seed of each network, whose mean counts: one alone moves a claim or two by chance.
NETWORKS = ((16, 2, 24, 1), (16, 2, 20, 2), (16, 2, 20, 3), (24, 3, 24, 1))
RATE, DECAY, DROPPED = 3e-3, 1e-2, 0.1
LEAST_PART = 0.5  # of a dossier's statements that are in a step
WARM = 100  # steps in which the rate rises
AVERAGED = 0.995  # the weights' running mean forgets as fast as this a step
SHARE = 0.7  # how much of what is learned is taken, beside what traits add together (`docs/benchmarks.md`)


class Block(nn.Module):
    """See `sayso.claims.triangles.Block`."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.heard, self.told, self.own = (nn.LayerNorm(width) for _ in range(3))
        self.sides, self.side_gates = (nn.Linear(width, 2 * width) for _ in range(2))
        self.tell, self.tell_gate = (nn.Linear(width, width) for _ in range(2))
        self.widen, self.narrow = nn.Linear(width, 2 * width), nn.Linear(2 * width, width)
        for layer in (self.tell, self.narrow):
            nn.init.zeros_(layer.weight)
            nn.init.zeros_(layer.bias)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Take and give pairs [statements, statements, width]."""
        y = self.heard(x)
        one, other = (torch.sigmoid(self.side_gates(y)) * self.sides(y)).chunk(2, -1)
        met = torch.einsum("ikc,jkc->ijc", one, other)
        met = (met + met.transpose(0, 1)) / (2 * len(x) ** 0.5)
        x = x + torch.sigmoid(self.tell_gate(y)) * self.tell(self.told(met))
        return x + self.narrow(functional.relu(self.widen(self.own(x))))


class Network(nn.Module):
    """See `sayso.claims.triangles.Network`."""

    def __init__(self, traits: int, width: int, blocks: int) -> None:
        super().__init__()
        self.drop = nn.Dropout(DROPPED)
        self.begin = nn.Linear(traits, width)
        self.blocks = nn.ModuleList(Block(width) for _ in range(blocks))
        self.last, self.end = nn.LayerNorm(width), nn.Linear(width, 1)
        nn.init.zeros_(self.end.weight)
        nn.init.zeros_(self.end.bias)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Take pairs [statements, statements, traits], give what to add to their log odds."""
        x = self.begin(self.drop(x))
        for block in self.blocks:
            x = block(x)
        return self.end(self.last(x))[..., 0]


Plan = tuple[int, int, int, int]


def learn_triangles(dossiers: Sequence[Compared], networks: Sequence[Plan] = NETWORKS) -> dict[str, Table]:
    """Return the tables of networks as `triangles.triangles_of` takes them."""
    usual, spread = scale_of(np.concatenate([one.traits[one.told] for one in dossiers]))
    scaled = [_scaled(one, usual, spread) for one in dossiers]
    tables = {"usual": usual, "spread": spread}
    for number, plan in enumerate(networks, 1):
        for name, value in _learn(scaled, plan).items():
            share = SHARE / len(networks) if name.startswith("end.") else 1.0
            tables[f"{number}.{name}"] = share * value.numpy()
    return {name: table.astype(np.float32) for name, table in tables.items()}


Scaled = tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]


def _scaled(one: Compared, usual: Table, spread: Table) -> Scaled:
    """Return what a network takes of a dossier, its log odds, which pairs are of one claim, and which count."""
    given = np.concatenate([(one.traits - usual) / spread, one.odds[..., None] / SUM], axis=-1)
    traits, odds, same, told = (torch.from_numpy(t.astype(np.float32)) for t in (given, one.odds, one.same, one.told))
    return traits, odds, same, told


def _learn(dossiers: Sequence[Scaled], plan: Plan) -> dict[str, torch.Tensor]:
    """Return one network's weights: their running mean at the end."""
    width, blocks, epochs, seed = plan
    torch.manual_seed(seed)
    chance = np.random.default_rng(seed)
    network = Network(dossiers[0][0].shape[-1], width, blocks)
    optimiser = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=DECAY)
    mean = {name: value.clone() for name, value in network.state_dict().items()}
    steps = epochs * len(dossiers)
    for step in range(steps):
        if step % len(dossiers) == 0:
            order = chance.permutation(len(dossiers))
        for group in optimiser.param_groups:
            group["lr"] = RATE * max(0.03, 1 - step / steps) * min(1.0, (step + 1) / WARM)
        loss = _loss(network, dossiers[order[step % len(dossiers)]], chance)
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimiser.step()
        for name, value in network.state_dict().items():
            mean[name].mul_(AVERAGED).add_(value, alpha=1 - AVERAGED)
    return mean


def _loss(network: Network, dossier: Scaled, chance: np.random.Generator) -> torch.Tensor:
    """Return the mean loss over the pairs of some of a dossier's statements."""
    size = len(dossier[0])
    part = np.sort(chance.permutation(size)[: int(size * chance.uniform(LEAST_PART, 1))])
    traits, odds, same, told = (table[part][:, part] for table in dossier)
    losses = functional.binary_cross_entropy_with_logits(odds + network(traits), same, reduction="none")
    return (losses * told).sum() / told.sum().clamp(min=1)
