"""What people ruled, as the pages show it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sayso.interfaces.api_book import Book
from sayso.ledger.amending import find_ruled
from sayso.ledger.answers import Ruling
from sayso.model import Reading, Span


@dataclass(frozen=True, slots=True)
class Ruled:
    """A correction, and whether it still holds.

    `statement` is the id of the statement that it is on, None where there is none any more; `words` are its content as
    it was read, `content` the words that a person put in their place, empty where nobody did.
    """

    ruling: Ruling
    holds: bool
    statement: str | None = None
    words: str = ""
    content: str = ""


@dataclass(frozen=True, slots=True)
class Corrections:
    """A page of the list of corrections, the last first; `next` is the cursor of the page behind it."""

    rulings: tuple[Ruled, ...]
    next: str | None


def ruled_in(book: Book, report: str) -> tuple[Ruled, ...]:
    """Return the corrections of a report's statements, the last first; those that undo others are left out."""
    acts = list(_acts(book, report=report))
    if not acts:
        return ()
    reading = book.uncorrected(report).reading
    return tuple(_ruled(ruling, reading, holds) for ruling, holds in acts)


def ruled_on(book: Book, claim: str) -> tuple[Ruled, ...]:
    """Return what was merged into a claim or split off it, the last first."""
    return tuple(Ruled(ruling, holds) for ruling, holds in _acts(book, claim=claim))


def all_ruled(book: Book) -> tuple[Ruled, ...]:
    """Return all corrections, the last first."""
    return tuple(Ruled(ruling, holds, ruling.statement) for ruling, holds in _acts(book))


def by_statement(rulings: Sequence[Ruled]) -> Mapping[str, tuple[Ruled, ...]]:
    """Return those rulings that hold by the statements that they are on, the first first."""
    held: dict[str, tuple[Ruled, ...]] = {}
    for one in reversed(rulings):
        if one.holds and one.statement is not None:
            held[one.statement] = (*held.get(one.statement, ()), one)
    return held


def _acts(book: Book, *, report: str | None = None, claim: str | None = None) -> Iterator[tuple[Ruling, bool]]:
    """Yield rulings but those that undo, the last first, and whether each holds."""
    held = {ruling.number for ruling in book.rulings(report=report, claim=claim, standing=True)}
    for ruling in reversed(book.rulings(report=report, claim=claim)):
        if ruling.kind != "undo":
            yield ruling, ruling.number in held


def _ruled(ruling: Ruling, reading: Reading, holds: bool) -> Ruled:
    statement = find_ruled(reading.statements, ruling)
    amended = ruling.amendment.content if ruling.amendment else None
    return Ruled(
        ruling,
        holds,
        statement.id if statement else None,
        _words(reading, ruling.content or ruling.cue),
        _words(reading, amended or ()),
    )


def _words(reading: Reading, spans: Sequence[Span]) -> str:
    return " … ".join(reading.report.text[span.start : span.end] for span in spans)
