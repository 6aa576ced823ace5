"""The reports that carry claims, with their statements on them and the texts that they share."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, func, insert, select

from sayso.claims.copies import CANDIDATE_KEYS, COMMON_KEY, MOST_CANDIDATES, Copy, Fingerprint
from sayso.claims.origins import Carrier
from sayso.ledger import tables
from sayso.ledger.packing import pack, unpack
from sayso.ledger.placements import in_portions, member_question
from sayso.ledger.recall import grouped, recall_actors, recall_report, recall_statements
from sayso.model import Actor, Report, Statement


class Carried(NamedTuple):
    """The reports of one claim, and the copies among them."""

    carriers: tuple[Carrier, ...]
    copies: tuple[Copy, ...]


def recall_carried(connection: Connection, claims: Iterable[str]) -> dict[str, Carried]:
    """Return the reports of claims, by claim; those of all are asked for at once."""
    members: dict[str, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    for some in in_portions(claims):
        for row in connection.execute(member_question().where(tables.placements.c.claim.in_(some))):
            members[row.claim][row.reading].append(row.statement)
    readings = {reading for held in members.values() for reading in held}
    reports = _reports(connection, readings)
    statements = _statements(connection, {(r, s) for held in members.values() for r, all in held.items() for s in all})
    actors = {
        number: tuple(found.values())
        for some in in_portions(readings)
        for number, found in recall_actors(connection, some).items()
    }
    copies = _copies(connection, [report.id for report in reports.values()])
    return {
        claim: Carried(
            tuple(
                _carrier(reports[reading], ids, statements[reading], actors[reading]) for reading, ids in held.items()
            ),
            _among(copies, {reports[reading].id for reading in held}),
        )
        for claim, held in members.items()
    }


def _carrier(
    report: Report, ids: Collection[str], statements: Mapping[str, Statement], actors: tuple[Actor, ...]
) -> Carrier:
    on_claim = tuple(statement for id, statement in statements.items() if id in ids)
    around: dict[str, Statement] = {}
    for statement in on_claim:
        above = statement.parent
        while above is not None and above not in around:
            around[above] = statements[above]
            above = statements[above].parent
    return Carrier(report, on_claim, actors, tuple(around.values()))


def recall_candidates(connection: Connection, number: int, fingerprint: Fingerprint) -> list[Report]:
    """Add the fingerprint of the report of this number, and return the reports that may share text with it."""
    table = tables.fingerprints
    counts: dict[int, int] = defaultdict(int)
    for some in in_portions(fingerprint.keys):
        common = select(table.c.key).where(table.c.key.in_(some)).group_by(table.c.key).having(
            func.count() > COMMON_KEY
        )  # fmt: skip
        question = (
            select(table.c.report, func.count().label("keys"))
            .where(table.c.key.in_(some), table.c.key.not_in(common))
            .group_by(table.c.report)
        )
        for row in connection.execute(question):
            counts[row.report] += row.keys
    known = counts.pop(number, 0)
    if fingerprint.keys and not known:
        connection.execute(insert(table), [{"key": key, "report": number} for key in fingerprint.keys])
    enough = (report for report, keys in counts.items() if keys >= CANDIDATE_KEYS)
    best = sorted(enough, key=lambda report: (-counts[report], report))[:MOST_CANDIDATES]
    latest = select(func.max(tables.readings.c.number)).where(tables.readings.c.report.in_(best))
    numbers = connection.execute(latest.group_by(tables.readings.c.report)).scalars().all()
    return list(_reports(connection, numbers).values())


def write_copies(connection: Connection, copies: Sequence[Copy]) -> set[str]:
    """Add copies that the ledger does not have; return the ids of the reports of those that are new."""
    known = {(copy.one, copy.other) for copy in _copies(connection, [copy.one for copy in copies])}
    new = [copy for copy in copies if (copy.one, copy.other) not in known]
    if new:
        rows = [{"one": copy.one, "other": copy.other, "whole": pack(copy)} for copy in new]
        connection.execute(insert(tables.copies), rows)
    return {report for copy in new for report in (copy.one, copy.other)}


def _copies(connection: Connection, reports: Collection[str]) -> list[Copy]:
    table = tables.copies
    return [
        unpack(Copy, whole)
        for some in in_portions(reports)
        for whole in connection.execute(select(table.c.whole).where(table.c.one.in_(some))).scalars()
    ]


def recall_copies_of(connection: Connection, report: str) -> list[Copy]:
    """Return what a report, told by its id, shares with others."""
    table = tables.copies
    question = select(table.c.whole).where((table.c.one == report) | (table.c.other == report))
    return [unpack(Copy, whole) for whole in connection.execute(question).scalars()]


def _among(copies: Iterable[Copy], reports: Collection[str]) -> tuple[Copy, ...]:
    return tuple(copy for copy in copies if copy.one in reports and copy.other in reports)


def _reports(connection: Connection, readings: Iterable[int]) -> dict[int, Report]:
    """Return the reports of readings by the readings' numbers, in their order."""
    found: dict[int, Report] = {}
    for some in in_portions(readings):
        parts = grouped(connection, tables.parts, some, "reading")
        credited = grouped(connection, tables.credits, some, "reading", "role")
        heads = connection.execute(
            select(tables.readings, tables.reports.c.id, tables.reports.c.text)
            .join(tables.reports, tables.reports.c.number == tables.readings.c.report)
            .where(tables.readings.c.number.in_(some))
            .order_by(tables.readings.c.number)
        )
        for head in heads:
            found[head.number] = recall_report(
                head,
                parts.get(head.number, ()),
                credited.get((head.number, "author"), ()),
                credited.get((head.number, "agency"), ()),
            )
    return found


def _statements(connection: Connection, wanted: Collection[tuple[int, str]]) -> Mapping[int, dict[str, Statement]]:
    """Return statements, and those that they stand in, by reading and id."""
    found: dict[int, dict[str, Statement]] = defaultdict(dict)
    for some in in_portions(reading for reading, _ in wanted):
        rows = grouped(connection, tables.statements, some, "reading")
        kept: list[Any] = []
        named = defaultdict(set)
        for reading, id in wanted:
            named[reading].add(id)
        for reading in some:
            by_id = {row.id: row for row in rows[reading]}
            ids = named[reading]
            above = {by_id[id].parent for id in ids} - {None}
            while not above <= ids:
                ids |= above
                above = {by_id[id].parent for id in ids} - {None}
            kept += [row for row in rows[reading] if row.id in ids]
        for row, statement in zip(kept, recall_statements(connection, kept, some), strict=True):
            found[row.reading][row.id] = statement
    return found
