"""The tables, once for SQLite and PostgreSQL.

Times are UTC; days are dates. Evidence and readings are only ever added; groups are
computed from them and may be computed again. docs/data-model.md tells every table in
words; migrations/ brings an older store up to this.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    false,
)

HEAD = "0009"
"""The revision of `migrations/` that these tables are."""

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment, kept in UTC. A naive one is refused: nobody knows its zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(
        self,
        value: datetime | None,
        dialect: Dialect,  # noqa: ARG002
    ) -> datetime | None:
        """Convert to UTC on the way in."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a time zone cannot be stored")
        return value.astimezone(UTC)

    def process_result_value(
        self,
        value: Any,
        dialect: Dialect,  # noqa: ARG002
    ) -> datetime | None:
        """SQLite gives naive values back: they are UTC."""
        if value is None:
            return None
        moment: datetime = value
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment


def _one_live(name: str, column: Column[Any]) -> Index:
    """At most one live row for each value of a column."""
    live = column.table.c.live
    return Index(name, column, unique=True, sqlite_where=live, postgresql_where=live)


run = Table(
    "run",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("command", String(40), nullable=False),
    Column("version", String(40), nullable=False),
    Column("stages", JSON, nullable=False),
    Column("began", UtcDateTime, nullable=False),
    Column("ended", UtcDateTime),
    Column("outcome", String(20), nullable=False, default="running"),
    Column("counts", JSON, nullable=False, default=dict),
)

source = Table(
    "source",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("owner", Text),
    Column("affiliation", Text),
    Column("languages", JSON, nullable=False, default=list),
    Column("reliability", String(1), nullable=False, default="F"),
    CheckConstraint("reliability IN ('A','B','C','D','E','F')", name="admiralty"),
)

document = Table(
    "document",
    metadata,
    Column("id", String(20), primary_key=True),
    Column("key", Text, nullable=False, index=True),
    Column("source_id", ForeignKey("source.id"), nullable=False, index=True),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("sha256", String(64), nullable=False, index=True),
    Column("url", Text),
    Column("language", Text),
    Column("published_raw", Text),
    Column("published_day", Date, index=True),
    Column("known_from", UtcDateTime, index=True),
    Column("precision", String(8)),
    Column("zone", Text),
    Column("text_origin", Text),
    Column("path", Text),
    Column("supersedes", ForeignKey("document.id"), index=True),
    Column("run_id", ForeignKey("run.id"), nullable=False),
    Column("added", UtcDateTime, nullable=False),
    Column("unread", Boolean, nullable=False, server_default=false(), index=True),
)

reading = Table(
    "reading",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("document_id", ForeignKey("document.id"), nullable=False, index=True),
    Column("reader", String(40), nullable=False),
    Column("version", String(40), nullable=False),
    Column("run_id", ForeignKey("run.id"), nullable=False),
    Column("made", UtcDateTime, nullable=False),
    Column("live", Boolean, nullable=False),
)
_one_live("uq_reading_live", reading.c.document_id)

claim = Table(
    "claim",
    metadata,
    Column("reading_id", ForeignKey("reading.id"), primary_key=True),
    Column("id", String(20), primary_key=True),
    Column("document_id", ForeignKey("document.id"), nullable=False, index=True),
    Column("ref", Text, nullable=False, index=True),
    Column("local_id", Text, nullable=False),
    Column("position", Integer, nullable=False),
    Column("kind", String(40), nullable=False, index=True),
    Column("quote", Text, nullable=False),
    Column("quote_start", Integer, nullable=False),
    Column("quote_end", Integer, nullable=False),
    Column("anchor", Text, nullable=False),
    Column("anchor_start", Integer, nullable=False),
    Column("anchor_end", Integer, nullable=False),
    Column("status", String(20), nullable=False),
    Column("when_start", Date, index=True),
    Column("when_end", Date, index=True),
    Column("when_known", Boolean, nullable=False),
    Column("when_basis", Text),
    Column("when_text", Text),
    Column("when_text_start", Integer),
    Column("when_text_end", Integer),
    Column("confidence", Float),
    Column("reasons", JSON, nullable=False),
    Column("cell", Text, index=True),  # NULL until it is worked out (blocks.py)
    Index("ix_claim_id", "id"),
)

