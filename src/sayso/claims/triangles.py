"""What all pairs of some statements add to one another: whether two make one claim hangs on every third.

Where one statement is like two others, these are likely one claim too; where it is like only one of them, likely not.
A small network over the whole table of pairs learns how much that counts: each pair hears the two other sides of every
triangle that it is a side of, several times over, as in the triangle updates of AlphaFold's Evoformer (Jumper et al.
2021).
"""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

FILE = "triangles.npz"
SUM = 3.0  # brings log odds to the scale of the other traits
_SMALLEST = 1e-5  # variance below which a row counts as even

Table = npt.NDArray[np.float32]


class Linear(NamedTuple):
    """A linear map: `weight` [out, in], `bias` [out]."""

    weight: Table
    bias: Table

    def __call__(self, x: Table) -> Table:
        """Take and give rows [..., width]."""
        y: Table = x.reshape(-1, x.shape[-1]) @ self.weight.T + self.bias
        return y.reshape(*x.shape[:-1], -1)


class Norm(NamedTuple):
    """Rows brought to mean 0 and variance 1, then to a scale [width] with shifts [width] of its own."""

    weight: Table
    bias: Table

    def __call__(self, x: Table) -> Table:
        """Take and give rows [..., width]."""
        apart = x - x.mean(-1, keepdims=True)
        scaled: Table = apart / np.sqrt((apart**2).mean(-1, keepdims=True) + np.float32(_SMALLEST)) * self.weight
        return scaled + self.bias


class Block(NamedTuple):
    """One round of hearing: what the other two sides of a pair's triangles say, then what it makes of that itself."""

    heard: Norm
    sides: Linear
    side_gates: Linear
    told: Norm
    tell: Linear
    tell_gate: Linear
    own: Norm
    widen: Linear
    narrow: Linear

    def __call__(self, x: Table) -> Table:
        """Take and give pairs [statements, statements, width]."""
        y = self.heard(x)
        one, other = np.split(_gate(self.side_gates(y)) * self.sides(y), 2, axis=-1)
        # Laid out number by number: tables that are not contiguous are multiplied many times slower.
        one, other = (np.ascontiguousarray(sides.transpose(2, 0, 1)) for sides in (one, other))
        met = one @ other.transpose(0, 2, 1)
        met = (met + met.transpose(0, 2, 1)).transpose(1, 2, 0) / np.float32(2 * len(x) ** 0.5)
        x = x + _gate(self.tell_gate(y)) * self.tell(self.told(met))
        return x + self.narrow(np.maximum(self.widen(self.own(x)), 0.0))


class Network(NamedTuple):
    """One network: from the traits of pairs and their log odds to what to add to those."""

    begin: Linear
    blocks: tuple[Block, ...]
    last: Norm
    end: Linear

    def __call__(self, x: Table) -> Table:
        """Take pairs [statements, statements, traits], give [statements, statements]."""
        x = self.begin(x)
        for block in self.blocks:
            x = block(x)
        added: Table = self.end(self.last(x))[..., 0]
        return added


class Triangles(NamedTuple):
    """Networks that differ by where their learning began, whose sum counts.

    `usual` and `spread` [traits] bring traits to one scale.
    """

    usual: Table
    spread: Table
    networks: tuple[Network, ...]

    def add(self, traits: Table, odds: Table) -> Table:
        """Return what to add to the log odds [statements, statements] of pairs with traits […, …, traits]."""
        told = np.concatenate([(traits - self.usual) / self.spread, odds[..., None] / np.float32(SUM)], axis=-1)
        added: Table = sum((network(told) for network in self.networks), np.zeros_like(odds))
        return added


def _gate(x: Table) -> Table:
    y: Table = np.float32(1) / (np.float32(1) + np.exp(-x))
    return y


@cache
def load_triangles() -> Triangles:
    """Return the networks that ship, made by `training/pairs.py`."""
    with (files("sayso.claims") / "data" / FILE).open("rb") as file, np.load(file) as held:
        return triangles_of({name: held[name].astype(np.float32) for name in held.files})


def triangles_of(tables: Mapping[str, Table]) -> Triangles:
    """Return networks of tables by the names that `training/pairs.py` gives them: `1.blocks.0.sides.weight`."""
    numbers = sorted({name.partition(".")[0] for name in tables if "." in name})
    return Triangles(tables["usual"], tables["spread"], tuple(_network(tables, number) for number in numbers))


def _network(tables: Mapping[str, Table], name: str) -> Network:
    blocks = tuple(_blocks(tables, f"{name}.blocks"))
    begin, end = (_linear(tables, f"{name}.{part}") for part in ("begin", "end"))
    return Network(begin, blocks, _norm(tables, f"{name}.last"), end)


def _blocks(tables: Mapping[str, Table], name: str) -> Iterator[Block]:
    number = 0
    while f"{name}.{number}.heard.weight" in tables:
        heard, told, own = (_norm(tables, f"{name}.{number}.{part}") for part in ("heard", "told", "own"))
        sides, side_gates = (_linear(tables, f"{name}.{number}.{part}") for part in ("sides", "side_gates"))
        tell, tell_gate = (_linear(tables, f"{name}.{number}.{part}") for part in ("tell", "tell_gate"))
        widen, narrow = (_linear(tables, f"{name}.{number}.{part}") for part in ("widen", "narrow"))
        yield Block(heard, sides, side_gates, told, tell, tell_gate, own, widen, narrow)
        number += 1


def _linear(tables: Mapping[str, Table], name: str) -> Linear:
    return Linear(tables[f"{name}.weight"], tables[f"{name}.bias"])


def _norm(tables: Mapping[str, Table], name: str) -> Norm:
    return Norm(tables[f"{name}.weight"], tables[f"{name}.bias"])
