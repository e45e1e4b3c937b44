"""Reads the files of a scan, each on its own: one bad file spoils no other."""

from __future__ import annotations

import hashlib
import logging
from dataclasses import dataclass

from assistant.corpus.canonical import RawDocument
from assistant.corpus.sandbox.limits import FileLimits
from assistant.corpus.sandbox.reader import SafeReader
from assistant.errors import AssistantError, InputError, MissingPartError
from assistant.index.identity import GUIDANCE, Place, is_guidance
from assistant.index.read_cache import ReadCache
from assistant.index.scan import SUFFIXES, Source
from assistant.settings import Settings
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


def file_limits(settings: Settings) -> FileLimits:
    """Return what the settings allow one file to cost."""
    return FileLimits(
        max_file_bytes=settings.max_file_bytes,
        max_pages=settings.max_pages,
        max_expanded_bytes=settings.max_expanded_bytes,
        max_read_seconds=settings.max_read_seconds,
        max_read_memory_mb=settings.max_read_memory_mb,
    )


def read_sources(
    sources: tuple[Source, ...], limits: FileLimits, cache: ReadCache, progress: Progress
) -> tuple[dict[Place, ReadFile], list[FileFailure]]:
    """Read every source that changed since `cache` heard of it.

    Returns what could be read by place, and why the rest could not. Raises MissingPartError
    `no_reading_process`.
    """
    read: dict[Place, ReadFile] = {}
    failed: list[FileFailure] = []
    with SafeReader(limits) as reader:
        for done, source in enumerate(sources):
            progress("read", done, len(sources))
            try:
                raw = _read(source, reader, cache)
            except MissingPartError:
                raise
            except AssistantError as error:
                failed.append(_failure(source, error.code, str(error)))
            except Exception as error:
                logger.info("%s can't be read", source.file, exc_info=True)
                reason = str(error).splitlines()[0] if str(error) else type(error).__name__
                failed.append(_failure(source, "unreadable", f"The file can't be read: {reason}"))
            else:
                digest = hashlib.sha256(raw.text.encode("utf-8")).hexdigest()
                read[source.place] = ReadFile(source, raw, digest)
    progress("read", len(sources), len(sources))
    return read, failed


def _read(source: Source, reader: SafeReader, cache: ReadCache) -> RawDocument:
    if source.file.suffix.lower() not in SUFFIXES:
        raise InputError(
            "unsupported_format",
            f"{source.file.name}: files of this kind are not indexed.",
            f"Known are {', '.join(sorted(SUFFIXES))}.",
        )
    reader.check(source.file)
    digest = cache.digest(source.file)
    raw = cache.find(source, digest)
    if raw is None:
        raw = reader.read(source.file)
        cache.keep(source, digest, raw)
    return raw


def _failure(source: Source, code: str, message: str) -> FileFailure:
    return FileFailure(path=str(source.file), code=code, message=message)