claim_slot = Table(
    "claim_slot",
    metadata,
    Column("reading_id", Integer, primary_key=True),
    Column("claim_id", String(20), primary_key=True),
    Column("slot", String(10), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("raw", Text, nullable=False),
    Column("raw_start", Integer),
    Column("raw_end", Integer),
    # actors and speakers
    Column("actor_id", Text, index=True),
    Column("actor_name", Text),
    Column("actor_type", Text),
    Column("actor_side", Text),
    Column("actor_country", Text),
    Column("actor_parent", Text),
    Column("stance", String(10)),
    Column("carrier", Boolean),
    # places
    Column("name", Text, index=True),
    Column("level", String(10)),
    Column("lat", Float),
    Column("lon", Float),
    Column("radius_km", Float),
    Column("country", Text),
    *(Column(n, Text) for n in ("gazetteer_id", "basis", "shape")),
    Column("precision", Integer),
    Column("inherited", Boolean),
    # figures
    Column("what", String(20)),
    Column("who", Text),
    *(Column(n, BigInteger) for n in ("low", "high")),
    Column("approx", Boolean),
    ForeignKeyConstraint(["reading_id", "claim_id"], ["claim.reading_id", "claim.id"]),
    CheckConstraint(
        "slot IN ('initiator','target','place','figure','source')", name="slot"
    ),
)

judgement = Table(
    "judgement",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("decision", String(10), nullable=False),
    Column("subject", Text, nullable=False, index=True),
    Column("other", Text, nullable=False, default="", index=True),
    Column("by", Text, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("reason", Text, nullable=False, default=""),
    Column("live", Boolean, nullable=False, default=True),
    Column("about", Text),  # the question; NULL where nothing is decided
    Column("act", Integer, index=True),
    Column("slot", String(10)),
    Column("value", JSON),
    Column("undone", UtcDateTime),
    CheckConstraint(
        "decision IN ('same','different','confirm','reject','correct','note',"
        "'withdraw','undo')",
        name="decision",
    ),
)
_one_live("uq_judgement_live", judgement.c.about)

claim_group = Table(
    "claim_group",
    metadata,
    Column("id", String(20), primary_key=True),
    Column("form", String(10), nullable=False),
    Column("type", String(20)),
    Column("title", Text, nullable=False),
    *(Column(n, Date, index=True) for n in ("starts", "ends")),
    Column("grade", String(12), nullable=False),
    Column("body", Text, nullable=False),
    Column("live", Boolean, nullable=False),
    Column("redirects_to", ForeignKey("claim_group.id"), index=True),
    Column("minted_run", ForeignKey("run.id"), nullable=False),
    Column("block", Text, nullable=False, default=""),
    CheckConstraint("form IN ('incident','series','relation')", name="form"),
    Index("ix_claim_group_form", "form", "live"),
    Index("ix_claim_group_block", "block", "form", "live"),
)

group_claim = Table(
    "group_claim",
    metadata,
    Column("group_id", ForeignKey("claim_group.id"), primary_key=True),
    Column("claim_id", String(20), primary_key=True),
    Index("ix_group_claim_claim_id", "claim_id"),
)

control = Table(
    "control",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("place_name", Text, nullable=False, index=True),
    Column("starts", Date, nullable=False),
    Column("ends", Date, nullable=False),
    Column("holder", Text, nullable=False),
    Column("basis", String(10), nullable=False),
    Column("body", Text, nullable=False),
    Column("block", Text, nullable=False, default="", index=True),
)

cell = Table(
    "cell",
    metadata,
    Column("name", Text, primary_key=True),
    Column("claims", Integer, nullable=False),
    # the generation in which its claims changed; NULL where they are fused
    Column("stale", Integer, index=True),
)

block = Table(
    "block",
    metadata,
    Column("name", Text, primary_key=True),
    Column("homeless", JSON, nullable=False),
)

starting_map = Table(
    "starting_map",
    metadata,
    Column("id", String(20), primary_key=True),
    Column("source", Text, nullable=False, index=True),
    Column("day", Date, nullable=False),
    Column("holder", Text, nullable=False),
    Column("known_from", UtcDateTime, nullable=False),
    Column("place", Text, nullable=False),
    Column("note", Text, nullable=False, default=""),
    Column("loaded", UtcDateTime, nullable=False),
    Column("live", Boolean, nullable=False),
)

picture = Table(
    "picture",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("stale", Boolean, nullable=False),
    Column("generation", Integer, nullable=False, default=0),
    Column("as_of", UtcDateTime),
    Column("run_id", ForeignKey("run.id")),
    CheckConstraint("id = 1", name="one_row"),
)

past_picture = Table(
    "past_picture",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("as_of", UtcDateTime, nullable=False, unique=True),
    Column("run_id", ForeignKey("run.id"), nullable=False),
    Column("body", LargeBinary, nullable=False),
)

issue = Table(
    "issue",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("run_id", ForeignKey("run.id"), nullable=False),
    Column("stage", String(20), nullable=False),
    Column("code", String(40), nullable=False, index=True),
    Column("document_id", ForeignKey("document.id"), index=True),
    Column("place", Text, nullable=False),
    Column("message", Text, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("settled", Boolean, nullable=False, default=False),
    UniqueConstraint("stage", "code", "place", "message"),
)

account = Table(
    "account",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("role", String(10), nullable=False),
    # argon2 hash; NULL: by token only
    Column("password", Text),
    Column("made", UtcDateTime, nullable=False),
    CheckConstraint("role IN ('public','viewer','analyst','admin')", name="role"),
)


def _keys(table: str, own: Column[Any]) -> Table:
    """A table of hashed keys of accounts."""
    owner = ForeignKey("account.id", ondelete="CASCADE")
    return Table(
        table,
        metadata,
        Column("id", Integer, primary_key=True),
        Column("account_id", owner, nullable=False, index=True),
        Column("hash", String(64), nullable=False, unique=True),
        own,
        Column("made", UtcDateTime, nullable=False),
        Column("expires", UtcDateTime, nullable=False),
    )


account_session = _keys("account_session", Column("csrf", Text, nullable=False))
account_token = _keys("account_token", Column("name", Text, nullable=False))

sign_in_failure = Table(
    "sign_in_failure",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False, index=True),
    Column("at", UtcDateTime, nullable=False),
)

own_actor = Table(
    "own_actor",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("actor_id", Text, nullable=False, index=True),
    Column("type", String(20), nullable=False),
    *(Column(n, Text, nullable=False) for n in ("name", "note", "by")),
    *(Column(n, Text) for n in ("side", "parent", "founded", "dissolved", "ucdp")),
    *(Column(n, JSON, nullable=False) for n in ("countries", "aliases", "nicknames")),
    Column("at", UtcDateTime, nullable=False),
    # undone: taken back for good
    *(Column(n, Boolean, nullable=False) for n in ("live", "undone")),
)
_one_live("uq_own_actor_live", own_actor.c.actor_id)
