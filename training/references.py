"""Learn what statements refer to that only refer to others: `sayso.claims.references`.

    python -m training.claims --references

From the gold's statements of the dossiers that the network of contents has not seen (`training.held`: `RESERVED`,
`NEWER`, without `APART`).  What is meant is right where it is in a claim with the reference.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
import torch
from torch import nn
from training.claims import Told

from sayso.claims.likeness import Bend, Neighbourhood
from sayso.claims.references import ReferenceTraits, candidates, reference_traits
from sayso.claims.threads import grounds_of, join_alike, table_of

UNITS, NETWORKS, EPOCHS, TOGETHER, RATE, DECAY = 16, 3, 12, 16, 3e-3, 0.05
DROPPED = 0.1


class Example(NamedTuple):
    """One reference: the traits [statements, traits] of what it may mean, and which are right [statements]."""

    traits: np.ndarray
    right: np.ndarray


def examples_of(dossiers: Iterable[Told]) -> list[Example]:
    """Return the references that the gold of some dossiers has in a claim."""
    return [example for told in dossiers for example in _examples(told)]


def _examples(given: Told) -> list[Example]:
    meant, labels = given
    neighbourhood, found = Neighbourhood(meant), []
    label = {(one.point.report, one.point.statement): set(claims) for one, claims in zip(meant, labels, strict=True)}
    for report in dict.fromkeys(one.point.report for one in meant):
        told = sorted((one for one in meant if one.point.report == report), key=lambda one: one.place)
        points = [one.point for one in told]
        claims = [label[report, point.statement] for point in points]
        table = table_of(told, neighbourhood)
        thread_of = {at: thread for thread in join_alike(told, table, neighbourhood) for at in thread}
        for number, point in enumerate(points):
            before = candidates(number, points)
            if not point.anaphoric or not claims[number] or not before:
                continue
            grounds = grounds_of(number, points)
            traits = [reference_traits(at, number, points, thread_of[at], table, grounds) for at in before]
            right = [bool(claims[at] & claims[number]) for at in before]
            found.append(Example(np.array(traits, np.float32), np.array(right)))
    return found


def learn_references(known: Sequence[Example]) -> Bend:
    """Return the mean of some networks that differ by where their learning began, as one."""
    told = [one for one in known if one.right.any() and len(one.right) > 1]
    rows = np.concatenate([one.traits for one in told])
    usual, spread = rows.mean(0), rows.std(0) + np.float32(0.05)
    networks = [_learned(told, usual, spread, seed) for seed in range(NETWORKS)]
    inner = [network[1].weight.detach().numpy() for network in networks]
    shifts = [network[1].bias.detach().numpy() for network in networks]
    outer = [network[3].weight.detach().numpy()[0] / NETWORKS for network in networks]
    return Bend(usual, spread, np.concatenate(inner), np.concatenate(shifts), np.concatenate(outer), 0.0)


def _learned(told: Sequence[Example], usual: np.ndarray, spread: np.ndarray, seed: int) -> nn.Sequential:
    torch.manual_seed(seed)
    chance = np.random.default_rng(seed)
    traits = len(ReferenceTraits._fields)
    network = nn.Sequential(nn.Dropout(DROPPED), nn.Linear(traits, UNITS), nn.ReLU(), nn.Linear(UNITS, 1))
    optimiser = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=DECAY)
    for _ in range(EPOCHS):
        for batch in np.array_split(chance.permutation(len(told)), max(1, len(told) // TOGETHER)):
            losses = []
            for one in (told[at] for at in batch):
                scores = network(torch.from_numpy((one.traits - usual) / spread))[:, 0]
                losses.append(scores.logsumexp(0) - scores[torch.from_numpy(one.right)].logsumexp(0))
            optimiser.zero_grad()
            torch.stack(losses).mean().backward()
            optimiser.step()
    network.eval()
    return network


def right_of(network: Bend, known: Iterable[Example]) -> float:
    """Return the share of references of which what is most likely meant is right."""
    hits = [one.right[network.adds(one.traits).argmax()] for one in known]
    return round(float(np.mean(hits)), 4) if hits else 0.0
