"""What pages say of their reports, the languages of passages, and what could not be read."""

import sqlalchemy as sa
from alembic import op

from sayso.ledger.guards import append_only

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add columns, which are empty in the rows that are there, and the list of a reading's limits."""
    for name in ("published_at", "modified_at", "canonical_url"):
        op.add_column("readings", sa.Column(name, sa.Text))
    op.add_column("parts", sa.Column("language", sa.Text))
    op.create_table(
        "limits",
        sa.Column("reading", sa.Integer, nullable=False),
        sa.Column("ordinal", sa.Integer, nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("reading", "ordinal"),
        sa.ForeignKeyConstraint(["reading"], ["readings.number"]),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    for statement in append_only(op.get_bind().dialect.name, "limits", [("reading", "ordinal")]):
        op.execute(statement)
