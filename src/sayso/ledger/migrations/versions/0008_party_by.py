"""What told whom somebody speaks for, whom a report introduces: words count more than surroundings."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Add the column; it is empty in the rows that are there, whose parties count as told by words."""
    op.add_column("people", sa.Column("party_by", sa.Text))
