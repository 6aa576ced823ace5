"""The ledger: readings are kept, never changed, and questions about them answered."""

from collections.abc import Collection, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, func, select

from sayso.errors import UsageError
from sayso.ledger import questions, tables
from sayso.ledger.answers import Counts, Elsewhere, Entry, Kept, Met, ReportHead, Version
from sayso.ledger.carriers import recall_copies_of
from sayso.ledger.claim_store import ClaimLedger
from sayso.ledger.connections import asking, connect, writing
from sayso.ledger.entries import entries_of, head_of
from sayso.ledger.keeping import keep_reading
from sayso.ledger.people import people_holding, people_named
from sayso.ledger.placements import MANY, in_portions
from sayso.ledger.questions import Question
from sayso.ledger.recall import recall_reading
from sayso.ledger.versions import is_current, migrate
from sayso.model import Reading, Report, Run

_FIRST_READINGS = 16  # whose statements are asked for at first: few enough to show some at once


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


class Ledger(ClaimLedger):
    """An open ledger; use `open_ledger` to get one, and `with` or `close` to let it go.

    Of each report its latest reading answers, and of each URL its latest text, unless a report is asked for by
    its id.  Database errors are raised as `LedgerError`.
    """

    def keep(self, reading: Reading, *, run: Run | None = None) -> Kept:
        """Add a reading in one transaction, unless the ledger has it, and say what became of it.

        `run` is the reading's own unless another is given.  What a run has read once is known for good: the same
        reading by the same run adds nothing, even where other readings of the report came in between.
        """
        with self._writing() as connection:
            kept, _ = keep_reading(connection, self._name, reading, run or reading.run)
        return kept

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
            return tuple(Version(head_of(row), recall_reading(connection, row.number)) for row in rows)

    def copies_of(self, report: str) -> list[Elsewhere]:
        """Return the reports that have text of a report, by its own id, those with most of it first."""
        with self._asking() as connection:
            copies = recall_copies_of(connection, report)
            others = {copy.other if copy.one == report else copy.one for copy in copies}
            question = questions.head_question().where(questions.latest())
            heads = {
                row.id: head_of(row)
                for some in in_portions(others)
                for row in connection.execute(question.where(tables.reports.c.id.in_(some)))
            }
        found = [
            Elsewhere(heads[copy.other], copy.share_one, copy.whole)
            if copy.one == report
            else Elsewhere(heads[copy.one], copy.share_other, copy.whole)
            for copy in copies
        ]
        return sorted(found, key=lambda one: (-one.share, one.report.id))

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
        return (head_of(row) for row in rows)

    def latest_reports(self, limit: int) -> list[ReportHead]:
        """Return the heads of the reports that were read last, the last first, without texts that were superseded."""
        question = questions.head_question().where(questions.latest(), questions.not_superseded()).order_by(None)
        with self._asking() as connection:
            rows = connection.execute(question.order_by(tables.readings.c.number.desc()).limit(limit)).all()
        return [head_of(row) for row in rows]

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
        asked = questions.reading_question()
        if party is not None:
            asked = asked.where(questions.with_party(party))
        if since is not None:
            asked = asked.where(questions.since(since))
        if report is not None:
            asked = asked.where(tables.readings.c.report == self._known_report(report))
        elif not all_versions:
            asked = asked.where(questions.not_superseded())
        conditions = [
            condition(value)
            for value, condition in (
                (party, questions.by_party),
                (stance, questions.by_stance),
                (speaker, questions.by_speaker),
                (mode, questions.by_mode),
            )
            if value is not None
        ]
        return islice(self._statements(asked, conditions), limit)

    def _statements(self, asked: Question, conditions: Sequence[ColumnElement[bool]]) -> Iterator[Entry]:
        """Yield the statements of readings for which conditions hold, a few readings at a time, then more and more."""
        table = tables.statements
        with self._asking() as connection:
            numbers = connection.execute(asked).scalars().all()
            at, size = 0, _FIRST_READINGS
            while at < len(numbers):
                place = {number: i for i, number in enumerate(numbers[at : at + size])}
                question = select(table).where(table.c.reading.in_(place), *conditions)
                rows = connection.execute(question).all()
                yield from entries_of(connection, sorted(rows, key=lambda row: (place[row.reading], row.ordinal)))
                at, size = at + size, min(2 * size, MANY)

    def people(
        self,
        *,
        name: str | None = None,
        office: tuple[str, str] | None = None,
        until: str | None = None,
        but: Collection[str] = (),
    ) -> tuple[Met, ...]:
        """Return what reports up to a day told of people, the latest first.

        Those whose last name is that of `name`, or who hold an `office`, its noun in lower case and the state.
        `but` are the ids of reports that do not answer.
        """
        with self._asking() as connection:
            found = people_named(connection, name, until=until, but=but) if name else ()
            return found + (people_holding(connection, *office, until=until, but=but) if office else ())

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
