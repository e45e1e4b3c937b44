"""The file of a backup: a zip with a list of what is in it, and the digest of each file."""

from __future__ import annotations

import hashlib
import json
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import IO, Any

from assistant import __version__
from assistant.errors import InputError
from assistant.types import Progress

FORMAT = 1
MANIFEST = "manifest.json"
DATABASE = "database.sqlite"
DOCUMENTS = "documents/"
# A backup that unfolds to more is no backup of ours: documents have their own limit.
MAX_BYTES = 20 * 1024**3
_CHUNK = 1024 * 1024


def write(
    target: Path, files: Sequence[tuple[str, Path]], schema: str, now: datetime, report: Progress
) -> dict[str, Any]:
    """Write `files` (name in the backup, path) to the new file `target`; return the list."""
    listed = []
    target.touch(mode=0o600)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for done, (name, path) in enumerate(files):
            report("backup", done, len(files))
            with path.open("rb") as source, archive.open(name, "w", force_zip64=True) as entry:
                digest, size = _copy(source, entry)
            listed.append({"name": name, "sha256": digest, "bytes": size})
        manifest = {
            "format": FORMAT,
            "program": __version__,
            "made": now.isoformat(timespec="seconds"),
            "schema": schema,
            "files": listed,
        }
        archive.writestr(MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1))
    report("backup", len(files), len(files))
    return manifest


def unpack(file: Path, folder: Path, report: Progress) -> dict[str, Any]:
    """Unpack a backup into the empty `folder`, every file checked by its digest; return the list.

    Raises InputError `unreadable_file`, `bad_backup`, `newer_backup`.
    """
    with _archive(file) as archive:
        manifest = _manifest(archive, file)
        for done, entry in enumerate(manifest["files"]):
            report("restore", done, len(manifest["files"]))
            path = folder / _safe(entry["name"], file)
            path.parent.mkdir(parents=True, exist_ok=True)
            with archive.open(entry["name"]) as source, path.open("wb") as target:
                digest, size = _copy(source, target, most=entry["bytes"])
            if (digest, size) != (entry["sha256"], entry["bytes"]):
                raise bad(file, f"{entry['name']} is not as it was written")
        report("restore", 1, 1)
        return manifest


def bad(file: Path, why: str) -> InputError:
    """Return the error for a file that is no backup of ours, or a damaged one."""
    return InputError(
        "bad_backup",
        f"{file} can't be restored: {why}.",
        "Nothing was changed. Use another backup.",
    )


def newer(file: Path) -> InputError:
    """Return the error for a backup that this program is too old for."""
    return InputError(
        "newer_backup",
        f"{file} was made by a newer version of this program.",
        "Nothing was changed. Update the program first.",
    )


@contextmanager
def _archive(file: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(file) as archive:
            yield archive
    except OSError as error:
        raise InputError(
            "unreadable_file",
            f"The backup {file} can't be read: {error.strerror or error}.",
            "Name a file that `assistant backup` wrote.",
        ) from error
    except (zipfile.BadZipFile, zlib.error, KeyError, EOFError, RuntimeError) as error:
        # RuntimeError: it is encrypted, or packed in a way that Python does not know.
        raise bad(file, "it is no whole zip file of ours") from error


def _manifest(archive: zipfile.ZipFile, file: Path) -> dict[str, Any]:
    try:
        if archive.getinfo(MANIFEST).file_size > 100 * _CHUNK:
            raise bad(file, "its list of files is too long")
        manifest = json.loads(archive.read(MANIFEST))
        names = [entry["name"] for entry in manifest["files"]]
        total = sum(entry["bytes"] for entry in manifest["files"])
        version = int(manifest["format"])
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError) as error:
        raise bad(file, "its list of files can't be read") from error
    if version > FORMAT:
        raise newer(file)
    well_formed = all(isinstance(name, str) for name in names) and isinstance(total, int)
    if (
        not well_formed
        or DATABASE not in names
        or len(set(names)) != len(names)
        or total > MAX_BYTES
    ):
        raise bad(file, "its list of files is not as we write it")
    return dict(manifest)


def _safe(name: str, file: Path) -> PurePosixPath:
    path = PurePosixPath(name)
    parts = path.parts
    if name != DATABASE and (
        not name.startswith(DOCUMENTS)
        or ".." in parts
        or path.is_absolute()
        or "\\" in name
        or "\0" in name
    ):
        raise bad(file, f"it holds {name!r}, which does not belong there")
    return path


def _copy(source: IO[bytes], target: IO[bytes], most: int = MAX_BYTES) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    while size <= most and (chunk := source.read(_CHUNK)):
        digest.update(chunk)
        size += len(chunk)
        target.write(chunk)
    return digest.hexdigest(), size
