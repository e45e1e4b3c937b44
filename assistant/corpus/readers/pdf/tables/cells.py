"""From the cells that rules frame to a table with its text."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.corpus.readers.pdf.model import (
    Box,
    Drawing,
    Fill,
    PageContent,
    Table,
    TableCell,
    TextLine,
    Word,
)
from assistant.corpus.readers.pdf.tables.ruled import Grid, find_grids, span
from assistant.corpus.readers.pdf.words import make_lines

# A frame around so much of a page is no cell, but the page's own.
_FRAME = 0.5
# Rows that the same colour stands behind: few are set off, many are just striped.
_SET_OFF = 0.5
_WHITE = (255, 255, 255)
_SAME_COLOUR = 12
_FEWEST_SPLIT = 3


def ruled_tables(page: PageContent) -> list[Table]:
    """Return the ruled tables of a page that hold text, and take their words from the page."""
    tables = []
    for grid in _outer(find_grids(page.drawing), page):
        table = _table(grid, page)
        if table is not None:
            tables.append(table)
    return tables


def ruled_boxes(page: PageContent) -> list[Box]:
    """Return where the ruled tables of a page stand."""
    return [grid.box for grid in _outer(find_grids(page.drawing), page)]


def _outer(grids: Sequence[Grid], page: PageContent) -> list[Grid]:
    """Leave out tables within a cell of another; a frame around most of a page is none itself."""
    area = page.width * page.height
    kept: list[Grid] = []
    for grid in sorted(grids, key=lambda g: -g.box.width * g.box.height):
        frames = any(
            cell.width * cell.height > _FRAME * area and _holds(cell, other.box)
            for cell in grid.cells
            for other in grids
            if other is not grid
        )
        if not frames and not any(_holds(other.box, grid.box) for other in kept):
            kept.append(grid)
    return sorted(kept, key=lambda g: (g.ys[0], g.xs[0]))


def _holds(outer: Box, inner: Box) -> bool:
    return (
        outer.x0 - 1 <= inner.x0
        and inner.x1 <= outer.x1 + 1
        and outer.top - 1 <= inner.top
        and inner.bottom <= outer.bottom + 1
    )


def _table(grid: Grid, page: PageContent) -> Table | None:
    words: dict[Box, list[Word]] = {cell: [] for cell in grid.cells}
    turned: dict[Box, list[TextLine]] = {cell: [] for cell in grid.cells}
    taken: set[int] = set()
    for word in page.words:
        cell = _cell_of(word, grid)
        if cell is not None:
            words[cell].append(word)
            taken.add(id(word))
    for line in page.turned:
        cell = _cell_of(line.words[0], grid)
        if cell is not None:
            turned[cell].append(line)
            taken.add(id(line))
    if sum(bool(words[cell] or turned[cell]) for cell in grid.cells) < 2:
        return None
    page.words = [word for word in page.words if id(word) not in taken]
    page.turned = [line for line in page.turned if id(line) not in taken]
    shade = _Shade(page.drawing, grid)
    rows: list[list[TableCell | None]] = [
        [None] * (len(grid.xs) - 1) for _ in range(len(grid.ys) - 1)
    ]
    for cell in grid.cells:
        column, columns = span(grid.xs, cell.x0, cell.x1)
        row, height = span(grid.ys, cell.top, cell.bottom)
        lines = make_lines(words[cell], page.number) + turned[cell]
        head = shade.sets_off(cell) or (bool(lines) and all(line.bold for line in lines))
        rows[row][column] = TableCell(lines, head, columns, height)
    split = [part for row in rows for part in _split_row(row, page.number)]
    return Table(grid.box, page.number, grid.xs, split)


def _cell_of(word: Word, grid: Grid) -> Box | None:
    x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    if not grid.box.holds(x, y):
        return None
    return next((cell for cell in grid.cells if cell.holds(x, y)), None)


class _Shade:
    """Which cells a colour sets off: a head's, but not every second row's."""

    def __init__(self, drawing: Drawing, grid: Grid) -> None:
        self._fills = [fill for fill in drawing.fills if fill.exact]
        shaded = [cell for cell in grid.cells if self._colour(cell) is not None]
        rows = {cell.top for cell in shaded}
        self._means = bool(shaded) and len(rows) < max(_SET_OFF * (len(grid.ys) - 1), 2)

    def sets_off(self, cell: Box) -> bool:
        return self._means and self._colour(cell) is not None

    def _colour(self, cell: Box) -> tuple[int, int, int] | None:
        x, y = (cell.x0 + cell.x1) / 2, (cell.top + cell.bottom) / 2
        under = [fill for fill in self._fills if fill.box.holds(x, y)]
        top: Fill | None = max(under, key=lambda fill: fill.order, default=None)
        if top is None or _alike(top.colour, _WHITE):
            return None
        return top.colour


def _alike(colour: Sequence[int], other: Sequence[int]) -> bool:
    return all(abs(a - b) <= _SAME_COLOUR for a, b in zip(colour, other, strict=True))


def _split_row(row: list[TableCell | None], page: int) -> list[list[TableCell | None]]:
    """Part a row whose cells hold several rows that no rule parts: all lines stand side by side."""
    cells = [cell for cell in row if cell is not None]
    if any(cell.rows > 1 for cell in cells) or len(cells) < 2:
        return [row]
    counts = [len(cell.lines) for cell in cells if cell.lines]
    number = counts[0] if counts else 0
    if number < _FEWEST_SPLIT or len(counts) < 2 or any(count != number for count in counts):
        return [row]
    for lines in zip(*(cell.lines for cell in cells if cell.lines), strict=True):
        if max(line.base for line in lines) - min(line.base for line in lines) > 2:
            return [row]
    if not _begin_alike(cells):
        return [row]
    return [
        [
            None if cell is None else TableCell(cell.lines[n : n + 1], cell.head, cell.columns)
            for cell in row
        ]
        for n in range(number)
    ]


def _begin_alike(cells: Sequence[TableCell]) -> bool:
    """Tell whether each line begins as an entry does: none goes on with the one above."""
    return all(not line.text[:1].islower() for cell in cells for line in cell.lines) and any(
        all(line.text[:1].isdigit() for line in cell.lines) for cell in cells if cell.lines
    )
