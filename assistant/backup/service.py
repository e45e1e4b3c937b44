"""Write a backup, put one back: the database and the uploaded documents.

The index is not in it: it is made from the documents.
"""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Any

from alembic.util import CommandError

from assistant.backup.archive import DATABASE, DOCUMENTS, bad, newer, unpack, write
from assistant.errors import InputError
from assistant.host import Host
from assistant.index.build import index_lock
from assistant.index.disk import remove_tree, sync_folder
from assistant.index.scan import Roots
from assistant.store.snapshot import bring_up_to_date, copy_in, copy_out
from assistant.types import Progress


def backup(
    host: Host, file: Path, now: datetime, progress: Progress | None = None
) -> dict[str, Any]:
    """Write a backup to `file` and return what is in it; others may read and write meanwhile.

    The file appears whole or not at all, for its owner's eyes only, and an earlier one of the name
    is replaced. `progress` hears ("backup", done, total) by file. Raises InputError
    `not_this_database` where the database is on a server, `unwritable_file`.
    """
    live = _live(host)
    documents = Roots.of(host.settings).documents
    report = progress or (lambda what, done, total: None)
    try:
        with tempfile.TemporaryDirectory(prefix=".backup-", dir=file.absolute().parent) as scratch:
            copy, whole = Path(scratch) / DATABASE, Path(scratch) / "whole.zip"
            schema = copy_out(live, copy)
            with index_lock(host.settings):
                # Nobody adds or removes documents while they are read.
                files = [(DATABASE, copy), *_documents(documents)]
                manifest = write(whole, files, schema, now, report)
            whole.replace(file)
            sync_folder(file.absolute().parent)
    except OSError as error:
        raise InputError(
            "unwritable_file",
            f"The backup can't be written to {file}: {error.strerror or error}.",
            "Name a file in a folder that can be written.",
        ) from error
    return _summary(manifest, file)


def restore(
    host: Host, file: Path, now: datetime, progress: Progress | None = None
) -> dict[str, Any]:
    """Put back what `file` holds and return it, with where what was there before now lies.

    Nothing is touched before the whole file was found to be in order. A running server goes on
    with the restored state; everybody has to sign in again. Raises InputError `unreadable_file`,
    `bad_backup`, `newer_backup`, `not_this_database`.
    """
    live = _live(host)
    data = host.settings.data_dir
    report = progress or (lambda what, done, total: None)
    with tempfile.TemporaryDirectory(prefix=".restore-", dir=data) as scratch:
        folder = Path(scratch)
        manifest = unpack(file, folder, report)
        _check_database(folder / DATABASE, file)
        before = data / f"before-restore-{now:%Y%m%dT%H%M%SZ}.zip"
        backup(host, before, now)
        with index_lock(host.settings):
            copy_in(folder / DATABASE, live)
            changed = _put_documents(folder / DOCUMENTS, Roots.of(host.settings).documents)
    if changed:
        host.ingest([Roots.of(host.settings).documents], None, progress)
    return {**_summary(manifest, file), "before": str(before)}


def _live(host: Host) -> Path:
    live = host.database().file()
    if live is None:
        raise InputError(
            "not_this_database",
            "The database is on a server, which has its own way to be backed up.",
            "Use pg_dump and pg_restore, and copy the folder `documents` of the data folder.",
        )
    return live


def _documents(folder: Path) -> list[tuple[str, Path]]:
    found = sorted(path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return [(DOCUMENTS + path.relative_to(folder).as_posix(), path) for path in found]


def _check_database(copy: Path, file: Path) -> None:
    try:
        fault = bring_up_to_date(copy)
    except CommandError as error:
        raise newer(file) from error
    except sqlite3.Error as error:
        raise bad(file, f"its database can't be read ({error})") from error
    if fault is not None:
        raise bad(file, f"its database is damaged ({fault})")


def _put_documents(restored: Path, documents: Path) -> bool:
    """Put the restored documents in place; return whether they differ from what was there."""
    restored.mkdir(exist_ok=True)
    if _digests(restored) == _digests(documents):
        return False
    old = documents.with_name(f".{documents.name}-before")
    remove_tree(old)
    if documents.exists():
        documents.rename(old)
    shutil.move(restored, documents)
    sync_folder(documents.parent)
    remove_tree(old)
    return True


def _digests(folder: Path) -> dict[str, str]:
    return {
        name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in _documents(folder)
    }


def _summary(manifest: dict[str, Any], file: Path) -> dict[str, Any]:
    return {
        "file": str(file),
        "made": manifest["made"],
        "schema": manifest["schema"],
        "documents": len(manifest["files"]) - 1,
        "bytes": file.stat().st_size,
    }
