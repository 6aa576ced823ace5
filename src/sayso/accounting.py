"""Readings of a ledger put into claims, and what people rule carried out: the only module that names every step.

A reading is kept first and put into claims afterwards, in another transaction.  What was kept and not placed,
because the program ended in between, or by a Sayso that knew no claims, is placed the next time.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from sayso.actors.acquaintances import Acquaintance, AcquaintanceBook
from sayso.actors.cast import Role, Trust
from sayso.claims.account import account_for
from sayso.claims.copies import compare_reports, take_fingerprint
from sayso.claims.meaning import Encoder, Vectors, WordVectors, load_word_vectors, mean
from sayso.claims.origins import find_origins
from sayso.claims.placing import place_reports
from sayso.claims.points import read_narration, read_points
from sayso.claims.positions import find_changes
from sayso.errors import UsageError
from sayso.ledger.amending import amend
from sayso.ledger.answers import Amendment, Met, Ruling, RulingKind, Unplaced
from sayso.ledger.placing import Placing
from sayso.ledger.store import Ledger
from sayso.model import Claim, PartyBy, Reading, Report, Span, Statement
from sayso.pipeline import read_report, read_together
from sayso.tagger import DEFAULT_MODEL, sentences

# As `claims.meaning` puts before the contents of statements.
QUERY_PREFIX = "query: "
_TRUST: dict[PartyBy, Trust] = {"words": Trust.TOLD, "others": Trust.AROUND, "place": Trust.NONE}
_Content = tuple[str | None, str, tuple[Span, ...]]
_TOGETHER = 32  # readings placed in one transaction: as many as `place_reports` compares with one another


@dataclass(slots=True)
class Meanings:
    """An encoder that remembers the vectors of what it was asked for, and vectors of words."""

    encoder: Encoder
    words: WordVectors
    known: dict[str, Vectors] = field(default_factory=dict)
    senses: dict[_Content, Vectors] = field(default_factory=dict)

    def encode(self, texts: list[str]) -> Vectors:
        """See `Encoder`."""
        new = [text for text in dict.fromkeys(texts) if text not in self.known]
        if new or not texts:
            made = self.encoder.encode(new)
            self.known.update(zip(new, made, strict=True))
            if not texts:
                return made
        return np.stack([self.known[text] for text in texts])

    def encode_contents(self, title: str | None, text: str, contents: Sequence[Sequence[Span]]) -> Vectors:
        """See `Encoder`."""
        keys = [(title, text, tuple(spans)) for spans in contents]
        new = [key for key in dict.fromkeys(keys) if key not in self.senses]
        if new or not keys:
            made = self.encoder.encode_contents(title, text, [spans for _, _, spans in new])
            self.senses.update(zip(new, made, strict=True))
            if not keys:
                return made
        return np.stack([self.senses[key] for key in keys])


def load_meanings() -> Meanings:
    """Return the encoder and the word vectors that ship; `WeightsError` where they are missing."""
    return Meanings(sentences.load(), load_word_vectors())


def vector_of(words: str) -> Vectors:
    """Return the vector [width] of words, comparable with those of the ledger's statements."""
    vector: Vectors = sentences.load().encode([QUERY_PREFIX + words])[0]
    return vector


def place_pending(
    book: Ledger,
    load: Callable[[], Meanings] = load_meanings,
    on_placed: Callable[[int], None] | None = None,
) -> tuple[str, ...]:
    """Put every reading of a ledger that is in no claims yet into claims; return the claims touched, sorted.

    `load` gives what tells meanings, asked for only where there is something to place; `on_placed` is told how many
    readings were placed, again and again.
    """
    touched: set[str] = set()
    done = 0
    while waiting := book.unplaced(_TOGETHER):
        meanings = load()
        if _keep_corrected(book, waiting, meanings):
            continue
        touched |= _place(book, waiting, Meanings(meanings.encoder, meanings.words))
        done += len(waiting)
        if on_placed is not None:
            on_placed(done)
    return tuple(sorted(touched))


