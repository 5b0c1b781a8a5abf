"""Analysts' own actors, beside the registry that ships."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring a store of 0005 up to 0006: nobody has added an actor yet."""
    told = ("side", "parent", "founded", "dissolved", "ucdp")
    lists = ("countries", "aliases", "nicknames")
    op.create_table(
        "own_actor",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("actor_id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("type", sa.String(length=20), nullable=False),
        *(sa.Column(name, sa.Text()) for name in told),
        *(sa.Column(name, sa.JSON(), nullable=False) for name in lists),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("live", sa.Boolean(), nullable=False),
        sa.Column("undone", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_actor")),
    )
    op.create_index(op.f("ix_own_actor_actor_id"), "own_actor", ["actor_id"])
    op.create_index(
        "uq_own_actor_live",
        "own_actor",
        ["actor_id"],
        unique=True,
        sqlite_where=sa.text("live"),
        postgresql_where=sa.text("live"),
    )
