"""The claims so far, as the room of claims asks for them: `KnownClaims` on the tables of a ledger."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

import numpy as np
from sqlalchemy import Connection, Table, func, insert, select

from sayso.claims.known import Placed, keys_of
from sayso.claims.meaning import Meant, WordVectors
from sayso.ledger import tables
from sayso.ledger.members import recall_placed
from sayso.ledger.neighbours import StoredKeys, StoredVectors
from sayso.ledger.packing import pack
from sayso.ledger.placements import Merges, write_keys
from sayso.ledger.sketches import Shelves, Vectors, fill_shelves, pack_vector
from sayso.model import Narrated


class ClaimsInLedger:
    """The claims of a ledger within one transaction; what is added to them is in the tables after `write`.

    Claims that people made one are told apart here, as parts, and are one in the tables.

    `readings` are the numbers of the readings that are being placed, by their reports' ids.
    """

    def __init__(
        self, connection: Connection, words: WordVectors, readings: Mapping[str, int], shelves: Shelves
    ) -> None:
        self._connection = connection
        self._words = words
        self._readings = readings
        self._merges = Merges(connection)
        self._vectors = StoredVectors(connection, self._merges, shelves)
        self._keys = StoredKeys(connection)
        self._placed: dict[str, Placed] = {}
        self._wanted: set[str] = set()
        self._begun: dict[str, str | None] = {}
        self._names: dict[str, str] = {}
        self._fresh: list[tuple[str, Meant]] = []
        self._matrix: Vectors | None = None
        self._fresh_keys: dict[str, set[str]] = defaultdict(set)
        self._cited: list[tuple[str, Narrated]] = []

    def look_up(self, vectors: Sequence[Vectors]) -> None:
        """Find what is near vectors that will be asked for: one pass for all takes hardly longer than for one."""
        self._vectors.look_up(vectors)

    def near(self, vector: Vectors, limit: int) -> list[str]:
        """See `KnownClaims`."""
        best: dict[str, float] = {}
        for claim, likeness in self._vectors.near(vector):
            best.setdefault(claim, likeness)
        if self._fresh:
            if self._matrix is None:
                self._matrix = np.stack([one.vector for _, one in self._fresh])
            for (claim, _), likeness in zip(self._fresh, (self._matrix @ vector).tolist(), strict=True):
                best[claim] = max(likeness, best.get(claim, likeness))
        found = sorted(best, key=lambda id: (-best[id], id))[:limit]
        self._wanted.update(found)
        return found

    def sharing(self, keys: frozenset[str], limit: int) -> list[str]:
        """See `KnownClaims`; keys that very many claims have are passed over."""
        counts: Counter[str] = Counter()
        for key in keys:
            counts.update(self._keys.claims_with(key) | self._fresh_keys.get(key, set()))
        found: list[str] = []
        ordered = sorted(counts, key=lambda id: (-counts[id], id))
        for start in range(0, len(ordered), limit):
            some = ordered[start : start + limit]
            self._wanted.update(some)
            # A claim whose statements have all gone to another, or were read anew, is none any more.
            found += [id for id in some if self.placed(id).meant]
            if len(found) >= limit:
                break
        return found[:limit]

    def placed(self, claim: str) -> Placed:
        """See `KnownClaims`."""
        claim = self._names.get(claim, claim)
        if claim not in self._placed:
            missing = {claim, *self._wanted} - self._placed.keys()
            self._placed.update(recall_placed(self._connection, missing, self._words, self._merges))
            self._wanted.clear()
        return self._placed[claim]

    def found(self, claim: str, meant: Sequence[Meant], family: str | None) -> None:
        """See `KnownClaims`; one that begins with a statement that began another before gets an id of its own."""
        name, number = claim, 2
        while self._is_taken(name):
            name, number = f"{claim}-{number}", number + 1
        self._names[claim] = name
        family = self._names.get(family, family) if family else None
        self._begun[name] = family
        self._placed[name] = Placed(name, (), family)
        self.join(name, meant)

    def join(self, claim: str, meant: Sequence[Meant]) -> None:
        """See `KnownClaims`."""
        held = self.placed(claim)
        self._placed[held.id] = held._replace(meant=(*held.meant, *meant))
        self._matrix = None
        for one in meant:
            self._fresh.append((held.id, one))
            for key in keys_of(one):
                self._fresh_keys[key].add(held.id)

    def cite(self, claim: str, narrated: Narrated) -> None:
        """See `KnownClaims`."""
        held = self.placed(claim)
        self._placed[held.id] = held._replace(narrated=(*held.narrated, narrated))
        self._cited.append((held.id, narrated))

    def write(self) -> set[str]:
        """Add to the tables what was found, joined and cited; return the ids of the claims touched."""
        begun_at = datetime.now(UTC).isoformat(timespec="microseconds")
        _add(
            self._connection,
            tables.claims,
            [{"id": id, "family": family, "begun_at": begun_at} for id, family in self._begun.items()],
        )
        for report in dict.fromkeys(one.point.report for _, one in self._fresh):
            self._write_points(report, [pair for pair in self._fresh if pair[1].point.report == report])
        fill_shelves(self._connection)
        self._write_keys()
        _add(
            self._connection,
            tables.citations,
            [
                {
                    **self._whole(part),
                    "reading": self._readings[told.report],
                    "start": told.span.start,
                    "end": told.span.end,
                }
                for part, told in self._cited
            ],
        )
        return {self._merges.whole_of(part)[0] for part, _ in (*self._fresh, *self._cited)}

    def _whole(self, part: str) -> dict[str, str | int | None]:
        claim, correction = self._merges.whole_of(part)
        return {"claim": claim, "correction": correction}

    def _is_taken(self, claim: str) -> bool:
        if claim in self._begun:
            return True
        table = tables.claims
        return self._connection.execute(select(table.c.id).where(table.c.id == claim)).first() is not None

    def _write_points(self, report: str, placed: Sequence[tuple[str, Meant]]) -> None:
        points, connection, reading = tables.points, self._connection, self._readings[report]
        first = (connection.execute(select(func.max(points.c.number))).scalar() or 0) + 1
        rows = [
            {
                "number": number,
                "reading": reading,
                "statement": one.point.statement,
                "place": one.place,
                "refers": one.refers,
                "point": pack(one.point),
                "vector": pack_vector(one.vector),
                "sense": pack_vector(one.sense),
            }
            for number, (_, one) in enumerate(placed, first)
        ]
        _add(connection, points, rows)
        _add(
            connection,
            tables.placements,
            [{"point": number, **self._whole(part)} for number, (part, _) in enumerate(placed, first)],
        )

    def _write_keys(self) -> None:
        write_keys(self._connection, {(key, claim) for key, claims in self._fresh_keys.items() for claim in claims})


def _add(connection: Connection, table: Table, rows: Sequence[Mapping[str, object]]) -> None:
    if rows:
        connection.execute(insert(table), rows)
