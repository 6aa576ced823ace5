"""Which statements are near a vector, and which claims share keys, asked of the tables."""

from collections.abc import Mapping, Sequence

import numpy as np
from sqlalchemy import Connection, select

from sayso.ledger import tables
from sayso.ledger.members import Merges, counts_still, in_portions, is_last_placement
from sayso.ledger.sketches import Near, Shelf, Vectors, find_nearest

CANDIDATES = 64  # statements, so that they belong to several claims
# Claims; a key that more of them have (a country at war) tells too little by itself, and would have to be counted.
COMMON_KEY = 200


def find_near_points(connection: Connection, vectors: Vectors, limit: int) -> list[list[Near]]:
    """Return for each of vectors [vectors, width] the nearest statements of readings that count, in one pass."""
    table = tables.sketches
    question = select(table.c.first, table.c.size, table.c.bytes).where(counts_still(table.c.reading))
    rows = connection.execution_options(yield_per=500).execute(question.order_by(table.c.first))
    return find_nearest((Shelf(*row) for row in rows), vectors, limit)


def claims_of_points(connection: Connection, numbers: Sequence[int], merges: Merges | None = None) -> Mapping[int, str]:
    """Return the claims that points are in now, by their numbers; with `merges` the parts of claims."""
    table = tables.placements
    return {
        row.point: merges.part_of(row.claim, row.correction) if merges else row.claim
        for some in in_portions(numbers)
        for row in connection.execute(
            select(table.c.point, table.c.claim, table.c.correction).where(table.c.point.in_(some), is_last_placement())
        )
    }


class StoredVectors:
    """The statements in claims as they stood when first asked for; lives as long as a transaction."""

    def __init__(self, connection: Connection, merges: Merges) -> None:
        self._connection = connection
        self._merges = merges
        self._found: dict[bytes, list[tuple[str, float]]] = {}

    def look_up(self, vectors: Sequence[Vectors]) -> None:
        """Find what is near vectors that will be asked for, in one pass for all."""
        new = {vector.tobytes(): vector for vector in vectors if vector.tobytes() not in self._found}
        if not new:
            return
        near = find_near_points(self._connection, np.stack(list(new.values())), CANDIDATES)
        claims = claims_of_points(self._connection, [one.number for some in near for one in some], self._merges)
        for key, some in zip(new, near, strict=True):
            self._found[key] = [(claims[one.number], one.likeness) for one in some]

    def near(self, vector: Vectors) -> list[tuple[str, float]]:
        """Return the claims of the nearest statements and the cosine of each statement, the nearest first."""
        self.look_up([vector])
        return self._found[vector.tobytes()]


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
