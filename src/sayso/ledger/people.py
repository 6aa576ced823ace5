"""People whom reports introduced, asked for by surname and by office."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, Select, or_, select

from sayso.ledger import tables
from sayso.ledger.answers import Met
from sayso.ledger.questions import latest
from sayso.ledger.recall import recall_people
from sayso.ledger.rows import surname_of

_MOST = 200  # the last tellings that are looked at


def people_named(connection: Connection, name: str, *, until: str | None, but: Collection[str]) -> tuple[Met, ...]:
    """Return what reports told, up to a day, of people whose last name is that of `name`, the latest first.

    `but` are the ids of reports that do not answer: the one that asks.
    """
    return _told(connection, _question(until, but).where(tables.people.c.surname == surname_of(name)))


def people_holding(
    connection: Connection, noun: str, state: str, *, until: str | None, but: Collection[str]
) -> tuple[Met, ...]:
    """Return what reports told, up to a day, of people who hold an office of a state, the latest first."""
    people = tables.people
    return _told(connection, _question(until, but).where(people.c.noun == noun, people.c.state == state))


def _question(until: str | None, but: Collection[str]) -> Select[Any]:
    readings, reports, people = tables.readings, tables.reports, tables.people
    question = (
        select(people, readings.c.published)
        .join(readings, readings.c.number == people.c.reading)
        .join(reports, reports.c.number == readings.c.report)
        .where(latest(), reports.c.id.not_in(but))
        .order_by(readings.c.published.desc(), people.c.reading.desc(), people.c.ordinal)
        .limit(_MOST)
    )
    if until is None:
        return question
    return question.where(or_(readings.c.published.is_(None), readings.c.published <= until))


def _told(connection: Connection, question: Select[Any]) -> tuple[Met, ...]:
    """Return what the rows of each reading tell together."""
    rows = list(connection.execute(question))
    readings = dict.fromkeys(row.reading for row in rows)
    return tuple(
        Met(person, published)
        for reading in readings
        for mine in [[row for row in rows if row.reading == reading]]
        for published in [mine[0].published]
        for person in recall_people(mine)
    )
