"""A whole copy of a live SQLite database, and putting one back while others read and write.

Both by SQLite's own backup interface, which gives one moment's state whatever is written meanwhile.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import URL, create_engine
from sqlalchemy.pool import NullPool

from assistant.store.migrate import migrate

_WAIT_SECONDS = 30
# Who was signed in, and who tried, is not for a file that is carried about.
_LEFT_OUT = ("staff_session", "staff_attempt")


def copy_out(live: Path, copy: Path) -> str:
    """Write one moment's state of `live` to the new file `copy`; return its schema's revision.

    Open sessions and failed sign-ins are left out. Raises sqlite3.Error and OSError.
    """
    copy.touch(mode=0o600)
    with closing(_open(live)) as source, closing(_open(copy)) as target:
        source.backup(target)
        # A copy that is carried about must be one file.
        target.execute("PRAGMA journal_mode = DELETE")
        with target:
            for table in _LEFT_OUT:
                target.execute(f"DELETE FROM {table}")
        target.execute("VACUUM")
        return schema_of(target)


def bring_up_to_date(copy: Path) -> str | None:
    """Migrate a copy to this program's schema; return what is wrong with it, or None.

    Raises CommandError where it was made by a newer program, sqlite3.Error where it is no database.
    """
    with closing(_open(copy)) as connection:
        state = connection.execute("PRAGMA integrity_check").fetchone()[0]
        if state != "ok":
            return str(state)
        broken = connection.execute("PRAGMA foreign_key_check").fetchone()
        if broken is not None:
            return f"a row of {broken[0]} has lost what it belongs to"
        schema_of(connection)
    engine = create_engine(
        URL.create("sqlite", database=str(copy)), poolclass=NullPool, hide_parameters=True
    )
    try:
        migrate(engine, copy)
    finally:
        engine.dispose()
    with closing(_open(copy)) as connection:
        # The migration leaves it in WAL mode, whose last writes lie in a file beside it.
        connection.execute("PRAGMA journal_mode = DELETE")
    return None


def copy_in(copy: Path, live: Path) -> None:
    """Put the state of `copy` in place of that of `live`; who reads it sees the one or the other.

    Raises sqlite3.Error, such as when somebody keeps writing for half a minute.
    """
    with closing(_open(copy)) as source, closing(_open(live)) as target:
        source.backup(target)


def schema_of(connection: sqlite3.Connection) -> str:
    """Return the revision of a database's schema; raises sqlite3.Error where it has none."""
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    if row is None:
        raise sqlite3.DatabaseError("it has no schema")
    return str(row[0])


def _open(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(file, timeout=_WAIT_SECONDS)