def _keep_corrected(book: Ledger, waiting: Sequence[Unplaced], meanings: Meanings) -> bool:
    """Keep the readings that people's rulings make of those that wait; return whether there are any."""
    corrected = []
    for one in waiting:
        rulings = [] if one.corrected else book.rulings(report=one.reading.report.id, standing=True)
        reading = amend(one.reading, rulings)
        if reading != one.reading:
            corrected.append((reading, one.number, rulings[-1].number))
    if corrected:
        with book.placing(meanings.words) as placing:
            for reading, base, correction in corrected:
                placing.keep_corrected(reading, base, correction)
    return bool(corrected)


def _place(book: Ledger, waiting: Sequence[Unplaced], meanings: Meanings) -> set[str]:
    """Place readings in one transaction; whatever takes long is done before it begins."""
    sought = [
        one.vector
        for each in waiting
        for points in (read_points(each.reading), read_narration(each.reading))
        for one in mean(points, each.reading, meanings, meanings.words)
    ]
    prints = {each.number: take_fingerprint(each.reading.report) for each in waiting}
    with book.placing(meanings.words) as placing:
        new = placing.still_unplaced(waiting)
        known = placing.claims(new)
        known.look_up(sought)
        for each in new:
            candidates = placing.candidates(each.number, prints[each.number])
            placing.note_copies(compare_reports(each.reading.report, candidates))
        staying = placing.staying(new)
        place_reports([each.reading for each in new], known, meanings, meanings.words, staying)
        placing.touched |= known.write()
        for each in new:
            placing.note_placed(each)
        _account(placing)
        return placing.touched


def _account(placing: Placing) -> None:
    """Make the accounts of the claims touched."""
    for placed, carried in placing.due():
        if not placed.meant:
            placing.account(placed.id, None)
            continue
        claim = account_for(placed, find_origins(carried.carriers, carried.copies))
        placing.account(placed.id, claim, find_changes(claim))


# --- whom earlier reports introduced ---------------------------------------------------------------------------------


class LedgerAcquaintances:
    """People of a ledger's reports, as one report may ask for them, and of those that are read together with it.

    `others` are whom those introduce; what the ledger has of them by earlier readings, of `but`, does not count, nor
    what it has of the report itself.  What a report introduces is kept with its reading: nothing need be told.
    """

    def __init__(
        self, book: Ledger, report: Report, others: Sequence[Acquaintance] = (), but: Collection[str] = ()
    ) -> None:
        self._book = book
        self._but = {*but, report.id}
        self._others = tuple(others)
        self._named: dict[str, AcquaintanceBook] = {}
        self._holding: dict[tuple[str, str], AcquaintanceBook] = {}

    def named(self, name: str, on: str | None) -> Acquaintance | None:
        """See `Acquaintances`."""
        if name not in self._named:
            self._named[name] = self._told(self._book.people(name=name, but=self._but))
        return self._named[name].named(name, on)

    def holding(self, noun: str, state: str, on: str | None) -> Acquaintance | None:
        """See `Acquaintances`."""
        office = (noun, state)
        if office not in self._holding:
            self._holding[office] = self._told(self._book.people(office=office, until=_whole(on), but=self._but))
        return self._holding[office].holding(noun, state, on)

    def meet(self, people: Iterable[Acquaintance]) -> None:
        """See `Acquaintances`."""

    def _told(self, met: Iterable[Met]) -> AcquaintanceBook:
        return AcquaintanceBook([*map(_acquaintance, met), *self._others])


def read_knowing(book: Ledger, report: Report, model: str = DEFAULT_MODEL) -> Reading:
    """Return the reading of a report for which a ledger remembers whom other reports introduced; nothing is kept."""
    return read_report(report, model, acquaintances=LedgerAcquaintances(book, report))


def read_together_knowing(book: Ledger, reports: Sequence[Report], model: str = DEFAULT_MODEL) -> list[Reading]:
    """Return the readings of reports that know whom the ledger's reports and one another introduce; nothing is kept.

    The order of the reports changes nothing.
    """
    ids = {report.id for report in reports}
    return read_together(
        reports, model, earlier=lambda report, others: LedgerAcquaintances(book, report, others, but=ids)
    )


def _acquaintance(met: Met) -> Acquaintance:
    person = met.person
    roles = tuple(Role(office.noun, office.lemma, office.state) for office in person.offices)
    return Acquaintance(person.name, person.party, roles, met.as_of, _TRUST[person.party_by])


