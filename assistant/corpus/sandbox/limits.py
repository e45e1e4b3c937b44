"""What reading one file may cost."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.corpus.readers.limits import Limits


@dataclass(frozen=True, slots=True)
class FileLimits:
    """The settings of the same names: bytes of a file, pages, bytes unpacked, seconds, megabytes.

    `max_file_bytes` also bounds the canonical text that comes of a file, in UTF-8, whatever its
    format. `max_read_memory_mb` (of 1,000,000 bytes) is counted from what the reading process holds
    before it opens the file.
    """

    max_file_bytes: int = 20_000_000
    max_pages: int = 2000
    max_expanded_bytes: int = 300_000_000
    max_read_seconds: float = 60
    max_read_memory_mb: int = 1000

    @property
    def for_reader(self) -> Limits:
        """The limits that a reader checks itself."""
        return Limits(self.max_pages, self.max_expanded_bytes)
