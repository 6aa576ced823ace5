"""Heads of reports, and statements with their reports, as the ledger answers them."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection

from sayso.ledger import questions, tables
from sayso.ledger.answers import Entry, ReportHead
from sayso.ledger.recall import few_of, recall_actors, recall_statements
from sayso.ledger.rows import words_under


def head_of(row: Any) -> ReportHead:
    """Return the head of a report for a row of `questions.head_question`."""
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


def entries_of(connection: Connection, rows: Any) -> Iterator[Entry]:
    """Yield the entries for rows of `statements`, asking once for all that belongs to them."""
    numbers = sorted({row.reading for row in rows})
    table = tables.readings
    heads = connection.execute(
        questions.head_question().add_columns(tables.reports.c.text).where(table.c.number.in_(numbers))
    ).all()
    by_number = {row.number: (head_of(row), row.text) for row in heads}
    statements = recall_statements(connection, rows, numbers)
    speaking = [(row.reading, id) for row, one in zip(rows, statements, strict=True) for id in one.actors]
    actors = recall_actors(connection, numbers, only=few_of(list(dict.fromkeys(speaking)), numbers))
    for row, statement in zip(rows, statements, strict=True):
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
