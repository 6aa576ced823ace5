"""Statements found by words, by meaning, or by filters alone."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from sayso.errors import UsageError
from sayso.ledger import claim_questions, questions, tables
from sayso.ledger.answers import Hit
from sayso.ledger.entries import entries_of
from sayso.ledger.neighbours import claims_of_points, find_near_points
from sayso.ledger.questions import Question
from sayso.ledger.sketches import Vectors

_NEAR = 500  # statements looked at in a search by meaning


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a search is limited to; None is no limit.

    `place` is a place's name or the code of a state, `outlet` a name, `since` and `until` are days of publication,
    `standing` that of the claim; the others are as for `Ledger.statements`.
    """

    party: str | None = None
    stance: str | None = None
    actor: str | None = None
    place: str | None = None
    outlet: str | None = None
    since: str | None = None
    until: str | None = None
    standing: str | None = None


def search_statements(
    connection: Connection, words: str | None, vector: Vectors | None, wanted: Wanted, limit: int
) -> list[Hit]:
    """Return statements that have words or are near a vector [width], the best first.

    Without either, return what is within the filters, published last first; `UsageError` where there are none.
    """
    if vector is not None:
        rows = _by_meaning(connection, vector, wanted, limit)
    elif words and claim_questions.asks_something(words):
        rows = _by_words(connection, words, wanted, limit)
    elif words or wanted == Wanted():
        raise UsageError("there is no word to search for. Name at least one.")
    else:
        rows = _latest(connection, wanted, limit)
    claims = _claims(connection, rows)
    entries = entries_of(connection, rows)
    return [Hit(entry, claims.get((row.reading, row.id))) for row, entry in zip(rows, entries, strict=True)]


def _by_words(connection: Connection, words: str, wanted: Wanted, limit: int) -> list[Any]:
    documents, found = tables.documents, claim_questions.documents_with(connection, words).subquery()
    question = (
        _limited(wanted)
        .join(
            documents,
            (documents.c.reading == tables.statements.c.reading) & (documents.c.statement == tables.statements.c.id),
        )
        .join(found, found.c.number == documents.c.number)
        .order_by(found.c.rank, documents.c.number)
        .limit(limit)
    )
    return list(connection.execute(question).all())


def _latest(connection: Connection, wanted: Wanted, limit: int) -> list[Any]:
    readings = tables.readings
    question = _limited(wanted).order_by(
        readings.c.published.desc().nulls_last(), readings.c.number.desc(), tables.statements.c.ordinal
    )
    return list(connection.execute(question.limit(limit)).all())


def _by_meaning(connection: Connection, vector: Vectors, wanted: Wanted, limit: int) -> list[Any]:
    points = tables.points
    near = {one.number: one.likeness for one in find_near_points(connection, vector[None], _NEAR)[0]}
    question = (
        _limited(wanted)
        .join(
            points,
            (points.c.reading == tables.statements.c.reading) & (points.c.statement == tables.statements.c.id),
        )
        .add_columns(points.c.number.label("point"))
        .where(points.c.number.in_(near))
    )
    rows = connection.execute(question).all()
    return sorted(rows, key=lambda row: (-near[row.point], row.point))[:limit]


def _limited(wanted: Wanted) -> Question:
    """Ask for the statements of readings that answer, within what is wanted."""
    question = questions.statement_question().order_by(None).where(questions.not_superseded())
    for value, condition in (
        (wanted.party, questions.by_party),
        (wanted.stance, questions.by_stance),
        (wanted.actor, questions.by_speaker),
        (wanted.place, claim_questions.at_place),
        (wanted.outlet, claim_questions.by_outlet),
        (wanted.since, questions.since),
        (wanted.until, claim_questions.until),
        (wanted.standing, claim_questions.in_claim_standing),
    ):
        if value is not None:
            question = question.where(condition(value))
    return question


def _claims(connection: Connection, rows: list[Any]) -> dict[tuple[int, str], str]:
    """Return the claims that statements are in, by reading and id."""
    points = tables.points
    question = select(points.c.number, points.c.reading, points.c.statement).where(
        points.c.reading.in_({row.reading for row in rows})
    )
    asked = {(row.reading, row.id) for row in rows}
    numbers = {
        row.number: (row.reading, row.statement)
        for row in connection.execute(question)
        if (row.reading, row.statement) in asked
    }
    return {numbers[number]: claim for number, claim in claims_of_points(connection, list(numbers)).items()}
