"""Documents that nobody has read are marked, and groups are found by their form."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring a store of 0007 up to 0008: unread is what has no reading that counts.

    Most documents have one: only the others are written."""
    unread: sa.Column[bool] = sa.Column(
        "unread", sa.Boolean(), nullable=False, server_default=sa.false()
    )
    op.add_column("document", unread)  # not in a batch: the table's triggers stay
    op.create_index("ix_document_unread", "document", ["unread"])
    op.create_index("ix_claim_group_form", "claim_group", ["form", "live"])
    op.create_index("ix_claim_group_redirects_to", "claim_group", ["redirects_to"])
    op.drop_index("ix_claim_group_live", "claim_group")
    op.drop_index("ix_claim_group_block", "claim_group")
    op.create_index("ix_claim_group_block", "claim_group", ["block", "form", "live"])
    document = sa.table("document", sa.column("id"), sa.column("unread", sa.Boolean()))
    reading = sa.table(
        "reading", sa.column("document_id"), sa.column("live", sa.Boolean())
    )
    read = sa.select(reading.c.document_id).where(reading.c.live)
    op.execute(
        document.update().where(document.c.id.not_in(read)).values(unread=sa.true())
    )
