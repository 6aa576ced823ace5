"""What a statement with a neutral cue does, weighed: it tells what is, plans something of its own, or wants something.

A small table of weights, a logistic regression over traits of the clause and the network's probabilities; made by
`python -m training.acts`, kept beside the other weights and under their licence.
"""

import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sayso.model import Stance
from sayso.tagger.findings import STANCES
from sayso.tagger.weights import LEANING, SHIPPED, check_files

KEEP = 0.2  # by how much another act must be likelier (in logarithms) to be taken; chosen with documents held out
LEAST = 1e-4  # a probability of the network below this counts as this
ACTS: tuple[Stance, ...] = ("asserts", "announces", "demands")

Row = tuple[float, ...]  # one weight for each of ACTS


@dataclass(frozen=True, slots=True)
class Leaning:
    """The weights by trait, and by stance those of its logarithmic probability; an unknown trait weighs nothing."""

    traits: dict[str, Row]
    stances: dict[str, Row]

    def choose(self, traits: Iterable[str], stances: Sequence[float], so_far: Stance) -> Stance:
        """Return which of `ACTS` is likeliest, given a clause's traits and the network's probability of each stance.

        `so_far` is the one that was taken without the table.
        """
        known = [(1.0, self.traits[trait]) for trait in traits if trait in self.traits]
        opinion = [
            (math.log(max(probability, LEAST)), self.stances[name])
            for name, probability in zip(STANCES, stances, strict=True)
        ]
        sums = [
            sum(value * row[place] for value, row in known + opinion) + KEEP * (act == so_far)
            for place, act in enumerate(ACTS)
        ]
        return ACTS[sums.index(max(sums))]


@cache
def load_leaning(folder: Path = SHIPPED) -> Leaning:
    """Return the table of a folder of weights; WeightsError where it is missing or its hash is not the manifest's."""
    check_files(folder, (LEANING,))
    held = json.loads((folder / LEANING).read_text(encoding="utf-8"))
    return Leaning(*({name: tuple(row) for name, row in held[kind].items()} for kind in ("traits", "stances")))
