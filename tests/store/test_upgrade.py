"""A store with groups in it, made by an older marsad, opens and keeps their ids."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, create_engine, event

from marsad.store import Store, schema


def first_release(folder: Path) -> Path:
    """An empty store as the first release made it."""
    path = folder / "old.db"
    config = Config()
    config.set_main_option("script_location", "marsad.store:migrations")
    with create_engine(f"sqlite:///{path}").connect() as db:
        config.attributes["connection"] = db
        command.upgrade(config, "0001")
        db.commit()
    return path


def test_an_upgrade_is_made_whole_or_not_at_all(tmp_path: Path) -> None:
    def fail(_c, _cursor, statement, *_rest) -> None:
        if "UPDATE alembic_version" in statement and schema.HEAD in statement:
            raise RuntimeError("no disk left")

    path = first_release(tmp_path)
    event.listen(Engine, "before_cursor_execute", fail)
    try:
        with pytest.raises(RuntimeError):
            Store.open(str(path))
    finally:
        event.remove(Engine, "before_cursor_execute", fail)
    with sqlite3.connect(path) as db:
        assert db.execute("SELECT version_num FROM alembic_version").fetchall() == [
            ("0001",)
        ]
        assert "about" not in [r[1] for r in db.execute("PRAGMA table_info(judgement)")]
    Store.open(str(path)).close()


def test_groups_of_the_first_release_keep_their_ids(tmp_path: Path) -> None:
    path = first_release(tmp_path)
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA foreign_keys = ON")
        db.execute(
            "INSERT INTO run (id, command, version, stages, began, outcome, counts) "
            "VALUES (1, 'add', '0.1', '{}', '2031-05-01', 'done', '{}')"
        )
        db.execute(
            "INSERT INTO claim_group "
            "(id, form, type, title, grade, body, live, minted_run) "
            "VALUES ('i-1', 'incident', 'fight', 'Fight', 'weak', '{}', 1, 1)"
        )
        db.execute("INSERT INTO group_claim VALUES ('i-1', 'c-1')")
        db.execute(
            "INSERT INTO picture (id, stale, generation, homeless) "
            "VALUES (1, 0, 1, '[]')"
        )
    Store.open(str(path)).close()
    with sqlite3.connect(path) as db:
        assert db.execute("SELECT id, block FROM claim_group").fetchall() == [
            ("i-1", "")
        ]
        assert db.execute("SELECT * FROM group_claim").fetchall() == [("i-1", "c-1")]
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        assert db.execute("SELECT stale FROM picture").fetchone()[0]
        (revision,) = db.execute("SELECT version_num FROM alembic_version").fetchone()
        assert revision == schema.HEAD
