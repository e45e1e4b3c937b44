"""A table of a page: its cells in their places, and whether it is a table at all."""

from __future__ import annotations

from collections.abc import Callable

from lxml.html import HtmlElement

from assistant.corpus.readers.grids import EMPTY, Cell, Row

_LAYOUT_BLOCKS = ("h1", "h2", "h3", "h4", "h5", "h6", "table")
_BOLD = frozenset({"b", "strong"})
_MOST_COLUMNS = 500
# Spans of a table that people made come to far fewer places.
_MOST_PLACES = 1_000_000


def is_layout(table: HtmlElement) -> bool:
    """Tell whether a table only places things on the page."""
    if (table.get("role") or "").lower() in ("presentation", "none"):
        return True
    rows = table_rows(table)
    if any(len(row) > 1 and row[0].tag == "th" for row in rows) or _has_heads(table):
        return False
    if max((len(row) for row in rows), default=0) < 2:
        return True
    return next(table.iterdescendants(*_LAYOUT_BLOCKS), None) is not None


def table_rows(table: HtmlElement) -> list[list[HtmlElement]]:
    """Return the cells of the table's own rows, head first and foot last."""
    parts: list[HtmlElement] = [p for p in table if p.tag in ("thead", "tbody", "tfoot", "tr")]
    order = {"thead": 0, "tbody": 1, "tr": 1, "tfoot": 2}
    rows: list[HtmlElement] = []
    for part in sorted(parts, key=lambda part: order[str(part.tag)]):
        rows.extend([part] if part.tag == "tr" else [row for row in part if row.tag == "tr"])
    return [[cell for cell in row if cell.tag in ("td", "th")] for row in rows]


def table_grid(
    table: HtmlElement, text_of: Callable[[HtmlElement], str]
) -> tuple[list[Row], int | None]:
    """Return the grid of a table and how many of its rows are marked as heads."""
    rows = table_rows(table)
    grid: list[Row] = [[] for _ in rows]
    taken: list[dict[int, Cell]] = [{} for _ in rows]
    room = _MOST_PLACES
    for number, elements in enumerate(rows):
        column = 0
        for element in elements:
            while column in taken[number]:
                column += 1
            across, down = _span(element, "colspan"), _span(element, "rowspan")
            across = max(1, min(across, _MOST_COLUMNS - column))
            down = len(rows) - number if down == 0 else min(down, len(rows) - number)
            room -= across * down
            if room < 0:
                across = down = 1
            cell = Cell(text_of(element), _is_head(element))
            for below in range(number, number + down):
                for beside in range(column, column + across):
                    taken[below].setdefault(beside, cell)
            column += across
        width = max(taken[number], default=-1) + 1
        grid[number] = [taken[number].get(place, EMPTY) for place in range(width)]
    return grid, _marked(table, rows)


def _marked(table: HtmlElement, rows: list[list[HtmlElement]]) -> int | None:
    head = table.find("thead")
    if head is not None:
        count = sum(1 for row in head if row.tag == "tr" and len(row))
        if count:
            return count
    count = 0
    for row in rows:
        if not row or any(cell.tag != "th" for cell in row):
            break
        count += 1
    return count if 0 < count < len(rows) else None


def _has_heads(table: HtmlElement) -> bool:
    return table.find("thead") is not None or table.find("caption") is not None


def _is_head(cell: HtmlElement) -> bool:
    if cell.tag == "th":
        return True
    texts = [cell.text, *(child.tail for child in cell)]
    if any((text or "").strip() for text in texts):
        return False
    inner = [child for child in cell if isinstance(child.tag, str)]
    return bool(inner) and all(child.tag in _BOLD or _is_head(child) for child in inner)


def _span(cell: HtmlElement, name: str) -> int:
    try:
        return max(0, min(int((cell.get(name) or "1").strip()), 65_534))
    except ValueError:
        return 1
