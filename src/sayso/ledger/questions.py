"""The questions to the ledger, as SQL that SQLite and PostgreSQL both understand."""

import re
from typing import Any, TypeAlias, get_args

from sqlalchemy import ColumnElement, Select, and_, exists, func, select

from sayso.errors import UsageError
from sayso.ledger.rows import fold
from sayso.ledger.tables import actors, readings, reports, statement_actors, statements
from sayso.model import Mode, Stance

Question: TypeAlias = Select[Any]

_DAY = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
# Unknown days come last, in every database; then whatever was kept first.
_IN_TIME = (readings.c.published.is_(None), readings.c.published, readings.c.report)


def latest() -> ColumnElement[bool]:
    """Hold for the readings that answer: each report's last one."""
    others = readings.alias()
    last = select(func.max(others.c.number)).where(others.c.report == readings.c.report).scalar_subquery()
    return readings.c.number == last


def not_superseded() -> ColumnElement[bool]:
    """Hold for readings of reports whose URL has no later text."""
    later = readings.alias()
    return ~exists().where(later.c.url == readings.c.url, later.c.report > readings.c.report)


def since(day: str) -> ColumnElement[bool]:
    """Hold for reports published on the day or later; one known to the month only counts with its whole month.

    Raises `UsageError` where the day is no ISO 8601 day, month or year.
    """
    published = readings.c.published
    return published >= func.substr(day_of(day), 1, func.length(published))


def day_of(day: str) -> str:
    """Return the day, month or year as it is; raises `UsageError` where it is none."""
    if not _DAY.fullmatch(day):
        raise UsageError(f"{day!r} is no day. Write it as 2025-04-28, or coarser as 2025-04 or 2025.")
    return day


def head_question() -> Question:
    """Ask for the heads of reports in order of time, one row a reading."""
    earlier = readings.alias()
    version = (
        select(func.count(earlier.c.report.distinct()))
        .where(earlier.c.url == readings.c.url, earlier.c.report <= readings.c.report)
        .scalar_subquery()
    )
    return (
        select(readings, reports.c.id, version.label("version"))
        .join(reports, reports.c.number == readings.c.report)
        .order_by(*_IN_TIME)
    )


def reading_question() -> Question:
    """Ask for the numbers of the readings that answer, in order of time."""
    return select(readings.c.number).where(latest()).order_by(*_IN_TIME)


def statement_question() -> Question:
    """Ask for the statements of answering readings in order of time, then of the reading."""
    return (
        select(statements)
        .join(readings, readings.c.number == statements.c.reading)
        .where(latest())
        .order_by(*_IN_TIME, statements.c.ordinal)
    )


def with_party(party: str) -> ColumnElement[bool]:
    """Hold for readings with an actor of the party."""
    return readings.c.number.in_(select(actors.c.reading).where(actors.c.party == party.upper()))


def by_party(party: str) -> ColumnElement[bool]:
    """Hold for statements with a speaker of the party."""
    return exists().where(
        statement_actors.c.reading == statements.c.reading,
        statement_actors.c.statement == statements.c.id,
        actors.c.reading == statement_actors.c.reading,
        actors.c.id == statement_actors.c.actor,
        actors.c.party == party.upper(),
    )


def by_speaker(words: str) -> ColumnElement[bool]:
    """Hold for statements whose speaker's words or actors' names contain each of the words, in any case."""
    return and_(True, *(statements.c.voice.contains(word, autoescape=True) for word in fold(words).split()))


def by_stance(stance: str) -> ColumnElement[bool]:
    """Hold for statements of the stance; raises `UsageError` where there is no such stance."""
    return statements.c.stance == one_of(stance, get_args(Stance), "stance")


def by_mode(mode: str) -> ColumnElement[bool]:
    """Hold for statements of the mode; raises `UsageError` where there is no such mode."""
    return statements.c.mode == one_of(mode, get_args(Mode), "mode")


def one_of(word: str, words: tuple[str, ...], what: str) -> str:
    """Return a word that is one of the words; raises `UsageError` that names them where it is not."""
    if word not in words:
        raise UsageError(f"there is no {what} {word!r}. Choose one of: {', '.join(words)}.")
    return word
