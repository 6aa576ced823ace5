"""What statements say in their reports: a second vector beside that of their contents alone."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Add the column; statements that are there have none."""
    op.add_column("points", sa.Column("sense", sa.LargeBinary))
