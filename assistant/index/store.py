"""The way to the current generation: a look at the pointer on each call, reopened when it moved."""

from __future__ import annotations

import os
import threading

from assistant.errors import MissingPartError
from assistant.index.generation import Generation, open_generation
from assistant.index.manifest import POINTER_FILE, index_folder, read_pointer
from assistant.settings import Settings

_Stamp = tuple[int, int, int]


class IndexStore:
    """Hands out the current generation. Safe for threads and for several processes."""

    def __init__(self, settings: Settings) -> None:
        self._folder = index_folder(settings.data_dir)
        self._lock = threading.Lock()
        # In one reference, so that a thread never sees the one without the other.
        self._opened: tuple[_Stamp, Generation] | None = None

    def current(self) -> Generation:
        """Return the generation that CURRENT names: a stat of that file, unless it was replaced.

        While one thread opens a new generation the others still get the one before.
        Raises MissingPartError `no_index` when nothing was built yet, `broken_index` or `old_index`
        when it can't be read.
        """
        opened = self._opened
        if opened is not None and opened[0] == self._pointer_stamp():
            return opened[1]
        if not self._lock.acquire(blocking=opened is None):
            assert opened is not None
            return opened[1]
        try:
            return self._open()
        finally:
            self._lock.release()

    def close(self) -> None:
        """Let go of the generation; its files close when the last query on it has ended."""
        with self._lock:
            self._opened = None

    def _open(self) -> Generation:
        while True:
            stamp = self._pointer_stamp()
            if self._opened is not None and self._opened[0] == stamp:
                return self._opened[1]
            pointer = read_pointer(self._folder)
            if pointer is None:
                raise self._nothing_built()
            try:
                generation = open_generation(self._folder / pointer.folder)
            except MissingPartError:
                # Two builds may have ended since the pointer was read, and removed that folder.
                if self._pointer_stamp() != stamp:
                    continue
                raise
            self._opened = stamp, generation
            return generation

    def _pointer_stamp(self) -> _Stamp:
        try:
            found = os.stat(self._folder / POINTER_FILE)
        except FileNotFoundError as error:
            raise self._nothing_built() from error
        return found.st_mtime_ns, found.st_ino, found.st_size

    def _nothing_built(self) -> MissingPartError:
        return MissingPartError(
            "no_index",
            f"There is no index in {self._folder}.",
            "Run `assistant ingest` to build it.",
        )
