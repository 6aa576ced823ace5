"""Claims: which statements are about the same, how each stands, what people ruled, and what words find."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.schema import SchemaItem

from sayso.ledger.guards import append_only

revision = "0004"
down_revision = "0003"

_INDEXES = (
    ("points", "reading", "statement"),
    ("placements", "point", "number"),
    ("placements", "claim", "point"),
    ("placements", "correction"),
    ("claim_keys", "claim"),
    ("citations", "claim"),
    ("citations", "reading"),
    ("accounts", "claim", "number"),
    ("accounts", "last_change", "claim"),
    ("accounts", "standing", "last_change"),
    ("accounts", "made_at"),
    ("account_voices", "party", "account"),
    ("account_changes", "day"),
    ("copies", "other"),
    ("documents", "reading"),
    ("corrections", "report"),
)


def upgrade() -> None:
    """Create the tables, their indexes, the index of words, and the triggers that keep all append-only."""
    _create_placing()
    _create_claims()
    _create_accounts()
    _create_texts()
    _create_corrections()
    for table, *columns in _INDEXES:
        op.create_index(f"{table}_by_{columns[0]}", table, columns)
    _index_words()


def _create_placing() -> None:
    _create("placings", ("reading",), sa.Column("reading", sa.Integer), *_texts("placed_at"), _in_readings())
    _create("retired", ("reading",), sa.Column("reading", sa.Integer), *_whole("by"), _in_readings())
    _create(
        "points",
        ("number",),
        _number(),
        *_whole("reading"),
        *_texts("statement"),
        *_whole("place"),
        sa.Column("refers", sa.Integer),
        *_texts("point"),
        sa.Column("vector", sa.LargeBinary, nullable=False),
        sa.ForeignKeyConstraint(["reading", "statement"], ["statements.reading", "statements.id"]),
    )
    _create(
        "sketches",
        ("reading",),
        sa.Column("reading", sa.Integer),
        *_whole("first", "size"),
        sa.Column("bytes", sa.LargeBinary, nullable=False),
        _in_readings(),
    )


def _create_claims() -> None:
    _create("claims", ("id",), sa.Column("id", sa.Text, nullable=False), *_maybe("family"), *_texts("begun_at"))
    _create(
        "placements",
        ("number",),
        _number(),
        *_whole("point"),
        *_texts("claim"),
        sa.Column("correction", sa.Integer),
        sa.ForeignKeyConstraint(["point"], ["points.number"]),
        sa.ForeignKeyConstraint(["claim"], ["claims.id"]),
    )
    _create("claim_keys", ("key", "claim"), *_texts("key", "claim"), sa.ForeignKeyConstraint(["claim"], ["claims.id"]))
    _create(
        "citations",
        ("number",),
        _number(),
        *_texts("claim"),
        *_whole("reading", "start", "end"),
        sa.Column("correction", sa.Integer),
        sa.ForeignKeyConstraint(["claim"], ["claims.id"]),
        sa.CheckConstraint('0 <= "start" AND "start" < "end"'),
        _in_readings(),
    )


def _create_accounts() -> None:
    _create(
        "accounts",
        ("number",),
        _number(),
        *_texts("claim", "made_at"),
        *_maybe("standing", "first_reported", "last_change", "whole"),
        sa.ForeignKeyConstraint(["claim"], ["claims.id"]),
    )
    _create("account_voices", ("account", "ordinal"), *_whole("account", "ordinal"), *_maybe("party"), *_texts("name"))
    _create(
        "account_changes",
        ("account", "ordinal"),
        *_whole("account", "ordinal"),
        *_maybe("party"),
        *_texts("actor_name", "before", "after"),
        *_maybe("day"),
        *_texts("report", "statement", "stance"),
    )


def _create_texts() -> None:
    _create(
        "fingerprints",
        ("key", "report"),
        sa.Column("key", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        *_whole("report"),
        sa.ForeignKeyConstraint(["report"], ["reports.number"]),
    )
    _create("copies", ("one", "other"), *_texts("one", "other", "whole"))
    _create(
        "documents", ("number",), _number(), *_whole("reading"), *_maybe("statement"), *_texts("terms"), _in_readings()
    )


def _create_corrections() -> None:
    _create(
        "corrections",
        ("number",),
        _number(),
        *_texts("kind", "made_by", "made_at"),
        *_maybe("note", "claim", "other", "report", "statement", "place", "amendment"),
        sa.Column("undoes", sa.Integer),
        sa.CheckConstraint("kind IN ('merge', 'split', 'correct', 'reject', 'undo')"),
    )
    _create(
        "corrected",
        ("reading",),
        sa.Column("reading", sa.Integer),
        *_whole("base", "correction"),
        sa.ForeignKeyConstraint(["correction"], ["corrections.number"]),
        _in_readings(),
    )


def _index_words() -> None:
    """Index the terms of documents: in SQLite by FTS5, which a trigger fills, in PostgreSQL by an index of words."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE VIRTUAL TABLE document_terms USING fts5(terms, content='documents', content_rowid='number', "
            "tokenize='unicode61 remove_diacritics 0')"
        )
        op.execute(
            "CREATE TRIGGER documents_indexed AFTER INSERT ON documents BEGIN "
            "INSERT INTO document_terms (rowid, terms) VALUES (NEW.number, NEW.terms); END"
        )
    else:
        op.execute("CREATE INDEX documents_terms ON documents USING gin (to_tsvector('simple', terms))")


def _create(name: str, key: tuple[str, ...], *items: SchemaItem) -> None:
    """Create an append-only table."""
    whole = key in {("number",), ("reading",)}
    op.create_table(name, *items, sa.PrimaryKeyConstraint(*key), sqlite_strict=True, sqlite_with_rowid=whole)
    for statement in append_only(op.get_bind().dialect.name, name, [key]):
        op.execute(statement)


def _in_readings() -> SchemaItem:
    return sa.ForeignKeyConstraint(["reading"], ["readings.number"])


def _number() -> sa.Column[int]:
    return sa.Column("number", sa.Integer, primary_key=True)


def _texts(*names: str) -> tuple[SchemaItem, ...]:
    return tuple(sa.Column(name, sa.Text, nullable=False) for name in names)


def _maybe(*names: str) -> tuple[SchemaItem, ...]:
    return tuple(sa.Column(name, sa.Text) for name in names)


def _whole(*names: str) -> tuple[SchemaItem, ...]:
    return tuple(sa.Column(name, sa.Integer, nullable=False) for name in names)
