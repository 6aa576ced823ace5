"""Which claims are near a vector, and which share keys, asked of the tables."""

from collections.abc import Sequence

import numpy as np
from sqlalchemy import Connection, select

from sayso.ledger import tables
from sayso.ledger.placements import Merges, claims_of_points
from sayso.ledger.sketches import Near, Shelves, Vectors

CANDIDATES = 64  # statements, so that they belong to several claims
# As many again are looked at where some of the nearest count no more, for their reports were read anew.
_SPARE = 4
# Claims; a key that more of them have (a country at war) tells too little by itself, and would have to be counted.
COMMON_KEY = 200


class StoredVectors:
    """The statements in claims as they stood when this was made, by a transaction that had not written yet."""

    def __init__(self, connection: Connection, merges: Merges, shelves: Shelves) -> None:
        self._connection = connection
        self._merges = merges
        self._shelves = shelves
        shelves.catch_up(connection)
        self._found: dict[bytes, list[tuple[str, float]]] = {}

    def look_up(self, vectors: Sequence[Vectors]) -> None:
        """Find what is near vectors that will be asked for, in one pass for all."""
        new = {vector.tobytes(): vector for vector in vectors if vector.tobytes() not in self._found}
        if not new:
            return
        near = self._shelves.nearest(np.stack(list(new.values())), _SPARE * CANDIDATES)
        self._found.update(zip(new, self._placed(near), strict=True))

    def near(self, vector: Vectors) -> list[tuple[str, float]]:
        """Return the claims of the nearest statements and the cosine of each statement, the nearest first."""
        self.look_up([vector])
        return self._found[vector.tobytes()]

    def _placed(self, near: Sequence[Sequence[Near]]) -> list[list[tuple[str, float]]]:
        """Return of each list the first `CANDIDATES` points that count, by their claims."""
        placed: list[list[tuple[str, float]]] = [[] for _ in near]
        for start in range(0, _SPARE * CANDIDATES, CANDIDATES):
            asked = [
                some[start : start + CANDIDATES] if len(found) < CANDIDATES else []
                for some, found in zip(near, placed, strict=True)
            ]
            if not any(asked):
                break
            claims = claims_of_points(self._connection, {one.number for some in asked for one in some}, self._merges)
            for found, some in zip(placed, asked, strict=True):
                counted = [(claims[one.number], one.likeness) for one in some if one.number in claims]
                found.extend(counted[: CANDIDATES - len(found)])
        return placed


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
