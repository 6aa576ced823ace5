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


def member_question() -> Question:
    """Ask for the statements in claims, with the claim, in the order in which they came."""
    points, placements = tables.points, tables.placements
    return (
        select(points, placements.c.claim)
        .join(placements, placements.c.point == points.c.number)
        .where(is_last_placement(), counts_still(points.c.reading))
        .order_by(points.c.number)
    )


def recall_placed(connection: Connection, claims: Iterable[str], words: WordVectors) -> dict[str, Placed]:
    """Return claims by id with their statements; those that are not known, or have none any more, are empty."""
    wanted = set(claims)
    meant: dict[str, list[Meant]] = defaultdict(list)
    told: dict[str, list[Narrated]] = defaultdict(list)
    families: dict[str, str | None] = {}
    for some in in_portions(wanted):
        for row in connection.execute(member_question().where(tables.placements.c.claim.in_(some))):
            meant[row.claim].append(_meant(row, words))
        families.update(_families(connection, some))
        for row in connection.execute(_citations(some)):
            told[row.claim].append(Narrated(row.id, Span(row.start, row.end)))
    return {id: Placed(id, tuple(meant[id]), families.get(id), tuple(told[id])) for id in wanted}


def _families(connection: Connection, ids: Collection[str]) -> dict[str, str | None]:
    table = tables.claims
    rows = connection.execute(select(table.c.id, table.c.family).where(table.c.id.in_(ids)))
    return {row.id: row.family for row in rows}


def _citations(claims: Collection[str]) -> Question:
    cited, readings = tables.citations, tables.readings
    return (
        select(cited, tables.reports.c.id)
        .join(readings, readings.c.number == cited.c.reading)
        .join(tables.reports, tables.reports.c.number == readings.c.report)
        .where(cited.c.claim.in_(claims), counts_still(cited.c.reading))
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
