"""Reads the files of a scan, each on its own: one bad file spoils no other."""

from __future__ import annotations

import hashlib
import logging
from dataclasses import dataclass

from assistant.corpus.canonical import RawDocument
from assistant.corpus.readers import read_file
from assistant.errors import AssistantError, InputError
from assistant.index.identity import GUIDANCE, Place, is_guidance
from assistant.index.scan import SUFFIXES, Source
from assistant.types import FileFailure, Progress

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file that was read; `sha256` is that of its canonical text."""

    source: Source
    raw: RawDocument
    sha256: str

    @property
    def guidance(self) -> bool:
        return is_guidance(self.source.path) or self.raw.meta.get("kind") == GUIDANCE


def read_sources(
    sources: tuple[Source, ...], max_bytes: int, progress: Progress
) -> tuple[dict[Place, ReadFile], list[FileFailure]]:
    """Read every source; returns what could be read by place, and why the rest could not."""
    read: dict[Place, ReadFile] = {}
    failed: list[FileFailure] = []
    for done, source in enumerate(sources):
        progress("read", done, len(sources))
        try:
            raw = _read(source, max_bytes)
        except AssistantError as error:
            failed.append(_failure(source, error.code, str(error)))
        except Exception as error:
            # A reader is third-party code fed with anybody's files: whatever it raises means that
            # this file can't be read, and nothing about the others.
            logger.info("%s can't be read", source.file, exc_info=True)
            reason = str(error).splitlines()[0] if str(error) else type(error).__name__
            failed.append(_failure(source, "unreadable", f"The file can't be read: {reason}"))
        else:
            digest = hashlib.sha256(raw.text.encode("utf-8")).hexdigest()
            read[source.place] = ReadFile(source, raw, digest)
    progress("read", len(sources), len(sources))
    return read, failed


def _read(source: Source, max_bytes: int) -> RawDocument:
    name = source.file.name
    if source.file.suffix.lower() not in SUFFIXES:
        raise InputError(
            "unsupported_format",
            f"{name}: files of this kind are not indexed.",
            f"Known are {', '.join(sorted(SUFFIXES))}.",
        )
    size = source.file.stat().st_size
    if size > max_bytes:
        raise InputError(
            "file_too_large",
            f"{name} has {size} bytes; {max_bytes} are allowed.",
            "Split it, or raise ASSISTANT_MAX_FILE_BYTES.",
        )
    return read_file(source.file)


def _failure(source: Source, code: str, message: str) -> FileFailure:
    return FileFailure(path=str(source.file), code=code, message=message)
