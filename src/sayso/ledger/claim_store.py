"""The ledger of claims: what it answers about them, and the transactions in which they are made."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, exists, func, select

from sayso.errors import UsageError
from sayso.ledger import claim_questions, questions, tables
from sayso.ledger.answers import Entry, Hit, LedgerChange, Ruling, Unplaced
from sayso.ledger.connections import Connected
from sayso.ledger.entries import entries_of, head_of
from sayso.ledger.packing import unpack
from sayso.ledger.placements import in_portions
from sayso.ledger.recall import recall_reading
from sayso.ledger.rulings import recall_rulings
from sayso.ledger.search import Wanted, search_by_meaning, search_by_words, search_latest
from sayso.model import Change, Claim, Member

if TYPE_CHECKING:
    from sayso.claims.meaning import WordVectors
    from sayso.ledger.placing import Placing
    from sayso.ledger.sketches import Shelves, Vectors

# Rows fetched at a time: enough to ask seldom, few enough to show the first ones at once.
_BATCH = 200
_MANY = 1_000  # statements that have words, from which on the claims that come first are likely to have them too
_FIRST = 50  # claims that are asked at a time for words


class ClaimLedger(Connected):
    """What a ledger knows of claims.  The last account of each claim answers, and the readings that count in it."""

    # --- questions -----------------------------------------------------------------------------------------------

    def claims(
        self,
        *,
        query: str | None = None,
        party: str | None = None,
        standing: str | None = None,
        since: str | None = None,
        limit: int | None = None,
    ) -> Iterator[Claim]:
        """Yield claims, those on which a position was taken last first.

        `query` are words of one of their statements, in any form, or parts of them.  `party` takes a position on
        them; `since` is a day, month or year on which, or after which, somebody took a position.  Raises `UsageError`
        where the standing or the day is none.
        """
        question = claim_questions.claim_question()
        for value, condition in (
            (party, claim_questions.with_voice_of),
            (standing, claim_questions.standing_as),
            (since, claim_questions.moved_since),
        ):
            if value is not None:
                question = question.where(condition(value))
        with self._asking() as connection:
            if query is not None:
                # Numbers alone: ranking what has a common word takes longer than finding it.
                table = claim_questions.matching_documents(query, connection.dialect.name).subquery()
                matched = set(connection.execute(select(table.c.number)).scalars().all())
                if len(matched) > _MANY:
                    # Claims that come first are likely to have them: they are asked in turn until there are enough.
                    yield from islice(_having(connection, question, matched), limit)
                    return
                question = question.where(claim_questions.with_words(query, connection.dialect.name))
            rows = connection.execute(question.limit(limit).execution_options(yield_per=_BATCH)).scalars()
            for whole in rows:
                yield unpack(Claim, whole)

    def claim(self, id: str) -> Claim:
        """Return a claim; one that a person made part of another gives that one.  `UsageError` where there is none."""
        accounts, merged = tables.accounts, tables.corrections
        with self._asking() as connection:
            at, seen = id, {id}
            while True:
                whole = connection.execute(
                    select(accounts.c.whole).where(accounts.c.claim == at, claim_questions.is_last_account())
                ).scalar()
                if whole is not None:
                    return unpack(Claim, whole)
                into = (
                    select(merged.c.claim)
                    .where(merged.c.kind == "merge", merged.c.other == at)
                    .order_by(merged.c.number.desc())
                )
                found = connection.execute(into).scalars().first()
                if found is None or found in seen:
                    raise UsageError(f"the ledger {self._name} has no claim {id!r}. `sayso claims` lists them.")
                at = found
                seen.add(at)

    def siblings(self, claim: Claim) -> list[Claim]:
        """Return the claims that say the same as a claim with other figures, those reported first first."""
        if claim.family is None:
            return []
        claims, accounts = tables.claims, tables.accounts
        kin = select(claims.c.id).where((claims.c.id == claim.family) | claims.c.family.in_((claim.family, claim.id)))
        question = (
            select(accounts.c.whole)
            .where(accounts.c.claim.in_(kin), accounts.c.claim != claim.id, accounts.c.standing.is_not(None))
            .where(claim_questions.is_last_account())
            .order_by(func.coalesce(accounts.c.first_reported, "9999"), accounts.c.claim)
        )
        with self._asking() as connection:
            return [unpack(Claim, whole) for whole in connection.execute(question).scalars()]

    def claim_entries(self, id: str) -> Iterator[Entry]:
        """Yield the statements in a claim in order of publication, each with its report."""
        return self._entries(questions.statement_question().where(claim_questions.in_claim(id)))

    def claims_of(self, report: str) -> dict[str, Claim]:
        """Return the claims that the statements of a report are in, by the statements' ids.

        `report` is its own id or the one given with the input.  Statements of a text that a later one replaced are in
        no claim.  Raises `UsageError` where there is no such report.
        """
        readings, accounts = tables.readings, tables.accounts
        mine = select(readings.c.number).where(readings.c.report == self._known_report(report))
        with self._asking() as connection:
            held = connection.execute(claim_questions.placement_question().where(tables.points.c.reading.in_(mine)))
            claim_of = {row.statement: row.claim for row in held}
            wholes = {
                row.claim: unpack(Claim, row.whole)
                for some in in_portions(claim_of.values())
                for row in connection.execute(
                    select(accounts.c.claim, accounts.c.whole).where(
                        accounts.c.claim.in_(some),
                        accounts.c.standing.is_not(None),
                        claim_questions.is_last_account(),
                    )
                )
            }
        return {statement: wholes[claim] for statement, claim in claim_of.items() if claim in wholes}

    def changes(
        self,
        *,
        since: str | None = None,
        party: str | None = None,
        after: str | None = None,
        limit: int | None = None,
        latest_first: bool = False,
    ) -> Iterator[LedgerChange]:
        """Yield the transitions of parties from one side of a claim to another, the earliest first unless told.

        `since` is a day, month or year; `after` a moment (UTC, ISO 8601): only what the ledger learned after it.
        """
        question = claim_questions.change_question(latest_first=latest_first).limit(limit)
        table = tables.account_changes
        if since is not None:
            question = question.where(claim_questions.changed_since(since))
        if party is not None:
            question = question.where(table.c.party == party.upper())
        if after is not None:
            question = question.where(tables.accounts.c.made_at > after, ~claim_questions.known_before(after))
        with self._asking() as connection:
            for rows in connection.execute(question).partitions(_BATCH):
                yield from _changes(connection, rows)

    def search(
        self,
        words: str | None = None,
        *,
        vector: "Vectors | None" = None,
        wanted: Wanted | None = None,
        limit: int = 20,
    ) -> list[Hit]:
        """Return statements that have words or are near a vector [width] of unit length, the best first.

        Without either, return what is within the filters, published last first; `UsageError` where there are none.
        """
        with self._asking() as connection:
            if vector is not None:
                return search_by_meaning(connection, self._shelves, vector, wanted or Wanted(), limit)
            if words:
                return search_by_words(connection, words, wanted or Wanted(), limit)
            return search_latest(connection, wanted or Wanted(), limit)

    def given_names(self, reports: Sequence[str]) -> dict[str, str]:
        """Return the names under which others know reports, by id: the id given with the input, else their own."""
        readings, table = tables.readings, tables.reports
        names = {id: id for id in reports}
        with self._asking() as connection:
            for some in in_portions(reports):
                question = (
                    select(table.c.id, readings.c.given_id)
                    .join(readings, readings.c.report == table.c.number)
                    .where(table.c.id.in_(some), questions.latest(), readings.c.given_id.is_not(None))
                )
                names.update({row.id: row.given_id for row in connection.execute(question)})
        return names

    def texts(self, reports: Sequence[str]) -> dict[str, str]:
        """Return the texts of reports by their ids."""
        table = tables.reports
        with self._asking() as connection:
            return {
                row.id: row.text
                for some in in_portions(reports)
                for row in connection.execute(select(table.c.id, table.c.text).where(table.c.id.in_(some)))
            }

    def rulings(self, *, report: str | None = None, claim: str | None = None, standing: bool = False) -> list[Ruling]:
        """Return what people corrected, in order; `standing` leaves out what was undone.

        With `report` only what was ruled on its statements, with `claim` only what was merged or split with it.
        """
        with self._asking() as connection:
            return recall_rulings(connection, report, claim, standing=standing)

    # --- making claims ---------------------------------------------------------------------------------------------

    def unplaced(self, limit: int) -> list[Unplaced]:
        """Return readings that answer and are in no claims yet, in order of publication, at most `limit`."""
        readings, table = tables.readings, tables.corrected
        question = (
            select(readings.c.number, table.c.base)
            .join(tables.waiting, tables.waiting.c.reading == readings.c.number)
            .join(tables.reports, tables.reports.c.number == readings.c.report)
            .outerjoin(table, table.c.reading == readings.c.number)
            .where(questions.latest(), questions.not_superseded())
            .order_by(
                func.coalesce(readings.c.published, "9999"),
                func.coalesce(readings.c.given_id, ""),
                tables.reports.c.id,
            )
            .limit(limit)
        )
        with self._asking() as connection:
            rows = connection.execute(question).all()
            return [Unplaced(row.number, recall_reading(connection, row.number), row.base is not None) for row in rows]

    def uncorrected(self, report: str) -> Unplaced:
        """Return the latest reading of a report, by its own id or a given one, that no person corrected."""
        readings, table = tables.readings, tables.corrected
        question = select(func.max(readings.c.number)).where(
            readings.c.report == self._known_report(report), ~exists().where(table.c.reading == readings.c.number)
        )
        with self._asking() as connection:
            number = connection.execute(question).scalar_one()
            return Unplaced(number, recall_reading(connection, number), False)

    @contextmanager
    def placing(self, words: "WordVectors") -> Iterator["Placing"]:
        """Give the transaction in which readings are put into claims and people's corrections are kept."""
        from sayso.ledger.placing import Placing

        with self._writing() as connection:
            yield Placing(connection, self._name, words, self._shelves)

    # --- within -----------------------------------------------------------------------------------------------------

    @cached_property
    def _shelves(self) -> "Shelves":
        # Made when first asked for: most questions need no vectors, and no library for them.
        from sayso.ledger.sketches import Shelves

        return Shelves()

    def _entries(self, question: questions.Question) -> Iterator[Entry]:
        with self._asking() as connection:
            for rows in connection.execute(question).partitions(_BATCH):
                yield from entries_of(connection, rows)

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


