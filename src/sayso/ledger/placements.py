"""Which statements are in which claim now, and which keys claims have: asked of the tables alone.

Nothing here knows what statements mean, so that questions of the command line load nothing that does.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Connection, exists, insert, select, tuple_

from sayso.ledger import tables
from sayso.ledger.questions import Question

# Values in one question: SQLite takes no more than 32,766, and few long questions are as fast as one.
MANY = 500


def in_portions(values: Iterable[Any]) -> Iterator[list[Any]]:
    """Yield values, each once and sorted, in lists that fit a question."""
    ordered = sorted(set(values))
    for start in range(0, len(ordered), MANY):
        yield ordered[start : start + MANY]


def is_last_placement() -> ColumnElement[bool]:
    """Hold for the placement of a statement that counts: the last one."""
    later = tables.placements.alias()
    return ~exists().where(later.c.point == tables.placements.c.point, later.c.number > tables.placements.c.number)


def counts_still(reading: ColumnElement[int]) -> ColumnElement[bool]:
    """Hold where a reading was not retired."""
    return ~exists().where(tables.retired.c.reading == reading)


class Merges:
    """The merges by people that hold: a claim that took in others still has them as parts of its own.

    What comes later is compared with each part, so that a merged claim takes what comes to either.  A part goes by
    the id of the claim that it was.
    """

    def __init__(self, connection: Connection) -> None:
        table, undoing = tables.corrections, tables.corrections.alias()
        question = select(table.c.number, table.c.claim, table.c.other).where(
            table.c.kind == "merge", ~exists().where(undoing.c.undoes == table.c.number)
        )
        rows = connection.execute(question.order_by(table.c.number)).all()
        self._parts = {row.number: row.other for row in rows}
        self._into = {row.other: (row.claim, row.number) for row in rows}

    def part_of(self, claim: str, correction: int | None) -> str:
        """Return the part that a statement belongs to which was placed in a claim, perhaps by a correction."""
        return claim if correction is None else self._parts.get(correction, claim)

    def whole_of(self, part: str) -> tuple[str, int | None]:
        """Return the claim that a part belongs to, and the number of the merge that makes it so."""
        claim, correction, seen = part, None, {part}
        while claim in self._into and self._into[claim][0] not in seen:
            claim, correction = self._into[claim]
            seen.add(claim)
        return claim, correction


def member_question() -> Question:
    """Ask for the statements in claims, with the claim, in the order in which they came."""
    points, placements = tables.points, tables.placements
    return (
        select(points, placements.c.claim, placements.c.correction)
        .join(placements, placements.c.point == points.c.number)
        .where(is_last_placement(), counts_still(points.c.reading))
        .order_by(points.c.number)
    )


def claims_of_points(
    connection: Connection, numbers: Collection[int], merges: Merges | None = None
) -> Mapping[int, str]:
    """Return the claims that points are in now, by their numbers; with `merges` the parts of claims.

    Points of readings that count no more are left out, and those that this transaction cannot see yet.
    """
    placements, points = tables.placements, tables.points
    question = (
        select(placements.c.point, placements.c.claim, placements.c.correction)
        .join(points, points.c.number == placements.c.point)
        .where(is_last_placement(), counts_still(points.c.reading))
    )
    return {
        row.point: merges.part_of(row.claim, row.correction) if merges else row.claim
        for some in in_portions(numbers)
        for row in connection.execute(question.where(points.c.number.in_(some)))
    }


def write_keys(connection: Connection, pairs: Iterable[tuple[str, str]]) -> None:
    """Add keys of claims, as pairs of key and claim, that the ledger does not have."""
    table = tables.claim_keys
    for some in in_portions(pairs):
        question = select(table.c.key, table.c.claim).where(tuple_(table.c.key, table.c.claim).in_(some))
        known = {(row.key, row.claim) for row in connection.execute(question)}
        new = [{"key": key, "claim": claim} for key, claim in some if (key, claim) not in known]
        if new:
            connection.execute(insert(table), new)
