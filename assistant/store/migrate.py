"""Brings a database up to date: all of it or nothing, one process at a time."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from filelock import FileLock
from sqlalchemy import Connection, Engine, text

_LOCK_SECONDS = 60
# Any number, the same in every process: PostgreSQL's advisory locks have no names.
_POSTGRES_LOCK = 0x61737374


def migrate(engine: Engine, file: Path | None) -> None:
    """Run the migrations that the database lacks; `file` is SQLite's, None on a server.

    Raises CommandError when the database is newer than this program, SQLAlchemyError and OSError
    where it can't be written.
    """
    if file is None:
        with engine.begin() as connection:
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _POSTGRES_LOCK})
            _upgrade(connection)
        return
    # SQLite does not wait for its turn when it changes to WAL, so the processes do it here.
    with FileLock(file.with_name(f"{file.name}.lock"), timeout=_LOCK_SECONDS):
        # What people wrote is for the server's own user alone. SQLite takes over an empty file.
        file.touch(mode=0o600)
        _use_wal(engine)
        with engine.begin() as connection:
            _upgrade(connection)


def _upgrade(connection: Connection) -> None:
    config = Config()
    config.set_main_option("script_location", "assistant.store:migrations")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _use_wal(engine: Engine) -> None:
    # Readers and the one writer don't stop each other. The file keeps this; it can't be changed
    # within a transaction, which SQLAlchemy would begin.
    connection = engine.raw_connection()
    try:
        connection.cursor().execute("PRAGMA journal_mode=WAL")
    finally:
        connection.close()
