"""What is known of the claims so far: a narrow view that a ledger can serve from tables, and one in memory."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol

import numpy as np

from sayso.claims.meaning import Meant, Vectors
from sayso.model import Narrated

_MEMBERS = 8  # statements of a known claim that new ones are compared with


class Placed(NamedTuple):
    """A claim's statements in the order in which they came, the family it belongs to, and where reports narrate it."""

    id: str
    meant: tuple[Meant, ...]
    family: str | None
    narrated: tuple[Narrated, ...] = ()


class KnownClaims(Protocol):
    """The claims so far, asked by neighbourhood: a report touches only the claims that are near its statements."""

    def near(self, vector: Vectors, limit: int) -> Iterable[str]:
        """Return the ids of claims with statements whose vectors are nearest, at most `limit`, the nearest first."""
        ...

    def sharing(self, keys: frozenset[str], limit: int) -> Iterable[str]:
        """Return the ids of claims that share most of the keys, at most `limit`, in a fixed order."""
        ...

    def placed(self, claim: str) -> Placed:
        """Return a claim's statements."""
        ...

    def found(self, claim: str, meant: Sequence[Meant], family: str | None) -> None:
        """Begin a claim with statements; `family` is the claim whose figures it contradicts."""
        ...

    def join(self, claim: str, meant: Sequence[Meant]) -> None:
        """Add statements to a claim."""
        ...

    def cite(self, claim: str, narrated: Narrated) -> None:
        """Add a passage in which a report says in its own voice what the claim says."""
        ...


def keys_of(meant: Meant) -> frozenset[str]:
    """Return what a statement can be found by beside its vector: names and numbers in its content, whose act it is."""
    point = meant.point
    names = {word.casefold() for word in point.words if word[0].isupper() or word[0].isdigit()}
    return frozenset(names | {f"state:{code}" for code in point.states})


def few(meant: tuple[Meant, ...], most: int = _MEMBERS) -> tuple[Meant, ...]:
    """Return the statements of a claim that others are compared with, an even number at `most`: the first and last."""
    return meant if len(meant) <= most else meant[: most // 2] + meant[-most // 2 :]


class ClaimsInMemory:
    """`KnownClaims` in lists, for one run; every question looks at every claim."""

    def __init__(self) -> None:
        self._claims: dict[str, Placed] = {}
        self._keys: dict[str, dict[str, int]] = {}

    def claims(self) -> tuple[Placed, ...]:
        """Return all claims in the order of their beginning."""
        return tuple(self._claims.values())

    def near(self, vector: Vectors, limit: int) -> list[str]:
        """See `KnownClaims`."""
        best = {
            id: max(float(np.dot(one.vector, vector)) for one in placed.meant) for id, placed in self._claims.items()
        }
        return sorted(best, key=lambda id: (-best[id], id))[:limit]

    def sharing(self, keys: frozenset[str], limit: int) -> list[str]:
        """See `KnownClaims`."""
        counts: dict[str, int] = {}
        for key in keys:
            for id in self._keys.get(key, ()):
                counts[id] = counts.get(id, 0) + 1
        return sorted(counts, key=lambda id: (-counts[id], id))[:limit]

    def placed(self, claim: str) -> Placed:
        """See `KnownClaims`."""
        return self._claims[claim]

    def found(self, claim: str, meant: Sequence[Meant], family: str | None) -> None:
        """See `KnownClaims`."""
        self._claims[claim] = Placed(claim, (), family)
        self.join(claim, meant)

    def join(self, claim: str, meant: Sequence[Meant]) -> None:
        """See `KnownClaims`."""
        held = self._claims[claim]
        self._claims[claim] = held._replace(meant=(*held.meant, *meant))
        for one in meant:
            for key in keys_of(one):
                self._keys.setdefault(key, {})[claim] = 1

    def cite(self, claim: str, narrated: Narrated) -> None:
        """See `KnownClaims`."""
        held = self._claims[claim]
        self._claims[claim] = held._replace(narrated=(*held.narrated, narrated))
