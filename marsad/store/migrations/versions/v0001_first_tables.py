"""The first tables, and text search over documents."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring a store of nothing up to 0001."""
    _tables()
    if op.get_bind().dialect.name == "sqlite":
        _search_sqlite()
    else:
        _search_postgresql()


def _tables() -> None:
    op.create_table(
        "control",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("place_name", sa.Text(), nullable=False),
        sa.Column("starts", sa.Date(), nullable=False),
        sa.Column("ends", sa.Date(), nullable=False),
        sa.Column("holder", sa.Text(), nullable=False),
        sa.Column("basis", sa.String(length=10), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_control")),
    )
    op.create_index(
        op.f("ix_control_place_name"), "control", ["place_name"], unique=False
    )
    op.create_table(
        "judgement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("decision", sa.String(length=10), nullable=False),
        sa.Column("subject", sa.String(length=20), nullable=False),
        sa.Column("other", sa.String(length=20), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("live", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "decision IN ('same','different','confirm','reject','correct')",
            name=op.f("ck_judgement_decision"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_judgement")),
    )
    op.create_index(
        "uq_judgement_live",
        "judgement",
        ["subject", "other"],
        unique=True,
        sqlite_where=sa.text("live"),
        postgresql_where=sa.text("live"),
    )
    op.create_table(
        "run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("command", sa.String(length=40), nullable=False),
        sa.Column("version", sa.String(length=40), nullable=False),
        sa.Column("stages", sa.JSON(), nullable=False),
        sa.Column("began", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_run")),
    )
    op.create_table(
        "source",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=True),
        sa.Column("affiliation", sa.Text(), nullable=True),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("reliability", sa.String(length=1), nullable=False),
        sa.CheckConstraint(
            "reliability IN ('A','B','C','D','E','F')", name=op.f("ck_source_admiralty")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source")),
    )
    op.create_table(
        "claim_group",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("form", sa.String(length=10), nullable=False),
        sa.Column("type", sa.String(length=20), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("starts", sa.Date(), nullable=True),
        sa.Column("ends", sa.Date(), nullable=True),
        sa.Column("grade", sa.String(length=12), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("live", sa.Boolean(), nullable=False),
        sa.Column("redirects_to", sa.String(length=20), nullable=True),
        sa.Column("minted_run", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "form IN ('incident','series','relation')", name=op.f("ck_claim_group_form")
        ),
        sa.ForeignKeyConstraint(
            ["minted_run"], ["run.id"], name=op.f("fk_claim_group_minted_run")
        ),
        sa.ForeignKeyConstraint(
            ["redirects_to"],
            ["claim_group.id"],
            name=op.f("fk_claim_group_redirects_to"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim_group")),
    )
    op.create_index(op.f("ix_claim_group_ends"), "claim_group", ["ends"], unique=False)
    op.create_index(op.f("ix_claim_group_live"), "claim_group", ["live"], unique=False)
    op.create_index(
        op.f("ix_claim_group_starts"), "claim_group", ["starts"], unique=False
    )
    op.create_table(
        "document",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("source_id", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("published_raw", sa.Text(), nullable=True),
        sa.Column("published_day", sa.Date(), nullable=True),
        sa.Column("known_from", sa.DateTime(timezone=True), nullable=True),
        sa.Column("precision", sa.String(length=8), nullable=True),
        sa.Column("zone", sa.Text(), nullable=True),
        sa.Column("text_origin", sa.Text(), nullable=True),
        sa.Column("path", sa.Text(), nullable=True),
        sa.Column("supersedes", sa.String(length=20), nullable=True),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("added", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["run_id"], ["run.id"], name=op.f("fk_document_run_id")
        ),
        sa.ForeignKeyConstraint(
            ["source_id"], ["source.id"], name=op.f("fk_document_source_id")
        ),
        sa.ForeignKeyConstraint(
            ["supersedes"], ["document.id"], name=op.f("fk_document_supersedes")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
    )
    op.create_index(op.f("ix_document_key"), "document", ["key"], unique=False)
    op.create_index(
        op.f("ix_document_known_from"), "document", ["known_from"], unique=False
    )
    op.create_index(
        op.f("ix_document_published_day"), "document", ["published_day"], unique=False
    )
    op.create_index(op.f("ix_document_sha256"), "document", ["sha256"], unique=False)
    op.create_index(
        op.f("ix_document_source_id"), "document", ["source_id"], unique=False
    )
    op.create_index(
        op.f("ix_document_supersedes"), "document", ["supersedes"], unique=False
    )
    op.create_table(
        "past_picture",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("as_of", sa.DateTime(timezone=True), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["run_id"], ["run.id"], name=op.f("fk_past_picture_run_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_past_picture")),
        sa.UniqueConstraint("as_of", name=op.f("uq_past_picture_as_of")),
    )
    op.create_table(
        "picture",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("stale", sa.Boolean(), nullable=False),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("as_of", sa.DateTime(timezone=True), nullable=True),
        sa.Column("run_id", sa.Integer(), nullable=True),
        sa.Column("homeless", sa.JSON(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_picture_one_row")),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name=op.f("fk_picture_run_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_picture")),
    )
    op.create_table(
        "group_claim",
        sa.Column("group_id", sa.String(length=20), nullable=False),
        sa.Column("claim_id", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["group_id"], ["claim_group.id"], name=op.f("fk_group_claim_group_id")
        ),
        sa.PrimaryKeyConstraint("group_id", "claim_id", name=op.f("pk_group_claim")),
    )
    op.create_index(
        "ix_group_claim_claim_id", "group_claim", ["claim_id"], unique=False
    )
    op.create_table(
        "issue",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(length=20), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("document_id", sa.String(length=20), nullable=True),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_issue_document_id")
        ),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name=op.f("fk_issue_run_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issue")),
        sa.UniqueConstraint(
            "stage",
            "code",
            "place",
            "message",
            name=op.f("uq_issue_stage_code_place_message"),
        ),
    )
    op.create_index(op.f("ix_issue_code"), "issue", ["code"], unique=False)
    op.create_index(
        op.f("ix_issue_document_id"), "issue", ["document_id"], unique=False
    )
    op.create_table(
        "reading",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.String(length=20), nullable=False),
        sa.Column("reader", sa.String(length=40), nullable=False),
        sa.Column("version", sa.String(length=40), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("made", sa.DateTime(timezone=True), nullable=False),
        sa.Column("live", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_reading_document_id")
        ),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name=op.f("fk_reading_run_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reading")),
    )
    op.create_index(
        op.f("ix_reading_document_id"), "reading", ["document_id"], unique=False
    )
    op.create_index(
        "uq_reading_live",
        "reading",
        ["document_id"],
        unique=True,
        sqlite_where=sa.text("live"),
        postgresql_where=sa.text("live"),
    )
    op.create_table(
        "claim",
        sa.Column("reading_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("document_id", sa.String(length=20), nullable=False),
        sa.Column("ref", sa.Text(), nullable=False),
        sa.Column("local_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("quote_start", sa.Integer(), nullable=False),
        sa.Column("quote_end", sa.Integer(), nullable=False),
        sa.Column("anchor", sa.Text(), nullable=False),
        sa.Column("anchor_start", sa.Integer(), nullable=False),
        sa.Column("anchor_end", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("when_start", sa.Date(), nullable=True),
        sa.Column("when_end", sa.Date(), nullable=True),
        sa.Column("when_known", sa.Boolean(), nullable=False),
        sa.Column("when_basis", sa.Text(), nullable=True),
        sa.Column("when_text", sa.Text(), nullable=True),
        sa.Column("when_text_start", sa.Integer(), nullable=True),
        sa.Column("when_text_end", sa.Integer(), nullable=True),
        sa.Column("confidence", sa.Float(), nullable=True),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_claim_document_id")
        ),
        sa.ForeignKeyConstraint(
            ["reading_id"], ["reading.id"], name=op.f("fk_claim_reading_id")
        ),
        sa.PrimaryKeyConstraint("reading_id", "id", name=op.f("pk_claim")),
    )
    op.create_index(
        op.f("ix_claim_document_id"), "claim", ["document_id"], unique=False
    )
    op.create_index("ix_claim_id", "claim", ["id"], unique=False)
    op.create_index(op.f("ix_claim_kind"), "claim", ["kind"], unique=False)
    op.create_index(op.f("ix_claim_ref"), "claim", ["ref"], unique=False)
    op.create_index(op.f("ix_claim_when_end"), "claim", ["when_end"], unique=False)
    op.create_index(op.f("ix_claim_when_start"), "claim", ["when_start"], unique=False)
    op.create_table(
        "claim_slot",
        sa.Column("reading_id", sa.Integer(), nullable=False),
        sa.Column("claim_id", sa.String(length=20), nullable=False),
        sa.Column("slot", sa.String(length=10), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("raw", sa.Text(), nullable=False),
        sa.Column("raw_start", sa.Integer(), nullable=True),
        sa.Column("raw_end", sa.Integer(), nullable=True),
        sa.Column("actor_id", sa.Text(), nullable=True),
        sa.Column("actor_name", sa.Text(), nullable=True),
        sa.Column("actor_type", sa.Text(), nullable=True),
        sa.Column("actor_side", sa.Text(), nullable=True),
        sa.Column("actor_country", sa.Text(), nullable=True),
        sa.Column("actor_parent", sa.Text(), nullable=True),
        sa.Column("stance", sa.String(length=10), nullable=True),
        sa.Column("carrier", sa.Boolean(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("level", sa.String(length=10), nullable=True),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.Column("radius_km", sa.Float(), nullable=True),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("gazetteer_id", sa.Text(), nullable=True),
        sa.Column("basis", sa.Text(), nullable=True),
        sa.Column("what", sa.String(length=20), nullable=True),
        sa.Column("who", sa.Text(), nullable=True),
        sa.Column("low", sa.BigInteger(), nullable=True),
        sa.Column("high", sa.BigInteger(), nullable=True),
        sa.Column("approx", sa.Boolean(), nullable=True),
        sa.CheckConstraint(
            "slot IN ('initiator','target','place','figure','source')",
            name=op.f("ck_claim_slot_slot"),
        ),
        sa.ForeignKeyConstraint(
            ["reading_id", "claim_id"],
            ["claim.reading_id", "claim.id"],
            name=op.f("fk_claim_slot_reading_id_claim_id"),
        ),
        sa.PrimaryKeyConstraint(
            "reading_id", "claim_id", "slot", "position", name=op.f("pk_claim_slot")
        ),
    )
    op.create_index(
        op.f("ix_claim_slot_actor_id"), "claim_slot", ["actor_id"], unique=False
    )
    op.create_index(op.f("ix_claim_slot_name"), "claim_slot", ["name"], unique=False)


def _search_sqlite() -> None:
    op.execute(
        "CREATE VIRTUAL TABLE document_search USING fts5("
        "document_id UNINDEXED, title, text, "
        "tokenize = 'unicode61 remove_diacritics 2')"
    )
    op.execute(
        "CREATE TRIGGER document_search_insert AFTER INSERT ON document BEGIN "
        "INSERT INTO document_search (document_id, title, text) "
        "VALUES (new.id, new.title, new.text); END"
    )


def _search_postgresql() -> None:
    op.execute(
        "CREATE INDEX ix_document_search ON document USING gin "
        "(to_tsvector('simple', title || ' ' || text))"
    )
