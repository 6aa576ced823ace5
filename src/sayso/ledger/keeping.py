"""A reading added to the tables, unless they have it."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Table, func, insert, select

from sayso.errors import LedgerError
from sayso.ledger import tables
from sayso.ledger.answers import Kept, Outcome
from sayso.ledger.rows import digest, head_row, sheets_of
from sayso.model import Reading, Report, Run


def keep_reading(connection: Connection, name: str, reading: Reading, run: Run) -> tuple[Kept, int | None]:
    """Add a reading made by a run; return what became of it, and its number where it was added.

    `name` is the ledger's, for messages.
    """
    report = reading.report
    content = digest(reading)
    report_number, is_new = _report_number(connection, name, report)
    run_number = _run_number(connection, run)
    number: int | None = None
    outcome: Outcome = "known"
    if is_new or not _is_known(connection, report_number, run_number, content):
        number = _added(
            connection,
            tables.readings,
            report=report_number,
            run=run_number,
            read_at=datetime.now(UTC).isoformat(timespec="microseconds"),
            digest=content,
            **head_row(report),
        )
        connection.execute(insert(tables.waiting), {"reading": number})
        for table, rows in sheets_of(reading, number).items():
            if rows:
                connection.execute(insert(table), rows)
        outcome = "new_report" if is_new else "new_reading"
    version = _version(connection, report.url, report_number)
    if outcome == "new_report" and version > 1:
        outcome = "new_version"
    return Kept(report.id, outcome, version), number


def _report_number(connection: Connection, name: str, report: Report) -> tuple[int, bool]:
    """Return the number of the report and whether it is new."""
    table = tables.reports
    known = connection.execute(select(table.c.number, table.c.text).where(table.c.id == report.id)).first()
    if known is None:
        return _added(connection, table, id=report.id, text=report.text), True
    if known.text != report.text:
        raise LedgerError(
            f"the ledger {name} has another text under the report id {report.id}. "
            "An id must change with the text; nothing was kept."
        )
    return known.number, False


def _added(connection: Connection, table: Table, **fields: Any) -> int:
    """Add a row to a table that numbers its rows and return its number."""
    number: int = connection.execute(insert(table).returning(table.c.number), fields).scalar_one()
    return number


def _run_number(connection: Connection, run: Run) -> int:
    table = tables.runs
    known = select(table.c.number).where(table.c.version == run.version, table.c.knowledge == run.knowledge)
    number = connection.execute(known).scalar()
    return _added(connection, table, version=run.version, knowledge=run.knowledge) if number is None else number


def _is_known(connection: Connection, report: int, run: int, content: str) -> bool:
    table = tables.readings
    same = (table.c.report == report, table.c.run == run, table.c.digest == content)
    return connection.execute(select(table.c.number).where(*same)).first() is not None


def _version(connection: Connection, url: str | None, report: int) -> int:
    """Return which text under the URL the report is, from 1."""
    if url is None:
        return 1
    table = tables.readings
    texts = select(func.count(table.c.report.distinct())).where(table.c.url == url, table.c.report <= report)
    count: int = connection.execute(texts).scalar_one()
    return count
