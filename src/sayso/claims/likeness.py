"""How likely two statements are about the same claim: what they say, who says it, where they stand in a report."""

import json
from collections.abc import Iterable
from functools import cached_property, lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

import numpy as np

from sayso.claims.meaning import Meant, Vectors
from sayso.claims.traits import BY_RULE, Table, Traits, traits_of
from sayso.claims.triangles import Triangles, load_triangles

WEIGHTS_FILE = "likeness.json"


class Bend(NamedTuple):
    """What traits add together beyond their sum: a network with one layer of rectified units.

    `usual` and `spread` [traits] bring them to one scale, `inner` [units, traits] with `shifts` [units], `outer`
    [units], `bias`.
    """

    usual: Vectors
    spread: Vectors
    inner: Vectors
    shifts: Vectors
    outer: Vectors
    bias: float

    def adds(self, traits: Table) -> Table:
        """Return what traits [..., traits] add to the log odds [...]."""
        units = ((traits - self.usual) / self.spread) @ self.inner.T + self.shifts
        added: Table = np.maximum(units, 0.0) @ self.outer + np.float32(self.bias)
        return added


class Weights(NamedTuple):
    """What each trait adds to the log odds, the log odds without any, and the means of vectors and topics at large.

    `bend` is what traits add together, `triangles` what all pairs add to one another; None where nothing was learned of
    that.
    """

    bias: float
    traits: Traits
    centre: Vectors
    topics: Vectors
    bend: Bend | None = None
    triangles: Triangles | None = None


class Neighbourhood:
    """Statements that are compared with one another, each with all others at once.

    `weights` are those that ship if none are given.  Neither the order of the statements nor that of a pair matters.
    """

    def __init__(self, meant: Iterable[Meant], weights: Weights | None = None) -> None:
        self.weights = weights or load_weights()
        # In a fixed order, so that rounding is the same whatever the order of reading was.
        self._meant = sorted(meant, key=key_of)
        self._at = {key_of(one): at for at, one in enumerate(self._meant)}

    def likeness(self, one: Meant, other: Meant) -> float:
        """Return how likely two statements are about one claim, as log odds."""
        return float(self._odds[self._at[key_of(one)], self._at[key_of(other)]])

    def traits(self, one: Meant, other: Meant) -> Traits:
        """Return what two statements have in common."""
        return Traits(*map(float, self.table[self._at[key_of(one)], self._at[key_of(other)]]))

    @cached_property
    def table(self) -> Table:
        """What all have in common [statements, statements, traits], in the order of their reports and ids."""
        return traits_of(self._meant, self.weights.centre, self.weights.topics)

    @cached_property
    def sums(self) -> Table:
        """The weighted sums of traits [statements, statements], as log odds."""
        sums: Table = self.table @ np.array(self.weights.traits, np.float32) + np.float32(self.weights.bias)
        return sums

    @cached_property
    def _odds(self) -> Table:
        told, odds = told_of(self.table), self.sums
        if self.weights.bend is not None:
            odds = odds + self.weights.bend.adds(told)
        if self.weights.triangles is not None:
            odds = odds + self.weights.triangles.add(told, self.sums)
        return odds


def told_of(traits: Table) -> Table:
    """Return traits [..., traits] without those whose weights are set by rule, of which nothing is learned."""
    told = traits.copy()
    told[..., BY_RULE] = 0.0
    return told


def own_cosines(vectors: Vectors, vector: Vectors) -> Vectors:
    """Return the cosines of vectors [vectors, width] and one [width], without what statements at large share."""
    centre = load_weights().centre
    one, others = vector - centre, vectors - centre
    lengths = np.linalg.norm(others, axis=1) * np.linalg.norm(one)
    cosines: Vectors = others @ one / np.maximum(lengths, np.float32(1e-9))
    return cosines


@lru_cache(maxsize=1)
def load_weights() -> Weights:
    """Return the weights that ship, made by `training/claims.py`."""
    table = json.loads((files("sayso.claims") / "data" / WEIGHTS_FILE).read_text(encoding="utf-8"))
    centre, topics = (np.array(table[name], np.float32) for name in ("centre", "topics"))
    bend = bend_of(table["bend"]) if "bend" in table else None
    return Weights(table["bias"], Traits(**table["traits"]), centre, topics, bend, load_triangles())


def bend_of(table: dict[str, Any]) -> Bend:
    """Return a network as a data file holds it."""
    tables = {name: np.array(value, np.float32) for name, value in table.items() if name != "bias"}
    return Bend(**tables, bias=table["bias"])


def key_of(one: Meant) -> tuple[str, str]:
    """Return what tells a statement from others, and what statements are ordered by here."""
    return (one.point.report, one.point.statement)
