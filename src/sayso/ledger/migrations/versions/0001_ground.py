"""Reports, their readings, and everything that was read out of them."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.schema import SchemaItem
from sqlalchemy.types import TypeEngine

from sayso.ledger.guards import append_only

revision = "0001"
down_revision = None

_NUMBER: TypeEngine[float] = sa.Double().with_variant(sa.REAL(), "sqlite")


def upgrade() -> None:
    """Create all tables, their indexes, and the triggers that keep them append-only."""
    _create_roots()
    _create_lists()
    _create_actors()
    _create_statements()
    _create_evidence()
    op.create_index("readings_report", "readings", ["report", "number"])
    op.create_index("readings_url", "readings", ["url", "report"])
    op.create_index("readings_published", "readings", ["published"])
    op.create_index("actors_party", "actors", ["party", "reading"])
    op.create_index("statements_stance", "statements", ["stance"])
    op.create_index("statement_actors_actor", "statement_actors", ["reading", "actor"])


def _create_roots() -> None:
    _create("runs", ("number",), _number(), *_texts("version", "knowledge"), unique=("version", "knowledge"))
    _create("reports", ("number",), _number(), *_texts("id", "text"), unique=("id",))
    _create(
        "readings",
        ("number",),
        _number(),
        *_whole("report", "run"),
        *_texts("read_at", "digest", "language", "published_from"),
        *_maybe("given_id", "url", "outlet", "title", "published"),
        sa.ForeignKeyConstraint(["report"], ["reports.number"]),
        sa.ForeignKeyConstraint(["run"], ["runs.number"]),
        unique=("report", "run", "digest"),
    )


def _create_lists() -> None:
    _create("parts", ("reading", "ordinal"), *_texts("kind"), *_stretch())
    _create("credits", ("reading", "role", "ordinal"), *_texts("name"))
    _create("times", ("reading", "ordinal"), *_stretch(), *_texts("type", "value"))
    _create(
        "quantities",
        ("reading", "ordinal"),
        *_stretch(),
        sa.Column("value", _NUMBER, nullable=False),
        sa.Column("upper", _NUMBER),
        *_texts("bound"),
        *_maybe("unit"),
    )
    _create("places", ("reading", "ordinal"), *_stretch(), *_texts("name"), *_maybe("country"))
    _create("narration", ("reading", "ordinal"), *_stretch())


def _create_actors() -> None:
    _create("actors", ("reading", "id"), *_whole("ordinal"), *_texts("name", "kind"), *_maybe("party", "wikidata"))
    _create("actor_mentions", ("reading", "actor", "ordinal"), *_stretch(), _within("actor", "actors.id"))


def _create_statements() -> None:
    _create(
        "statements",
        ("reading", "id"),
        *_whole("ordinal"),
        *_texts("mode", "medium", "stance"),
        *_maybe("polarity", "said"),
        sa.Column("said_start", sa.Integer),
        sa.Column("said_end", sa.Integer),
        *_whole("first"),
        *_maybe("parent"),
        sa.Column("confidence", _NUMBER, nullable=False),
        *_texts("found_by", "voice"),
        _within("parent", "statements.id"),
        sa.CheckConstraint("first IN (0, 1)"),
        sa.CheckConstraint("0 <= said_start AND said_start < said_end"),
    )
    _create(
        "statement_spans",
        ("reading", "statement", "role", "ordinal"),
        *_stretch(),
        _within("statement", "statements.id"),
    )
    _create(
        "statement_actors",
        ("reading", "statement", "ordinal"),
        *_texts("actor"),
        _within("statement", "statements.id"),
        _within("actor", "actors.id"),
    )
    _create("statement_via", ("reading", "statement", "ordinal"), *_texts("via"), _within("statement", "statements.id"))


def _create_evidence() -> None:
    _create("evidence", ("reading", "ordinal"), *_texts("kind"), *_stretch(), *_maybe("by"), _within("by", "actors.id"))
    _create(
        "evidence_statements",
        ("reading", "evidence", "ordinal"),
        *_texts("statement"),
        _within("evidence", "evidence.ordinal"),
        _within("statement", "statements.id"),
    )


_WHOLE_KEYS = {"reading", "ordinal", "evidence"}


def _create(name: str, key: tuple[str, ...], *items: SchemaItem, unique: tuple[str, ...] = ()) -> None:
    """Create an append-only table; whatever a reading has leads its key with the reading's number."""
    keys = [key]
    extra: list[SchemaItem] = []
    if key == ("number",):
        keys.append(unique)
        extra.append(sa.UniqueConstraint(*unique))
    else:
        columns = [sa.Column(part, sa.Integer if part in _WHOLE_KEYS else sa.Text, nullable=False) for part in key]
        items = (*columns, *items)
        extra += [sa.PrimaryKeyConstraint(*key), sa.ForeignKeyConstraint(["reading"], ["readings.number"])]
    # A table without row ids is stored along its key: what belongs to a reading lies together.
    op.create_table(name, *items, *extra, sqlite_strict=True, sqlite_with_rowid=key == ("number",))
    for statement in append_only(op.get_bind().dialect.name, name, keys):
        op.execute(statement)


def _number() -> sa.Column[int]:
    return sa.Column("number", sa.Integer, primary_key=True)


def _texts(*names: str) -> tuple[SchemaItem, ...]:
    return tuple(sa.Column(name, sa.Text, nullable=False) for name in names)


def _maybe(*names: str) -> tuple[SchemaItem, ...]:
    return tuple(sa.Column(name, sa.Text) for name in names)


def _whole(*names: str) -> tuple[SchemaItem, ...]:
    return tuple(sa.Column(name, sa.Integer, nullable=False) for name in names)


def _stretch() -> tuple[SchemaItem, ...]:
    return (*_whole("start", "end"), sa.CheckConstraint('0 <= "start" AND "start" < "end"'))


def _within(column: str, target: str) -> SchemaItem:
    """Return a key into the same reading, checked at the end: a statement may stand before the one it is part of."""
    table = target.split(".", maxsplit=1)[0]
    return sa.ForeignKeyConstraint(
        ["reading", column], [f"{table}.reading", target], deferrable=True, initially="DEFERRED"
    )
