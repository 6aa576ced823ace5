"""Learn what the traits of two statements add together to the odds that they make one claim: `likeness.Bend`.

    python -m training.claims --pairs

A network with one layer, on top of the weighted sum that `training.claims` learns, which it leaves as it is.
Learned from the gold's statements of the dossiers that the network of contents has not seen
(`training.held`: `RESERVED`, `NEWER`, without `APART`), every pair of one claim and some of the others of each.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import torch
from torch import nn
from training.claims import Compared

from sayso.claims.likeness import Bend

NETWORKS, UNITS, EPOCHS, RATE, DECAY = 5, 32, 8, 3e-3, 1e-2
OTHERS = 3000  # pairs of a dossier that are of no claim together, in each step
ONE_CLAIM = 400  # pairs that are
SHARE = 0.35  # how much of what is learned is taken, beside what pairs add to one another (`docs/benchmarks.md`)
LEAST = 1e-3  # a trait whose deviation is smaller counts as if it were this

Table = npt.NDArray[np.float32]
Told = tuple[Table, Table, npt.NDArray[np.bool_]]


def learn_bend(dossiers: Sequence[Compared], networks: int = NETWORKS) -> Bend:
    """Return what is learned of the pairs of dossiers.

    The mean of several networks, which differ by where they begin: one alone moves a claim or two by chance.
    """
    torch.set_num_threads(1)
    told = [(one.traits[pairs], one.odds[pairs], one.same[pairs]) for one in dossiers for pairs in (np.tril(one.told),)]
    every = np.concatenate([traits for traits, _, _ in told])
    usual, spread = scale_of(every)
    parts = [_learn(told, usual, spread, seed) for seed in range(1, networks + 1)]
    inner, shifts, outer, bias = (np.concatenate(part) for part in zip(*parts, strict=True))
    scales = usual.astype(np.float32), spread.astype(np.float32)
    return Bend(*scales, inner, shifts, SHARE * outer / networks, SHARE * float(bias.mean()))


def scale_of(traits: Table) -> tuple[Table, Table]:
    """Return the means and deviations [traits] that bring traits [pairs, traits] to one scale."""
    return traits.mean(0), traits.std(0) + LEAST


def _learn(told: Sequence[Told], usual: Table, spread: Table, seed: int) -> list[npt.NDArray[np.float32]]:
    """Return one network's weights: those of its units, their shifts, what each adds, and its bias."""
    torch.manual_seed(seed)
    chance = np.random.default_rng(seed)
    network = nn.Sequential(nn.Linear(len(usual), UNITS), nn.ReLU(), nn.Linear(UNITS, 1))
    optimiser = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=DECAY)
    steps = EPOCHS * len(told)
    for step in range(steps):
        if step % len(told) == 0:
            order = chance.permutation(len(told))
        traits, odds, same = told[order[step % len(told)]]
        ours, others = (
            _some(np.flatnonzero(which), most, chance) for which, most in ((same, ONE_CLAIM), (~same, OTHERS))
        )
        some = np.concatenate([ours, others])
        inputs, sums, wanted = (
            torch.from_numpy(np.asarray(table, np.float32))
            for table in ((traits[some] - usual) / spread, odds[some], same[some])
        )
        for group in optimiser.param_groups:
            group["lr"] = RATE * max(0.03, 1 - step / steps)
        loss = nn.functional.binary_cross_entropy_with_logits(network(inputs)[:, 0] + sums, wanted)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    inner, shifts, outer, bias = (value.detach().numpy() for value in network.parameters())
    return [inner, shifts, outer[0], bias]


def _some(places: npt.NDArray[np.int64], most: int, chance: np.random.Generator) -> npt.NDArray[np.int64]:
    return chance.choice(places, min(len(places), most), replace=False)
