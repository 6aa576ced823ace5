"""Which claims are near a vector or share keys, asked of the tables."""

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
from sqlalchemy import Connection, select

from sayso.ledger import tables
from sayso.ledger.members import counts_still, in_portions, is_last_placement
from sayso.ledger.packing import Vectors, unpack_vector
from sayso.ledger.sketches import BITS, Sketches, nearest, unpack_sketches

CANDIDATES = 256  # statements whose vectors are compared exactly
# Claims; a key that more of them have (a country at war) tells too little by itself, and would have to be counted.
COMMON_KEY = 200


class StoredVectors:
    """The vectors of the statements in claims as they stood when first asked for; lives as long as a transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._sketches: Sketches | None = None
        self._numbers: npt.NDArray[np.int64] = np.zeros(0, np.int64)
        self._vectors: dict[int, Vectors] = {}
        self._claims: dict[int, str] = {}

    def near(self, vector: Vectors) -> list[tuple[int, float]]:
        """Return the numbers of the nearest points and the cosine of each, the nearest first."""
        if self._sketches is None:
            self._sketches = self._load()
        if not len(self._sketches):
            return []
        numbers = [int(number) for number in self._numbers[nearest(self._sketches, vector, CANDIDATES)]]
        self._fetch([number for number in numbers if number not in self._vectors])
        likeness = np.stack([self._vectors[number] for number in numbers]) @ vector
        return sorted(zip(numbers, likeness.tolist(), strict=True), key=lambda pair: (-pair[1], pair[0]))

    def claims_of(self, numbers: Sequence[int]) -> Mapping[int, str]:
        """Return the claims that points are in now, by the numbers of at least these points."""
        missing = [number for number in numbers if number not in self._claims]
        table = tables.placements
        for some in in_portions(missing):
            question = select(table.c.point, table.c.claim).where(table.c.point.in_(some), is_last_placement())
            self._claims.update({row.point: row.claim for row in self._connection.execute(question)})
        return self._claims

    def _load(self) -> Sketches:
        table = tables.sketches
        rows = self._connection.execute(
            select(table.c.first, table.c.bits).where(counts_still(table.c.reading)).order_by(table.c.first)
        ).all()
        sizes = [len(bits) * 8 // BITS for _, bits in rows]
        self._numbers = np.concatenate(
            [np.arange(first, first + size) for (first, _), size in zip(rows, sizes, strict=True)]
            or [np.zeros(0, np.int64)]
        )
        return unpack_sketches(b"".join(bits for _, bits in rows))

    def _fetch(self, numbers: Sequence[int]) -> None:
        table = tables.points
        for some in in_portions(numbers):
            rows = self._connection.execute(select(table.c.number, table.c.vector).where(table.c.number.in_(some)))
            self._vectors.update({row.number: unpack_vector(row.vector) for row in rows})


class StoredKeys:
    """Which claims have a key; lives as long as a transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._claims: dict[str, frozenset[str]] = {}

    def claims_with(self, key: str) -> frozenset[str]:
        """Return the claims with a key, none where they are more than `COMMON_KEY`."""
        if key not in self._claims:
            table = tables.claim_keys
            question = select(table.c.claim).where(table.c.key == key).limit(COMMON_KEY + 1)
            found = frozenset(self._connection.execute(question).scalars())
            self._claims[key] = found if len(found) <= COMMON_KEY else frozenset()
        return self._claims[key]
