"""A table into canonical text, and where each cell's text is shown."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.corpus.canonical import CanonicalBuilder, Line, normalise
from assistant.corpus.readers.grids import EMPTY, Cell, add_table
from assistant.corpus.readers.pdf.joining import Vocabulary, join
from assistant.corpus.readers.pdf.model import Table, TableCell


def write_table(builder: CanonicalBuilder, table: Table, list_id: int, words: Vocabulary) -> None:
    """Add a table to the text, each row with the names of its columns."""
    shown: dict[int, list[Line]] = {}
    texts: dict[int, str] = {}
    grid: list[list[Cell]] = [[EMPTY] * len(row) for row in table.rows]
    for number, row in enumerate(table.rows):
        for column, cell in enumerate(row):
            if cell is not None:
                text, lines = join(cell.lines, words)
                made = Cell(text, cell.head)
                shown[id(made)] = lines
                texts[id(made)] = text
                _fill(grid, made, number, column, cell)
    since = builder.count
    add_table(builder, grid, list_id, table.heads)
    _place(builder, since, grid, shown)


def _fill(grid: list[list[Cell]], made: Cell, row: int, column: int, cell: TableCell) -> None:
    for n in range(row, min(row + cell.rows, len(grid))):
        for m in range(column, min(column + cell.columns, len(grid[n]))):
            if grid[n][m] is EMPTY:
                grid[n][m] = made


def _place(
    builder: CanonicalBuilder,
    since: int,
    grid: Sequence[Sequence[Cell]],
    shown: dict[int, list[Line]],
) -> None:
    """Say of each block that was added which row of the grid it shows, and where."""
    row = 0
    for start, text in builder.added(since):
        for number in range(row, len(grid)):
            found = _found(text, grid[number])
            if found:
                row = number + 1
                for cell, at in found:
                    _place_cell(builder, start + at, text[at:], shown[id(cell)])
                break


def _found(text: str, row: Sequence[Cell]) -> list[tuple[Cell, int]]:
    """Return the cells of a row with their places in a block's text; none if one is not in it.

    They are looked for from the end, for the name of a column stands before the cell and may be
    the same words.
    """
    cells = [cell for cell in dict.fromkeys(row) if cell is not EMPTY and normalise(cell.text)]
    found: list[tuple[Cell, int]] = []
    end = len(text)
    for cell in reversed(cells):
        value = " ".join(normalise(cell.text).split("\n"))
        at = _last(text, value, end)
        if at < 0:
            return []
        found.append((cell, at))
        end = at
    return found


def _last(text: str, value: str, end: int) -> int:
    """Return where `value` last stands as a whole cell before `end`; -1 where it does not."""
    at = text.rfind(value, 0, end)
    while at >= 0:
        after = text[at + len(value) :]
        if not after or after.startswith((";", "\n", ":")) or at + len(value) == end:
            return at
        at = text.rfind(value, 0, at + len(value) - 1)
    return -1


def _place_cell(builder: CanonicalBuilder, start: int, text: str, lines: Sequence[Line]) -> None:
    at = 0
    for line in lines:
        words = normalise(line.text)
        found = text.find(words, at) if words else -1
        if found < 0:
            return
        at = found + len(words)
        builder.place(start + found, start + at, line)
