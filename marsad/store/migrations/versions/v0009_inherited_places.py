"""Places that a claim takes from an earlier sentence than its own."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring a store of 0008 up to 0009: none until a document is read anew."""
    with op.batch_alter_table("claim_slot") as table:
        table.add_column(sa.Column("inherited", sa.Boolean()))
