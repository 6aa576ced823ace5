"""Statements of a corrected reading that stay where they were: who corrects one statement moves no other.

A reading that people corrected is compared with the earlier ones made of the same reading by the machine, the latest
first.  A statement that is in one of them as it is now takes its point and its place from there, so that what is undone
is where it was before.  One whose speaker, stance or day was corrected keeps its place, with a point of its own.  Only
what has another content, or did not count before, is left to be placed anew.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from sqlalchemy import Connection, exists, func, insert, select

from sayso.claims.points import Point, counted_in, read_points
from sayso.ledger import tables
from sayso.ledger.packing import pack, unpack
from sayso.ledger.placements import Merges, in_portions, is_last_placement
from sayso.ledger.recall import recall_reading
from sayso.model import Reading, Statement

_LATEST = 16  # readings looked at, the latest, beside the machine's own
_Place = tuple[str, int | None]  # a claim, and the ruling that put a statement there


class Staying(NamedTuple):
    """What a reading takes over: ids of all statements that stay, in claims or in none, and rows of the points.

    `latest` is the number of the reading whose citations hold on.
    """

    statements: frozenset[str]
    rows: tuple[Mapping[str, Any], ...]
    sources: tuple[int, ...]
    latest: int


@dataclass(frozen=True, slots=True)
class _Version:
    """A reading in claims before, or the one that is to be; `rows` are its points in claims, by statement."""

    reading: Reading
    statements: Mapping[str, Statement]
    counted: frozenset[str]
    rows: Mapping[str, Any]

    def told(self, id: str) -> tuple[object, ...] | None:
        """Return what a statement says, whoever vouches for it; None where there is none."""
        one = self.statements.get(id)
        if one is None:
            return None
        actors = [(a.id, a.name, a.party) for a in self.reading.actors if a.id in one.actors]
        return (replace(one, confidence=1.0, confidences=None, found_by=""), *actors)

    def content(self, id: str) -> tuple[object, ...] | None:
        """Return where a statement that counts has its content."""
        return self.statements[id].content if id in self.counted else None


def find_staying(connection: Connection, number: int, reading: Reading) -> Staying | None:
    """Return what a reading takes over; None where it is not a corrected one, or the first of its kind in claims."""
    versions = list(_earlier(connection, number))
    if not versions:
        return None
    past = [version for _, version in versions]
    now, points = _version(reading, {}), read_points(reading)
    by_id = {point.statement: point for point in points}
    taken = {id: _source(id, now, past, by_id.get(id)) for id in now.statements}
    places = {point.statement: place for place, point in enumerate(points)}
    rows, sources = [], []
    for id, source in taken.items():
        row = source.rows.get(id) if source else None
        if source is None or row is None:
            continue
        places.setdefault(id, len(places))
        same = source.told(id) == now.told(id)
        rows.append(
            {
                **row._mapping,
                "reading": number,
                "place": places[id],
                "refers": places.get(_referred(row, source)),
                "point": row.point if same else pack(_corrected(by_id[id], unpack(Point, row.point))),
            }
        )
        sources.append(row.number)
    staying = frozenset(id for id, source in taken.items() if source is not None)
    return Staying(staying, tuple(rows), tuple(sources), versions[0][0])


def write_staying(connection: Connection, number: int, staying: Staying) -> set[str]:
    """Put what stays into its claims, and cite what the report tells where it was cited; return the claims."""
    points, cited = tables.points, tables.citations
    places = _places(connection, staying.sources)
    first = (connection.execute(select(func.max(points.c.number))).scalar() or 0) + 1
    if staying.rows:
        rows = [{**row, "number": at} for at, row in enumerate(staying.rows, first)]
        connection.execute(insert(points), rows)
        placed = [
            {"point": at, "claim": places[source][0], "correction": places[source][1]}
            for at, source in enumerate(staying.sources, first)
        ]
        connection.execute(insert(tables.placements), placed)
    question = select(cited).where(cited.c.reading == staying.latest).order_by(cited.c.number)
    citations = [
        {"claim": row.claim, "reading": number, "start": row.start, "end": row.end, "correction": row.correction}
        for row in connection.execute(question)
    ]
    if citations:
        connection.execute(insert(cited), citations)
    return {claim for claim, _ in places.values()} | {row["claim"] for row in citations}


def _earlier(connection: Connection, number: int) -> Iterator[tuple[int, _Version]]:
    """Yield the readings in claims that a corrected one stems from, or that stem from the same, the latest first."""
    corrected, placed, points = tables.corrected, tables.placings, tables.points
    base = connection.execute(select(corrected.c.base).where(corrected.c.reading == number)).scalar()
    if base is None:
        return
    kin = select(corrected.c.reading).where(corrected.c.base == base)
    question = select(placed.c.reading).where((placed.c.reading == base) | placed.c.reading.in_(kin))
    numbers = list(connection.execute(question.order_by(placed.c.reading.desc())).scalars())
    for earlier in (*numbers[:_LATEST], *numbers[_LATEST:][-1:]):
        rows = connection.execute(select(points).where(points.c.reading == earlier))
        yield earlier, _version(recall_reading(connection, earlier), {row.statement: row for row in rows})


def _version(reading: Reading, rows: Mapping[str, Any]) -> _Version:
    return _Version(reading, {one.id: one for one in reading.statements}, counted_in(reading), rows)


def _source(id: str, now: _Version, past: Sequence[_Version], point: Point | None) -> _Version | None:
    """Return the version from which a statement takes its place; None where it has to be placed anew."""
    told, counts = now.told(id), id in now.counted
    same = [version for version in past if version.told(id) == told]
    found = next((version for version in same if (id in version.counted) == counts), None)
    if found is not None or point is None:
        return found or next((version for version in same if id in version.rows), None)
    refers = point.anaphoric
    return next(
        (one for one in past if one.content(id) == now.content(id) or (refers and id in one.rows)),
        None,
    )


def _referred(row: Any, source: _Version) -> str:
    """Return the statement that one refers to, an empty id where it refers to none."""
    return next((id for id, other in source.rows.items() if other.place == row.refers), "")


def _corrected(point: Point, before: Point) -> Point:
    """Return the point of a corrected statement with what the machine read, where that is the same content."""
    found = before.uncorrected or before
    return replace(point, uncorrected=found if found.text == point.text else None)


def _places(connection: Connection, points: Collection[int]) -> dict[int, _Place]:
    """Return where points would be now, had they counted all the time: merged, and split no more where undone."""
    table, merges = tables.placements, Merges(connection)
    places: dict[int, _Place] = {}
    for some in in_portions(points):
        rows = connection.execute(select(table).where(table.c.point.in_(some), is_last_placement())).all()
        left = _left(connection, {row.correction for row in rows if row.correction is not None})
        for row in rows:
            claim, correction = (left[row.correction], None) if row.correction in left else (row.claim, row.correction)
            whole, merge = merges.whole_of(merges.part_of(claim, correction))
            places[row.point] = (claim, correction) if whole == claim else (whole, merge)
    return places


def _left(connection: Connection, numbers: Collection[int]) -> dict[int, str]:
    """Return of merges and splits that were undone the claims that their statements went back to."""
    table, undoing = tables.corrections, tables.corrections.alias()
    question = select(table.c.number, table.c.other).where(
        table.c.number.in_(numbers), table.c.other.is_not(None), exists().where(undoing.c.undoes == table.c.number)
    )
    return {row.number: row.other for row in connection.execute(question)}
