"""Pages of documents as pictures: drawn from the original file, in a process of its own."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
import threading
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import assistant
from assistant.corpus.canonical import RawDocument
from assistant.corpus.readers.pdf.highlight import boxes_of
from assistant.corpus.sandbox.reader import SafeReader
from assistant.errors import AssistantError, BusyError, InputError, MissingPartError
from assistant.index.manifest import FileEntry
from assistant.index.read_cache import ReadCache
from assistant.index.reading import file_limits
from assistant.index.scan import Roots, Source
from assistant.settings import Settings
from assistant.types import Document

logger = logging.getLogger(__name__)

# A page of text is some 200 KB; who turns pages comes back to the last ones.
_KEPT_PICTURES = 48
_KEPT_DOCUMENTS = 4
_AT_ONCE = 2
_START_SECONDS = 20.0
_WAIT_SECONDS = 20.0

Key = tuple[str, int, int, int]


class PagePictures:
    """Draws pages and keeps the last ones. Safe for threads."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._limits = file_limits(settings)
        self._roots = Roots.of(settings)
        self._cache = ReadCache(settings, self._limits, writes=False)
        self._pictures: OrderedDict[Key, bytes] = OrderedDict()
        self._read: OrderedDict[str, RawDocument] = OrderedDict()
        self._lock = threading.Lock()
        self._turns = threading.Semaphore(_AT_ONCE)

    def picture(
        self, document: Document, entry: FileEntry, page: int, start: int, end: int
    ) -> bytes:
        """Return a page as PNG, with what it shows of `text[start:end]` marked.

        Raises InputError `unknown_page` for a page that the document does not have,
        `original_changed` where its file is gone or another one than was indexed, and what reading
        a file raises; MissingPartError `no_picture` where the page can't be drawn, BusyError where
        too many wait.
        """
        file = self._roots.file(entry)
        try:
            digest = self._cache.digest(file)
        except OSError as error:
            raise _changed(document) from error
        key = (f"{document.sha256}-{digest}", page, start, end)
        with self._lock:
            if key in self._pictures:
                self._pictures.move_to_end(key)
                return self._pictures[key]
        if not self._turns.acquire(timeout=_WAIT_SECONDS):
            raise BusyError("busy", "Too many pages are being drawn.", "Try again in a moment.")
        try:
            raw = self._raw(file, entry, digest)
            if raw.text != document.text:
                raise _changed(document)
            boxes = boxes_of(raw.places, raw.text, start, end, page)
            picture = self._draw(file, page, [(b.x0, b.top, b.x1, b.bottom) for b in boxes])
        finally:
            self._turns.release()
        with self._lock:
            self._pictures[key] = picture
            while len(self._pictures) > _KEPT_PICTURES:
                self._pictures.popitem(last=False)
        return picture

    def _raw(self, file: Path, entry: FileEntry, digest: str) -> RawDocument:
        """Return what was read of a file when it was indexed, with the places of its lines."""
        with self._lock:
            if digest in self._read:
                self._read.move_to_end(digest)
                return self._read[digest]
        source = Source(file, entry.root, entry.path, entry.call_id)
        raw = self._cache.find(source, digest)
        if raw is None:
            with SafeReader(self._limits) as reader:
                raw = reader.read(file)
        with self._lock:
            self._read[digest] = raw
            while len(self._read) > _KEPT_DOCUMENTS:
                self._read.popitem(last=False)
        return raw

    def _draw(self, file: Path, page: int, boxes: Sequence[tuple[float, ...]]) -> bytes:
        request = {
            "path": str(file),
            "page": page,
            "boxes": boxes,
            "seconds": self._limits.max_read_seconds,
            "megabytes": self._limits.max_read_memory_mb,
        }
        try:
            done = subprocess.run(
                [sys.executable, "-m", "assistant.corpus.readers.pdf.draw"],
                input=json.dumps(request).encode(),
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                timeout=_START_SECONDS + self._limits.max_read_seconds,
                env=_environment(),
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise _not_drawn(page) from error
        if done.returncode == 0 and done.stdout.startswith(b"\x89PNG"):
            return done.stdout
        raise _told(done.stdout) or _not_drawn(page)


def _environment() -> dict[str, str]:
    """Return the environment without the settings: a database address may hold a password."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ASSISTANT_")}
    package = str(Path(assistant.__file__).parents[1])
    kept["PYTHONPATH"] = os.pathsep.join(filter(None, [package, kept.get("PYTHONPATH")]))
    return kept


def _told(output: bytes) -> AssistantError | None:
    """Return the error that the drawing process told, if it did."""
    try:
        error: Mapping[str, Any] = json.loads(output)["error"]
        return InputError(str(error["code"]), str(error["message"]), str(error["hint"]))
    except (ValueError, KeyError, TypeError):
        return None


def _changed(document: Document) -> InputError:
    return InputError(
        "original_changed",
        f"The file of {document.id} is gone, or is not the one that was indexed.",
        "Run `assistant ingest` to index what is there now.",
    )


def _not_drawn(page: int) -> MissingPartError:
    logger.warning("Page %s could not be drawn", page)
    return MissingPartError(
        "no_picture", f"Page {page} can't be drawn.", "Read the text of the source instead."
    )
