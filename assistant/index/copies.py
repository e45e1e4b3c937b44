"""Files from elsewhere, kept in the data folder: copied before they are indexed, removed after."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from assistant.index.disk import write_atomically
from assistant.index.manifest import FileEntry
from assistant.index.scan import CALL_DATA, Roots, Scan


def copy_call_data(roots: Roots, found: Scan) -> None:
    """Copy call.yaml and the like of calls from elsewhere; raises OSError."""
    for folder, call_id in found.call_data:
        for name in CALL_DATA:
            if (folder / name).is_file():
                _copy(folder / name, roots.documents / call_id / name)


def copy_documents(roots: Roots, found: Scan, places: Iterable[tuple[str, str]]) -> None:
    """Copy the files from elsewhere that are at `places` in the next index; raises OSError."""
    wanted = set(places)
    for source in found.sources:
        if source.origin and source.place in wanted and source.file.is_file():
            _copy(source.file, roots.file(source))


def remove_copies(roots: Roots, gone: Iterable[FileEntry]) -> None:
    """Delete the copies of files that left the index, and folders that this leaves empty."""
    for entry in gone:
        if entry.root != "data":
            continue
        file = roots.file(entry)
        file.unlink(missing_ok=True)
        for folder in file.parents:
            if folder == roots.documents or not folder.is_dir() or any(folder.iterdir()):
                break
            folder.rmdir()


def _copy(file: Path, target: Path) -> None:
    data = file.read_bytes()
    if target == file or (target.is_file() and target.read_bytes() == data):
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(target, data)
