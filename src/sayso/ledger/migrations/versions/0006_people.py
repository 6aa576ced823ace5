"""Whom reports introduce, so that the next one knows them; and how sure each role of a statement is."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.types import TypeEngine

from sayso.ledger.guards import append_only

revision = "0006"
down_revision = "0005"

_NUMBER: TypeEngine[float] = sa.Double().with_variant(sa.REAL(), "sqlite")


def upgrade() -> None:
    """Add the table of people, and columns that are empty in the rows that are there."""
    for role in ("speaker", "actor", "stance", "said"):
        op.add_column("statements", sa.Column(f"{role}_confidence", _NUMBER))
    op.create_table(
        "people",
        sa.Column("reading", sa.Integer, nullable=False),
        sa.Column("ordinal", sa.Integer, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("name", "surname")),
        *(sa.Column(name, sa.Text) for name in ("party", "noun", "lemma", "state")),
        sa.PrimaryKeyConstraint("reading", "ordinal"),
        sa.ForeignKeyConstraint(["reading"], ["readings.number"]),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    for statement in append_only(op.get_bind().dialect.name, "people", [("reading", "ordinal")]):
        op.execute(statement)
    op.create_index("people_surname", "people", ["surname"])
    op.create_index("people_office", "people", ["noun", "state"])
