"""What a reader may use up on one file; the settings are handed in from outside."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits that a reader checks itself, before it unpacks or goes through a file.

    `max_pages` counts the pages of a PDF; `max_expanded_bytes` is the size, in bytes, of all that
    a DOCX or XLSX unpacks to.
    """

    max_pages: int = 2_000
    max_expanded_bytes: int = 300_000_000


DEFAULT_LIMITS = Limits()
