"""The questions about claims, changes and words, as SQL that SQLite and PostgreSQL both understand."""

from typing import TYPE_CHECKING, Any, get_args

from sqlalchemy import (
    ColumnElement,
    Text,
    cast,
    column,
    exists,
    func,
    literal,
    literal_column,
    select,
    table,
    text,
    tuple_,
)

from sayso.errors import UsageError
from sayso.ledger.placements import counts_still, is_last_placement
from sayso.ledger.questions import Question, day_of, one_of
from sayso.ledger.rows import fold
from sayso.ledger.tables import (
    account_changes,
    account_voices,
    accounts,
    documents,
    placements,
    places,
    points,
    readings,
    statement_spans,
    statements,
)
from sayso.model import Standing

if TYPE_CHECKING:
    from sayso.ledger.terms import Term


def claim_question() -> Question:
    """Ask for the accounts of claims that answer, those whose positions moved last first."""
    return (
        select(accounts.c.whole)
        .where(is_last_account(), accounts.c.standing.is_not(None))
        .order_by(accounts.c.last_change.desc().nulls_last(), accounts.c.claim.desc())
    )


def is_last_account() -> ColumnElement[bool]:
    """Hold for the account of a claim that counts: the last one."""
    later = accounts.alias()
    return ~exists().where(later.c.claim == accounts.c.claim, later.c.number > accounts.c.number)


def change_question(*, latest_first: bool = False) -> Question:
    """Ask for the changes in the accounts that answer, the earliest or the latest first, of unknown day last."""
    day = account_changes.c.day
    return (
        select(account_changes, accounts.c.claim)
        .join(accounts, accounts.c.number == account_changes.c.account)
        .where(is_last_account())
        .order_by(day.is_(None), day.desc() if latest_first else day, accounts.c.claim, account_changes.c.ordinal)
    )


def known_before(moment: str) -> ColumnElement[bool]:
    """Hold for changes that an account of the claim had at a moment (UTC, ISO 8601)."""
    earlier, same = accounts.alias(), account_changes.alias()
    return exists().where(
        earlier.c.claim == accounts.c.claim,
        earlier.c.made_at <= moment,
        same.c.account == earlier.c.number,
        same.c.actor_name == account_changes.c.actor_name,
        same.c.before == account_changes.c.before,
        same.c.after == account_changes.c.after,
        same.c.day.is_not_distinct_from(account_changes.c.day),
    )


def changed_since(day: str) -> ColumnElement[bool]:
    """Hold for changes on the day or later, as coarse as it is known; `UsageError` where it is no day."""
    column = account_changes.c.day
    return column >= func.substr(day_of(day), 1, func.length(column))


def moved_since(day: str) -> ColumnElement[bool]:
    """Hold for claims on which somebody took a position on the day or later; `UsageError` where it is no day."""
    column = accounts.c.last_change
    return column >= func.substr(day_of(day), 1, func.length(column))


def with_voice_of(party: str) -> ColumnElement[bool]:
    """Hold for claims on which the party takes a position."""
    return exists().where(account_voices.c.account == accounts.c.number, account_voices.c.party == party.upper())


def standing_as(standing: str) -> ColumnElement[bool]:
    """Hold for claims of the standing; `UsageError` where there is no such standing."""
    return accounts.c.standing == one_of(standing, get_args(Standing), "standing")


def with_words(words: str, dialect: str) -> ColumnElement[bool]:
    """Hold for claims that have a statement with the words, by stems and parts of compounds."""
    with_them = matching_documents(words, dialect).subquery()
    found = document_question().where(documents.c.number.in_(select(with_them.c.number)))
    return accounts.c.claim.in_(found.with_only_columns(placements.c.claim))


def document_question() -> Question:
    """Ask for the documents of the statements in claims: `claim`, `number`."""
    return (
        select(placements.c.claim, documents.c.number)
        .join(points, points.c.number == placements.c.point)
        .join(documents, (documents.c.reading == points.c.reading) & (documents.c.statement == points.c.statement))
        .where(is_last_placement())
    )