def _whole(day: str | None) -> str | None:
    """Return a day; a month or a year is no bound."""
    return day if day is not None and len(day) == len("2025-04-28") else None


# --- what people rule -------------------------------------------------------------------------------------------------


def merge_claims(
    book: Ledger, ids: Sequence[str], *, by: str, note: str | None = None, load: Callable[[], Meanings] = load_meanings
) -> Claim:
    """Make claims one, that of the first id; return it.  `UsageError` where there is no such claim."""
    first, *others = (book.claim(id).id for id in ids)
    with book.placing(load().words) as placing:
        for other in others:
            placing.merge(first, other, by, note)
        _account(placing)
    return book.claim(first)


def split_claim(
    book: Ledger,
    id: str,
    statements: Collection[tuple[str, str]],
    *,
    by: str,
    note: str | None = None,
    load: Callable[[], Meanings] = load_meanings,
) -> Claim:
    """Make a new claim of some of a claim's statements, each as a report's id and its own; return the new one."""
    claim = book.claim(id).id
    with book.placing(load().words) as placing:
        new = placing.split(claim, statements, by, note)
        _account(placing)
    return book.claim(new)


def correct_statement(
    book: Ledger,
    report: str,
    statement: str,
    amendment: Amendment | None,
    *,
    by: str,
    note: str | None = None,
    load: Callable[[], Meanings] = load_meanings,
) -> Statement | None:
    """Correct a statement of a report, or, without an amendment, reject it; return it as it is now.

    An amendment that changes nothing accepts the statement as it was read.  `report` is its own id or the one given
    with the input.  `UsageError` where there is no such statement, or where a span lies beyond the text.
    """
    base = book.uncorrected(report)
    found = next((one for one in base.reading.statements if one.id == statement), None)
    now = next((one for one in book.reading(base.reading.report.id).statements if one.id == statement), None)
    if found is None or now is None:
        raise UsageError(f"the report {report} has no statement {statement!r}. `sayso report {report}` shows them.")
    for span in (amendment.content if amendment else None) or ():
        if span.end > len(base.reading.report.text):
            raise UsageError(
                f"{span.start}:{span.end} lies beyond the text of the report {report}, "
                f"which has {len(base.reading.report.text)} characters."
            )
    meanings = load()
    id = base.reading.report.id
    with book.placing(meanings.words) as placing:
        number = placing.note_ruling(
            _kind_of(amendment),
            by,
            note=note,
            report=id,
            statement=statement,
            content=found.content,
            cue=found.cue,
            amendment=amendment,
        )
        rulings = placing.rulings(id)
        placing.keep_corrected(amend(base.reading, rulings), base.number, number)
    place_pending(book, lambda: meanings)
    return next((one for one in book.reading(id).statements if one.id == statement), None)


def undo_ruling(
    book: Ledger,
    number: int | None,
    *,
    by: str,
    note: str | None = None,
    load: Callable[[], Meanings] = load_meanings,
) -> Ruling:
    """Undo a correction, the last one that holds where no number is given; return it.

    `UsageError` where there is none, or it holds no more.
    """
    ruling = _standing(book.rulings(standing=True), number)
    meanings = load()
    base = book.uncorrected(ruling.report) if ruling.report else None
    with book.placing(meanings.words) as placing:
        undo = placing.note_ruling("undo", by, note=note, report=ruling.report, undoes=ruling.number)
        if base is None:
            placing.move_back(ruling, undo)
            _account(placing)
        else:
            rulings = placing.rulings(base.reading.report.id)
            placing.keep_corrected(amend(base.reading, rulings), base.number, undo)
    place_pending(book, lambda: meanings)
    return ruling


def _kind_of(amendment: Amendment | None) -> RulingKind:
    return "reject" if amendment is None else "accept" if amendment == Amendment() else "correct"


def _standing(rulings: Iterable[Ruling], number: int | None) -> Ruling:
    found = [ruling for ruling in rulings if number in (None, ruling.number)]
    if not found:
        which = "no correction" if number is None else f"no correction of number {number}"
        raise UsageError(f"there is {which} that could be undone. `sayso corrections` lists them.")
    return found[-1]
