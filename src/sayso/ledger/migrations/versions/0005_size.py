"""What a ledger of very many statements needs: sketches by the thousand, a list of what waits, terms kept as a vector.

The sketches of the points that are there are made when the next reading is placed; until then vectors are read.
"""

import sqlalchemy as sa
from alembic import op

from sayso.ledger.guards import append_only

revision = "0005"
down_revision = "0004"

_WAITING = """
    INSERT INTO waiting (reading)
    SELECT number FROM readings
    WHERE NOT EXISTS (SELECT 1 FROM placings WHERE placings.reading = readings.number)
    AND number = (SELECT max(later.number) FROM readings AS later WHERE later.report = readings.report)
"""


def upgrade() -> None:
    """Create the tables, and take the sketches of single readings out, which can be made of the vectors any time."""
    op.create_table(
        "shelves",
        sa.Column("first", sa.Integer, primary_key=True),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("bytes", sa.LargeBinary, nullable=False),
        sqlite_strict=True,
    )
    dialect = op.get_bind().dialect.name
    for statement in append_only(dialect, "shelves", [("first",)]):
        op.execute(statement)
    op.drop_table("sketches")
    # There are eight stances: SQLite, which cannot know that, would look through an eighth of all statements.
    op.drop_index("statements_stance", "statements")
    # No finding but a working memory, whose rows go: not guarded as the others are.
    op.create_table(
        "waiting",
        sa.Column("reading", sa.Integer, primary_key=True),
        sa.ForeignKeyConstraint(["reading"], ["readings.number"]),
        sqlite_strict=True,
    )
    op.execute(_WAITING)
    if dialect == "postgresql":
        _keep_terms()


def _keep_terms() -> None:
    """Keep the terms of documents as they are, so that no parser of words comes between, and ranking is quick."""
    op.execute("DROP INDEX documents_terms")
    op.execute(
        "ALTER TABLE documents ADD COLUMN term_vector tsvector "
        "GENERATED ALWAYS AS (array_to_tsvector(string_to_array(terms, ' '))) STORED"
    )
    op.execute("CREATE INDEX documents_by_terms ON documents USING gin (term_vector)")