def _having(connection: Connection, question: questions.Question, matched: Collection[int]) -> Iterator[Claim]:
    """Yield the claims of a question that have one of the documents that match."""
    accounts = tables.accounts
    told = connection.execute(question.add_columns(accounts.c.claim).execution_options(yield_per=_FIRST))
    for rows in told.partitions():
        asked = claim_questions.document_question().where(tables.placements.c.claim.in_([row.claim for row in rows]))
        having = {row.claim for row in connection.execute(asked).all() if row.number in matched}
        yield from (unpack(Claim, row.whole) for row in rows if row.claim in having)


def _changes(connection: Connection, rows: Sequence[Any]) -> Iterator[LedgerChange]:
    """Yield the changes for rows of `claim_questions.change_question`."""
    table = tables.accounts
    wholes = connection.execute(
        select(table.c.number, table.c.whole).where(table.c.number.in_({r.account for r in rows}))
    )
    wordings = {row.number: unpack(Claim, row.whole).wording for row in wholes}
    reports = {row.report for row in rows}
    question = questions.head_question().where(tables.reports.c.id.in_(reports), questions.latest())
    heads = {head.id: head_of(head) for head in connection.execute(question)}
    for row in rows:
        member = Member(row.report, row.statement, row.stance)
        change = Change(row.claim, row.party, row.actor_name, row.before, row.after, row.day, member)
        yield LedgerChange(change, wordings[row.account], heads[row.report])
