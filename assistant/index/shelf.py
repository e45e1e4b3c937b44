"""The folder of generations, from the writer's side: lock, make, put in place, clear away.

Only one process at a time holds the lock; whatever it finds half done was left by a killed one.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from filelock import FileLock, Timeout

from assistant.errors import MissingPartError
from assistant.index.disk import remove_tree, sync_folder, sync_tree
from assistant.index.library import Earlier
from assistant.index.manifest import (
    BUILDING,
    CHROMA_FILE,
    CHROMA_FOLDER,
    FORMAT,
    MANIFEST_FILE,
    Manifest,
    Pointer,
    read_manifest,
    read_pointer,
    write_manifest,
    write_pointer,
)
from assistant.index.records import (
    CALL,
    CALLS_FILE,
    DOCUMENT,
    DOCUMENTS_FILE,
    FACT,
    FACTS_FILE,
    load_lines,
)
from assistant.types import Progress

_LOCK_FILE = ".lock"
_GENERATION = "g-"
Drop = Callable[[Path], None]


class Shelf:
    """The generations in `folder`. `drop` removes what a generation has outside its own folder."""

    def __init__(self, folder: Path, drop: Drop) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self._drop = drop

    @contextmanager
    def locked(self, progress: Progress) -> Iterator[None]:
        """Hold the lock; `progress` hears "wait" when another has it. It ends with its process."""
        lock = FileLock(self.folder / _LOCK_FILE)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            progress("wait", 0, 1)
            lock.acquire()
            progress("wait", 1, 1)
        try:
            self._clear(BUILDING, keep=())
            self._clear_older()
            yield
        finally:
            lock.release()

    def current(self) -> tuple[Path, Manifest] | None:
        """Return the current generation's folder and manifest; None where none can be read."""
        try:
            pointer = read_pointer(self.folder)
            if pointer is None:
                return None
            folder = self.folder / pointer.folder
            manifest = read_manifest(folder)
        except MissingPartError:
            # What can't be read is built anew from its files.
            return None
        return folder, manifest

    def is_whole(self, folder: Path, manifest: Manifest) -> bool:
        """Tell whether every file is there as long as it was written."""
        sizes = _sizes(folder)
        return all(sizes.get(name) == size for name, size in manifest.sizes.items()) and (
            manifest.server is not None or (folder / CHROMA_FILE).is_file()
        )

    def put(self, planned: Manifest, write: Callable[[Path, Manifest], Manifest]) -> Manifest:
        """Let `write` fill a new folder, then make it the current generation in one step.

        `write` returns the manifest with what it counted.

        Keeps the generation before for those who still read it, and removes older ones. When
        `write` fails or is interrupted nothing has changed.
        """
        before = self.current()
        building = self.folder / f"{BUILDING}{planned.name}"
        building.mkdir()
        # Before anything else, so that the next build can tell what a killed one left elsewhere.
        write_manifest(building, planned)
        try:
            written = write(building, planned)
            write_manifest(building, replace(written, sizes=_sizes(building)))
            sync_tree(building)
        except BaseException:
            self._clear(BUILDING, keep=())
            raise
        place = self.folder / planned.name
        os.rename(building, place)
        sync_folder(self.folder)
        write_pointer(self.folder, Pointer(FORMAT, planned.id, planned.name))
        keep = (planned.name, before[0].name) if before else (planned.name,)
        self._clear(_GENERATION, keep)
        return read_manifest(place)

    def _clear_older(self) -> None:
        """Remove what a build did not come to, killed between its pointer and its clearing away."""
        current = self.current()
        if current is None:
            return
        others = [folder for folder in self.folder.glob(f"{_GENERATION}*") if folder != current[0]]
        others.sort(key=lambda folder: folder.stat().st_mtime_ns)
        self._clear(_GENERATION, (current[0].name, *(folder.name for folder in others[-1:])))

    def _clear(self, prefix: str, keep: tuple[str, ...]) -> None:
        for folder in self.folder.glob(f"{prefix}*"):
            if folder.name not in keep:
                self._drop(folder)
                remove_tree(folder)


def _sizes(folder: Path) -> dict[str, int]:
    """Return the sizes of a generation's files, less those that Chroma may still change."""
    return {
        path.relative_to(folder).as_posix(): path.stat().st_size
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != MANIFEST_FILE and CHROMA_FOLDER not in path.parts
    }


def read_earlier(folder: Path, manifest: Manifest) -> Earlier | None:
    """Read what the next generation takes over from this one; None where it can't be read."""
    try:
        documents = load_lines(DOCUMENT, folder / DOCUMENTS_FILE)
        calls = load_lines(CALL, folder / CALLS_FILE)
        facts = load_lines(FACT, folder / FACTS_FILE)
    except (OSError, ValueError):
        return None
    return Earlier(
        files=manifest.files,
        documents={document.id: document for document in documents},
        calls={call.id: call for call in calls},
        facts=tuple(facts),
    )
