"""The database: made and brought up to date when it is first used, opened anew when it is gone."""

from __future__ import annotations

import logging
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic.util import CommandError
from sqlalchemy import URL, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError, StatementError
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool

from assistant.errors import MissingPartError
from assistant.settings import Settings
from assistant.store.migrate import migrate
from assistant.store.place import FILE as FILE

# Of the drivers for PostgreSQL, the one that comes with this program's extra `postgres`.
_DRIVER = "postgresql+pg8000"
_BUSY_SECONDS = 10
_LOG = logging.getLogger(__name__)


class Database:
    """Sessions on the database that the settings name. Safe for threads and several processes."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lock = threading.Lock()
        self._engine: Engine | None = None
        # The file that was brought up to date: another one in its place has to be, too.
        self._file: tuple[int, int] | None = None

    @contextmanager
    def session(self) -> Iterator[Session]:
        """Give a session in one transaction: kept at the end, undone where an error ends it.

        Raises MissingPartError `no_database` when the database can't be opened, read or written.
        """
        try:
            with Session(self._ready()) as session, session.begin():
                yield session
        except StatementError as error:
            if isinstance(error, DBAPIError):
                raise self._gone(error) from error
            raise  # a value that no database would take: our own mistake
        except (SQLAlchemyError, sqlite3.Error, CommandError, OSError, ImportError) as error:
            raise self._gone(error) from error

    def file(self) -> Path | None:
        """Return SQLite's file, brought up to date; None where the database is on a server.

        Raises MissingPartError `no_database`.
        """
        with self.session():
            assert self._engine is not None
            return _file_of(self._engine.url)

    def close(self) -> None:
        """Close what is open; the next session opens it anew."""
        with self._lock:
            if self._engine is not None:
                self._engine.dispose()
            self._engine = None

    def _ready(self) -> Engine:
        with self._lock:
            if self._engine is None:
                self._engine, self._file = _engine(self._url()), None
            file = _file_of(self._engine.url)
            if file is None:
                known = self._file is not None
            else:
                file.parent.mkdir(parents=True, exist_ok=True)
                known = self._file is not None and self._file == _identity(file)
            if not known:
                migrate(self._engine, file)
                self._file = _identity(file) if file else (0, 0)
            return self._engine

    def _url(self) -> URL:
        given = self._settings.database_url
        if given is None:
            return URL.create("sqlite", database=str(self._settings.data_dir / FILE))
        url = make_url(given)
        if url.get_backend_name() == "sqlite":
            if url.database in (None, "", ":memory:") or url.query:
                raise ArgumentError("an SQLite database must be a file, named without options")
        elif url.get_backend_name() != "postgresql":
            raise ArgumentError(f"{url.get_backend_name()} is neither sqlite nor postgresql")
        return url.set(drivername=_DRIVER) if url.drivername == "postgresql" else url

    def _gone(self, error: Exception) -> MissingPartError:
        # The whole message may name a server's address and user: it is for the log alone.
        _LOG.error("the database can't be used", exc_info=error)
        return MissingPartError(
            "no_database",
            f"The database can't be used: {_reason(error)}.",
            "Check ASSISTANT_DATABASE_URL; when it is unset, the database is the file "
            f"{FILE} in the data folder.",
        )


def _reason(error: Exception) -> str:
    cause = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(cause, sqlite3.Error):
        return str(cause)
    if isinstance(error, DBAPIError):
        return "the server refused or does not answer"
    if isinstance(error, CommandError):
        return "it was made by a newer version of this program"
    if isinstance(error, OSError):
        return error.strerror or type(error).__name__
    if isinstance(error, ImportError):
        return f"the Python package {error.name} is not installed (the extra `postgres` has pg8000)"
    return str(error) if isinstance(error, ArgumentError) else type(error).__name__


def _engine(url: URL) -> Engine:
    # What people wrote must not get into the log with an error.
    if url.get_backend_name() != "sqlite":
        return create_engine(url, pool_pre_ping=True, hide_parameters=True)
    # A pooled connection would go on writing into a file that has been deleted.
    engine = create_engine(
        url,
        poolclass=NullPool,
        connect_args={"timeout": _BUSY_SECONDS},
        hide_parameters=True,
    )
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)
    return engine


def _on_connect(connection: Any, _: object) -> None:
    # Python's own transactions would leave CREATE TABLE out of them (see SQLAlchemy, "Serializable
    # isolation / Savepoints / Transactional DDL" of the SQLite dialect).
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")


def _on_begin(connection: Any) -> None:
    # At once: a transaction that begins reading can't wait when it comes to write.
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _file_of(url: URL) -> Path | None:
    return Path(url.database or "") if url.get_backend_name() == "sqlite" else None


def _identity(file: Path) -> tuple[int, int] | None:
    try:
        found = file.stat()
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino
