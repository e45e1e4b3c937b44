"""Where the database is, told without loading what speaks to it."""

from __future__ import annotations

from pathlib import Path

from assistant.settings import Settings

FILE = "database.sqlite"


def database_file(settings: Settings) -> Path | None:
    """Return SQLite's file, which need not be there; None where the database is on a server."""
    if settings.database_url is None:
        return settings.data_dir / FILE
    from sqlalchemy import make_url
    from sqlalchemy.exc import ArgumentError

    try:
        url = make_url(settings.database_url)
    except ArgumentError:  # whoever opens it says so
        return None
    return Path(url.database or "") if url.get_backend_name() == "sqlite" else None


def is_there(settings: Settings) -> bool:
    """Tell whether there is a database to read; one on a server is taken to be there."""
    file = database_file(settings)
    return file is None or file.exists()
