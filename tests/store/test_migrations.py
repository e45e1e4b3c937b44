"""Databases of every released schema come up to date with all that was in them."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from assistant.store.database import FILE, Database
from assistant.store.feedback import FeedbackStore
from assistant.store.models import Base
from tests.store import made

SCHEMAS = sorted(Path(__file__).with_name("schemas").glob("*.sql"))


def migrations() -> Config:
    config = Config()
    config.set_main_option("script_location", "assistant.store:migrations")
    return config


REVISIONS = [
    script.revision for script in ScriptDirectory.from_config(migrations()).walk_revisions()
][::-1]


def is_current(folder: Path) -> bool:
    with Database(made.settings(folder)).session() as session:
        context = MigrationContext.configure(session.connection(), opts={"compare_type": True})
        return compare_metadata(context, Base.metadata) == []


def rows(file: Path) -> dict[str, list[tuple[object, ...]]]:
    with sqlite3.connect(file) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        return {
            name: connection.execute(f'SELECT * FROM "{name}" ORDER BY 1').fetchall()
            for (name,) in tables.fetchall()
            if name != "alembic_version"
        }


@pytest.mark.parametrize("schema", SCHEMAS, ids=lambda path: path.stem)
def test_a_released_database_keeps_what_is_in_it(schema: Path, tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / FILE) as connection:
        connection.executescript(schema.read_text(encoding="utf-8"))
    before = rows(tmp_path / FILE)
    assert any(before.values())
    assert is_current(tmp_path)
    after = rows(tmp_path / FILE)
    assert {name: after[name] for name in before} == before


def test_feedback_of_the_first_release_is_listed(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / FILE) as connection:
        connection.executescript(SCHEMAS[0].read_text(encoding="utf-8"))
    kept = FeedbackStore(Database(made.settings(tmp_path)), 365).listed(made.NOW, replaced=True)
    assert [one.useful for one in kept] == [True, False, False]
    assert {one.comment for one in kept} == {"Ærlig talt; 'nej'"}


@pytest.mark.parametrize("revision", REVISIONS)
def test_from_every_revision_on_it_comes_up_to_date(revision: str, tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / FILE}")
    with engine.begin() as connection:
        config = migrations()
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
    engine.dispose()
    assert is_current(tmp_path)


def test_every_migration_can_be_taken_back(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / FILE}")
    with engine.begin() as connection:
        config = migrations()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        command.downgrade(config, "base")
    engine.dispose()
    assert set(rows(tmp_path / FILE)) == set()
