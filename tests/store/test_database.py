"""A real SQLite file: made at first use, all or nothing, by several processes at once."""

from __future__ import annotations

import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from assistant.errors import MissingPartError
from assistant.store.database import FILE, Database
from assistant.store.models import Base
from tests.store import made

OPEN = """
import sys
from pathlib import Path
from tests.store import made
print(len(made.store(Path(sys.argv[1])).listed(made.NOW)))
"""


def tables(file: Path) -> set[str]:
    with sqlite3.connect(file) as connection:
        rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        return {name for (name,) in rows}


def test_the_migrations_make_what_the_models_say(tmp_path: Path) -> None:
    with Database(made.settings(tmp_path)).session() as session:
        context = MigrationContext.configure(session.connection(), opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_it_is_private_and_in_wal_mode(tmp_path: Path) -> None:
    made.store(tmp_path).purge(made.NOW)
    with sqlite3.connect(tmp_path / FILE) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    if sys.platform != "win32":
        assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o600


def test_processes_that_start_at_once_make_it_once(tmp_path: Path) -> None:
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", OPEN, str(tmp_path)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(4)
    ]
    ended = [(*process.communicate(timeout=120), process.returncode) for process in processes]
    assert [(out, code) for out, _, code in ended] == [("0\n", 0)] * 4, ended
    with sqlite3.connect(tmp_path / FILE) as connection:
        assert len(connection.execute("SELECT * FROM alembic_version").fetchall()) == 1


def test_a_migration_that_fails_leaves_nothing(tmp_path: Path) -> None:
    file = tmp_path / FILE
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE other (x)")
        # The last step of the first migration makes an index of this name.
        connection.execute("CREATE INDEX ix_feedback_replaces ON other (x)")
    with pytest.raises(MissingPartError):
        made.store(tmp_path).purge(made.NOW)
    assert "feedback" not in tables(file)
    with sqlite3.connect(file) as connection:
        connection.execute("DROP INDEX ix_feedback_replaces")
    made.store(tmp_path).purge(made.NOW)
    assert "feedback" in tables(file)


def test_one_that_a_newer_version_made_is_left_alone(tmp_path: Path) -> None:
    made.store(tmp_path).purge(made.NOW)
    with sqlite3.connect(tmp_path / FILE) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(MissingPartError, match="newer version") as caught:
        made.store(tmp_path).purge(made.NOW)
    assert caught.value.code == "no_database"


def test_what_is_no_database_is_said_and_kept(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"important notes, " * 1000)
    with pytest.raises(MissingPartError, match="not a database") as caught:
        made.store(tmp_path).purge(made.NOW)
    assert caught.value.exit_code == 3
    assert (tmp_path / FILE).read_bytes().startswith(b"important notes")


@pytest.mark.parametrize(
    "url",
    [
        "sqlite://", "sqlite:///x.db?mode=ro", "mysql://u:secret@127.0.0.1/d", "secret",
        "postgresql+nodriver://u:secret@127.0.0.1:1/d", "postgresql+asyncpg://u:secret@h/d",
    ],
)  # fmt: skip
def test_an_address_that_is_none_is_said_without_the_password(tmp_path: Path, url: str) -> None:
    database = Database(made.settings(tmp_path, database_url=url))
    with pytest.raises(MissingPartError) as caught, database.session():
        pass
    assert caught.value.code == "no_database"
    assert "secret" not in str(caught.value)


def test_a_file_that_goes_away_is_made_anew(tmp_path: Path) -> None:
    store = made.store(tmp_path)
    store.add(made.feedback(), None, made.NOW)
    for path in tmp_path.glob(f"{FILE}*"):
        path.unlink()
    store.add(made.feedback(), None, made.NOW)
    assert len(store.listed(made.NOW)) == 1


def test_an_error_within_a_session_undoes_it(tmp_path: Path) -> None:
    store = made.store(tmp_path)
    store.add(made.feedback(), None, made.NOW)

    def delete_and_fail() -> None:
        with Database(made.settings(tmp_path)).session() as session:
            session.connection().exec_driver_sql("DELETE FROM feedback")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        delete_and_fail()
    assert len(store.listed(made.NOW)) == 1
