"""What was read of each file, kept beside the index: only files that changed are read again.

Like the index it can be deleted at any time.
"""

from __future__ import annotations

import hashlib
import logging
import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from pydantic import TypeAdapter

import assistant.corpus
from assistant.corpus.canonical import RawDocument
from assistant.corpus.sandbox.limits import FileLimits
from assistant.index.identity import Place
from assistant.index.manifest import FileEntry, index_folder
from assistant.index.scan import Source
from assistant.settings import Settings

logger = logging.getLogger(__name__)

READ_FOLDER = "read"
# What the text of a file depends on besides the file and our own readers.
_LIBRARIES = (
    "lxml",
    "markdown-it-py",
    "mdit-py-plugins",
    "openpyxl",
    "pdfminer.six",
    "pdfplumber",
    "pypdf",
    "pypdfium2",
    "python-docx",
    "pyyaml",
)


@dataclass(frozen=True, slots=True)
class _Kept:
    """A document as it was read from the bytes with this digest."""

    reader: str
    sha256: str
    raw: RawDocument


_KEPT = TypeAdapter(_Kept)


class ReadCache:
    """One file a source in the index folder; another reader or other limits make all of it void.

    With `writes` false it only finds.
    """

    def __init__(self, settings: Settings, limits: FileLimits, *, writes: bool) -> None:
        self._folder = index_folder(settings.data_dir) / READ_FOLDER
        self._reader = hashlib.sha256(f"{readers_version()} {limits}".encode()).hexdigest()
        self._writes = writes

    def digest(self, file: Path) -> str:
        """Return the digest of a file's bytes; raises OSError."""
        with file.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()

    def find(self, source: Source, digest: str) -> RawDocument | None:
        """Return what was read of a source whose bytes still have this digest."""
        try:
            kept = _KEPT.validate_json((self._folder / _name(source.place)).read_bytes())
        except (OSError, ValueError):
            return None
        return kept.raw if (kept.reader, kept.sha256) == (self._reader, digest) else None

    def keep(self, source: Source, digest: str, raw: RawDocument) -> None:
        """Keep what was read of a source; what can't be kept is read again next time."""
        if not self._writes:
            return
        path = self._folder / _name(source.place)
        temporary = path.with_suffix(f".{os.getpid()}.tmp")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            temporary.write_bytes(_KEPT.dump_json(_Kept(self._reader, digest, raw)))
            os.replace(temporary, path)
        except (OSError, ValueError):
            logger.warning("What was read of %s can't be kept", source.file, exc_info=True)
            with suppress(OSError):
                temporary.unlink(missing_ok=True)

    def forget_others(self, entries: Iterable[FileEntry]) -> None:
        """Delete what is kept of files that are no part of the index."""
        wanted = {_name(entry.place) for entry in entries}
        for path in self._folder.glob("*"):
            if path.name not in wanted:
                with suppress(OSError):
                    path.unlink()


@cache
def readers_version() -> str:
    """Return a digest of our readers' code and of the versions of the libraries they use."""
    digest = hashlib.sha256()
    folder = Path(assistant.corpus.__file__).parent
    for path in sorted((*folder.glob("*.py"), *(folder / "readers").rglob("*.py"))):
        digest.update(path.relative_to(folder).as_posix().encode() + path.read_bytes())
    for library in _LIBRARIES:
        with suppress(PackageNotFoundError):
            digest.update(f"{library} {version(library)};".encode())
    return digest.hexdigest()


def _name(place: Place) -> str:
    return hashlib.sha256("\0".join(place).encode("utf-8", "surrogateescape")).hexdigest() + ".json"
