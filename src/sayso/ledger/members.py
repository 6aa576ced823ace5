"""Which statements are in which claim now, and what they mean there."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import Any

import numpy as np
from sqlalchemy import ColumnElement, Connection, exists, select

from sayso.claims.known import Placed
from sayso.claims.meaning import Meant, WordVectors
from sayso.claims.points import Point
from sayso.claims.vocabulary import stem_of
from sayso.ledger import tables
from sayso.ledger.packing import unpack, unpack_vector
from sayso.ledger.questions import Question
from sayso.model import Narrated, Span

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


def recall_placed(
    connection: Connection, ids: Iterable[str], words: WordVectors, merges: Merges | None = None
) -> dict[str, Placed]:
    """Return claims by id with their statements; those that are not known, or have none any more, are empty.

    With `merges` the ids are those of parts, and parts are returned.
    """
    wanted = set(ids)
    meant: dict[str, list[Meant]] = defaultdict(list)
    told: dict[str, list[Narrated]] = defaultdict(list)
    families: dict[str, str | None] = {}
    for some in in_portions(merges.whole_of(id)[0] if merges else id for id in wanted):
        for row in connection.execute(member_question().where(tables.placements.c.claim.in_(some))):
            id = merges.part_of(row.claim, row.correction) if merges else row.claim
            if id in wanted:
                meant[id].append(_meant(row, words))
        for row in connection.execute(_citations(some)):
            told[row.claim].append(Narrated(row.id, Span(row.start, row.end)))
    for some in in_portions(wanted):
        families.update(_families(connection, some))
    return {id: Placed(id, tuple(meant[id]), families.get(id), tuple(told[id])) for id in wanted}


def _families(connection: Connection, ids: Collection[str]) -> dict[str, str | None]:
    table = tables.claims
    rows = connection.execute(select(table.c.id, table.c.family).where(table.c.id.in_(ids)))
    return {row.id: row.family for row in rows}


def _citations(claims: Collection[str]) -> Question:
    cited, readings = tables.citations, tables.readings
    undone = exists().where(tables.corrections.c.undoes == cited.c.correction)
    return (
        select(cited, tables.reports.c.id)
        .join(readings, readings.c.number == cited.c.reading)
        .join(tables.reports, tables.reports.c.number == readings.c.report)
        .where(cited.c.claim.in_(claims), counts_still(cited.c.reading), ~undone)
        .order_by(cited.c.number)
    )


def _meant(row: Any, words: WordVectors) -> Meant:
    point = unpack(Point, row.point)
    vector = unpack_vector(row.vector)
    return Meant(
        point,
        row.place,
        vector,
        np.stack([words.of(word) for word in point.words]) if point.words else vector[None][:0],
        tuple(stem_of(word.lower(), point.language) for word in point.words),
        row.refers,
    )
