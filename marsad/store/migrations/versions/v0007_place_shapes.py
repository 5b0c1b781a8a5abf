"""The shape of a place and how exact it is, beside its point."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring a store of 0006 up to 0007: unknown until a document is read anew."""
    with op.batch_alter_table("claim_slot") as table:
        table.add_column(sa.Column("shape", sa.Text()))
        table.add_column(sa.Column("precision", sa.Integer()))
