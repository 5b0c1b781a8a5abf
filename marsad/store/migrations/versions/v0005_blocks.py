"""Cells and blocks: what has changed is fused anew, and nothing else."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring a store of 0004 up to 0005. Its groups count as made in one block, which is
    stale: the next picture is fused anew, and keeps their ids."""
    op.create_table(
        "cell",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("claims", sa.Integer(), nullable=False),
        sa.Column("stale", sa.Integer()),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_cell")),
    )
    op.create_index(op.f("ix_cell_stale"), "cell", ["stale"])
    op.create_table(
        "block",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("homeless", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_block")),
    )
    op.add_column("claim", sa.Column("cell", sa.Text()))
    op.create_index(op.f("ix_claim_cell"), "claim", ["cell"])
    for name in ("claim_group", "control"):
        column = sa.Column("block", sa.Text(), nullable=False, server_default="")
        op.add_column(name, column)
        with op.batch_alter_table(name) as table:
            table.alter_column("block", existing_type=sa.Text(), server_default=None)
        op.create_index(op.f(f"ix_{name}_block"), name, ["block"])
    with op.batch_alter_table("picture") as table:
        table.drop_column("homeless")
    # its groups are of one block, which is there as long as no other is made
    op.execute("INSERT INTO block (name, homeless) SELECT '', '[]' FROM picture")
    op.execute("UPDATE picture SET stale = true, generation = generation + 1")
