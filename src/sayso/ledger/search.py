"""Statements found by words or by meaning, within filters."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, select

from sayso.errors import UsageError
from sayso.ledger import claim_questions, questions, tables
from sayso.ledger.answers import Hit
from sayso.ledger.entries import entries_of
from sayso.ledger.placements import MANY, claims_of_points, in_portions
from sayso.ledger.questions import Question

if TYPE_CHECKING:
    from sayso.ledger.sketches import Shelves, Vectors

_NEAR = 500  # statements looked at in a search by meaning
# The cosine, without what statements at large share, below which nothing is alike: of 42 queries about other things
# 39 find nothing then, of 24 about the ledger's 20 find something (docs/decisions.md).
LEAST_LIKENESS = 0.31


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


def search_by_words(connection: Connection, words: str, wanted: Wanted, limit: int) -> list[Hit]:
    """Return statements that have the words, the best first; `UsageError` where there is no word among them."""
    if not claim_questions.asks_something(words):
        raise UsageError("there is no word to search for. Name at least one.")
    ranked = connection.execute(claim_questions.ranked_documents(words, connection.dialect.name))
    question, rows, size = _document_question(wanted), list[Any](), min(2 * limit, MANY)
    # The best first, as many as are needed: what is wanted is often among them, and where it is rare all are looked at.
    while len(rows) < limit and (some := ranked.fetchmany(size)):
        place = {row.number: at for at, row in enumerate(some)}
        found = connection.execute(question.where(tables.documents.c.number.in_(place))).all()
        rows += sorted(found, key=lambda row: place[row.document])
        size = MANY
    ranked.close()
    return _hits(connection, rows[:limit])


def search_by_meaning(
    connection: Connection, shelves: "Shelves", vector: "Vectors", wanted: Wanted, limit: int
) -> list[Hit]:
    """Return statements near a vector [width], the nearest first; none that are hardly like it."""
    shelves.catch_up(connection)
    points = tables.points
    near = {one.number: one.likeness for one in shelves.nearest(vector[None], max(_NEAR, 2 * limit))[0]}
    near = {number: near[number] for number in _alike(connection, near, vector)}
    question = (
        _limited(wanted)
        .join(
            points,
            (points.c.reading == tables.statements.c.reading) & (points.c.statement == tables.statements.c.id),
        )
        .add_columns(points.c.number.label("point"))
    )
    rows = [row for some in in_portions(near) for row in connection.execute(question.where(points.c.number.in_(some)))]
    return _hits(connection, sorted(rows, key=lambda row: (-near[row.point], row.point))[:limit])


def _alike(connection: Connection, numbers: Iterable[int], vector: "Vectors") -> list[int]:
    """Return those of points that are alike enough to a vector [width]."""
    # Loaded here, for most questions need no vectors.
    import numpy as np

    from sayso.claims.likeness import own_cosines
    from sayso.ledger.sketches import unpack_vector

    table, found = tables.points, list[int]()
    for some in in_portions(numbers):
        rows = connection.execute(select(table.c.number, table.c.vector).where(table.c.number.in_(some))).all()
        cosines = own_cosines(np.stack([unpack_vector(row.vector) for row in rows]), vector)
        found += [row.number for row, cosine in zip(rows, cosines, strict=True) if cosine >= LEAST_LIKENESS]
    return found


def search_latest(connection: Connection, wanted: Wanted, limit: int) -> list[Hit]:
    """Return what is within the filters, published last first; `UsageError` where there are none."""
    if wanted == Wanted():
        raise UsageError("there is no word to search for. Name at least one.")
    readings = tables.readings
    question = _limited(wanted).order_by(
        readings.c.published.desc().nulls_last(), readings.c.number.desc(), tables.statements.c.ordinal
    )
    return _hits(connection, list(connection.execute(question.limit(limit)).all()))


def _document_question(wanted: Wanted) -> Question:
    documents = tables.documents
    return (
        _limited(wanted)
        .join(
            documents,
            (documents.c.reading == tables.statements.c.reading) & (documents.c.statement == tables.statements.c.id),
        )
        .add_columns(documents.c.number.label("document"))
    )


def _hits(connection: Connection, rows: list[Any]) -> list[Hit]:
    claims = _claims(connection, rows)
    entries = entries_of(connection, rows)
    return [Hit(entry, claims.get((row.reading, row.id))) for row, entry in zip(rows, entries, strict=True)]


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
        number: (reading, statement)
        for number, reading, statement in connection.execute(question).all()
        if (reading, statement) in asked
    }
    return {numbers[number]: claim for number, claim in claims_of_points(connection, list(numbers)).items()}
