"""The ledger: readings are kept, never changed, and questions about them answered."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, Engine, Table, func, insert, select

from sayso.errors import LedgerError, UsageError
from sayso.ledger import questions, tables
from sayso.ledger.answers import Counts, Entry, Kept, Outcome, ReportHead, Version
from sayso.ledger.connections import asking, connect, writing
from sayso.ledger.recall import recall_actors, recall_reading, recall_statements
from sayso.ledger.rows import digest, head_row, sheets_of, words_under
from sayso.ledger.versions import is_current, migrate
from sayso.model import Reading, Report, Run

# Statements fetched at a time: enough to ask seldom, few enough to show the first ones at once.
_BATCH = 500


def open_ledger(where: str | Path) -> "Ledger":
    """Open the ledger in a file, which is made if need be, or behind a `postgresql://` URL.

    Tables of an older Sayso are brought up to date.  Raises `LedgerVersionError` where they are newer than this
    Sayso, and `LedgerError` where the file is something else or cannot be opened; nothing is written then.
    """
    engine, name = connect(where)
    try:
        with asking(engine, name) as connection:
            current = is_current(connection, name)
        if not current:
            with writing(engine, name) as connection:
                # Another process may have been faster.
                if not is_current(connection, name):
                    migrate(connection)
    except BaseException:
        engine.dispose()
        raise
    return Ledger(engine, name)


class Ledger:
    """An open ledger; use `open_ledger` to get one, and `with` or `close` to let it go.

    Of each report its latest reading answers, and of each URL its latest text, unless a report is asked for by
    its id.  Database errors are raised as `LedgerError`.
    """

    def __init__(self, engine: Engine, name: str) -> None:
        self._engine = engine
        self._name = name

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def keep(self, reading: Reading, *, run: Run | None = None) -> Kept:
        """Add a reading in one transaction, unless the ledger has it, and say what became of it.

        `run` is the reading's own unless another is given.  What a run has read once is known for good: the same
        reading by the same run adds nothing, even where other readings of the report came in between.
        """
        run = run or reading.run
        report = reading.report
        content = digest(reading)
        with writing(self._engine, self._name) as connection:
            report_number, is_new = self._report_number(connection, report)
            run_number = _run_number(connection, run)
            outcome: Outcome
            if not is_new and _is_known(connection, report_number, run_number, content):
                outcome = "known"
            else:
                number = _added(
                    connection,
                    tables.readings,
                    report=report_number,
                    run=run_number,
                    read_at=datetime.now(UTC).isoformat(timespec="microseconds"),
                    digest=content,
                    **head_row(report),
                )
                for table, rows in sheets_of(reading, number).items():
                    if rows:
                        connection.execute(insert(table), rows)
                outcome = "new_report" if is_new else "new_reading"
            version = _version(connection, report.url, report_number)
        if outcome == "new_report" and version > 1:
            outcome = "new_version"
        return Kept(report.id, outcome, version)

    def _report_number(self, connection: Connection, report: Report) -> tuple[int, bool]:
        """Return the number of the report and whether it is new."""
        table = tables.reports
        known = connection.execute(select(table.c.number, table.c.text).where(table.c.id == report.id)).first()
        if known is None:
            return _added(connection, table, id=report.id, text=report.text), True
        if known.text != report.text:
            raise LedgerError(
                f"the ledger {self._name} has another text under the report id {report.id}. "
                "An id must change with the text; nothing was kept."
            )
        return known.number, False

    def report(self, id: str) -> Report:
        """Return the report with this id, its own or given; raises `UsageError` where there is none."""
        return self.reading(id).report

    def reading(self, report_id: str, *, run: Run | None = None) -> Reading:
        """Return the latest reading of a report, or the latest by one run, as it was kept.

        `report_id` is the report's own id, or the one given with the input, which names its latest text.
        Raises `UsageError` where there is none.
        """
        readings, runs = tables.readings, tables.runs
        number = select(func.max(readings.c.number)).where(readings.c.report == self._known_report(report_id))
        if run is not None:
            number = number.join(runs, runs.c.number == readings.c.run).where(
                runs.c.version == run.version, runs.c.knowledge == run.knowledge
            )
        with self._asking() as connection:
            found = connection.execute(number).scalar()
            if found is None:
                by = f" read by {run.version} ({run.knowledge})" if run else ""
                raise UsageError(f"the ledger {self._name} has no report with the id {report_id!r}{by}.")
            return recall_reading(connection, found)

    def versions(self, report_id: str) -> tuple[Version, ...]:
        """Return the texts kept under the address of a report, each with its latest reading, in the order they came.

        `report_id` is as for `reading`.  A report without an address has one version.  A page that went back to an
        earlier text has no version more.  Raises `UsageError` where there is no such report.
        """
        readings = tables.readings
        number = self._known_report(report_id)
        question = questions.head_question().where(questions.latest()).order_by(None).order_by(readings.c.report)
        with self._asking() as connection:
            url = connection.execute(select(readings.c.url).where(readings.c.report == number)).scalars().first()
            mine = readings.c.report == number if url is None else readings.c.url == url
            rows = connection.execute(question.where(mine)).all()
            return tuple(Version(_head(row), recall_reading(connection, row.number)) for row in rows)

    def reports(self, *, since: str | None = None, all_versions: bool = False) -> Iterator[ReportHead]:
        """Yield the heads of reports in order of publication, those of unknown day last.

        `since` is a day, month or year of publication (`UsageError` where it is none).  With `all_versions`
        texts that were superseded under the same URL are listed too.
        """
        question = questions.head_question().where(questions.latest())
        if since is not None:
            question = question.where(questions.since(since))
        if not all_versions:
            question = question.where(questions.not_superseded())
        with self._asking() as connection:
            rows = connection.execute(question).all()
        return (_head(row) for row in rows)

    def statements(
        self,
        *,
        party: str | None = None,
        stance: str | None = None,
        speaker: str | None = None,
        report: str | None = None,
        since: str | None = None,
        mode: str | None = None,
        limit: int | None = None,
        all_versions: bool = False,
    ) -> Iterator[Entry]:
        """Yield statements in order of publication, those of unknown day last, then as the reading has them.

        `party` is the party of one of the speakers.  `speaker` are words that the speaker's words or an actor's
        name contain, in any case and order.  `report` is a report's id, `since` a day, month or year of
        publication.  With `all_versions`, texts that were superseded under the same URL answer too; a report
        named by its id always does.  Raises `UsageError` where a stance, mode or day is none, or a report is
        unknown.
        """
        question = questions.statement_question()
        for value, condition in (
            (party, questions.by_party),
            (stance, questions.by_stance),
            (speaker, questions.by_speaker),
            (since, questions.since),
            (mode, questions.by_mode),
        ):
            if value is not None:
                question = question.where(condition(value))
        if report is not None:
            question = question.where(tables.readings.c.report == self._known_report(report))
        elif not all_versions:
            question = question.where(questions.not_superseded())
        if limit is not None:
            question = question.limit(limit)
        return self._entries(question)

    def _entries(self, question: questions.Question) -> Iterator[Entry]:
        with self._asking() as connection:
            for rows in connection.execute(question).partitions(_BATCH):
                yield from _entries_of(connection, rows)

    def counts(self) -> Counts:
        """Return how much the ledger holds."""
        answering = questions.statement_question().where(questions.not_superseded()).order_by(None)
        with self._asking() as connection:

            def count(what: Any) -> int:
                return connection.execute(select(func.count()).select_from(what)).scalar_one()

            return Counts(
                reports=count(tables.reports),
                readings=count(tables.readings),
                runs=count(tables.runs),
                statements=count(answering.subquery()),
            )

    def _known_report(self, id: str) -> int:
        """Return the number of the report with this id, else of the latest that was given with this id."""
        table, given = tables.reports, tables.readings
        with self._asking() as connection:
            number: int | None = connection.execute(select(table.c.number).where(table.c.id == id)).scalar()
            if number is None:
                latest = select(func.max(given.c.report)).where(given.c.given_id == id)
                number = connection.execute(latest).scalar()
        if number is None:
            raise UsageError(f"the ledger {self._name} has no report with the id {id!r}.")
        return number

    def _asking(self) -> AbstractContextManager[Connection]:
        return asking(self._engine, self._name)


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


def _head(row: Any) -> ReportHead:
    return ReportHead(
        id=row.id,
        given_id=row.given_id,
        title=row.title,
        outlet=row.outlet,
        url=row.url,
        language=row.language,
        published=row.published,
        version=row.version or 1,
        read_at=row.read_at,
    )


def _entries_of(connection: Connection, rows: Any) -> Iterator[Entry]:
    """Yield the entries for rows of `statements`, asking once for all that belongs to them."""
    numbers = sorted({row.reading for row in rows})
    table = tables.readings
    heads = connection.execute(
        questions.head_question().add_columns(tables.reports.c.text).where(table.c.number.in_(numbers))
    ).all()
    by_number = {row.number: (_head(row), row.text) for row in heads}
    actors = recall_actors(connection, numbers)
    for row, statement in zip(rows, recall_statements(connection, rows, numbers), strict=True):
        head, text = by_number[row.reading]
        yield Entry(
            report=head,
            statement=statement,
            actors=tuple(actors[row.reading][id] for id in statement.actors),
            content=words_under(statement.content, text),
            speaker=words_under(statement.speaker, text),
            cue=words_under(statement.cue, text),
            frame=words_under(statement.frame, text),
            addressee=words_under(statement.addressee, text),
        )
