"""The statements of claims with what they mean."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

import numpy as np
from sqlalchemy import Connection, exists, select

from sayso.claims.known import Placed
from sayso.claims.meaning import NO_SENSE, Meant, WordVectors
from sayso.claims.points import Point
from sayso.claims.vocabulary import stem_of
from sayso.ledger import tables
from sayso.ledger.packing import unpack
from sayso.ledger.placements import Merges, counts_still, in_portions, member_question
from sayso.ledger.questions import Question
from sayso.ledger.sketches import unpack_vector
from sayso.model import Narrated, Span


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
        .order_by(tables.reports.c.number, cited.c.start)
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
        unpack_vector(row.sense) if row.sense is not None else NO_SENSE,
        row.refers,
    )
