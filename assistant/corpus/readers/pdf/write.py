"""Pieces to canonical text: headings, paragraphs, lists, tables, notes behind what they are to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.corpus.canonical import CanonicalBuilder
from assistant.corpus.readers.pdf.flow import Piece
from assistant.corpus.readers.pdf.joining import Vocabulary, join
from assistant.corpus.readers.pdf.model import TextLine
from assistant.corpus.readers.pdf.notes import Note
from assistant.corpus.readers.pdf.tables.write import write_table

_SAME_DEPTH = 4.0
_DEEPEST = 5


def write(
    pieces: Sequence[Piece], notes: Mapping[int, Sequence[Note]], words: Vocabulary
) -> CanonicalBuilder:
    """Return a builder with the pieces in order, and the notes of each page (by number)."""
    writer = _Writer(words)
    behind = _places_of_notes(pieces, notes)
    for note in behind.get(-1, ()):
        writer.note(note)
    for number, piece in enumerate(pieces):
        writer.piece(piece)
        for note in behind.get(number, ()):
            writer.note(note)
    return writer.builder


class _Writer:
    def __init__(self, words: Vocabulary) -> None:
        self.builder = CanonicalBuilder()
        self._words = words
        self._lists = 0
        self._depths: list[float] = []

    def piece(self, piece: Piece) -> None:
        if piece.kind != "item":
            self._depths = []
        if piece.table is not None:
            self._lists += 1
            write_table(self.builder, piece.table, self._lists, self._words)
            return
        text, lines = join(piece.lines, self._words, piece.breaks, piece.skip)
        if piece.kind == "heading":
            self.builder.heading(text, piece.level, lines)
        elif piece.kind == "item":
            level = self._depth(piece.lines[0])
            self.builder.item(text, self._lists, level, piece.number, lines)
        else:
            self.builder.paragraph(text, lines)

    def note(self, note: Note) -> None:
        text, lines = join(note.lines, self._words, (), note.skip)
        self._depths = []
        self.builder.paragraph(f"{note.mark} {text}", lines)

    def _depth(self, line: TextLine) -> int:
        """Return how deep an item is nested, by where its mark stands in its column."""
        at = line.x0 - line.left
        if not self._depths:
            self._lists += 1
        while self._depths and self._depths[-1] > at + _SAME_DEPTH:
            self._depths.pop()
        if not self._depths or self._depths[-1] < at - _SAME_DEPTH:
            self._depths.append(at)
        return min(len(self._depths) - 1, _DEEPEST)


def _places_of_notes(
    pieces: Sequence[Piece], notes: Mapping[int, Sequence[Note]]
) -> dict[int, list[Note]]:
    """Return the notes by the number of the piece they stand behind."""
    by_page: dict[int, list[int]] = {}
    for number, piece in enumerate(pieces):
        for page in _pages(piece):
            by_page.setdefault(page, []).append(number)
    behind: dict[int, list[Note]] = {}
    for page, own in notes.items():
        there = by_page.get(page, [])
        before = [n for p, numbers in by_page.items() if p <= page for n in numbers]
        for note in own:
            bearers = [n for n in there if note.mark in _text(pieces[n])]
            at = bearers[0] if bearers else max(there or before, default=-1)
            # A list stays whole.
            while 0 <= at < len(pieces) - 1 and pieces[at].kind == pieces[at + 1].kind == "item":
                at += 1
            behind.setdefault(at, []).append(note)
    return behind


def _pages(piece: Piece) -> set[int]:
    pages = {line.page for line in piece.lines}
    if piece.table is not None:
        pages |= {line.page for r in piece.table.rows for c in r if c for line in c.lines}
    return pages


def _text(piece: Piece) -> str:
    if piece.table is None:
        return " ".join(line.text for line in piece.lines)
    rows = piece.table.rows
    return " ".join(line.text for row in rows for cell in row if cell for line in cell.lines)
