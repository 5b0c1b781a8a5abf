"""Judgements that correct, note, withdraw and undo; one live answer to a question."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

DECISIONS = "'same','different','confirm','reject','correct','note','withdraw','undo'"


def upgrade() -> None:
    """Bring a store of 0001 up to 0002: what was decided stays decided."""
    op.drop_index("uq_judgement_live", table_name="judgement")
    with op.batch_alter_table("judgement") as table:
        table.alter_column("subject", type_=sa.Text(), existing_nullable=False)
        table.alter_column("other", type_=sa.Text(), existing_nullable=False)
        table.add_column(sa.Column("about", sa.Text()))
        table.add_column(sa.Column("act", sa.Integer()))
        table.add_column(sa.Column("slot", sa.String(length=10)))
        table.add_column(sa.Column("value", sa.JSON()))
        table.add_column(sa.Column("undone", sa.DateTime(timezone=True)))
        table.drop_constraint(op.f("ck_judgement_decision"), type_="check")
        table.create_check_constraint(
            op.f("ck_judgement_decision"), f"decision IN ({DECISIONS})"
        )
    op.execute(
        "UPDATE judgement SET act = id, about = CASE "
        "WHEN other = '' THEN 'claim ' || subject "
        "WHEN subject < other THEN 'pair ' || subject || ' ' || other "
        "ELSE 'pair ' || other || ' ' || subject END"
    )
    for column in ("act", "other", "subject"):
        op.create_index(op.f(f"ix_judgement_{column}"), "judgement", [column])
    op.create_index(
        "uq_judgement_live",
        "judgement",
        ["about"],
        unique=True,
        sqlite_where=sa.text("live"),
        postgresql_where=sa.text("live"),
    )