def asks_something(words: str) -> bool:
    """Tell whether there is a word among the words."""
    from sayso.ledger.terms import asked_for

    return bool(asked_for(words))


def ranked_documents(words: str, dialect: str) -> Question:
    """Ask as `matching_documents` does, the best first."""
    return matching_documents(words, dialect).order_by(text("rank"), text("number"))


def matching_documents(words: str, dialect: str) -> Question:
    """Ask for the documents of statements that have the words: `number`, and `rank`, the least of the best.

    `dialect` is SQLAlchemy's name of the database.  Raises `UsageError` where there is no word among the words.
    """
    from sayso.ledger.terms import asked_for

    asked = asked_for(words)
    if not asked:
        raise UsageError(f"there is no word in {words!r}. Name at least one.")
    if dialect == "sqlite":
        match = " AND ".join(f"({' OR '.join(_fts(term) for term in terms)})" for terms in asked)
        columns: list[ColumnElement[Any]] = [column("rowid").label("number"), column("rank").label("rank")]
        matching = text("document_terms MATCH :match").bindparams(match=match)
        return select(*columns).select_from(table("document_terms")).where(matching)
    from sqlalchemy.dialects.postgresql import TSQUERY, TSVECTOR

    query = " & ".join(f"({' | '.join(map(_tsquery, terms))})" for terms in asked)
    asking = cast(literal(query, Text), TSQUERY)
    kept: ColumnElement[Any] = literal_column("documents.term_vector", TSVECTOR)
    return select(documents.c.number, (-func.ts_rank(kept, asking)).label("rank")).where(kept.op("@@")(asking))


def _fts(term: "Term") -> str:
    return f'"{term.text}"{"*" if term.begins else ""}'


def _tsquery(term: "Term") -> str:
    return f"'{term.text}'{':*' if term.begins else ''}"


def placement_question() -> Question:
    """Ask for the statements in claims, in the order of their readings: `reading`, `statement`, `claim`."""
    return (
        select(points.c.reading, points.c.statement, placements.c.claim)
        .join(placements, placements.c.point == points.c.number)
        .where(is_last_placement(), counts_still(points.c.reading))
        .order_by(points.c.number)
    )


def in_claim(claim: str) -> ColumnElement[bool]:
    """Hold for statements in the claim."""
    held = (
        select(points.c.reading, points.c.statement)
        .join(placements, placements.c.point == points.c.number)
        .where(placements.c.claim == claim, is_last_placement(), counts_still(points.c.reading))
    )
    return tuple_(statements.c.reading, statements.c.id).in_(held)


def in_claim_standing(standing: str) -> ColumnElement[bool]:
    """Hold for statements in a claim of the standing."""
    return exists().where(
        points.c.reading == statements.c.reading,
        points.c.statement == statements.c.id,
        counts_still(points.c.reading),
        placements.c.point == points.c.number,
        is_last_placement(),
        accounts.c.claim == placements.c.claim,
        is_last_account(),
        # No bare column, or SQLite would begin with all claims of the standing, for every statement anew.
        func.coalesce(accounts.c.standing, "") == one_of(standing, get_args(Standing), "standing"),
    )


def at_place(place: str) -> ColumnElement[bool]:
    """Hold for statements whose content or addressee names the place, or a place in the state of that code."""
    return exists().where(
        places.c.reading == statements.c.reading,
        (places.c.country == place.upper()) | (func.lower(places.c.name) == place.lower()),
        statement_spans.c.reading == statements.c.reading,
        statement_spans.c.statement == statements.c.id,
        statement_spans.c.role.in_(("content", "addressee")),
        places.c.start >= statement_spans.c.start,
        places.c.start < statement_spans.c.end,
    )


def by_outlet(outlet: str) -> ColumnElement[bool]:
    """Hold for readings of reports of an outlet, in any case."""
    return func.lower(readings.c.outlet) == fold(outlet)


def until(day: str) -> ColumnElement[bool]:
    """Hold for reports published on the day or earlier; `UsageError` where it is no day."""
    return func.substr(readings.c.published, 1, len(day_of(day))) <= day
