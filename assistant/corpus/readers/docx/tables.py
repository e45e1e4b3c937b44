"""A table of a document: its cells in their places, and whether it is a table at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lxml.etree import _Element

from assistant.corpus.readers.docx.styles import Styles
from assistant.corpus.readers.docx.text import is_gone
from assistant.corpus.readers.grids import EMPTY, Cell, Row
from assistant.corpus.readers.ooxml.names import attribute, child, children, is_on, tag, value

_WRAPPERS = frozenset({"w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo"})
_MOST_COLUMNS = 200
_LONG_CELL = 600
ReadCell = Callable[[_Element], tuple[str, bool]]


def rows_of(table: _Element) -> list[_Element]:
    """Return the rows that are shown: none that was deleted or is hidden."""
    rows = []
    for row in _inside(table, "w:tr"):
        properties = child(row, "w:trPr")
        if not is_gone(properties) and not is_on(properties, "w:hidden"):
            rows.append(row)
    return rows


def cells_of(row: _Element) -> list[_Element]:
    """Return the cells of a row."""
    return list(_inside(row, "w:tc"))


def is_layout(rows: list[_Element], length: Callable[[_Element], int]) -> bool:
    """Tell whether a table only places text on the page; `length` is that of a cell's text."""
    cells = [cells_of(row) for row in rows]
    if len(rows) < 2 or max(map(len, cells), default=0) < 2:
        return True
    if any(is_on(child(row, "w:trPr"), "w:tblHeader") for row in rows):
        return False
    inner = [cell for row in cells for cell in row]
    # One or two tables within cells belong to those cells; more, and the cells hold a page.
    nested = sum(1 for cell in inner if children(cell, "w:tbl"))
    return 2 * nested > len(inner) or any(length(cell) > 4 * _LONG_CELL for cell in inner)


def grid_of(
    table: _Element, rows: list[_Element], styles: Styles, read: ReadCell
) -> tuple[list[Row], int | None]:
    """Return the grid of a table and how many of its first rows are marked as heads."""
    grid: list[Row] = []
    styled = _first_row_is_head(table, styles)
    marked = 0
    for number, row in enumerate(rows):
        above = grid[-1] if grid else []
        places: Row = [EMPTY] * _count(child(row, "w:trPr"), "w:gridBefore")
        for cell in cells_of(row):
            properties = child(cell, "w:tcPr")
            across = max(1, _count(properties, "w:gridSpan"))
            across = min(across, max(1, _MOST_COLUMNS - len(places)))
            at = len(places)
            if _continues(properties) and at < len(above):
                made = above[at]
            else:
                text, head = read(cell)
                made = Cell(text, head or (styled and number == 0 and bool(text.strip())))
            places.extend([made] * across)
        grid.append(places)
        if marked == number and is_on(child(row, "w:trPr"), "w:tblHeader"):
            marked += 1
    return grid, marked or None


def _inside(element: _Element, name: str) -> Iterator[_Element]:
    for part in element:
        found = tag(part)
        if found == name:
            yield part
        elif found in _WRAPPERS:
            yield from _inside(part, name)


def _continues(properties: _Element | None) -> bool:
    merge = child(properties, "w:vMerge")
    return merge is not None and (attribute(merge, "w:val") or "continue") == "continue"


def _first_row_is_head(table: _Element, styles: Styles) -> bool:
    properties = child(table, "w:tblPr")
    look = child(properties, "w:tblLook")
    if look is None:
        return False
    first = attribute(look, "w:firstRow")
    if first is None:
        # Before 2010 the choices were bits of one number: 0x0020 is the first row.
        try:
            on = bool(int(attribute(look, "w:val") or "0", 16) & 0x20)
        except ValueError:
            on = False
    else:
        on = first in ("1", "true", "on")
    return on and styles.has_first_row(styles.of(properties, "w:tblStyle"))


def _count(properties: _Element | None, name: str) -> int:
    text = value(properties, name) or ""
    return min(int(text), _MOST_COLUMNS) if text.isdecimal() else 0
