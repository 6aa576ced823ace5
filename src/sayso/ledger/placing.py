"""Readings put into claims, and claims accounted for anew, within one transaction."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, delete, exists, insert, select

from sayso.claims.copies import Copy, Fingerprint
from sayso.claims.known import Placed
from sayso.claims.meaning import WordVectors
from sayso.ledger import tables
from sayso.ledger.answers import Ruling, RulingKind, Unplaced
from sayso.ledger.carriers import Carried, recall_candidates, recall_carried, write_copies
from sayso.ledger.keeping import keep_reading
from sayso.ledger.known import ClaimsInLedger
from sayso.ledger.members import recall_placed
from sayso.ledger.packing import pack
from sayso.ledger.placements import counts_still, in_portions
from sayso.ledger.rows import fold
from sayso.ledger.rulings import (
    follow_rulings,
    merge_claims,
    note_ruling,
    recall_rulings,
    split_claim,
    undo_placements,
)
from sayso.ledger.sketches import Shelves
from sayso.ledger.staying import Staying, find_staying, write_staying
from sayso.ledger.terms import terms_of
from sayso.model import Change, Claim, Reading, Report, Run


class Placing:
    """A transaction that puts readings into claims; `Ledger.placing` gives one.

    `touched` are the claims whose account is to be made anew, by `due` and `account`.
    """

    def __init__(self, connection: Connection, name: str, words: WordVectors, shelves: Shelves) -> None:
        self._connection = connection
        self._name = name
        self._words = words
        self._shelves = shelves
        self._staying: dict[int, Staying] = {}
        self.touched: set[str] = set()

    def still_unplaced(self, readings: Iterable[Unplaced]) -> list[Unplaced]:
        """Return the readings that nobody else has placed since they were asked for."""
        table = tables.placings
        listed = list(readings)
        numbers = [one.number for one in listed]
        done = set(self._connection.execute(select(table.c.reading).where(table.c.reading.in_(numbers))).scalars())
        return [one for one in listed if one.number not in done]

    def claims(self, readings: Sequence[Unplaced]) -> ClaimsInLedger:
        """Return the claims so far, to put the statements of these readings into; to be asked for once, at first."""
        numbers = {one.reading.report.id: one.number for one in readings}
        return ClaimsInLedger(self._connection, self._words, numbers, self._shelves)

    def candidates(self, number: int, fingerprint: Fingerprint) -> list[Report]:
        """Keep the fingerprint of a reading's report; return the reports that may share text with it."""
        table = tables.readings
        report = self._connection.execute(select(table.c.report).where(table.c.number == number)).scalar_one()
        return recall_candidates(self._connection, report, fingerprint)

    def staying(self, readings: Iterable[Unplaced]) -> dict[str, frozenset[str]]:
        """Return, by report, the statements of corrected readings that stay where they were; see `place_reports`."""
        found = {}
        for one in readings:
            staying = find_staying(self._connection, one.number, one.reading)
            if staying is not None:
                self._staying[one.number] = staying
                found[one.reading.report.id] = staying.statements
        return found

    def note_copies(self, copies: Sequence[Copy]) -> None:
        """Keep what reports share."""
        write_copies(self._connection, copies)

    def note_placed(self, placed: Unplaced) -> None:
        """Remember that a reading is in claims; what it takes the place of counts no more, what people ruled does."""
        number = placed.number
        self._connection.execute(
            insert(tables.placings),
            {"reading": number, "placed_at": datetime.now(UTC).isoformat(timespec="microseconds")},
        )
        replaced = self._replaced_by(number)
        staying = self._staying.get(number)
        if staying is not None:
            self.touched |= write_staying(self._connection, number, staying)
        stay = staying.statements if staying else frozenset()
        self.touched |= follow_rulings(self._connection, number, replaced, stay)
        self.touched |= self._claims_of(replaced)
        if replaced:
            self._connection.execute(
                insert(tables.retired), [{"reading": reading, "by": number} for reading in replaced]
            )
        waiting = tables.waiting
        self._connection.execute(delete(waiting).where(waiting.c.reading.in_([number, *self._outdated_by(number)])))
        rows = [{"reading": number, **document} for document in _documents(placed.reading)]
        self._connection.execute(insert(tables.documents), rows)

    def due(self) -> Iterator[tuple[Placed, Carried]]:
        """Yield the claims touched with their statements and reports; claims without any have no carriers."""
        for some in in_portions(self.touched):
            placed = recall_placed(self._connection, some, self._words)
            carried = recall_carried(self._connection, some)
            yield from ((placed[id], carried.get(id, Carried((), ()))) for id in some)

    def account(self, id: str, claim: Claim | None, changes: Sequence[Change] = ()) -> None:
        """Add the account of a claim, None where it has no statements any more, unless the last one says the same."""
        table = tables.accounts
        whole = None if claim is None else pack(claim)
        last = self._connection.execute(
            select(table.c.whole).where(table.c.claim == id).order_by(table.c.number.desc()).limit(1)
        ).first()
        if last is not None and last.whole == whole:
            return
        number = self._connection.execute(
            insert(table).returning(table.c.number),
            {
                "claim": id,
                "made_at": datetime.now(UTC).isoformat(timespec="microseconds"),
                "standing": claim and claim.standing,
                "first_reported": claim and claim.first_reported,
                "last_change": claim and claim.last_change,
                "whole": whole,
            },
        ).scalar_one()
        if claim is not None:
            self._add_lists(number, claim, changes)

    # --- what people rule ---------------------------------------------------------------------------------------------

    def merge(self, claim: str, other: str, made_by: str, note: str | None) -> None:
        """Make `other` part of `claim`; `UsageError` where either has no statements."""
        merge_claims(self._connection, claim, other, made_by, note)
        self.touched |= {claim, other}

    def split(self, claim: str, statements: Collection[tuple[str, str]], made_by: str, note: str | None) -> str:
        """Make a new claim of statements of one, each as a report's id and the statement's; return its id."""
        new = split_claim(self._connection, claim, statements, made_by, note)
        self.touched |= {claim, new}
        return new

    def note_ruling(self, kind: RulingKind, made_by: str, **fields: Any) -> int:
        """Keep a correction that moves no statement, and return its number; `fields` are those of `Ruling`."""
        return note_ruling(self._connection, kind, made_by, **fields)

    def rulings(self, report: str) -> list[Ruling]:
        """Return the corrections of a report's statements that hold, in their order."""
        return recall_rulings(self._connection, report, standing=True)

    def move_back(self, ruling: Ruling, undo: int) -> None:
        """Put the statements that a merge or a split moved back where they were."""
        undo_placements(self._connection, ruling, undo)
        self.touched |= {id for id in (ruling.claim, ruling.other) if id}

    def keep_corrected(self, reading: Reading, base: int, correction: int) -> None:
        """Keep a reading made of the one of number `base` by the rulings up to `correction`."""
        run = Run(reading.run.version, f"{reading.run.knowledge}+{correction}")
        _, number = keep_reading(self._connection, self._name, reading, run)
        if number is not None:
            row = {"reading": number, "base": base, "correction": correction}
            self._connection.execute(insert(tables.corrected), row)

    # --- within -------------------------------------------------------------------------------------------------------

    def _add_lists(self, number: int, claim: Claim, changes: Sequence[Change]) -> None:
        voices = dict.fromkeys((position.party, fold(position.actor_name)) for position in claim.positions)
        rows: list[Mapping[str, object]] = [
            {"account": number, "ordinal": i, "party": party, "name": name} for i, (party, name) in enumerate(voices)
        ]
        if rows:
            self._connection.execute(insert(tables.account_voices), rows)
        rows = [
            {
                "account": number,
                "ordinal": i,
                "party": change.party,
                "actor_name": change.actor_name,
                "before": change.before,
                "after": change.after,
                "day": change.on,
                "report": change.member.report,
                "statement": change.member.statement,
                "stance": change.member.on_claim,
            }
            for i, change in enumerate(changes)
        ]
        if rows:
            self._connection.execute(insert(tables.account_changes), rows)

    def _replaced_by(self, number: int) -> list[int]:
        """Return the placed readings of the same report, and of earlier texts under its address, that count still."""
        readings, placings = tables.readings, tables.placings
        question = select(readings.c.number).where(
            readings.c.number.in_(self._outdated_by(number)),
            exists().where(placings.c.reading == readings.c.number),
            counts_still(readings.c.number),
        )
        return list(self._connection.execute(question.order_by(readings.c.number)).scalars())

    def _outdated_by(self, number: int) -> list[int]:
        """Return the earlier readings of the same report, and those of earlier texts under its address."""
        readings = tables.readings
        mine = self._connection.execute(select(readings).where(readings.c.number == number)).one()
        numbers = select(readings.c.number).where(readings.c.number != number)
        # Two questions, for an index serves each, and none serves both.
        questions = [numbers.where(readings.c.report == mine.report, readings.c.number < number)]
        if mine.url is not None:
            questions.append(numbers.where(readings.c.url == mine.url, readings.c.report < mine.report))
        return sorted({number for asked in questions for number in self._connection.execute(asked).scalars()})

    def _claims_of(self, readings: Sequence[int]) -> set[str]:
        """Return the claims that hold statements of readings, or cite them."""
        points, placements, citations = tables.points, tables.placements, tables.citations
        held = (
            select(placements.c.claim)
            .join(points, points.c.number == placements.c.point)
            .where(points.c.reading.in_(readings))
        )
        cited = select(citations.c.claim).where(citations.c.reading.in_(readings))
        return {*self._connection.execute(held).scalars(), *self._connection.execute(cited).scalars()}


def _documents(reading: Reading) -> Iterator[Mapping[str, str | None]]:
    """Yield what words find: the report with its title, and each statement by content, speaker and actors."""
    report = reading.report
    yield {"statement": None, "terms": terms_of(f"{report.title or ''} {report.text}", report.language)}
    names = {actor.id: actor.name for actor in reading.actors}
    for statement in reading.statements:
        said = [report.text[span.start : span.end] for span in (*statement.content, *statement.speaker)]
        known = [names[id] for id in statement.actors if id in names]
        yield {"statement": statement.id, "terms": terms_of(" ".join((*said, *known)), report.language)}
