"""What following feeds must remember from one day to the next.

These rows are no findings but a working memory: they change, and are not guarded as the others are.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Create the tables of feeds, of their items, and of what outlets were told."""
    op.create_table(
        "feeds",
        sa.Column("url", sa.Text, primary_key=True, nullable=False),
        *(sa.Column(name, sa.Text) for name in ("etag", "modified", "asked", "outcome", "detail")),
        sa.Column("due", sa.Text, nullable=False),
        sa.Column("failures", sa.Integer, nullable=False),
        sqlite_strict=True,
    )
    op.create_table(
        "feed_items",
        sa.Column("url", sa.Text, primary_key=True, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("feed", "digest", "state", "due")),
        sa.Column("failures", sa.Integer, nullable=False),
        *(sa.Column(name, sa.Text) for name in ("title", "text", "published", "authors", "agencies", "outlet")),
        *(sa.Column(name, sa.Text) for name in ("feed_title", "language", "given_id")),
        *(sa.Column(name, sa.Text) for name in ("expected", "report", "content", "detail")),
        sa.ForeignKeyConstraint(["feed"], ["feeds.url"]),
        sa.CheckConstraint("state IN ('open', 'kept', 'copy', 'failed')"),
        sqlite_strict=True,
    )
    op.create_index("feed_items_due", "feed_items", ["state", "due"])
    op.create_index("feed_items_content", "feed_items", ["content"])
    op.create_table(
        "notices",
        sa.Column("outlet", sa.Text, primary_key=True, nullable=False),
        sa.Column("told", sa.Text, nullable=False),
        sqlite_strict=True,
    )
