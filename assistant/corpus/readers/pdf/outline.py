"""The file's own table of contents (its bookmarks), found again in its text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import pypdfium2 as pdfium

from assistant.corpus.readers.pdf.flow import Piece

_MOST = 2000
_DEEPEST = 5
_LEAST_FOUND = 0.5
_NOT_LETTERS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Entry:
    """A bookmark: its words, its depth from 0, and the page it leads to, counted from 1."""

    title: str
    depth: int
    page: int


def read_outline(document: pdfium.PdfDocument) -> list[Entry]:
    """Return the bookmarks that lead to a page; none where they can't be read."""
    entries: list[Entry] = []
    try:
        for bookmark in document.get_toc(max_depth=_DEEPEST):
            target = bookmark.get_dest()
            page = target.get_index() if target else None
            if page is not None:
                entries.append(Entry(bookmark.get_title(), bookmark.level, page + 1))
            if len(entries) >= _MOST:
                break
    except (pdfium.PdfiumError, ValueError, UnicodeDecodeError):
        return []
    return entries


def find_outline(entries: Sequence[Entry], pieces: Sequence[Piece]) -> dict[int, int]:
    """Return the depth of the pieces, by number, that bookmarks name.

    Nothing where most bookmarks are not found: they are then something else than headings.
    """
    by_page: dict[int, list[int]] = {}
    for number, piece in enumerate(pieces):
        if piece.kind in ("paragraph", "item"):
            by_page.setdefault(piece.lines[0].page, []).append(number)
    found: dict[int, int] = {}
    for entry in entries:
        wanted = _plain(entry.title)
        near = (n for page in (entry.page, entry.page + 1) for n in by_page.get(page, ()))
        match = next((n for n in near if n not in found and wanted == _words(pieces[n])), None)
        if match is not None and wanted:
            found[match] = entry.depth
    return found if len(found) >= max(_LEAST_FOUND * len(entries), 2) else {}


def _words(piece: Piece) -> str:
    return _plain(" ".join(line.text for line in piece.lines[:4]))


def _plain(text: str) -> str:
    return _NOT_LETTERS.sub("", text).casefold()
